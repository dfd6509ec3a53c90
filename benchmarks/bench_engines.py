"""Other engines on the job of `bench_screen.py`, one after the other, each as near as it comes.

    python benchmarks/bench_engines.py ENGINE [--rows N] [--repeats N]

ENGINE: openfisca, cel, zen, cedar, durable, jsonlogic. Run it with an environment of
`benchmarks/peers/requirements.txt`. Told are records a second on records already in memory and
from Parquet to Parquet, and the cells of the first 2,000 records that are not what the reference
says.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from peers import checking
from peers.codes import FAILS, OPEN, UNSURE, WORDS, answered
from peers.job import APPROVED, COLUMNS, NAMES, REJECTED, UNDETERMINED
from peers.table import write_table

# It takes whole columns; the others take one record at a time.
COLUMNAR = "openfisca"
_STATUS = pl.Enum(WORDS[:OPEN])


def main() -> None:
    """Print one line about an engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    engine = importlib.import_module(f"peers.engine_{asked.engine}").decider()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "table.parquet"), Path(folder, "answer.parquet")
        write_table(source, asked.rows)
        read = _table if asked.engine == COLUMNAR else _records
        decide = _by_column(engine) if asked.engine == COLUMNAR else _by_record(engine)
        held = read(source)
        bare = [_seconds(lambda: decide(held)) for _ in range(asked.repeats)]
        whole = [
            _seconds(lambda: decide(read(source)).write_parquet(out)) for _ in range(asked.repeats)
        ]
        wrong = checking.wrong(source, pl.read_parquet(out))
    rates = f"in memory {_rate(asked.rows, bare)}  Parquet to Parquet {_rate(asked.rows, whole)}"
    wrongs = f"wrong {sum(wrong.values())} {wrong or ''}"
    print(f"{asked.engine:10} {asked.rows:9,} records  {rates}  {wrongs}")


def _table(source: Path) -> pl.DataFrame:
    return pl.read_parquet(source).rename({heading: name for name, heading in COLUMNS.items()})


def _records(source: Path) -> list[Any]:
    return _table(source).select(list(COLUMNS)).to_dicts()


def _by_record(engine: Callable[[Any], list[int]]) -> Callable[[Any], pl.DataFrame]:
    schema = dict.fromkeys(checking.CELLS, pl.String)
    return lambda records: pl.DataFrame(
        [answered(engine(record)) for record in records], schema=schema, orient="row"
    )


def _by_column(engine: Callable[[Any], list[Any]]) -> Callable[[Any], pl.DataFrame]:
    def decide(table: pl.DataFrame) -> pl.DataFrame:
        codes = pl.DataFrame(dict(zip(NAMES, engine(table), strict=True)))
        fails, unsure = (
            pl.any_horizontal(pl.col(n) == code for n in NAMES) for code in (FAILS, UNSURE)
        )
        verdict = (
            pl.when(fails).then(pl.lit(REJECTED)).when(unsure).then(pl.lit(UNDETERMINED))
            .otherwise(pl.lit(APPROVED))
        )  # fmt: skip
        told = (pl.when(pl.col(n) == OPEN).then(UNSURE).otherwise(pl.col(n)) for n in NAMES)
        words = [
            code.cast(pl.UInt8).cat.to(_STATUS).alias(n)
            for code, n in zip(told, NAMES, strict=True)
        ]
        return codes.select(*words, verdict.alias("verdict"))

    return decide


def _seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _rate(rows: int, taken: list[float]) -> str:
    middle = statistics.median(taken)
    return f"{rows / middle:,.0f}/s ({rows / max(taken):,.0f}–{rows / min(taken):,.0f})"


if __name__ == "__main__":
    main()

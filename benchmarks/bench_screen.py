"""Screening beside a copy without rules and the rules written by hand, in one run.

    python benchmarks/bench_screen.py [ROWS...] [--repeats N] [--cold]

The job is that of `benchmarks/peers/job.py`: twenty rules on twenty columns, Parquet to Parquet,
every status and the verdict. `screen, reasons` leaves nothing out of what `screen` can tell of a
row: the conclusion, the rules that decided it and the facts that would settle it, too; `by hand,
kept` is Polars by hand with what `screen` promises of its answer: aside, on the disk, then under
its name. Each round runs all in turn; told are the median with the least and the greatest, and the
medians of the rounds' own ratios with their quartiles. Every answer is counted against the
reference on the first 2,000 rows and against the one by hand on all. With --cold the command is run
as a process of its own, too, with its imports and the rules read.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from peers import by_hand_duckdb, by_hand_polars, checking, floor, ours
from peers.table import write_table

from eligibility.screening.writing import whole

CLI = Path(__file__).resolve().parent.parent / "cli.py"
COPY, POLARS, DUCKDB = "copy", "by hand, Polars", "by hand, DuckDB"
SCREEN, MORE, SAFE = "screen", "screen, reasons", "by hand, kept"
Job = Callable[[Path], object]


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=11)
    parser.add_argument("--cold", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rows in asked.rows:
            source = Path(folder, f"table{rows}.parquet")
            write_table(source, rows)
            times = timed(jobs(source, Path(folder)), Path(folder), asked.repeats)
            tell(rows, times)
            check(source, Path(folder))
            if asked.cold:
                cold(rows, source, Path(folder))


def jobs(source: Path, folder: Path) -> dict[str, Job]:
    """What is measured: each writes an answer to the table."""
    finished = folder / "finished.parquet"
    by_hand_polars.run(source, finished)
    connection = by_hand_duckdb.connected()
    setting, with_more = ours.setting(), ours.setting(alone=False)
    return {
        COPY: lambda out: floor.run(finished, out),
        POLARS: lambda out: by_hand_polars.run(source, out),
        SCREEN: lambda out: ours.run(setting, source, out),
        SAFE: lambda out: kept(source, out),
        MORE: lambda out: ours.run(with_more, source, out),
        DUCKDB: lambda out: by_hand_duckdb.run(connection, source, out),
    }


def kept(source: Path, out: Path) -> None:
    """Polars by hand, its answer on the disk before it takes its name."""
    with whole(out) as aside:
        by_hand_polars.run(source, aside)


def timed(runs: dict[str, Job], folder: Path, repeats: int) -> dict[str, list[float]]:
    """The seconds of each run in each round, after a round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for round_ in range(repeats + 1):
        for name, job in runs.items():
            started = time.perf_counter()
            job(folder / f"{name}.parquet")
            if round_:
                times[name].append(time.perf_counter() - started)
    return times


def tell(rows: int, times: dict[str, list[float]]) -> None:
    """Print rates and ratios."""
    repeats = len(times[COPY])
    best = min((POLARS, DUCKDB), key=lambda name: statistics.median(times[name]))
    print(f"\n{rows:,} rows, {repeats} rounds; best by hand: {best}")
    head = f"{'rows/s':>12}  {'ms':>9} {'least':>9} {'most':>9}  {'time / copy':>18}"
    print(f"  {'':16} {head}  rate / best by hand")
    for name, taken in times.items():
        middle = statistics.median(taken)
        of_copy = [t / c for t, c in zip(taken, times[COPY], strict=True)]
        of_best = [b / t for t, b in zip(taken, times[best], strict=True)]
        print(f"  {name:16} {rows / middle:12,.0f}  {middle * 1e3:9.2f} {min(taken) * 1e3:9.2f} "
              f"{max(taken) * 1e3:9.2f}  {spread(of_copy):>18}  {spread(of_best)}")  # fmt: skip
    if statistics.median(times[POLARS]) > 2 * statistics.median(times[COPY]):
        print("  VOID: the rules by hand in Polars do not reach half of the copy's rate")


def spread(values: list[float]) -> str:
    """Median with the quartiles."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def check(source: Path, folder: Path) -> None:
    """Print how many cells are wrong, and on which two answers differ."""
    hand = pl.read_parquet(folder / f"{POLARS}.parquet")
    answers = {
        POLARS: hand,
        DUCKDB: pl.read_parquet(folder / f"{DUCKDB}.parquet"),
        SCREEN: ours.answer(folder / f"{SCREEN}.parquet"),
    }
    for name, answer in answers.items():
        off, other = checking.wrong(source, answer), checking.differences(hand, answer)
        told = f"{sum(other.values())} {other or ''}"
        print(f"  {name}: wrong {sum(off.values())} {off or ''}; by hand on all rows other: {told}")
    shares = hand["verdict"].value_counts(normalize=True).sort("verdict").rows()
    print("  verdicts:", ", ".join(f"{verdict} {share:.1%}" for verdict, share in shares))


def cold(rows: int, source: Path, folder: Path) -> None:
    """Print what the command takes as a process of its own."""
    command = [sys.executable, str(CLI), *ours.words(source, folder / "cold.parquet")]
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True)
        taken.append(time.perf_counter() - started)
    print(f"  the command, cold: {statistics.median(taken):.2f} s for {rows:,} rows")


if __name__ == "__main__":
    main()

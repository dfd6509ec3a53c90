"""The twenty rules written by hand in Polars, as fast as we could make them.

Truths are Polars' own three-valued booleans. A status is its truth as a small number that becomes
a word without a look-up (the order of `STATUS`); the verdict is the three-valued conjunction of
what the rules ask where they apply. What was tried and came out slower or equal is told in
`benchmarks/README.md`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl
from peers.job import (
    APPROVED,
    COLUMNS,
    KEY,
    LISTED,
    NAMES,
    OFF,
    REJECTED,
    SATISFIED,
    UNDETERMINED,
    UNKNOWN,
    VIOLATED,
)

STATUS = pl.Enum([VIOLATED, SATISFIED, UNKNOWN, OFF])
VERDICT = pl.Enum([REJECTED, APPROVED, UNDETERMINED])


def run(source: Path, out: Path) -> None:
    """Decide a Parquet table into another."""
    pl.scan_parquet(source).select(answer()).sink_parquet(out, compression="lz4", statistics=False)


@cache
def answer() -> list[pl.Expr]:
    """The key, the statuses and the verdict; put together once, however many tables there are."""
    statuses, kept = [], []
    for name, (when, must) in zip(NAMES, rules(), strict=True):
        code = must.cast(pl.UInt8).fill_null(2)
        if when is not None:
            code = pl.when(when).then(code).when(~when).then(_code(3)).otherwise(_code(2))
        statuses.append(code.cat.to(STATUS).alias(name))
        kept.append(must if when is None else ~when | must)
    verdict = pl.all_horizontal(kept).cast(pl.UInt8).fill_null(2).cat.to(VERDICT)
    return [pl.col(KEY), *statuses, verdict.alias("verdict")]


def _code(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt8)


def rules() -> list[tuple[pl.Expr | None, pl.Expr]]:
    """The occasion of each rule (None: always) and what must hold."""
    c = {name: pl.col(heading) for name, heading in COLUMNS.items()}
    own_land = c["own_land"] * 100
    return [
        (
            c["power_level"] != c["works_level"],
            c["power_level"].is_in(LISTED) & c["works_level"].is_in(LISTED),
        ),
        (None, c["made"] * 10 < c["total"] * 9),
        (None, c["made"] * 4 >= c["total"]),
        (None, (own_land <= c["land"] * 7) | (c["major"] & (own_land <= c["land"] * 15))),
        (c["major"], c["own_floor"] * 100 <= c["floor"] * 30),
        (None, ~c["pollution"]),
        (None, ~c["energy"]),
        (None, ~c["inefficient"]),
        (None, c["chains"] <= 3),
        (c["zone_level"] == "provincial", c["chains"] <= 2),
        (None, c["tax"] >= c["tax_floor"]),
        (None, c["intensity"] >= c["intensity_floor"]),
        (None, (c["months"] < 24) | c["new"]),
        (None, c["floor"] <= c["land"] * 4),
        (None, c["floor"] * 10 >= c["land"] * 8),
        (None, c["made"] <= c["total"]),
        (None, c["own_floor"] <= c["own_land"] * 6),
        (None, c["total"] >= 5_000_000),
        (None, c["months"] <= 60),
        (None, c["intensity"] * 10 >= c["intensity_floor"] * 7),
    ]

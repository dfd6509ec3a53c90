"""The job of `bench_screen.py`: a table of projects, and the same rules written by hand in Polars.

The hand-written version does what a careful person would: two columns a rule (can be satisfied,
can be violated), cross-multiplied integers, no more.
"""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl

MU, FEN = 2_000_000_000, 100
CAP_LAND, CAP_RAISED, CAP_FLOOR = (7, 100), (15, 100), (30, 100)
BANNED = ["self_contained_housing", "commodity_housing", "expert_building", "hotel", "guest_house",
          "training_centre"]  # fmt: skip


def write_table(path: Path, rows: int, holes: float = 0.05, seed: int = 7) -> None:
    """A table of Yulin's projects, values on and around the caps, some of them missing."""
    rng = random.Random(seed)
    base = min(rows, 50_000)
    total = [rng.choice([100_000, 150_000, 66_700, 33_350]) for _ in range(base)]
    share = [rng.choice([0.05, 0.07, 0.071, 0.10, 0.15, 0.16]) for _ in range(base)]
    land = [round(t * s) for t, s in zip(total, share, strict=True)]
    floor_total = [t * 2 for t in total]
    floor = [round(f * rng.choice([0.1, 0.3, 0.31])) for f in floor_total]
    flags = {
        "land.total_area(m2)": total, "ancillary.land_area(m2)": land,
        "building.total_floor_area(m2)": floor_total, "ancillary.floor_area(m2)": floor,
        "ancillary.dormitory_land_area(m2)": [v // 2 for v in land],
        "building.base_floor_cap(%)": [rng.choice([15, 20, 30]) for _ in range(base)],
        "project.kind": [rng.choice(["industrial"] * 9 + ["logistics"]) for _ in range(base)],
        "project.in_zone": [rng.random() < 0.9 for _ in range(base)],
        "ancillary.facilities": [
            rng.sample(["office", "canteen", "dormitory", "hotel"], k=rng.choice([0, 1, 1, 2]))
            for _ in range(base)
        ],
        "project.investment_total(万元)": [rng.randrange(1000, 90000) for _ in range(base)],
        "project.investment_made(万元)": [rng.randrange(0, 90000) for _ in range(base)],
        "transfer.requested": [rng.random() < 0.2 for _ in range(base)],
    }  # fmt: skip
    table = pl.DataFrame({
        name: [None if rng.random() < holes else v for v in values]
        for name, values in flags.items()
    })  # fmt: skip
    whole = pl.concat([table] * -(-rows // base))[:rows]
    whole = whole.with_columns(pl.lit([], dtype=pl.List(pl.String)).alias("consents"))
    code = pl.format("P{}", pl.int_range(rows)).alias("project.code")
    whole.with_columns(code).write_parquet(path, row_group_size=100_000)


def copy(source: Path, out: Path) -> None:
    """The floor: the table read and written, no rule."""
    pl.scan_parquet(source).sink_parquet(out)


def by_hand(source: Path, out: Path) -> None:
    """Yulin's rules on ancillary land, without consents, by hand."""
    col = pl.col
    table = pl.scan_parquet(source)
    industrial = (col("project.kind") == "industrial") & col("project.in_zone")
    land, total = col("ancillary.land_area(m2)"), col("land.total_area(m2)")
    floor, floors = col("ancillary.floor_area(m2)"), col("building.total_floor_area(m2)")
    cap = pl.min_horizontal(pl.lit(30), col("building.base_floor_cap(%)"))
    over = land * 100 - total * 7
    listed = col("ancillary.facilities")
    conditions = {
        "land-share": (industrial, land * 100 <= total * 7),
        "floor-share": (industrial, floor * 100 <= floors * cap),
        "purpose": (industrial & (over > 0), col("ancillary.dormitory_land_area(m2)") * 200 > over),
        "banned": (industrial, ~listed.list.eval(pl.element().is_in(BANNED)).list.any()),
        "similar": (
            industrial & listed.list.contains("other_non_productive"),
            pl.lit(None, dtype=pl.Boolean),
        ),
    }
    statuses = {
        name: pl.when(applies == pl.lit(value=False)).then(pl.lit("not_applicable"))
        .when(applies.is_null() | holds.is_null()).then(pl.lit("unknown"))
        .when(holds).then(pl.lit("satisfied")).otherwise(pl.lit("violated"))
        for name, (applies, holds) in conditions.items()
    }  # fmt: skip
    found = table.select("project.code", **statuses)
    names = list(statuses)
    verdict = (
        pl.when(pl.any_horizontal(col(n) == "violated" for n in names)).then(pl.lit("rejected"))
        .when(pl.any_horizontal(col(n) == "unknown" for n in names)).then(pl.lit("undetermined"))
        .otherwise(pl.lit("approved"))
    )  # fmt: skip
    found.with_columns(verdict=verdict).sink_parquet(out)

"""Tables with planted faults: which rows are bad, in which column, of what kind."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl

# Column, value. Each is what `assess` refuses in a project file that says the same.
KINDS: tuple[tuple[str, str], ...] = (
    ("land.total_area(亩)", "-3"), ("land.total_area(亩)", "abc"), ("land.total_area(亩)", "nan"),
    ("land.total_area(亩)", "7 万元"), ("land.total_area(亩)", "0"), ("land.total_area(亩)", "inf"),
    ("ancillary.land_area", "7"), ("ancillary.land_area", "900 亩"),
    ("ancillary.dormitory_land_area(亩)", "899"), ("project.in_zone", "maybe"),
    ("project.kind", "industral"), ("jurisdiction", "nowhere"),
    ("review.received_on", "2026-02-30"), ("building.base_floor_cap", "150%"),
    ("ancillary.facilities", "office、pool"), ("project.investment_total(万元)", "12 亩"),
    ("project.name", "a\x07b"), ("land.total_area(亩)", "100.00000000001"),
    ("project.code", "TWICE"), ("consents", "x"),
)  # fmt: skip


def sound(rows: int) -> pl.DataFrame:
    """A table without a fault, every cell a text."""
    number = pl.int_range(rows)
    return pl.select(
        pl.format("P{}", number).alias("project.code"),
        pl.format("项目 {}", number).alias("project.name"),
        pl.when(number % 3 == 0).then(pl.lit("chaoyang")).otherwise(pl.lit("yulin"))
        .alias("jurisdiction"),
        pl.lit("industrial").alias("project.kind"),
        pl.when(number % 7 > 0).then(pl.lit("是")).alias("project.in_zone"),
        (number % 200 + 100).cast(pl.String).alias("land.total_area(亩)"),
        pl.format("{} 亩", number % 31 + 1).alias("ancillary.land_area"),
        pl.when(number % 2 == 0).then(pl.lit("1")).alias("ancillary.dormitory_land_area(亩)"),
        pl.when(number % 5 == 0).then(pl.lit("15%")).alias("building.base_floor_cap"),
        pl.lit("office、canteen").alias("ancillary.facilities"),
        (number % 900 + 100).cast(pl.String).alias("project.investment_total(万元)"),
        pl.when(number % 4 == 0).then(pl.lit("2026-05-01")).alias("review.received_on"),
        pl.when(number % 6 == 0).then(pl.lit("[]")).alias("consents"),
    )  # fmt: skip


def planted(rows: int, faults: int, seed: int = 11) -> tuple[pl.DataFrame, dict[int, int]]:
    """The table with faults, and the kind of each bad row by its number (from 1)."""
    places = random.Random(seed).sample(range(rows), faults)  # noqa: S311  a seeded table
    kinds = {place: index % len(KINDS) for index, place in enumerate(sorted(places))}
    table = sound(rows)
    columns = {name: table[name].to_list() for name in table.columns}
    for place, kind in kinds.items():
        column, value = KINDS[kind]
        columns[column][place] = value
    return pl.DataFrame(columns, schema=table.schema), {p + 1: k for p, k in kinds.items()}


def write(table: pl.DataFrame, path: Path) -> Path:
    """The table as a file of the form that its name says."""
    if path.suffix == ".csv":
        table.write_csv(path)
    else:
        table.write_parquet(path)
    return path

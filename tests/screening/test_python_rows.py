"""Days of years that Python has not: their rows are refused, and no other row with them."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from screening.test_plain import _differing, both

from eligibility.screening.python_rows import rows

FIRST, LAST = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31, from 1970-01-01
LEAST, MOST = -(2**31), 2**31 - 1


def days(numbers: list[int | None]) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Int32).cast(pl.Date)


CELLS: list[tuple[str, pl.Series, list[Any]]] = [
    ("no rows", days([]), []),
    ("days", days([0, None, FIRST, LAST]),
     [date(1970, 1, 1), None, date(1, 1, 1), date(9999, 12, 31)]),
    ("days of other years", days([FIRST - 1, LAST + 1, LEAST, MOST]),
     [f"1970-01-01 {n:+} days" for n in (FIRST - 1, LAST + 1, LEAST, MOST)]),
    ("in records", pl.DataFrame([days([1, MOST, None]).alias("on"), pl.Series("n", [1, 2, 3])])
     .to_struct(), [{"on": date(1970, 1, 2), "n": 1}, {"on": f"1970-01-01 +{MOST} days", "n": 2},
                    {"on": None, "n": 3}]),
    ("in lists", days([1, MOST]).implode().extend(pl.Series([None, []], dtype=pl.List(pl.Date))),
     [[date(1970, 1, 2), f"1970-01-01 +{MOST} days"], None, []]),
    ("what are no days", pl.Series([1, None]), [1, None]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "cells", "want"), CELLS, ids=[c[0] for c in CELLS])
def test_cells(note: str, cells: pl.Series, want: list[Any]):
    assert [row["x"] for row in rows(cells.alias("x").to_frame())] == want, note


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai"])
@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_times(unit: Any, zone: str | None):
    counts = pl.Series([0, None, -1, 1_782_777_600_123, -(2**40)])
    cells = counts.cast(pl.Datetime(unit, zone)).alias("x")
    assert [row["x"] for row in rows(cells.to_frame())] == cells.to_list()


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai"])
@pytest.mark.parametrize("unit", ["ms", "us"])
def test_times_of_other_years(unit: Any, zone: str | None):
    cells = pl.Series("x", [2**60, -(2**60), 0]).cast(pl.Datetime(unit, zone))
    *told, first = [row["x"] for row in rows(cells.to_frame())]
    size = {"ms": 1000, "us": 1}[unit]
    assert told == [f"1970-01-01 {n * size:+} microseconds" for n in (2**60, -(2**60))]
    assert first == cells[2]


@pytest.mark.parametrize("wild", [LEAST, FIRST - 1, LAST + 1, MOST])
@pytest.mark.parametrize("inside", [False, True], ids=["of the project", "of a parcel"])
def test_a_day_of_no_year_is_refused_alone(wild: int, inside: bool):
    on = days([20_000, wild, None])
    named, cells = "project.approval_accepted_on", on
    if inside:
        parcel = pl.DataFrame([pl.Series("id", ["1", "2", "3"]), on.alias("acquired_on")])
        named, cells = "land.parcels", parcel.to_struct().to_frame("p").with_row_index().group_by(
            "index", maintain_order=True).agg("p")["p"]  # fmt: skip
    table = pl.DataFrame([pl.Series("project.kind", ["industrial"] * 3), cells.alias(named)])
    found, wanted = both("yingkou", table)
    assert not _differing(found.table, wanted.table)
    assert found.table["row"].to_list() == [1, 3]
    assert [(r.row, r.code) for r in found.refusals] == [(2, "E202")]
    assert f"1970-01-01 {wild:+} days" in found.refusals[0].reason + found.refusals[0].value

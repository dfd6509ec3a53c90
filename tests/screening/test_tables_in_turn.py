"""One setting serves table after table: each is decided as if it were the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.errors import Refused
from eligibility.screening.order import Order
from eligibility.screening.run import run
from eligibility.screening.table_files import table
from eligibility.submission.tables.headings import targets

LEVEL, AREA = "zone.level", "land.total_area(亩)"
# The headings are the same, what stands under them is not.
TABLES: list[tuple[str, dict[str, list[Any]]]] = [
    ("whole numbers and words", {LEVEL: ["national", "provincial"], AREA: [100, 30]}),
    ("texts", {LEVEL: ["国家级", "provincial"], AREA: ["100", "3万"]}),
    ("numbers with parts", {LEVEL: ["national", None], AREA: [100.5, 0.25]}),
    ("a word that is none", {LEVEL: ["galactic", "national"], AREA: [100, 30]}),
    ("nothing stated", {LEVEL: [None, None], AREA: [None, None]}),
    ("a day where a word is due", {LEVEL: [date(2026, 1, 1), None], AREA: [1, 2]}),
    ("beyond every bound", {LEVEL: ["national", "national"], AREA: [2**62, 5]}),
]


def decided(setting: Any, source: Path) -> tuple[bytes, str, Any]:
    out = source.with_name("o.parquet")
    found = run(Order(table([str(source)]), out, setting, ""))
    told = out.with_name("o.parquet.refused.csv")
    return out.read_bytes(), told.read_text() if told.exists() else "", found.plain()


def setting() -> Any:
    desk = Desk(as_of="2026-06-30", jurisdiction="yulin")
    return setting_of(desk, ())[0]


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_as_if_it_were_the_first(order: int, tmp_path: Path):
    held = setting()
    for note, cells in TABLES[::order]:
        source = tmp_path / "a.parquet"
        pl.DataFrame(cells).write_parquet(source)
        assert decided(held, source) == decided(setting(), source), note


HEADINGS = [
    ("as it stands", "占地", {}, "E201"),
    ("by a map", "占地", {"占地": "land.total_area"}, "land.total_area"),
    ("by another map", "占地", {"占地": "zone.level"}, "zone.level"),
    ("as it stands, again", "占地", {}, "E201"),
    ("with its unit", AREA, {}, "land.total_area"),
    ("a unit of another kind", "land.total_area(万元)", {}, "E204"),
    ("a unit of another kind, again", "land.total_area(万元)", {}, "E204"),
]


def test_a_heading_means_what_its_map_says():
    for note, heading, named, want in HEADINGS:
        try:
            found = targets([heading], file="a.csv", named=named)[0].path
        except Refused as refused:
            found = refused.diagnostics[0].code
        assert found == want, note

"""One setting serves table after table: each is decided as if it were the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from screening.oracle import rulebook

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.errors import Refused
from eligibility.screening import screening
from eligibility.screening.ndjson import flattened
from eligibility.screening.order import Order
from eligibility.screening.run import run
from eligibility.screening.sheets import Sheet, read_plainly
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


def test_columns_that_never_come_again_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(screening, "_MOST_PASSES", 2)
    held, source = setting(), tmp_path / "a.parquet"
    for note, cells in TABLES * 2:
        pl.DataFrame(cells).write_parquet(source)
        assert decided(held, source) == decided(setting(), source), note
        assert len(held.passes) <= 2, note


def test_a_setting_of_other_columns_is_made_anew(tmp_path: Path):
    source = tmp_path / "a.parquet"
    pl.DataFrame(TABLES[0][1]).write_parquet(source)
    whole = setting()
    few = replace(whole, columns=frozenset({"conclusion"}))
    for held, told in ((whole, True), (few, False), (replace(few, columns=whole.columns), True)):
        decided(held, source)
        columns = pl.read_parquet(source.with_name("o.parquet")).columns
        assert ("decided_by" in columns, "missing" in columns) == (told, told)


@pytest.mark.parametrize("heading", ["count", "#i", "#row", "#open", "v", "verdict", ""])
def test_a_mapped_heading_may_be_any_word(heading: str, tmp_path: Path):
    source = tmp_path / "a.parquet"
    pl.DataFrame({heading: ["national", "galactic"]}).write_parquet(source)
    out = tmp_path / "o.parquet"
    found = run(Order(table([str(source)]), out, setting(), "", named={heading: "zone.level"}))
    assert (found.decided, found.refused) == (1, 1)


def test_lines_are_as_they_were_after_they_are_read():
    table, lines = flattened(['{"land": {"parcels": [{"area": "many"}]}}', "{"])
    sheet = Sheet(table, targets(table.columns, file="a.ndjson"), lines=lines)
    for _ in range(2):
        read = read_plainly(sheet, rulebook().packs["yulin"].vocabulary)
        assert read.odd.to_list() == [True, True]
        assert lines.odd.to_list() == [False, True]


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

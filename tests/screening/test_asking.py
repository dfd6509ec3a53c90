"""What columns leave to the interpreter: outcomes and missing facts of single rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from screening.test_plain import DAY, _differing, both, setting

from eligibility.commands.desk import Desk
from eligibility.screening import asking
from eligibility.screening.by_interpreter import Answer, Asking, Row, answered

WORKDAYS = "yingkou/approval-time-limit/three-permits"
PERMITS = {
    "project.kind": "industrial", "project.in_zone": "yes", "project.general_industrial": "yes",
    "project.approval_accepted_on": "2026-01-26", "project.land_planning_permit_on": "2026-02-06",
    "project.works_planning_permit_on": "2026-02-28",
    "project.construction_permit_on": "2026-03-16",
}  # fmt: skip
CALENDARS = [
    ("no calendar of the office", "note: none", "violated"),
    ("a day that it has as free", "calendar: {holidays: [2026-03-12]}", "satisfied"),
]


@pytest.mark.parametrize(("note", "office", "want"), CALENDARS, ids=[c[0] for c in CALENDARS])
def test_the_offices_calendar_counts(note: str, office: str, want: str, tmp_path: Path):
    (tmp_path / "office.yaml").write_text(office, encoding="utf-8")
    desk = Desk(as_of=DAY, jurisdiction="yingkou", office_file=tmp_path / "office.yaml")
    found, wanted = both("yingkou", pl.DataFrame([PERMITS]), setting(desk))
    assert not _differing(found.table, wanted.table), note
    assert found.table[f"status:{WORKDAYS}"].to_list() == [want], note
    assert not found.by_file, note


OCCASIONS: list[tuple[str, dict[str, str | None], str, int]] = [
    ("it applies", {}, "violated", 1),
    ("it may apply", {"project.in_zone": None}, "unknown", 1),
    ("it does not: nobody is asked", {"project.kind": "commercial"}, "not_applicable", 0),
    ("nor where that is known of one part", {"project.in_zone": "no", "project.kind": None},
     "not_applicable", 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "other", "want", "asked"), OCCASIONS, ids=[o[0] for o in OCCASIONS]
)
def test_a_rule_without_translation_is_asked_about_where_it_may_apply(
    note: str, other: dict[str, str | None], want: str, asked: int
):
    table = pl.DataFrame([PERMITS | other], schema=dict.fromkeys(PERMITS, pl.String))
    found, wanted = both("yingkou", table)
    assert not _differing(found.table, wanted.table), note
    assert found.table[f"status:{WORKDAYS}"].to_list() == [want], note
    assert found.looked_again[WORKDAYS] == asked, note


# Facts by row, what is missing in each row, and how many rows the interpreter is asked about.
MISSING: list[tuple[str, dict[str, list[Any]], list[str], int]] = [
    (
        "an unknown list, of whose items a rule asks twice",
        {"project.kind": ["industrial", None], "building.ratio_floor_area(m2)": [500, 500]},
        ["project.industries", "project.industries; project.kind"], 2,
    ),
    (
        "rows that say the same of the rule",
        {"project.kind": ["industrial", "industrial"], "building.ratio_floor_area(m2)": [500, 500],
         "land.quota_requested(m2)": [1, 2]},
        ["project.industries", "project.industries"], 1,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("note", "facts", "want", "asked"), MISSING, ids=[m[0] for m in MISSING])
def test_missing_facts_of_the_rules_that_are_unclear(
    note: str, facts: dict[str, list[Any]], want: list[str], asked: int,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    told: list[Row] = []

    def counted(of: Asking, row: Row) -> list[Answer]:
        told.append(row)
        return answered(of, row)

    monkeypatch.setattr(asking, "answered", counted)
    table = pl.DataFrame(facts).with_columns(
        pl.lit(None, dtype=pl.List(pl.String)).alias("project.industries"),
        pl.lit(1000).alias("land.total_area(m2)"), pl.lit(900).alias("building.covered_area(m2)"),
    )  # fmt: skip
    desk = Desk(as_of=DAY, jurisdiction="national", matters=("land-intensity",))
    found, wanted = both("national", table, setting(desk))
    assert not _differing(found.table, wanted.table), note
    assert found.table["missing"].to_list() == want, note
    assert len(told) == asked, note


@pytest.mark.parametrize(("most", "want"), [(0, 1), (3, 2), (10**6, 5)])
def test_answers_are_kept_within_bounds(most: int, want: int, monkeypatch: pytest.MonkeyPatch):
    kept: list[int] = []
    keep = asking.Interrogation._answer

    def watched(self: asking.Interrogation, of: Asking, row: Row) -> list[Answer]:
        found = keep(self, of, row)
        kept.append(len(self._answered))
        return found

    monkeypatch.setattr(asking, "_MOST_ANSWERS", most)
    monkeypatch.setattr(asking.Interrogation, "_answer", watched)
    days = [f"2026-02-{day:02}" for day in (6, 7, 8, 9, 6, 7)]
    table = pl.DataFrame([PERMITS | {"project.land_planning_permit_on": day} for day in days])
    found, wanted = both("yingkou", table)
    assert not _differing(found.table, wanted.table)
    assert max(kept) == want

"""One pass over typed columns gives what `assess` gives for each row, on every pack."""

# ruff: noqa: E501  faults are one line each

from __future__ import annotations

import random
from datetime import date
from typing import Any

import polars as pl
import pytest
from screening.celled import cells_of
from screening.oracle import rulebook
from screening.test_columns import draw

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.screening import columns, columns_bound, columns_compared
from eligibility.screening.headings import targets
from eligibility.screening.screening import Screened, Screening
from eligibility.screening.sheets import Sheet
from eligibility.submission.catalogue import catalogue

PACKS = sorted(rulebook().packs)
DAY = "2026-06-30"


def setting(desk: Desk) -> Any:
    book = rulebook()
    names = (desk.jurisdiction, *book.packs[desk.jurisdiction].source.extends)
    rules = tuple(r.id for n in names for m in book.packs[n].matters.values() for r in m.rules)
    return setting_of(desk, rules)[0]


def both(jurisdiction: str, cells: pl.DataFrame, held: Any = None) -> tuple[Screened, Screened]:
    """A table in one pass (and with care where that is needed), and row by row with `assess`."""
    sheet = Sheet(cells, targets(cells.columns, file="drawn"))
    numbers = pl.int_range(1, cells.height + 1, eager=True)
    stated = frozenset(t.path for t in sheet.targets)
    held = held or setting(Desk(as_of=DAY, jurisdiction=jurisdiction))
    screening = Screening(held, {jurisdiction}, stated)
    found = screening.screen(sheet, numbers)
    wanted = Screened(screening.blank)
    wanted.table = screening._by_file(sheet, None, numbers, wanted).select(found.table.columns)
    return found, wanted


def differences(jurisdiction: str, count: int, seed: int) -> tuple[int, list[str]]:
    """How many answers were compared, and which differ."""
    rng = random.Random(seed)  # noqa: S311  (draws, no secrets)
    types = catalogue()
    drawn = draw(jurisdiction, count)
    held = sorted({path for facts in drawn for path in facts.values})
    told: list[str] = []
    pairs = 0
    for share in (1.0, 0.5):
        cells = cells_of(drawn, types, [p for p in held if rng.random() < share])
        if cells.width == 0:
            continue
        found, wanted = both(jurisdiction, cells)
        pairs += wanted.table.height * wanted.table.width
        told += _differing(found.table, wanted.table)
        if {r.row for r in found.refusals} != {r.row for r in wanted.refusals}:
            told.append("refusals")
    return pairs, told


def _differing(found: pl.DataFrame, wanted: pl.DataFrame) -> list[str]:
    if found["row"].to_list() != wanted["row"].to_list():
        return ["rows"]
    return [
        f"{n}: row {row}: {a!r} for {b!r}"
        for n in wanted.columns
        for row, a, b in zip(wanted["row"], found[n].to_list(), wanted[n].to_list(), strict=True)
        if a != b
    ][:20]


@pytest.mark.parametrize("jurisdiction", PACKS)
def test_one_pass_is_assess(jurisdiction: str):
    pairs, found = differences(jurisdiction, 25, seed=1)
    assert pairs > 500
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("jurisdiction", PACKS)
def test_one_pass_is_assess_at_length(jurisdiction: str):
    pairs, found = differences(jurisdiction, 1500, seed=2)
    assert pairs > 10_000
    assert not found


FAULTS = {
    "an order turned": (columns, "at_most", lambda old: lambda a, b: old(b, a)),
    "a hole filled wrongly": (columns, "filled", lambda old: lambda a, *, value: old(a, value=not value)),
    "strict for not strict": (
        columns_bound, "compared",
        lambda old: lambda a, b, *, touching: old(a, b, touching=not touching),
    ),
    "a factor lost": (columns_compared, "_scaled", lambda old: lambda node: (old(node)[0], 1)),
    "a limit off by one": (
        columns_compared, "_stated",
        lambda old: lambda whole, unstated, *, touching: old(whole, unstated, touching=not touching),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch):
    module, name, change = FAULTS[fault]
    monkeypatch.setattr(module, name, change(getattr(module, name)))
    assert any(differences(place, 40, seed=1)[1] for place in ("yulin", "anshun", "yingkou"))


class TestBeyondTheUsual:
    def table(self, total: int, own: int) -> pl.DataFrame:
        return pl.DataFrame({
            "land.total_area(亩)": [total, 100], "ancillary.land_area(亩)": [own, 7],
            "project.kind": ["industrial", "industrial"], "zone.level": ["国家级", None],
        })  # fmt: skip

    def test_a_number_beyond_its_bounds_is_refused(self):
        found, wanted = both("yulin", self.table(2**62, 5))
        assert [r.row for r in found.refusals] == [r.row for r in wanted.refusals] == [1]

    def test_a_large_number_within_its_bounds_is_exact(self):
        found, wanted = both("yulin", self.table(10**6, 70_001))
        assert not _differing(found.table, wanted.table)

    def test_a_part_above_its_whole_is_refused(self):
        found, wanted = both("yulin", self.table(100, 101))
        assert [(r.row, r.reason) for r in found.refusals] == [
            (r.row, r.reason) for r in wanted.refusals
        ]
        assert found.table["row"].to_list() == [2]


def test_days_are_read_as_they_stand():
    """The last day of the year within which a recognition is new, the day before, and none."""
    days = [date(2025, 6, 30), date(2025, 6, 29), None, date(2026, 6, 30)]
    cells = pl.DataFrame({
        "project.platform_recognised_on": days, "project.subsidy_requested": [True] * 4,
        "project.platform_kind": ["technology_centre"] * 4, "zone.kind": ["high_tech"] * 4,
        "project.platform_status": ["recognised"] * 4, "project.in_zone": [True] * 4,
    })  # fmt: skip
    found, wanted = both("yulin", cells)
    assert not _differing(found.table, wanted.table)
    status = found.table["status:yulin/platform-subsidy/new-platform"]
    assert status.to_list() == ["satisfied", "violated", "unknown", "satisfied"]


class TestFactsOfTheOffice:
    """What the office states fills in what a row does not, read by columns or row by row."""

    OFFICE = """
facts:
  project.investment_intensity_floor: 200 万元/亩
  project.kind: industrial
  building.total_floor_area: 20000 m2
  transfer.requested: no
"""

    @pytest.mark.parametrize("cells", [
        {"project.kind": ["logistics", None, "", "unknown"]},
        {"building.total_floor_area(m2)": [100, None, 0, 3]},
        {"transfer.requested": [True, None, False, None]},
        {"building.total_floor_area": ["100 m2", None, " ", "5 亩"]},
        {},
    ])  # fmt: skip
    def test_as_assess(self, cells: dict[str, list], tmp_path: Any):
        (tmp_path / "office.yaml").write_text(self.OFFICE, encoding="utf-8")
        desk = Desk(as_of=DAY, jurisdiction="yulin", office_file=tmp_path / "office.yaml")
        table = pl.DataFrame({
            "land.total_area(亩)": [100] * 4, "ancillary.land_area(亩)": [5] * 4,
            "ancillary.floor_area(m2)": [3000] * 4, **cells,
        })  # fmt: skip
        found, wanted = both("yulin", table, setting(desk))
        assert not _differing(found.table, wanted.table)
        assert found.table["missing"].cast(pl.String).str.contains("project.kind").any() is False

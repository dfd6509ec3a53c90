"""The comparison of `benchmarks/equality.py` in small, what it found, and that it finds faults."""

# ruff: noqa: ARG005, E501  faults are one line each

from __future__ import annotations

import importlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from house.files import ROOT
from screening.oracle import rulebook
from screening.test_plain import DAY, _differing, both, setting

from eligibility.commands.desk import Desk
from eligibility.screening import columns_kleene as kleene
from eligibility.screening import moves, to_polars
from eligibility.screening import series_operations as ops
from eligibility.screening.cells import read
from eligibility.screening.engine import Engine
from eligibility.screening.headings import fact_of

PACKS = sorted(rulebook().packs)


class TestFound:
    """What ten million statuses showed."""

    def test_of_an_unknown_list_nothing_is_known_not_to_exist(self):
        items = [[{"id": "1", "area": "5 亩", "mixed_with": None}], None, []]
        kind = pl.List(pl.Struct({"id": pl.String, "area": pl.String, "mixed_with": pl.String}))
        table = pl.DataFrame({"land.parcels": pl.Series(items, dtype=kind)}).with_columns(
            pl.lit("industrial").alias("project.kind")
        )
        desk = Desk(as_of=DAY, jurisdiction="chaoyang", matters=("mixed-land-supply",))
        found, wanted = both("chaoyang", table, setting(desk))
        assert not _differing(found.table, wanted.table)
        told = found.table["conclusion:mixed-land-supply"].to_list()
        assert told[1:] == ["undetermined", "not_applicable"]

    def test_a_label_of_an_unknown_list_is_none_that_does_not_exist(self):
        table = pl.DataFrame({
            "project.industries": [None, ["新型建材"], None, ["未列明的行业"]],
            "zone.lead_industry": ["none", "none", "新型建材", "none"],
            "land.quota_requested(亩)": [80, 80, 80, 80],
        })  # fmt: skip
        found, wanted = both("anshun", table)
        assert not _differing(found.table, wanted.table)
        told = found.table["status:anshun/quota-priority/lead-industry"].to_list()
        assert told == ["violated", "violated", "unknown", "violated"]

    def test_a_rule_of_an_unknown_list_misses_what_the_project_does_not_state(self):
        table = pl.DataFrame({
            "project.investment_total(万元)": [100, 100, None, None],
            "project.investment_made(万元)": [10, None, 10, None],
        })  # fmt: skip
        desk = Desk(as_of=DAY, jurisdiction="national", matters=("idle-land",))
        found, wanted = both("national", table, setting(desk))
        assert not _differing(found.table, wanted.table)
        assert found.table["missing"][1] == "land.parcels; project.investment_made"

    def test_a_fact_that_is_idle_before_anything_is_tried_is_not_missing(self):
        levels = ["national", "county", None]
        table = pl.DataFrame({
            "project.siting_need": ["environment"] * 3, "project.in_zone": [True] * 3,
            "zone.kind": ["economic"] * 3, "zone.level": levels,
        })  # fmt: skip
        found, wanted = both("langfang", table)
        assert not _differing(found.table, wanted.table)
        told = [("zone.name" in text.split("; ")) for text in found.table["missing"]]
        assert told == [False, True, True]

    def test_floats_are_the_decimals_that_they_show(self):
        numbers = [k / 10**6 for k in range(1, 200_000, 7)]
        numbers += [(k / 10) * 3 for k in range(1, 100)]  # 0.30000000000000004
        found = read(pl.Series(numbers), fact_of("land.total_area", "land.total_area", "m2"), None)  # type: ignore[arg-type]
        assert found.odd is not None
        for number, odd, parts in zip(numbers, found.odd, found.columns[0], strict=True):
            exact = Decimal(repr(number))
            assert odd == (exact.as_tuple().exponent < -6), number
            assert odd or parts == exact * 3_000_000, number


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The comparison."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("equality")


def compared(script: Any, place: str, index: int, rows: int = 60) -> Any:
    """A table of a pack, drawn from few facts, decided both ways by engines made anew."""
    return script.compared(*script.Tables(place, 25, "small").table(index, rows))


@pytest.mark.parametrize("place", ["yulin"])
def test_columns_are_assess(script: Any, place: str):
    told = compared(script, place, 0)
    assert told.counts["pairs"] > 1000
    assert not told.shown


@pytest.mark.slow
@pytest.mark.parametrize("place", PACKS)
@pytest.mark.parametrize("index", range(6))
def test_columns_are_assess_in_every_form(script: Any, place: str, index: int):
    assert not compared(script, place, index, 150).shown


Do = Callable[..., pl.Series]
FAULTS: dict[str, Callable[[Do, Any], Do]] = {
    "not": lambda do, n: lambda a: a,
    "null": lambda do, n: lambda a: ~do(a),
    "and": lambda do, n: lambda *p: p[0],
    "or": lambda do, n: lambda *p: p[0],
    "if": lambda do, n: lambda where, a, b: do(~where, a, b),
    "eq": lambda do, n: lambda a, b: ~do(a, b),
    "le": lambda do, n: lambda a, b: do(a, b) & (a != b),
    "lt": lambda do, n: lambda a, b: do(a, b) | (a == b),
    "cmp": lambda do, n: lambda a, b: do(a, b) & (a != b),
    "pick": lambda do, n: lambda where, a, b: do(~where, a, b),
    "in": lambda do, n: lambda a: ~do(a),
    "coalesce": lambda do, n: lambda a, b: b,
    "add": lambda do, n: lambda a, b: do(a, b) - b - b,
    "sub": lambda do, n: lambda a, b: do(a, b) + b + b,
    "mul": lambda do, n: lambda a, b: do(a, b) + a.cast(ops.type_of(n)),
    "min": lambda do, n: lambda a, b: a.zip_with(a > b, b),
    "max": lambda do, n: lambda a, b: a.zip_with(a < b, b),
    "months": lambda do, n: lambda a: do(a) + 1,
    "clip": lambda do, n: lambda a: do(a) + 1,
    "entry": lambda do, n: lambda a: do(a) * 3,
}
# What is filled late, filled wrongly: a truth with the other value where it is null.
LATE = ("may", "fill", "not", "and", "or", "up", "le", "lt", "eq", "in")
GATHERED: dict[str, Any] = {
    "any": lambda rows, truth, height: ~moves._any(rows, truth, height),
    "all": moves._any,
}
# No pack adds up so widely that a sum needs 128 bits, and none drawn turns on a least value:
# `test_operations` holds "wide sum" and "min" value by value. "max" has a table of its own.
SUMMED: dict[str, Callable[[pl.Expr], pl.Expr]] = {"sum": lambda e: e.max()}


def other_way(old: Any) -> Any:
    """Truths that are the opposite where they are null; those never null are what they are not."""

    def build(filling: Any, node: Any) -> Any:
        truth, value = old(filling, node)
        return (truth, not value) if value is not None else (kleene.negated(truth), None)

    return build


TRIED = (
    ("yulin", 0),
    ("chaoyang", 2),
    ("langfang", 0),
    ("anshun", 2),
    ("yulin", 8),
    ("lianyungang", 0),
)
_SOUND: dict[tuple[str, int], Any] = {}


def sound(script: Any, place: str, index: int) -> Any:
    """A table with what `assess` says of it, worked out once for all faults."""
    if (place, index) not in _SOUND:
        held, made = script.Tables(place, 25, "small").table(index, 60)
        screening, found = script.in_columns(held, made)
        wanted = script.row_by_row(screening, made)
        assert not script.differing(screening, found, wanted).differing
        _SOUND[place, index] = (held, made, wanted)
    return _SOUND[place, index]


def noticed(script: Any, module: Any, name: str, value: Any) -> bool:
    """Whether the comparison notices what is planted, in some table."""
    for place, index in TRIED:
        held, made, wanted = sound(script, place, index)
        held.engines.update({k: Engine(e.plan) for k, e in held.engines.items()})
        held.passes.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(module, name, value)
            screening, found = script.in_columns(held, made)
        if script.differing(screening, found, wanted).differing:
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("operation", sorted(FAULTS))
def test_a_fault_in_an_operation_is_noticed(script: Any, operation: str):
    old, fault = ops.OPERATIONS[operation], FAULTS[operation]
    assert noticed(script, ops.OPERATIONS, operation, lambda node: fault(old(node), node))


@pytest.mark.slow
@pytest.mark.parametrize("operation", LATE)
def test_a_truth_filled_wrongly_is_noticed(script: Any, operation: str):
    assert noticed(script, kleene._TRUTHS, operation, other_way(kleene._TRUTHS[operation]))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["b", "i"])
def test_a_fault_in_a_constant_is_noticed(script: Any, monkeypatch: pytest.MonkeyPatch, kind: str):
    old = to_polars.constant

    def fault(node: Any) -> pl.Series:
        found = old(node)
        if node.kind != kind or node.data is None:
            return found
        return ~found if kind == "b" else found + 1

    assert noticed(script, vars(to_polars), "constant", fault)


@pytest.mark.slow
@pytest.mark.parametrize("way", sorted(GATHERED))
def test_a_fault_in_a_way_of_gathering_is_noticed(script: Any, way: str):
    assert noticed(script, moves.TRUTHS, way, GATHERED[way])


@pytest.mark.slow
@pytest.mark.parametrize("way", sorted(SUMMED))
def test_a_fault_in_a_sum_is_noticed(script: Any, way: str):
    assert noticed(script, moves.AGGREGATES, way, SUMMED[way])


# What is beyond its column is rare in drawn tables; the second of some rows is.
BEYOND = {
    "outside": {"land.total_area(亩)": [100, 2**62], "ancillary.land_area(亩)": [5, 5],
                "project.kind": ["industrial"] * 2},
    "strange": {"land.total_area(亩)": [100] * 1200, "ancillary.land_area(亩)": [5] * 1200,
                "project.kind": [*["industrial"] * 1199, "地方"]},
}  # fmt: skip


@pytest.mark.parametrize("operation", BEYOND)
def test_a_cell_beyond_its_column_is_not_overlooked(
    operation: str, monkeypatch: pytest.MonkeyPatch
):
    table = pl.DataFrame(BEYOND[operation])
    found, wanted = both("yulin", table)
    assert not _differing(found.table, wanted.table)
    assert [r.row for r in found.refusals] == [r.row for r in wanted.refusals] == [table.height]
    monkeypatch.setitem(ops.OPERATIONS, operation, lambda _: lambda *_: pl.Series([False]))
    assert not both("yulin", table)[0].refusals


def test_a_fault_in_the_greatest_is_noticed(monkeypatch: pytest.MonkeyPatch):
    consent = {"kind": "ancillary_increase", "issuer": "municipal_government", "land_cap": "12%",
               "floor_cap": "12%"}  # fmt: skip
    kind = pl.List(pl.Struct(dict.fromkeys([*consent, "dated"], pl.String)))
    consents = [[{**consent, "dated": "2026-01-01"}]]
    table = pl.DataFrame({
        "land.total_area(亩)": [100], "ancillary.land_area(亩)": [11], "project.kind": ["industrial"],
        "ancillary.floor_area(m2)": [1000], "building.total_floor_area(m2)": [9000],
        "consents": pl.Series(consents, dtype=kind),
    })  # fmt: skip
    found, wanted = both("yulin", table)
    assert not _differing(found.table, wanted.table)
    monkeypatch.setitem(moves.AGGREGATES, "max", lambda e: e.max() * 0)
    found, wanted = both("yulin", table)
    assert _differing(found.table, wanted.table)


def test_every_operation_has_its_fault():
    placed = {"here"}  # what only places a value in its frame
    assert {*FAULTS, *BEYOND} == set(ops.OPERATIONS) - placed
    assert set(LATE) == set(kleene._TRUTHS)
    assert set(GATHERED) == set(moves.TRUTHS)
    assert set(SUMMED) == set(moves.AGGREGATES) - {"wide sum", "min", "max"}

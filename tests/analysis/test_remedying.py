"""`remedy` against brute force: the same smallest size, every set listed and confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from properties.worlds import Situation, decide, matters, rulebook, situations

pytest.importorskip("z3")

from analysis.grids import (
    MOST_TRIED,
    changed,
    coherent,
    cost,
    cured,
    cures,
    moves,
    nearer,
    reconciled,
    supposed,
)

from eligibility.analysis.cures import Change, Cure, Remedy
from eligibility.analysis.levers import lever_of
from eligibility.analysis.remedying import remedy
from eligibility.evaluation.assess import Question
from eligibility.language.values import NONE, UNKNOWN, Label
from eligibility.strategies.figures import figures_in
from eligibility.strategies.for_facts import DAY, with_origins
from eligibility.submission.catalogue import info_of

CURED = ("approved", "conditional")
FILTERED = [HealthCheck.filter_too_much, HealthCheck.too_slow]


def found_for(drawn: Situation) -> Remedy:
    return remedy(rulebook(), drawn.submission, Question(background=False))


def check(given: Situation) -> Remedy:
    drawn = reconciled(given)
    before = decide(drawn)
    assume(before.verdict == "rejected" and coherent(drawn))
    found = found_for(drawn)
    assert not found.unsettled
    best = ("approved",) if found.target == "approved" else CURED
    grid = moves(drawn)
    for cure in found.cures:
        check_cure(drawn, found, cure)
    if found.cures:
        assert all(not smaller(drawn, grid, size, best) for size in range(1, found.size))
        every_set_is_listed(drawn, found, grid)
        if found.size == 1:
            nothing_nearer_cures(drawn, found, grid)
    else:
        assert found.forbidden is not None
        assert not any(smaller(drawn, grid, size, CURED) for size in (1, 2))
    return found


def smaller(drawn: Situation, grid: dict[str, list[Any]], size: int, wanted: Any) -> Any:
    return cures(drawn, thinned(grid, size), size, wanted)


def thinned(grid: dict[str, list[Any]], size: int) -> dict[str, list[Any]]:
    """As much of the grid as is tried in a moment; the same part each time."""
    random, kept = Random(0), dict(grid)  # noqa: S311  no secret
    while cost(kept, size) > MOST_TRIED:
        path = max(kept, key=lambda p: len(kept[p]))
        kept[path] = random.sample(kept[path], len(kept[path]) // 2)
    return kept


def check_cure(drawn: Situation, found: Remedy, cure: Cure) -> None:
    """It is as large as is said, is decided as is said, and uses levers alone."""
    assert cure.assessment.verdict == found.target
    assert len(cure.changes) == found.size
    unmapped = any(
        f.status == "unknown" for m in decide(drawn).matters for f in m.findings
    )  # a label that the reviewer has not mapped
    assert not cure.assumed or unmapped
    for change in cure.changes:
        check_lever(change)
    if not cure.assumed:
        for values in (
            {c.path: c.new for c in cure.changes},
            {c.path: c.rounded for c in cure.changes},
        ):
            assert cured(drawn, values, (found.target,)), values


def check_lever(change: Change) -> None:
    assert change.lever.who != "nobody"
    old, new, direction = change.old, change.new, change.lever.direction
    if isinstance(new, date):
        assert old is NONE or (isinstance(old, date) and old > DAY)
        assert new >= DAY
    if direction in ("up", "down") and isinstance(old, int | Fraction):
        assert isinstance(new, int | Fraction)
        assert (new > old) == (direction == "up")


def every_set_is_listed(drawn: Situation, found: Remedy, grid: dict[str, list[Any]]) -> None:
    listed = {tuple(sorted(c.path for c in cure.changes)) for cure in found.cures}
    by_hand = {tuple(sorted(s)) for s in smaller(drawn, grid, found.size, (found.target,))}
    assert not found.complete or by_hand <= listed, f"not listed: {by_hand - listed}"


def nothing_nearer_cures(drawn: Situation, found: Remedy, grid: dict[str, list[Any]]) -> None:
    for cure in found.cures:
        (change,) = cure.changes
        if not cure.assumed:
            for value in nearer(change.old, change.new, grid.get(change.path, [])):
                if _in_direction(change, value):
                    assert not cured(drawn, {change.path: value}, (found.target,)), value


def _in_direction(change: Change, value: Any) -> bool:
    way = change.lever.direction
    if isinstance(value, date):
        return value >= DAY
    return way == "either" or (value > change.old) == (way == "up")


def _levers(place: str, name: str) -> bool:
    """Whether some fact that the rules of a matter name can be changed by somebody."""
    for path in figures_in([rulebook().packs[place].matters[name]]).facts:
        info = info_of(path) or info_of(path.replace("land.parcels.", "land.parcels[]."))
        if info is not None and lever_of(path, info.type) is not None:
            return True
    return False


MOVABLE = tuple(one for one in matters() if _levers(*one))
PLACES = sorted({place for place, _ in MOVABLE})
YULIN = Situation(
    "yulin",
    "ancillary-land",
    with_origins({
        "project.kind": "industrial", "project.in_zone": True, "land.total_area": 1,
        "ancillary.land_area": 0, "ancillary.floor_area": 1, "ancillary.dormitory_land_area": 0,
        "ancillary.facilities": (), "building.total_floor_area": 1,
        "building.base_floor_cap": Fraction(7, 100), "consents": (),
    }),
    {"YL-053": "satisfied"},
)  # fmt: skip


# Too little floor for the land: less land would do, but never none at all.
FACTORY = Situation(
    "national",
    "land-intensity",
    with_origins({
        "project.kind": "industrial", "project.industries": (Label("汽车制造业", "汽车制造业"),),
        "land.total_area": 3000000, "building.covered_area": 3000000,
        "building.ratio_floor_area": 900000,
    }),
)  # fmt: skip


# Ancillary floor is cut to the dormitories that stay, and not to a round figure below them.
DORMITORIES = Situation(
    "national",
    "ancillary-land",
    with_origins({
        "project.kind": "industrial", "project.in_zone": True, "project.industry_class": "III",
        "land.total_area": 3000000, "ancillary.land_area": 3000000, "ancillary.floor_area": 3000000,
        "ancillary.dormitory_land_area": 3000000, "ancillary.dormitory_floor_area": 210000,
        "ancillary.facilities": (), "building.total_floor_area": 3000000, "consents": (),
    }),
)  # fmt: skip


@settings(max_examples=30, suppress_health_check=FILTERED)
@given(situations(holes=0, only=MOVABLE))
@example(DORMITORIES)
@example(YULIN)
@example(FACTORY)
def test_no_smaller_set_of_changes_cures(drawn: Situation):
    check(drawn)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_no_smaller_set_of_changes_cures_many(place: str):
    only = tuple(one for one in MOVABLE if one[0] == place)

    @settings(max_examples=80, suppress_health_check=FILTERED)
    @given(situations(holes=0, only=only))
    def run(drawn: Situation) -> None:
        check(drawn)

    run()


def check_supposed(given: Situation) -> None:
    """With facts missing: what must turn out true is said, is enough, and none of it is idle."""
    drawn = reconciled(given)
    before = decide(drawn).verdict
    assume(before in ("undetermined", "rejected", "refer") and coherent(drawn))
    found = found_for(drawn)
    assert not found.unsettled
    assume(found.cures)
    for cure in found.cures:
        made = {c.path: c.rounded for c in cure.changes}
        held = {a.path: a.value for a in cure.assumed}
        assert made or held
        after = supposed(drawn, {**made, **held})
        assert decide(after).verdict == found.target
        assert coherent(after)
        for one in cure.assumed:
            without = {path: value for path, value in held.items() if path != one.path}
            assert decide(supposed(drawn, {**made, **without})).verdict != found.target
            for end in (one.low, one.high):
                if end is not UNKNOWN:
                    ended = supposed(drawn, {**made, **held, one.path: end})
                    assert decide(ended).verdict == found.target


@settings(max_examples=30, suppress_health_check=FILTERED)
@given(situations(holes=20))
def test_what_would_have_to_turn_out_true_is_said(drawn: Situation):
    check_supposed(drawn)


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=FILTERED)
@given(situations(holes=15))
def test_what_would_have_to_turn_out_true_is_said_of_many(drawn: Situation):
    check_supposed(drawn)


def test_a_part_that_is_larger_than_its_whole_is_mended_beside():
    """Such a submission is refused as input; a cure that left it so would be refused as well."""
    facts = {**YULIN.facts.values, "ancillary.dormitory_land_area": 1}
    torn = replace(YULIN, facts=with_origins(facts))
    assert not coherent(torn)
    for cure in found_for(torn).cures:
        assert coherent(changed(torn, {c.path: c.new for c in cure.changes}))

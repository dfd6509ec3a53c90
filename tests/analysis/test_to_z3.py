"""The translation to Z3 means what the interpreter says, on whole submissions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from properties.worlds import Situation, decide, rulebook, situations

pytest.importorskip("z3")

import z3

from eligibility.analysis.docket import docket
from eligibility.analysis.matter_terms import conclusion, heard, setting_of
from eligibility.analysis.space import Space
from eligibility.evaluation.assess import Question
from eligibility.evaluation.conclude import RANK
from eligibility.language.values import NONE
from eligibility.strategies.for_facts import with_origins

NAMES = {rank: name for name, rank in RANK.items()}


def translated(drawn: Situation) -> tuple[str, dict[tuple[str, str | None], str]]:
    """Conclusion and statuses by the terms; every fact is a known value in them."""
    hearing = docket(rulebook(), drawn.submission, Question(background=False))
    (matter,) = hearing.heard
    found = heard(matter, Space(known=hearing.facts.values), setting_of(hearing))
    solver = z3.Solver()
    rank = z3.Int("rank")
    solver.add(rank == conclusion(found, matter.opened.matter.kind))
    assert solver.check() == z3.sat
    model = solver.model()
    statuses = {}
    for one in found:
        good, bad = (z3.is_true(model.eval(t)) for t in (one.satisfied, one.violated))
        statuses[one.rule.id, one.subject] = (
            "satisfied" if good else "violated" if bad else "not_applicable"
        )
    return NAMES[model[rank].as_long()], statuses


def check(drawn: Situation) -> None:
    answer = decide(drawn)
    (matter,) = answer.matters
    if any(f.status == "unknown" for f in matter.findings):
        return  # a label that the reviewer has not mapped
    concluded, statuses = translated(drawn)
    told = {(f.rule.id, f.subject): f.status for f in matter.findings}
    assert applying(statuses) == applying(told)
    assert concluded == matter.conclusion


def applying(statuses: dict[tuple[str, str | None], str]) -> dict[tuple[str, str | None], str]:
    return {where: status for where, status in statuses.items() if status != "not_applicable"}


# Land without a parcel needs no permission: what is satisfied beside it approves nothing.
NO_PARCEL = Situation(
    "inner-mongolia",
    "stock-land-redevelopment",
    with_origins({
        "project.in_zone": True, "project.land_source": "cooperation", "land.parcels": (),
        "zone.name": NONE, "zone.level": "national", "zone.kind": "economic",
    }),
    {"IM-093": "satisfied", "IM-094": "satisfied"},
)  # fmt: skip
OWN_LAND = replace(
    NO_PARCEL,
    facts=with_origins({**NO_PARCEL.facts.values, "project.land_source": "own_land"}),
)


@settings(max_examples=150)
@given(situations(holes=0))
@example(NO_PARCEL)
@example(OWN_LAND)
def test_terms_mean_what_the_interpreter_says(drawn: Situation):
    check(drawn)


PERMISSIONS = tuple(
    (place, name)
    for place, pack in sorted(rulebook().packs.items())
    for name, matter in sorted(pack.matters.items())
    if matter.kind == "permission" and matter.rules
)


@settings(max_examples=100)
@given(situations(holes=0, only=PERMISSIONS))
def test_terms_of_a_permission_mean_what_the_interpreter_says(drawn: Situation):
    check(drawn)


@pytest.mark.slow
@settings(max_examples=2000)
@given(situations(holes=0))
def test_terms_mean_what_the_interpreter_says_of_many(drawn: Situation):
    check(drawn)

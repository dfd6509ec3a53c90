"""`ask` lists every fact that can change the verdict and no other, held against brute force."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

pytest.importorskip("z3")

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from properties import brute
from properties.worlds import OUTCOMES, Situation, decide, matters, norms, rulebook, situations

from eligibility.analysis.asking import Asked, ask
from eligibility.evaluation.assess import Question
from eligibility.language.types import Kind
from eligibility.strategies import facts
from eligibility.strategies.figures import figures_in
from eligibility.submission.facts import Facts, Submission

MOST = 600  # completions of one submission


FILTERED = [HealthCheck.filter_too_much, HealthCheck.too_slow]


@dataclass(frozen=True)
class Two(Situation):
    """A situation of two matters that are asked for together."""

    second: str = ""

    @property
    def submission(self) -> Submission:
        """The submission that asks for both."""
        return replace(super().submission, matters=(self.matter, self.second))


@st.composite
def of_two_matters(draw: st.DrawFn) -> Two:
    """Two matters of a jurisdiction that look at a fact in common, with holes."""
    place, first = draw(st.sampled_from(matters()))
    pack = rulebook().packs[place]
    named = {name: set(figures_in([m]).facts) for name, m in pack.matters.items() if m.rules}
    beside = sorted(name for name in named if name != first and named[name] & named[first])
    assume(beside)
    second = draw(st.sampled_from(beside))
    found = {norm: draw(st.sampled_from(OUTCOMES))
             for name in (first, second) for norm in norms(pack.matters[name])
             if draw(st.booleans())}  # fmt: skip
    drawn = draw(facts(pack, [first, second], holes=10))
    return Two(place, first, drawn, found, (), second)


def asked(situation: Situation) -> Asked:
    return ask(rulebook(), situation.submission, Question(background=False))


def domains(situation: Situation) -> dict[str, list[Any]] | None:
    """The values to try for each fact that is missing; None where a list is."""
    rules = [situation.rules]
    if isinstance(situation, Two):
        rules.append(situation.pack.matters[situation.second])
    figures = figures_in(rules)
    open_facts = dict(brute._missing(situation.facts, figures))
    if any(type.kind is Kind.LIST for type in open_facts.values()):
        return None
    values = {p: brute._domain(situation, figures, p, t) for p, t in open_facts.items()}
    for norm in {norm: None for matter in rules for norm in norms(matter)}:
        if norm not in situation.norms:
            values[brute.NORM + norm] = list(OUTCOMES)
    names = sorted(set(situation.pack.vocabulary.industries.values()))
    for label in brute._unmapped(tuple(situation.facts.values.values())):
        mentioned = [name for name in names if any(name in w for w in figures.words.values())]
        values[brute.MAPPING + label.written] = [*mentioned, brute.OTHER_WORD]
    return values


def in_file(name: str) -> str:
    """The path that `ask` gives for a fact of the brute force."""
    head, mark, norm = name.partition(":")
    lists = {"finding": "review.findings", "mapping": "review.industries"}
    return f"{lists[head]}[{norm}]" if mark and head in lists else name


def by_brute_force(situation: Situation, values: dict[str, list[Any]]) -> set[str]:
    """The facts in which two completions with different verdicts differ, all else agreeing."""
    verdicts = {
        key: decide(completion).verdict
        for key, completion in zip(
            product(*values.values()), brute.completed(situation, values), strict=True
        )
    }
    found = set()
    for index, name in enumerate(values):
        seen = defaultdict(set)
        for key, verdict in verdicts.items():
            seen[key[:index] + key[index + 1 :]].add(verdict)
        if any(len(kinds) > 1 for kinds in seen.values()):
            found.add(in_file(name))
    return found


def check(drawn: Situation) -> None:
    answer = asked(drawn)
    assume(answer.verdict == "undetermined")
    values = domains(drawn)
    assume(values is not None and brute.size(values) <= MOST)
    assert values is not None
    needed = by_brute_force(drawn, values)
    assume(needed)
    listed = {w.path for w in answer.wanted}
    assert needed <= listed, f"left out: {needed - listed}"
    assert listed <= needed, f"cannot matter: {listed - needed}"


def test_a_fact_that_another_rule_hides_is_not_asked_for():
    """Waste falls short, so that an entrusted area is rejected whatever is found of it."""
    known = {"zone.solid_waste_treated_share": Fraction(9, 10)}
    drawn = Situation("langfang", "entrusted-area", Facts(known, {}))
    assert [w.path for w in asked(drawn).wanted] == ["zone.entrusted_area"]


@settings(max_examples=25, suppress_health_check=FILTERED)
@given(situations(holes=20))
def test_what_is_asked_for_is_what_can_change_the_verdict(drawn: Situation):
    check(drawn)


@pytest.mark.slow
@settings(max_examples=250, suppress_health_check=FILTERED)
@given(situations(holes=15))
def test_what_is_asked_for_is_what_can_change_the_verdict_of_many(drawn: Situation):
    check(drawn)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=FILTERED)
@given(of_two_matters())
def test_what_is_asked_for_of_two_matters_is_what_can_change_the_verdict(drawn: Two):
    check(drawn)


@settings(max_examples=40, suppress_health_check=FILTERED)
@given(situations(holes=30), st.data())
def test_a_fact_said_to_settle_a_matter_is_one_that_is_missing(
    drawn: Situation, data: st.DataObject
):
    answer = asked(drawn)
    assume(answer.wanted)
    counts = [len(w.settles) for w in answer.wanted]
    assert counts == sorted(counts, reverse=True)
    assert all(set(w.settles) <= set(w.matters) and w.rules for w in answer.wanted)

"""`ask` lists every fact that can change the verdict and no other, held against brute force."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from properties import brute
from properties.worlds import OUTCOMES, Situation, decide, norms, rulebook, situations

from eligibility.analysis.asking import Asked, ask
from eligibility.evaluation.assess import Question
from eligibility.evaluation.situation import DISCRETE
from eligibility.language.types import Kind
from eligibility.strategies.figures import figures_in

MOST = 600  # completions of one submission


FILTERED = [HealthCheck.filter_too_much, HealthCheck.too_slow]


def asked(situation: Situation) -> Asked:
    return ask(rulebook(), situation.submission, Question(background=False))


def domains(situation: Situation) -> dict[str, list[Any]] | None:
    """The values to try for each fact that is missing; None where a list is."""
    figures = figures_in([situation.rules])
    open_facts = dict(brute._missing(situation.facts, figures))
    if any(type.kind is Kind.LIST for type in open_facts.values()):
        return None
    values = {p: brute._domain(situation, figures, p, t) for p, t in open_facts.items()}
    for norm in norms(situation.rules):
        if norm not in situation.norms:
            values[brute.NORM + norm] = list(OUTCOMES)
    return values


def in_file(name: str) -> str:
    """The path that `ask` gives for a fact of the brute force."""
    head, mark, norm = name.partition(":")
    return f"review.findings[{norm}]" if mark and head == "finding" else name


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
    # a quantity that several rules wait for links them; what one then hides may still be listed
    linked = any(len(w.rules) > 1 for w in answer.wanted if w.type.kind not in DISCRETE)
    assert linked or listed <= needed, f"cannot matter: {listed - needed}"


@settings(max_examples=25, suppress_health_check=FILTERED, derandomize=True)
@given(situations(holes=20))
def test_what_is_asked_for_is_what_can_change_the_verdict(drawn: Situation):
    check(drawn)


@pytest.mark.slow
@settings(max_examples=250, suppress_health_check=FILTERED)
@given(situations(holes=15))
def test_what_is_asked_for_is_what_can_change_the_verdict_of_many(drawn: Situation):
    check(drawn)


@settings(max_examples=40, suppress_health_check=FILTERED, derandomize=True)
@given(situations(holes=30), st.data())
def test_a_fact_said_to_settle_a_matter_is_one_that_is_missing(
    drawn: Situation, data: st.DataObject
):
    answer = asked(drawn)
    assume(answer.wanted)
    counts = [len(w.settles) for w in answer.wanted]
    assert counts == sorted(counts, reverse=True)
    assert all(set(w.settles) <= set(w.matters) and w.rules for w in answer.wanted)

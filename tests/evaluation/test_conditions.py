"""`explain --why-not`: its sets of conditions are all the smallest ones, by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from properties.worlds import Situation, rulebook, situations

from eligibility.evaluation.assess import Question
from eligibility.evaluation.conditions import conditions, outcome, smallest_sets
from eligibility.evaluation.derivations import explain
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.language.nodes import Node
from eligibility.language.pack import Matter, Rule

MOST = 8  # conditions of one rule


def rules(least: int) -> list[tuple[Matter, Rule]]:
    """The rules of every pack whose condition is made of so many, and not of more than can be."""
    return [
        (matter, rule)
        for _, pack in sorted(rulebook().packs.items())
        for _, matter in sorted(pack.matters.items())
        for rule in matter.rules
        if least <= len(conditions(matter, (rule.condition,))) <= MOST
    ]


def completions(truths: Mapping[Node, int]) -> Iterator[dict[Node, int]]:
    """Every way in which the open ones can come out."""
    ways = [(TRUE, FALSE) if truth == EITHER else (truth,) for truth in truths.values()]
    for values in product(*ways):
        yield dict(zip(truths, values, strict=True))


def by_brute_force(
    matter: Matter, node: Node, truths: Mapping[Node, int], wanted: int
) -> set[frozenset[Node]]:
    """The sets of which none can be left out, out of every set of conditions there is."""
    names = list(truths)
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    enough = set()
    for some in every:
        for way in product((TRUE, FALSE), repeat=len(some)):
            turned = dict(zip(some, way, strict=True))
            if any(truths[name] == truth for name, truth in turned.items()):
                continue
            whole = completions({**truths, **turned})
            if all(outcome(matter, node, one) == wanted for one in whole):
                enough.add(frozenset(some))
    return {one for one in enough if not any(other < one for other in enough)}


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(rules(2)), st.data(), st.sampled_from([TRUE, FALSE]))
def test_the_sets_are_all_the_smallest_ones(
    of: tuple[Matter, Rule], data: st.DataObject, wanted: int
):
    matter, rule = of
    truths = {name: data.draw(st.sampled_from([TRUE, FALSE, TRUE, FALSE, EITHER]))
              for name in conditions(matter, (rule.condition,))}  # fmt: skip
    found = smallest_sets(matter, rule.condition, truths, wanted)
    assert [len(one) for one in found] == sorted(len(one) for one in found)
    assert len(set(found)) == len(found)
    whole = [outcome(matter, rule.condition, one) for one in completions(truths)]
    assume(len(set(whole)) == 2 or outcome(matter, rule.condition, truths) != EITHER)
    assert {frozenset(one) for one in found} == by_brute_force(
        matter, rule.condition, truths, wanted
    )


@pytest.mark.parametrize("wanted", [TRUE, FALSE])
def test_one_condition_is_its_own_set(wanted: int):
    matter, rule = next(r for r in rules(1) if len(conditions(r[0], (r[1].condition,))) == 1)
    (name,) = conditions(matter, (rule.condition,))
    now = FALSE if outcome(matter, rule.condition, {name: TRUE}) == wanted else TRUE
    assert smallest_sets(matter, rule.condition, {name: now}, wanted) == ((name,),)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(situations(holes=0))
def test_what_is_violated_has_a_set_each_of_whose_conditions_failed(drawn: Situation):
    answer, derivations = explain(rulebook(), drawn.submission, Question(background=False))
    findings = [finding for matter in answer.matters for finding in matter.findings]
    for finding, derivation in zip(findings, derivations, strict=True):
        assert bool(derivation.why_not) == (finding.status == "violated")
        smallest = [len(one) for one in derivation.why_not]
        assert smallest == sorted(smallest)

"""What must not matter does not: the engine, order, scale, units, binary numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from properties.worlds import (
    Situation,
    conclusions,
    decide,
    findings,
    matters,
    rulebook,
    situations,
    statuses,
)

from eligibility.backends.durable import DurableEngine
from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.language.library import Rulebook
from eligibility.language.located import parse
from eligibility.language.types import Kind, Type
from eligibility.language.values import Record, Value
from eligibility.strategies.for_facts import DAY
from eligibility.strategies.for_submissions import nested
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts
from eligibility.submission.read import read_submission

DURABLE = DurableEngine()


def plain(assessment: Assessment) -> Assessment:
    """The assessment without what names the engine."""
    return replace(assessment, engine="", fired=())


@given(situations())
def test_both_engines_give_the_same_assessment(situation: Situation) -> None:
    assert plain(decide(situation, DURABLE)) == plain(decide(situation))


@given(situations(), st.randoms())
def test_the_order_of_facts_is_irrelevant(situation: Situation, random: Any) -> None:
    items = list(situation.facts.values.items())
    random.shuffle(items)
    other = replace(situation, facts=Facts(dict(items), situation.facts.origins))
    assert plain(decide(other)) == plain(decide(situation))


@given(situations(), st.randoms())
def test_the_order_of_rules_and_definitions_is_irrelevant(
    situation: Situation, random: Any
) -> None:
    matter, pack = situation.rules, situation.pack
    rules, definitions = list(matter.rules), list(matter.definitions.items())
    random.shuffle(rules)
    random.shuffle(definitions)
    shuffled = replace(matter, rules=tuple(rules), definitions=dict(definitions))
    turned = dict(reversed({**pack.matters, matter.name: shuffled}.items()))
    packs = {**rulebook().packs, pack.jurisdiction: replace(pack, matters=turned)}
    other = Rulebook(packs, rulebook().digest, rulebook().folder)
    one, two = decide(situation), decide(situation, rules=other)
    assert _unordered(one) == _unordered(two)
    assert conclusions(one) == conclusions(two)


def _unordered(assessment: Assessment) -> dict[Any, Any]:
    return {
        key: (f.status, f.possible, f.comparison, set(f.missing), set(f.duties), set(f.exceptions))
        for key, f in findings(assessment).items()
    }


def _without(*kinds: Kind) -> tuple[tuple[str, str], ...]:
    """The matters without a figure of these kinds: such quantities are compared in shares only."""
    return tuple(
        (j, m)
        for j, m in matters()
        if not any(
            p.type.kind in kinds or (p.type.item is not None and p.type.item.kind in kinds)
            for p in rulebook().packs[j].matters[m].parameters.values()
        )
    )


@given(situations(0, _without(Kind.AREA, Kind.RATE)), st.sampled_from([2, 3, 7, 1000]))
def test_scaling_every_area_leaves_shares_unchanged(situation: Situation, factor: int) -> None:
    factors = {Kind.AREA: Fraction(factor), Kind.RATE: Fraction(1, factor)}
    larger = replace(situation, facts=_scaled(situation.facts, factors))
    assert statuses(decide(larger)) == statuses(decide(situation))


@given(situations(0, _without(Kind.MONEY, Kind.RATE)), st.sampled_from([2, 3, 7, 1000]))
def test_scaling_all_money_leaves_shares_unchanged(situation: Situation, factor: int) -> None:
    factors = {Kind.MONEY: Fraction(factor), Kind.RATE: Fraction(factor)}
    dearer = replace(situation, facts=_scaled(situation.facts, factors))
    assert statuses(decide(dearer)) == statuses(decide(situation))


def _scaled(given: Facts, factors: Mapping[Kind, Fraction]) -> Facts:
    types = catalogue()
    values = {path: _times(value, types[path], factors) for path, value in given.values.items()}
    return Facts(values, given.origins)


def _times(value: Value, type: Type, factors: Mapping[Kind, Fraction]) -> Value:
    if type.kind in factors and isinstance(value, int | Fraction):
        scaled = value * factors[type.kind]
        return scaled if type.kind is Kind.RATE else int(scaled)
    if isinstance(value, tuple) and type.item is not None and type.item.kind is Kind.RECORD:
        return tuple(_item(r, type.item, factors) for r in value if isinstance(r, Record))
    return value


def _item(record: Record, type: Type, factors: Mapping[Kind, Fraction]) -> Record:
    fields = {k: _times(v, type.fields[k], factors) for k, v in record.fields.items()}
    return replace(record, fields=fields)


@given(situations())
def test_mu_square_metres_and_hectares_give_the_same_answer(situation: Situation) -> None:
    try:
        answers = [_read_and_decided(situation, unit) for unit in range(3)]
    except Refused as refused:
        assume({d.code for d in refused.diagnostics} != {"E208"})
        raise
    direct = decide(replace(situation, norms={}, departures=()))
    assert [statuses(a) for a in answers] == [statuses(direct)] * 3
    assert [conclusions(a) for a in answers] == [conclusions(direct)] * 3


def _read_and_decided(situation: Situation, unit: int) -> Assessment:
    whole = nested(situation.pack, situation.facts, DAY, unit)
    text = json.dumps(whole | {"matters": [situation.matter]}, ensure_ascii=False)
    submission = read_submission(
        parse(text, "drawn.json"), vocabulary=lambda _: situation.pack.vocabulary
    )
    return assess(rulebook(), submission, Question(background=False))


@given(situations())
def test_no_binary_floating_point_is_in_an_assessment(situation: Situation) -> None:
    assert [v for v in _leaves(decide(situation)) if isinstance(v, float)] == []


def _leaves(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        for part in fields(value):
            if part.name not in ("rule", "matter"):
                yield from _leaves(getattr(value, part.name))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, Mapping):
        yield from _leaves(list(value.values()))
    else:
        yield value


def test_there_are_matters_to_scale() -> None:
    assert len(_without(Kind.AREA, Kind.RATE)) > 3
    assert len(_without(Kind.MONEY, Kind.RATE)) > 3


if not matters():
    pytest.fail("no pack was loaded")

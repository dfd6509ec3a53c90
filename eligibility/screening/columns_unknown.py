"""Facts that are to be tried out: whether they are unknown, how many values they can have."""

from __future__ import annotations

from eligibility.evaluation.plan import RulePlan
from eligibility.language.types import Kind, Type
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening.columns import TOP, Col
from eligibility.screening.columns_completions import completed
from eligibility.screening.columns_facts import Facts, Value
from eligibility.screening.columns_words import Truth, Word
from eligibility.screening.columns_worlds import Place, Sites


def of_beside(found: Sites, key: str, word: str | None) -> Value:
    """The word of a fact that another is compared with; one that is tried out is known here."""
    place = found.places[key]
    if key in found.again:
        return Facts(known=(key,)).value(place.frame, place.name, place.type)
    return completed(place, word)


def many_values(kind: Type, plan: RulePlan) -> int:
    """How many values the interpreter tries at most (a submission's own words allowed for)."""
    if kind.kind is Kind.TRUTH:
        return 2
    if kind.kind is Kind.ENUM:
        return len(kind.words) + 1
    return len(plan.words) + 12


def is_unknown(place: Place) -> Col:
    """Whether a fact is unknown, in its own frame."""
    if place.name == facts.ITEM and place.frame != TOP:
        if place.type.kind is not Kind.INDUSTRY:
            return facts.open_item(place.frame)
        return facts.item(place.frame, place.type, open_=facts.open_item(place.frame)).some
    value = Facts().value(place.frame, place.name, place.type)
    if isinstance(value, Truth):
        return c.and_(value.t, value.f)
    assert isinstance(value, Word)  # noqa: S101  (numbers are not tried out)
    return value.some

"""What stays possible on every day of a span of days of judgement.

The day of judgement is a range. Where a condition is open, and one completion of the missing facts
makes it true on every day of the span and another makes it false on every day, it is open on each
of these days alike; where it is not open, it comes out the same on each. So nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import cycle, islice, product
from typing import Any

from eligibility.evaluation.compile import Closure
from eligibility.evaluation.completions import MAX_TRIED, Leaf, Trying, evaluate, spare, try_out
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.mentioned import that_matter
from eligibility.evaluation.plan import RulePlan
from eligibility.evaluation.situation import DISCRETE, OTHERS, WHOLE, WORDS, Situation, domain
from eligibility.language import nodes as n
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, Record
from eligibility.submission.catalogue import catalogue, info_of

MOST_ENDS = 128  # completions of one condition that are tried
LONG_AGO, FAR_AHEAD, MANY = date(1900, 1, 1), date(2200, 1, 1), 10**18
ITEMS = 12  # of a list that is filled


def steady(plan: RulePlan, situation: Situation) -> bool:
    """Whether a rule comes out alike, for its item, on every day of the span."""
    if not _listed_alike(plan, situation):
        return False
    situation.touched.clear()
    evaluate(plan, situation)
    leaves: list[Leaf] = []
    words = that_matter(plan.loose, plan.tables, plan.facts, situation)
    trying = Trying(plan, situation, None, words, spare(plan, situation))
    if try_out(trying, leaves, MAX_TRIED) < 0:
        situation.tried.clear()
        return False
    closures = [c for c in (plan.when, plan.not_needed, plan.condition) if c is not None]
    return all(
        steady_truth(plan, closure, situation, leaf.tried)
        for leaf in leaves if len(leaf.outcomes) > 1 for closure in closures
    )  # fmt: skip


def _listed_alike(plan: RulePlan, situation: Situation) -> bool:
    """Whether the same items are in the rule's list on every day of the span."""
    items = plan.rule.items
    if plan.items is None or not isinstance(items, n.Name):
        return plan.items is None
    listing = plan.items(situation)
    if listing.open_path is not None and items.path in catalogue():
        return True  # a list that is not known is not known on any day
    return all(member(item) != EITHER for item, member in listing.pairs)


def steady_truth(
    plan: RulePlan, closure: Closure, situation: Situation, tried: dict[str, Any] | None = None
) -> bool:
    """Whether a condition of a rule comes out alike on every day of the span."""
    situation.tried = dict(tried or {})
    situation.touched.clear()
    if closure(situation) != EITHER:
        situation.tried = {}
        return True
    met = [path for path in dict.fromkeys(situation.touched) if path in situation.types]
    found = 0
    for truth in _at_the_ends(plan, closure, situation, met):
        found |= truth if truth in {TRUE, FALSE} else 0
        if found == EITHER:
            break
    situation.tried = {}
    return found == EITHER


def _at_the_ends(
    plan: RulePlan, closure: Closure, situation: Situation, paths: Sequence[str]
) -> Iterator[int]:
    """The truth where each open fact is at an end of what it may be."""
    before = dict(situation.tried)
    days = [v for p in plan.parameters if isinstance(v := situation.parameters.get(p.name), date)]
    ends = [_ends(plan, path, situation.types[path], days) for path in paths]
    for values in islice(product(*ends), MOST_ENDS):
        situation.tried = {**before, **dict(zip(paths, values, strict=True))}
        yield closure(situation)


def _ends(plan: RulePlan, path: str, kind: Type, days: Sequence[date]) -> tuple[Any, ...]:
    if kind.kind is Kind.LIST:
        info = info_of(path)
        item = info.type.item if info is not None else kind.item
        if item is None:
            return ((),)
        return ((), *(_filled(path, item) if item.kind is Kind.RECORD else (plan.words,)))
    return (*ends_of(kind), *(days if kind.kind is Kind.DATE else ()))


def _filled(path: str, item: Type) -> Iterator[tuple[Record, ...]]:
    """Lists of one item and of many, by each word that their fields may hold."""
    words = {name: t.words or (OTHERS[0],) for name, t in item.fields.items() if t.kind in WORDS}
    for place in range(max((len(w) for w in words.values()), default=1)):
        fields: dict[str, Any] = {name: w[place % len(w)] for name, w in words.items()}
        days = cycle((LONG_AGO, FAR_AHEAD))
        for name, kind in item.fields.items():
            if kind.kind is Kind.DATE:
                fields[name] = next(days)
            elif name not in fields and kind.kind not in (Kind.LIST, Kind.RECORD):
                fields[name] = ends_of(kind)[-2 if kind.absent else -1]
        one = Record(f"{path}[0]", f"{path}[0]", fields)
        yield (one,)
        if Kind.DATE not in {kind.kind for kind in item.fields.values()}:
            yield tuple(replace(one, path=f"{path}[{i}]") for i in range(ITEMS))


def ends_of(kind: Type) -> tuple[Any, ...]:
    """Values at the ends of what a fact of this type may be, the least first."""
    absent = (NONE,) if kind.absent else ()
    if kind.kind in DISCRETE:
        return domain(kind, ())
    if kind.kind is Kind.DATE:
        return (LONG_AGO, FAR_AHEAD, *absent)
    low = kind.low if kind.low is not None else 0
    if kind.low_open:
        low += 1 if kind.kind in WHOLE else Fraction(1, 10**9)
    return (low, kind.high if kind.high is not None else MANY, *absent)

"""The days on which a conclusion changes by itself, and the rules that change it.

A span of days is decided at once, with the day of judgement as a range: where every rule comes out
one way for the whole range, nothing changes in it; else it is halved. So the days found are those
that a sweep of every day finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from eligibility.analysis.docket import Decided, Docket, Heard, Part, decided, docket
from eligibility.evaluation.assess import Question
from eligibility.evaluation.assessment import Conclusion
from eligibility.evaluation.cases import Applied
from eligibility.evaluation.conclude import statuses, worst
from eligibility.evaluation.inference import EITHER
from eligibility.evaluation.lists import CONSENTS
from eligibility.evaluation.plan import RulePlan
from eligibility.evaluation.possible import Range
from eligibility.evaluation.steady import steady, steady_truth
from eligibility.language import nodes as n
from eligibility.language.library import Rulebook
from eligibility.language.pack import InForce, Words
from eligibility.language.values import Record
from eligibility.submission.facts import Submission

ONE = timedelta(days=1)
# A duty whose condition holds such a node may look at the day of judgement, itself or by a name.
_FREE = frozenset({n.Name, n.Quantifier})


@dataclass(frozen=True)
class Cause:
    """A rule whose status changes on the day; `note`: a text or figure in force."""

    rule: str
    says: Words
    subject: str | None
    before: str
    after: str
    note: Words | None = None


@dataclass(frozen=True)
class Change:
    """One matter's conclusion on a day, and what it was the day before."""

    day: date
    matter: str
    before: Conclusion
    after: Conclusion
    causes: tuple[Cause, ...]
    in_verdict: bool
    verdict_before: Conclusion
    verdict_after: Conclusion


def changes(
    rulebook: Rulebook, submission: Submission, question: Question, since: date, until: date
) -> tuple[Change, ...]:
    """Every change after `since`, up to `until`."""
    hearing = docket(rulebook, submission, question)
    days: set[date] = set()
    for heard in hearing.heard:
        for part in heard.parts:
            days |= _days(hearing, part, since, until)
    found: list[Change] = []
    for day in sorted(days):
        found += _on(hearing, day)
    return tuple(found)


def _on(hearing: Docket, day: date) -> Iterator[Change]:
    before = [_decide(hearing, heard, day - ONE) for heard in hearing.heard]
    after = [_decide(hearing, heard, day) for heard in hearing.heard]
    verdicts = [worst(d.conclusion for d in side if d.heard.in_verdict) for side in (before, after)]
    for was, now in zip(before, after, strict=True):
        if was.conclusion != now.conclusion:
            yield Change(
                day, was.heard.name, was.conclusion, now.conclusion, tuple(_causes(was, now)),
                was.heard.in_verdict, verdicts[0], verdicts[1],
            )  # fmt: skip


def _decide(hearing: Docket, heard: Heard, day: date) -> Decided:
    law = hearing.governing(day)
    return decided(heard, (a for part in heard.parts for a in hearing.on(part, day, law)))


def _causes(was: Decided, now: Decided) -> Iterator[Cause]:
    """The rules that count and whose status is another one (or whose duties are)."""
    earlier = {(a.case.rule.id, a.case.subject): a for a in was.applied}
    for applied in now.applied:
        key = applied.case.rule.id, applied.case.subject
        other = earlier.get(key)
        if applied.case.reported_only:
            continue
        before, after = (
            _status(other) if other is not None else "not_applicable",
            _status(applied),
        )
        duties = other is not None and other.case.duties != applied.case.duties
        if before != after or duties:
            note = applied.note or (other.note if other is not None else None)
            yield Cause(key[0], applied.case.rule.says, key[1], before, after, note)


def _status(applied: Applied) -> str:
    found = statuses(applied.case)
    return next(iter(found)) if len(found) == 1 else "unknown"


def _days(hearing: Docket, part: Part, since: date, until: date) -> set[date]:
    """The days in the span on which some rule of the part may come out differently."""
    edges = sorted({d for d in _edges(hearing, part) if since < d <= until})
    found = set(edges)
    starts = [since, *edges]
    ends = [edge - ONE for edge in edges] + [until]
    for plan in part.plan.rules:
        if _timed(plan, hearing, part):
            alone = replace(part, plan=replace(part.plan, rules=(plan,)))
            for start, end in zip(starts, ends, strict=True):
                _split(hearing, alone, start, end, found)
    return found


def _split(hearing: Docket, part: Part, start: date, end: date, found: set[date]) -> None:
    """Note each day after `start` that differs from the day before it."""
    if start >= end or _settled(hearing.on(part, Range(start, end), hearing.governing(start))):
        return
    middle = start + (end - start) // 2
    _split(hearing, part, start, middle, found)
    if _signature(hearing, part, middle) != _signature(hearing, part, middle + ONE):
        found.add(middle + ONE)
    _split(hearing, part, middle + ONE, end, found)


def _settled(applied: list[Applied]) -> bool:
    """Whether rules applied to a range of days come out alike on each of them."""
    return all(_alike(a) for a in applied)


def _alike(applied: Applied) -> bool:
    situation, rule = applied.situation, applied.plan.rule
    if rule.variable is not None:
        situation.items[rule.variable] = applied.item
    for plan, (_, truth) in zip(applied.plan.duties, applied.case.duties, strict=False):
        if truth == EITHER and plan.unless is not None:
            named = n.walk(plan.duty.unless) if plan.duty.unless is not None else ()
            free = not _FREE.isdisjoint(type(node) for node in named)
            if free and not steady_truth(applied.plan, plan.unless, situation):
                return False
    return len(applied.case.outcomes) == 1 or steady(applied.plan, situation)


def _signature(hearing: Docket, part: Part, day: date) -> Any:
    applied = hearing.on(part, day, hearing.governing(day))
    return [(a.case.subject, a.case.outcomes, a.case.duties) for a in applied]


def _timed(plan: RulePlan, hearing: Docket, part: Part) -> bool:
    """Whether a rule holds the day of judgement against a day that is known.

    It looks at that day by name, or through the dates of consents. Held against days that are not
    known, it comes out on each day as on any other.
    """
    names = {node.path for node in plan.nodes if isinstance(node, n.Name)}
    if "as_of" not in names and CONSENTS not in names:
        return False
    figures = (part.figures.values.get(parameter.name) for parameter in plan.parameters)
    facts = (hearing.facts.get(path) for path in plan.facts)
    return any(_holds_a_day(value) for value in (*figures, *facts))


def _holds_a_day(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_holds_a_day(inner) for inner in value.values())
    if isinstance(value, tuple | list):
        return any(_holds_a_day(item) for item in value)
    return _holds_a_day(value.fields) if isinstance(value, Record) else isinstance(value, date)


def _edges(hearing: Docket, part: Part) -> Iterator[date]:
    """The days on which a text, a rule or a figure comes into force, or an entry of the review."""
    review = hearing.submission.review
    noted = [e.on for e in review.assumptions] + [e.on for e in review.departures]
    yield from (day for day in (*noted, *(e.on for e in review.findings)) if day is not None)
    if hearing.governing(date.min) == hearing.governing(date.max):
        return
    spans: list[InForce] = [] if part.layer.background else [hearing.pack.source.in_force]
    adopted = hearing.office.adopted.get(hearing.pack.jurisdiction)
    spans.append(InForce(since=adopted.date if adopted is not None else None))
    spans += [rule.in_force for rule in part.layer.matter.rules]
    for parameter in part.layer.matter.parameters.values():
        spans += [value.in_force for value in parameter.values]
    for span in spans:
        if span.since is not None:
            yield span.since
        if span.until is not None and span.until < date.max:
            yield span.until + ONE

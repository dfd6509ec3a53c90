"""A matter as a term: each rule applied to each of its subjects, and the conclusion they give.

The conclusion follows `evaluation.conclude` for facts that are all known; it is a number, the rank
of the conclusion (`RANK`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import z3

from eligibility.analysis.dates import Day, constant
from eligibility.analysis.docket import Docket, Heard, Part
from eligibility.analysis.space import Row, Space, Unmapped, Word
from eligibility.analysis.terms import FALSE, TRUE, both, either, negation
from eligibility.analysis.to_z3 import Translator
from eligibility.evaluation.conclude import RANK
from eligibility.evaluation.days import Workdays
from eligibility.language import types as t
from eligibility.language.pack import MatterKind, Rule
from eligibility.submission.catalogue import catalogue


@dataclass(frozen=True)
class Applied:
    """One rule applied to one subject, as terms: whether it applies, and how it comes out."""

    rule: Rule
    subject: str | None
    applies: Any
    satisfied: Any
    violated: Any
    owes: Any
    departed: bool = False
    capped: bool = False
    reported_only: bool = False
    background: bool = False


@dataclass(frozen=True)
class Setting:
    """The day of judgement, the findings on record and the calendar."""

    as_of: Day
    findings: Mapping[str, bool]
    calendar: Workdays


def setting_of(hearing: Docket) -> Setting:
    """The setting of a docket."""
    return Setting(constant(hearing.as_of), hearing.findings, hearing.calendar)


def heard(of: Heard, space: Space, setting: Setting) -> list[Applied]:
    """Every rule of a matter applied to each of its subjects."""
    return [applied for part in of.parts for applied in part_terms(part, space, setting)]


def part_terms(part: Part, space: Space, setting: Setting) -> list[Applied]:
    """The rules of one text on a matter, applied."""
    translator = translator_of(part, space, setting)
    return [
        applied for plan in part.plan.rules for applied in rule_terms(plan.rule, part, translator)
    ]


def translator_of(part: Part, space: Space, setting: Setting) -> Translator:
    """The translator of a part's expressions."""
    return Translator(
        part.layer.matter, catalogue(), part.figures.values, space,
        setting.as_of, setting.findings, setting.calendar,
    )  # fmt: skip


def speaks(rule: Rule, part: Part) -> bool:
    """Whether a rule is in force, with every figure that it uses."""
    standing = part.layer.standing
    plan = next(p for p in part.plan.rules if p.rule is rule)
    lacking = any(p.name in part.figures.missing for p in plan.parameters)
    return standing.not_in_force is None and rule.in_force.covers(standing.day) and not lacking


def rule_terms(rule: Rule, part: Part, translator: Translator) -> Iterator[Applied]:
    """One rule applied to each of its subjects."""
    if not speaks(rule, part):
        yield _applied(rule, None, part, FALSE, FALSE, FALSE)
    elif rule.items is None or rule.variable is None:
        yield _once(rule, None, TRUE, part, translator)
    else:
        kind = translator.types.type_of(rule.items).item or t.TEXT
        listed = translator.listing(rule.items)
        for item, present in listed:
            translator.bind(rule.variable, item, kind)
            yield _once(rule, _subject(item), present, part, translator)
            translator.unbind(rule.variable)
        if not listed:  # it counts all the same: a permission of no parcel is one not needed
            yield _applied(rule, None, part, FALSE, FALSE, FALSE)


def _subject(item: Any) -> str | None:
    if isinstance(item, Row):
        return (item.record.subject or None) if item.record is not None else item.path
    if isinstance(item, Word):
        return item.written or item.word
    return item.written if isinstance(item, Unmapped) else None


def _once(
    rule: Rule, subject: str | None, present: Any, part: Part, translator: Translator
) -> Applied:
    when = translator.truth(rule.when) if rule.when is not None else TRUE
    idle = translator.truth(rule.not_needed) if rule.not_needed is not None else FALSE
    applies = both(present, when, negation(idle))
    owes = either(
        *(
            negation(translator.truth(duty.unless)) if duty.unless is not None else TRUE
            for duty in rule.duties
        )
    )
    return _applied(rule, subject, part, applies, translator.truth(rule.condition), owes)


def _applied(
    rule: Rule, subject: str | None, part: Part, applies: Any, holds: Any, owes: Any
) -> Applied:
    standing = part.layer.standing
    good = negation(holds) if rule.kind == "prohibition" else holds
    return Applied(
        rule, subject, applies, both(applies, good), both(applies, negation(good)), owes,
        departed=rule.id in standing.departures,
        capped=rule.mark == "unverified",
        reported_only=standing.reported_only or rule.id in standing.displaced,
        background=part.layer.background,
    )  # fmt: skip


def conclusion(found: Iterable[Applied], kind: MatterKind) -> Any:
    """The rank of the conclusion of a matter of this kind."""
    counting = [one for one in found if not one.reported_only]
    deciding = [one for one in counting if one.rule.decides] or counting
    permissions: dict[str | None, list[Applied]] = {}
    beside: Any = z3.IntVal(0)
    for one in deciding:
        if one.rule.kind == "permission":
            permissions.setdefault(one.subject, []).append(one)
        else:
            beside = larger(beside, _level(one))
    sought: Any = z3.IntVal(0)
    for group in permissions.values():
        sought = larger(sought, _granted(group))
    if not permissions or kind != "permission":
        return larger(sought, beside)
    idle = z3.And(sought == 0, beside <= RANK["conditional"])
    return z3.If(idle, z3.IntVal(0), larger(sought, beside))


def larger(one: Any, other: Any) -> Any:
    """The larger of two ranks."""
    if z3.is_int_value(one) and one.as_long() == 0:
        return other
    return z3.If(one >= other, one, other)


def _rank(name: str) -> Any:
    return z3.IntVal(RANK[name])  # type: ignore[index]


def _good(one: Applied) -> Any:
    if z3.is_false(one.owes):
        return _rank("approved")
    return z3.If(one.owes, _rank("conditional"), _rank("approved"))


def _level(one: Applied) -> Any:
    if not one.rule.decides or (one.departed and one.rule.force != "binding"):
        bad = _rank("approved")
    elif one.rule.force == "binding" and not one.capped:
        bad = _rank("rejected")
    else:
        bad = _rank("refer")
    idle = _rank("not_applicable")
    return z3.If(one.satisfied, _good(one), z3.If(one.violated, bad, idle))


def _granted(group: list[Applied]) -> Any:
    """Granted by one: its level. Else withheld by one: rejected. Else not needed."""
    plainly = either(*(both(one.satisfied, negation(one.owes)) for one in group))
    granted = either(*(one.satisfied for one in group))
    withheld = either(*(one.violated for one in group))
    firmly = either(*(one.violated for one in group if not one.capped))
    level = z3.If(plainly, _rank("approved"), _rank("conditional"))
    refused = z3.If(firmly, _rank("rejected"), _rank("refer"))
    idle = _rank("not_applicable")
    return z3.If(granted, level, z3.If(withheld, refused, idle))


__all__ = [
    "Applied",
    "Setting",
    "conclusion",
    "heard",
    "larger",
    "part_terms",
    "rule_terms",
    "setting_of",
    "speaks",
    "translator_of",
]  # fmt: skip

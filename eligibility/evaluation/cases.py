"""From a matter's plan and a situation to rule cases: each rule applied to each of its subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import partial
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.completions import outcomes, settled_by
from eligibility.evaluation.inference import EITHER, FALSE, ExceptionCase, Outcome, RuleCase
from eligibility.evaluation.plan import MatterPlan, RulePlan
from eligibility.evaluation.possible import NOT
from eligibility.evaluation.situation import Situation, label
from eligibility.language.pack import Words
from eligibility.language.values import NONE, Label, Record

NOT_IN_FORCE = frozenset({(False, None)})


@dataclass(frozen=True)
class Applied:
    """A rule applied to one subject: its plan, the item, what may settle it, and the case."""

    plan: RulePlan
    item: Any
    missing: tuple[str, ...]
    case: RuleCase
    situation: Situation
    note: Words | None = None
    in_force: bool = True
    owing: tuple[str, ...] = ()

    def numbered(self, key: int) -> Applied:
        """The same with a key of its own for its case."""
        of = self.case
        case = RuleCase(
            key, of.rule, of.subject, of.outcomes, of.exceptions, of.duties, of.departed,
            of.caps_at_refer, of.reported_only, of.of_any,
        )  # fmt: skip
        return Applied(
            self.plan,
            self.item,
            self.missing,
            case,
            self.situation,
            self.note,
            self.in_force,
            self.owing,
        )


@dataclass(frozen=True)
class Standing:
    """How the rules of one layer count: the day, departures, displaced rules and why."""

    day: date
    departures: frozenset[str]
    displaced: Mapping[str, Words] = field(default_factory=dict, hash=False)
    reported_only: bool = False
    not_in_force: Words | None = None


def apply_rules(
    plan: MatterPlan, situation: Situation, standing: Standing, missing_figures: frozenset[str]
) -> Iterator[Applied]:
    """Every rule of a matter applied to each of its subjects; keys are left at 0."""
    for rule_plan in plan.rules:
        note = _out_of_force(rule_plan, standing, missing_figures)
        if note is not None:
            yield _applied(rule_plan, NONE, NOT_IN_FORCE, (), situation, standing, note)
        elif rule_plan.items is None:
            found, missing = outcomes(rule_plan, situation)
            yield _applied(rule_plan, NONE, found, missing, situation, standing)
        else:
            yield from _each(rule_plan, situation, standing)


def _out_of_force(plan: RulePlan, standing: Standing, missing: frozenset[str]) -> Words | None:
    if standing.not_in_force is not None:
        return standing.not_in_force
    span, day = plan.rule.in_force, standing.day
    if not span.covers(day):
        said = f"{span.since or '…'} – {span.until or '…'}"
        return Words(f"{day} 不在该规则施行期内（{said}）", f"not in force on {day} ({said})")
    lacking = [p for p in plan.parameters if p.name in missing]
    if lacking:
        name = lacking[0].id
        return Words(f"{day} 没有施行中的数值 {name}", f"no value of {name} is in force on {day}")
    return None


def _each(plan: RulePlan, situation: Situation, standing: Standing) -> Iterator[Applied]:
    assert plan.items is not None  # noqa: S101
    assert plan.rule.variable is not None  # noqa: S101
    listing = plan.items(situation)
    applied = False
    for item, member in listing.pairs:
        if listing.open_path is not None:
            item = _any_one(item)  # noqa: PLW2901
        sure = member(item)
        if sure == FALSE:
            continue
        situation.items[plan.rule.variable] = item
        perhaps = partial(member, item) if sure == EITHER else None
        found, missing = outcomes(plan, situation, perhaps)
        if listing.open_path is not None and len(found) > 1:
            missing = tuple(dict.fromkeys((listing.open_path, *missing)))
        applied = True
        yield _applied(plan, item, found, missing, situation, standing, of_any=listing.open_path)
    situation.items.pop(plan.rule.variable, None)
    if not applied:
        yield _applied(plan, NONE, NOT_IN_FORCE, (), situation, standing)


def _any_one(item: Any) -> Any:
    """One item of an unknown list, the same one throughout a rule: `land.parcels[*]`."""
    if isinstance(item, Record):
        return Record(item.path.replace("[?]", "[*]"), "", item.fields)
    return Label(item.written.replace("[?]", "[*]")) if isinstance(item, Label) else item


def _applied(
    plan: RulePlan, item: Any, found: frozenset[Outcome], missing: tuple[str, ...],
    situation: Situation, standing: Standing, note: Words | None = None,
    *, of_any: str | None = None,
) -> Applied:  # fmt: skip
    rule = plan.rule
    evaluated = found != NOT_IN_FORCE
    situation.touched.clear()
    duties = tuple(
        (d.duty.id, int(NOT[d.unless(situation)]) if d.unless is not None else 1)
        for d in (plan.duties if evaluated else ())
    )
    owing = settled_by(situation.touched)
    case = RuleCase(
        key=0,
        rule=rule,
        subject=_subject(item),
        outcomes=found,
        exceptions=tuple(
            ExceptionCase(e.definition, e.index, int(e.when(situation))) for e in plan.exceptions
        )
        if evaluated
        else (),
        duties=duties,
        departed=rule.id in standing.departures,
        caps_at_refer=rule.mark == "unverified",
        reported_only=standing.reported_only or rule.id in standing.displaced,
        of_any=of_any,
    )
    return Applied(
        plan, item, missing, case, situation, note or standing.displaced.get(rule.id),
        note is None, owing,
    )  # fmt: skip


def _subject(item: Any) -> str | None:
    if isinstance(item, Record):
        return item.subject or None
    if isinstance(item, Label):
        return item.written if "[" not in item.written else None
    return item if isinstance(item, str) else None


__all__ = ["Applied", "Standing", "apply_rules", "label"]

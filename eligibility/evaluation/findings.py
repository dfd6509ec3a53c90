"""From cases and an engine's inference to findings and matter results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import (
    Assumption,
    ExceptionTaken,
    Finding,
    MatterResult,
    OwedDuty,
    Status,
)
from eligibility.evaluation.cases import Applied
from eligibility.evaluation.comparison import deciding
from eligibility.evaluation.figures_in_force import assumption_of
from eligibility.evaluation.inference import EITHER, TRUE, Inference, MatterCase
from eligibility.evaluation.opening import Opened
from eligibility.evaluation.workdays import not_counted
from eligibility.language.pack import Words
from eligibility.language.values import NONE, Record
from eligibility.submission.facts import AssumptionOverride


@dataclass(frozen=True)
class Told:
    """A matter's case with each rule applied (and whether it is background)."""

    case: MatterCase
    applied: tuple[tuple[Applied, bool], ...]
    day: date
    overrides: dict[str, AssumptionOverride]


def numbered(
    applied: list[tuple[Opened, list[tuple[Applied, bool]]]], day: date, overrides: dict[str, Any]
) -> tuple[tuple[MatterCase, ...], list[Told]]:
    """Cases with keys of their own, and what is needed to tell them."""
    cases, told, key = [], [], 0
    for opened, rules in applied:
        own = []
        for found, background in rules:
            own.append((found.numbered(key), background))
            key += 1
        in_verdict = opened.asked or opened.matter.subject not in ("zone", "authority")
        case = MatterCase(opened.matter, tuple(a.case for a, _ in own), in_verdict)
        cases.append(case)
        told.append(Told(case, tuple(own), day, overrides))
    return tuple(cases), told


def tell(told: Told, inference: Inference) -> MatterResult:
    """The result of a matter."""
    name = told.case.matter.name
    findings = [
        _finding(applied, told, inference, background=background)
        for applied, background in told.applied
    ]
    inferred = inference.matters[name]
    keys = set(inferred.decided_by)
    both = list(zip(findings, (a for a, _ in told.applied), strict=True))
    decided = [(f, a) for f, a in both if a.case.key in keys]
    counting = [f for f, a in both if not a.case.reported_only]
    open_ = inferred.conclusion == "undetermined"
    return MatterResult(
        matter=told.case.matter,
        conclusion=inferred.conclusion,
        decided_by=tuple(dict.fromkeys(f.rule.id for f, _ in decided)),
        findings=tuple(findings),
        duties=tuple(duty for f in counting for duty in f.duties),
        in_verdict=told.case.in_verdict,
        missing=tuple(dict.fromkeys(_holding_up(decided))) if open_ else (),
    )


def _holding_up(decided: list[tuple[Finding, Applied]]) -> Iterator[str]:
    """What is missing for the statuses that hold a matter up, and for its duties."""
    for finding, applied in decided:
        yield from finding.missing
        if "satisfied" in finding.possible and any(t == EITHER for _, t in applied.case.duties):
            yield from applied.owing


def _finding(applied: Applied, told: Told, inference: Inference, *, background: bool) -> Finding:
    case, plan, situation = applied.case, applied.plan, applied.situation
    possible = inference.possible[case.key]
    status: Status = next(iter(possible)) if len(possible) == 1 else "unknown"
    unbound = plan.rule.variable is not None and applied.item is NONE
    shown = applied.in_force and not unbound
    if plan.rule.variable is not None and not unbound:
        situation.items[plan.rule.variable] = applied.item
    applies = status != "not_applicable"
    return Finding(
        rule=plan.rule,
        subject=case.subject,
        status=status,
        possible=possible,
        comparison=deciding(plan, situation, status) if shown else None,
        missing=applied.missing if status == "unknown" else (),
        assumptions=_assumptions(applied, told) if applies else (),
        exceptions=_exceptions(applied, inference) if applies else (),
        duties=_duties(applied, inference),
        departure=_departure(applied, status),
        layer="background" if background else "local",
        note=applied.note or _route(applied, status) or _uncounted(applied, status),
        facts=(*plan.facts, *_fields(applied)),
    )


def _fields(applied: Applied) -> tuple[str, ...]:
    """The fields of its own item that a rule looks at, by path."""
    if not isinstance(applied.item, Record) or "[*]" in applied.item.path:
        return ()
    return tuple(f"{applied.item.path}.{name}" for name in applied.plan.fields)


def _departure(applied: Applied, status: Status) -> str | None:
    return applied.plan.rule.id if applied.case.departed and status == "violated" else None


def _route(applied: Applied, status: Status) -> Words | None:
    """The route that is needed instead of a permission that is not."""
    plan, situation = applied.plan, applied.situation
    unbound = applied.item is NONE and plan.items is not None
    if status != "not_applicable" or plan.not_needed is None or unbound or not applied.in_force:
        return None
    when = plan.when(situation) if plan.when is not None else TRUE
    return plan.rule.route if when == TRUE and plan.not_needed(situation) == TRUE else None


def _uncounted(applied: Applied, status: Status) -> Words | None:
    return not_counted(applied.missing) if status == "unknown" else None


def _assumptions(applied: Applied, told: Told) -> tuple[Assumption, ...]:
    found = [assumption_of(p, told.day, told.overrides) for p in applied.plan.parameters]
    rule = applied.plan.rule
    readings = [
        Assumption(f"{rule.jurisdiction}/{rule.matter}/{r.id}", r.says, "") for r in rule.readings
    ]
    return (*(a for a in found if a is not None), *readings)


def _exceptions(applied: Applied, inference: Inference) -> tuple[ExceptionTaken, ...]:
    taken = inference.taken.get(applied.case.key, {})
    return tuple(
        ExceptionTaken(
            e.definition,
            e.index,
            _as_bool(taken.get((e.definition, e.index), EITHER)),
            e.exception.says,
            e.exception.provisions,
        )
        for e in applied.plan.exceptions
    )


def _as_bool(truth: int) -> bool | None:
    return None if truth == EITHER else truth == TRUE


def _duties(applied: Applied, inference: Inference) -> tuple[OwedDuty, ...]:
    owed = inference.owed.get(applied.case.key, ())
    found = []
    for plan in applied.plan.duties:
        if plan.duty.id in owed:
            due: Any = plan.due(applied.situation) if plan.due is not None else None
            day = due if isinstance(due, date) else None
            rule = applied.plan.rule
            found.append(OwedDuty(plan.duty.id, plan.duty.says, day, rule.id, applied.case.subject))
    return tuple(found)

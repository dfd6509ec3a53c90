"""The comparison that decided a rule, as exact texts with its margin (contract, section 4)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison, Status
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.plan import ComparePlan, RulePlan
from eligibility.evaluation.possible import NOT, Range, known, subtract
from eligibility.evaluation.situation import DISCRETE, Situation
from eligibility.language.nodes import Name
from eligibility.language.pack import Rule
from eligibility.language.types import Kind
from eligibility.language.units import M2, Period
from eligibility.language.values import NONE

_OPPOSITE = {"<=": ">", ">": "<=", "<": ">=", ">=": "<", "==": "!=", "!=": "=="}
_UNIT = {Kind.AREA: " m2", Kind.MONEY: " 元", Kind.RATE: " 元/m2", Kind.DURATION: " days"}
_SCALE = {Kind.AREA: Fraction(1, M2), Kind.MONEY: Fraction(1, 100), Kind.RATE: Fraction(M2, 100)}


def deciding(plan: RulePlan, situation: Situation, status: Status) -> Comparison | None:
    """The first comparison that came out as the status did; None when none did.

    For a permission that is not needed: the comparison that shows that it is not.
    """
    wanted = {"satisfied": TRUE, "violated": FALSE, "unknown": EITHER}.get(status)
    for candidate in plan.comparisons:
        flipped = candidate.negated != (plan.rule.kind == "prohibition" or candidate.need)
        truth = int(candidate.whole(situation))
        if wanted is None:
            if candidate.need and not candidate.negated and truth == TRUE:
                return _shown(candidate, situation, plan.rule, flipped=False)
        elif (NOT[truth] if flipped else truth) == wanted:
            shown = _shown(candidate, situation, plan.rule, flipped=flipped)
            if shown is not None:
                return shown
    return None


def _shown(
    plan: ComparePlan, situation: Situation, rule: Rule, *, flipped: bool
) -> Comparison | None:
    before = len(situation.touched)
    left, right = plan.left(situation), plan.right(situation)
    open_quantity = any(_measures(situation, path) for path in situation.touched[before:])
    del situation.touched[before:]
    if NONE in (left, right) or open_quantity:
        return None
    operator = _OPPOSITE[plan.operator] if flipped else plan.operator
    kind = plan.kind.kind
    margin = _margin(left, right, operator)
    step = Kind.DURATION if kind is Kind.DATE else kind
    return Comparison(
        left=exact(left, kind),
        operator=operator,
        right=exact(right, kind),
        margin=None if margin is None else exact(margin, step),
        left_value=left,
        right_value=right,
        margin_value=margin,
        unit=kind.value,
        left_name=_dictionary_name(plan.left_name, rule),
        right_name=_dictionary_name(plan.right_name, rule),
    )


def _measures(situation: Situation, path: str) -> bool:
    """Whether a missing fact is a quantity or a date, whose bounds tell a reader nothing."""
    kind = situation.types[path].kind
    return kind not in DISCRETE and kind is not Kind.LIST


def _dictionary_name(name: str | None, rule: Rule) -> str | None:
    """An item's field under the name that the dictionary gives it."""
    head, _, tail = (name or "").partition(".")
    if head == rule.variable and tail and isinstance(rule.items, Name):
        return f"{rule.items.path}[].{tail}"
    return name


def _margin(left: Any, right: Any, operator: str) -> Any:
    if operator in ("==", "!=") or not (known(left) and known(right)):
        return None
    return subtract(right, left) if operator in ("<", "<=") else subtract(left, right)


def exact(value: Any, kind: Kind) -> str:
    """An exact text: `7001 m2`, `14000/3 m2`, `7/100`, a date; a range as `7000 m2..15000 m2`."""
    if type(value) is Range:
        low, high = (("" if v is None else exact(v, kind)) for v in (value.low, value.high))
        return f"{low}..{high}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        if value.working_days:
            return f"{value.working_days} working days"
        return f"{value.months} months" if value.months else f"{value.days} days"
    if isinstance(value, (int, Fraction)):
        return f"{value * _SCALE.get(kind, 1)}{_UNIT.get(kind, '')}"
    return str(value)

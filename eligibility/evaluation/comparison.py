"""The comparison that decided a rule, as exact texts with its margin (contract, section 4)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison, Status
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.plan import ComparePlan, RulePlan
from eligibility.evaluation.possible import NOT, Range, known, subtract
from eligibility.evaluation.situation import Situation
from eligibility.language.types import Kind
from eligibility.language.units import M2, Period
from eligibility.language.values import NONE

_OPPOSITE = {"<=": ">", ">": "<=", "<": ">=", ">=": "<", "==": "!=", "!=": "=="}
_UNIT = {Kind.AREA: " m2", Kind.MONEY: " 元", Kind.RATE: " 元/m2", Kind.DURATION: " days"}
_SCALE = {Kind.AREA: Fraction(1, M2), Kind.MONEY: Fraction(1, 100), Kind.RATE: Fraction(M2, 100)}


def deciding(plan: RulePlan, situation: Situation, status: Status) -> Comparison | None:
    """The comparison to show for a rule of this status; None when there is none."""
    wanted = {"satisfied": TRUE, "violated": FALSE, "unknown": EITHER}.get(status)
    if wanted is None or not plan.comparisons:
        return None
    chosen = first = None
    for candidate in plan.comparisons:
        flipped = candidate.negated != (plan.rule.kind == "prohibition")
        truth = int(candidate.whole(situation))
        first = first or (candidate, flipped)
        if (NOT[truth] if flipped else truth) == wanted:
            chosen = (candidate, flipped)
            break
    found = chosen or first
    return _shown(*found, situation) if found is not None else None


def _shown(plan: ComparePlan, flipped: bool, situation: Situation) -> Comparison | None:
    left, right = plan.left(situation), plan.right(situation)
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
    )


def _margin(left: Any, right: Any, operator: str) -> Any:
    if operator in ("==", "!=") or NONE in (left, right) or not (known(left) and known(right)):
        return None
    return subtract(right, left) if operator in ("<", "<=") else subtract(left, right)


def exact(value: Any, kind: Kind) -> str:
    """An exact text: `7001 m2`, `14000/3 m2`, `7/100`, a date; a range as `7000 m2..15000 m2`."""
    if value is NONE:
        return "none"
    if type(value) is Range:
        low, high = (("" if v is None else exact(v, kind)) for v in (value.low, value.high))
        return f"{low}..{high}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return f"{value.months} months" if value.months else f"{value.days} days"
    if isinstance(value, (int, Fraction)):
        return f"{value * _SCALE.get(kind, 1)}{_UNIT.get(kind, '')}"
    return str(value)

"""`--round UNIT`: the steps to which values finer than the exact base unit are rounded."""

from __future__ import annotations

from collections.abc import Collection

from eligibility.errors import refuse
from eligibility.language.units import AREA_UNITS, MONEY_UNITS, BadQuantity, plain, split_number
from eligibility.submission.model.given import Context


def rounding(round_to: str | Collection[str] | None) -> Context:
    """The context of a reading. Each is a unit (`m2`, `元`) or a step of it (`0.01 亩`)."""
    context = Context()
    for text in [round_to] if isinstance(round_to, str) else round_to or ():
        _set_step(context, text)
    return context


def _set_step(context: Context, text: str) -> None:
    clean = plain(text)
    try:
        value, unit = split_number(clean if clean[:1].isdigit() else f"1 {clean}")
    except BadQuantity:
        value, unit = 0, ""  # type: ignore[assignment]
    step = value * (AREA_UNITS.get(unit) or MONEY_UNITS.get(unit) or 0)
    if step.denominator != 1 or step <= 0:
        refuse(
            "E202", f"`{clean}` is nothing to round to", help="name a unit of area or money: m2, 元"
        )
    if unit in AREA_UNITS:
        context.area_step = int(step)
    else:
        context.money_step = int(step)

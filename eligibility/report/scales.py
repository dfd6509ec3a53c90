"""A comparison on a scale: where the figure lies, where the limit, which side is asked for."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison, Finding
from eligibility.evaluation.possible import Range
from eligibility.report.paper import Scale
from eligibility.report.quantities import agrees, compared, perhaps, tells
from eligibility.report.reader import Reader
from eligibility.report.view import Tone

WHOLE = 1000
ROOM = Fraction(5, 4)  # the axis goes a quarter beyond the larger of the two
LEAST_DAYS = 30
WIDE = 100  # an end so far off says nothing: the bar runs off the axis
_BESIDE = re.compile(r"（[^）]*）| \([^)]*\)")
_SIDES = {"<": "below", "<=": "below", ">": "above", ">=": "above"}


def scale(finding: Finding, tone: Tone, reader: Reader) -> Scale | None:
    """The scale of the comparison that decided a finding; None where there is nothing to draw."""
    shown = finding.comparison
    if shown is None or shown.operator not in _SIDES:
        return None
    if not any(map(tells, (shown.left_value, shown.right_value))):
        return None
    if finding.status != "unknown" and not agrees(shown, finding.status == "satisfied"):
        return None
    ends, limit = _ends(shown.left_value), _number(shown.right_value)
    if ends is None or limit is None:
        return None
    return _drawn(shown, ends, limit, tone, reader)


def _drawn(
    shown: Comparison, ends: tuple[int | Fraction | None, int | Fraction | None],
    limit: int | Fraction, tone: Tone, reader: Reader,
) -> Scale:  # fmt: skip
    low, high = ends
    if high is not None and high != low and high > max(low or 0, limit, 1) * WIDE:
        high = None
    known = [v for v in (low, high, limit) if v is not None]
    first, last = _axis(known, dated=isinstance(shown.right_value, date))

    def place(value: int | Fraction) -> int:
        return round(Fraction(value - first) / (last - first) * WHOLE)

    return Scale(
        low=0 if low is None else place(low),
        high=None if high is None else place(high),
        limit=place(limit),
        side="below" if _SIDES[shown.operator] == "below" else "above",
        strict=shown.operator in ("<", ">"),
        exact=low is not None and low == high,
        figure_text=_short(shown.left_value, shown.unit, reader),
        limit_text=_short(shown.right_value, shown.unit, reader),
        sentence=compared(shown, reader.language),
        tone=tone,
    )


def _axis(known: list[int | Fraction], *, dated: bool) -> tuple[int | Fraction, int | Fraction]:
    """The first and the last value of the axis; it begins at nothing, save for days."""
    low, high = min(known), max(known)
    if dated:
        pad = max(LEAST_DAYS, Fraction(high - low) / 4)
        return low - pad, high + pad
    if low < 0:
        pad = max(Fraction(high - low) / 4, 1)
        return low - pad, max(high, 0) + pad
    return 0, high * ROOM if high else 1


def _ends(value: Any) -> tuple[int | Fraction | None, int | Fraction | None] | None:
    """The least and the greatest that a figure can be; None for what is no figure."""
    if type(value) is Range:
        low, high = (None if v is None else _number(v) for v in (value.low, value.high))
        return low, high
    number = _number(value)
    return None if number is None else (number, number)


def _number(value: Any) -> int | Fraction | None:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return value
    return None


def _short(value: Any, unit: str, reader: Reader) -> str:
    """The figure without what stands beside it in brackets."""
    return _BESIDE.sub("", perhaps(value, unit, reader.language))

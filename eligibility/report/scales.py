"""A comparison on a scale: where the figure lies, where the limit, which side is asked for."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison, Finding
from eligibility.evaluation.possible import Range
from eligibility.report.compared import compared, figures
from eligibility.report.paper import Scale
from eligibility.report.quantities import agrees, perhaps, tells
from eligibility.report.reader import Reader
from eligibility.report.view import Tone

WHOLE = 1000
ROOM = Fraction(5, 4)  # the axis goes a quarter beyond the larger of the two
LEAST_DAYS = 30
WIDE = 100  # an end so far off says nothing: the bar runs off the axis
_BESIDE = re.compile(r"（[^）]*）| \([^)]*\)")
Ends = tuple[Fraction | None, Fraction | None]
_SIDES = {"<": "below", "<=": "below", ">": "above", ">=": "above"}


def scale(finding: Finding, tone: Tone, reader: Reader) -> Scale | None:
    """The scale of the comparison that decided a finding; None where there is nothing to draw."""
    shown = figures(finding)
    if shown is None or shown.operator not in _SIDES:
        return None
    if not tells(shown.right_value):
        return None
    if finding.status != "unknown" and not agrees(shown, finding.status == "satisfied"):
        return None
    figure, limit = _ends(shown.left_value), _ends(shown.right_value)
    if figure is None or limit is None:
        return None
    return _drawn(shown, figure, limit, tone, reader)


def _drawn(shown: Comparison, figure: Ends, limit: Ends, tone: Tone, reader: Reader) -> Scale:
    figure, limit = _near(figure, limit), _near(limit, figure)
    known = [v for v in (*figure, *limit) if v is not None]
    dated = any(isinstance(v, date) for v in (shown.left_value, shown.right_value))
    first, last = _axis(known, dated=dated)

    def place(value: Fraction | None, otherwise: int) -> int:
        if value is None:
            return otherwise
        return round((value - first) / (last - first) * WHOLE)

    return Scale(
        low=place(figure[0], 0),
        high=place(figure[1], WHOLE),
        limit_low=place(limit[0], 0),
        limit_high=place(limit[1], WHOLE),
        side="below" if _SIDES[shown.operator] == "below" else "above",
        figure_text=_short(shown.left_value, shown.unit, reader),
        limit_text=_short(shown.right_value, shown.unit, reader),
        sentence=compared(shown, reader.language),
        tone=tone,
    )


def _near(ends: Ends, other: Ends) -> Ends:
    """The ends without one that lies so far off that it tells nothing."""
    low, high = ends
    beside = max((v for v in (low, *other) if v is not None), default=Fraction(1))
    far = high is not None and high != low and high > max(beside, Fraction(1)) * WIDE
    return low, None if far else high


def _axis(known: list[Fraction], *, dated: bool) -> tuple[Fraction, Fraction]:
    """The first and the last value of the axis; it begins at nothing, save for days."""
    low, high = min(known), max(known)
    if dated:
        pad = max(Fraction(LEAST_DAYS), (high - low) / 4)
        return low - pad, high + pad
    if low < 0:
        pad = max((high - low) / 4, Fraction(1))
        return low - pad, max(high, Fraction(0)) + pad
    return Fraction(0), high * ROOM if high else Fraction(1)


def _ends(value: Any) -> Ends | None:
    """The least and the greatest that a figure can be; None for what is no figure."""
    if type(value) is Range:
        low, high = (None if v is None else _number(v) for v in (value.low, value.high))
        return low, high
    number = _number(value)
    return None if number is None else (number, number)


def _number(value: Any) -> Fraction | None:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return Fraction(value)
    return None


def _short(value: Any, unit: str, reader: Reader) -> str:
    """The figure without what stands beside it in brackets."""
    return _BESIDE.sub("", perhaps(value, unit, reader.language))

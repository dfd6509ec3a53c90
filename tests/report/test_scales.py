"""Where a figure and its limit stand on their scale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from report.conftest import LAND_SHARE

from eligibility.evaluation.assessment import Comparison
from eligibility.evaluation.possible import Range
from eligibility.language.units import Period
from eligibility.report.paper import Scale
from eligibility.report.reader import Reader
from eligibility.report.scales import scale


def drawn(
    left: Any, operator: str, right: Any, margin: Any, unit: str, status: Any
) -> Scale | None:
    shown = Comparison("", operator, "", None, left, right, margin, unit)
    return scale(replace(LAND_SHARE, comparison=shown, status=status), "plain", Reader("zh"))


@pytest.mark.parametrize(
    ("left", "operator", "right", "status", "places"),
    [
        (Fraction(7, 100), "<=", Fraction(7, 100), "satisfied", (800, 800, 800, 800)),
        (2, "<=", 4, "satisfied", (400, 400, 800, 800)),
        (8, "<=", 4, "violated", (800, 800, 400, 400)),
        (0, ">=", 0, "satisfied", (0, 0, 0, 0)),
        (Range(2, 8), "<=", 4, "unknown", (200, 800, 400, 400)),
        (Range(2, None), "<=", 4, "unknown", (400, 1000, 800, 800)),
        (Range(2, 10**9), "<=", 4, "unknown", (400, 1000, 800, 800)),
        (5, "<=", Range(4, 8), "unknown", (500, 500, 400, 800)),
        (-4, ">=", 0, "violated", (167, 167, 833, 833)),
        (date(2026, 3, 2), "<", date(2026, 4, 1), "satisfied", (333, 333, 667, 667)),
    ],
)
def test_the_places_on_the_axis(
    left: Any, operator: str, right: Any, status: str, places: tuple[int, ...]
) -> None:
    found = drawn(
        left, operator, right, None, "ratio" if type(left) is Fraction else "count", status
    )
    assert found is not None
    assert (found.low, found.high, found.limit_low, found.limit_high) == places
    assert found.side == ("below" if operator.startswith("<") else "above")


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        ("office", "<=", "hotel"),
        (True, ">=", True),
        (2, "==", 2),
        (2, "in", (2, 3)),
        (Period(months=2), "<=", Period(months=3)),
        (2, "<=", Range(None, 9)),
    ],
)
def test_what_is_no_figure_has_no_scale(left: Any, operator: str, right: Any) -> None:
    assert drawn(left, operator, right, None, "count", "unknown") is None


def test_a_comparison_that_says_the_opposite_of_the_status_is_not_drawn() -> None:
    assert drawn(8, "<=", 4, -4, "count", "satisfied") is None


def test_labels_are_short() -> None:
    found = drawn(700_000_000, "<=", 900_000_000, 200_000_000, "area", "satisfied")
    assert found is not None
    assert "（" not in found.figure_text + found.limit_text

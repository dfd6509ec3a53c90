"""A question ends after so many steps of Z3, the same number each time; the clock has no part."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("z3")

import z3

from eligibility.analysis.solving import SECONDS, STEPS, Solver, Unsettled, limited


def hard() -> list[Any]:
    """A question over whole numbers that takes Z3 very long."""
    a, b, c, d = z3.Ints("a b c d")
    cubes = a**3 + b**3 == c**3 + 7 * a * d**3
    return [a > 0, b > 0, c > 0, d > 1_000_000, c != d, cubes]


def taken(solver: Any) -> int:
    """The steps that were taken so far, in this process."""
    found: int = solver.statistics().get_key_value("rlimit count")
    return found


def test_a_hard_question_stays_open_and_the_next_is_settled():
    solver = Solver([], steps=10_000)
    with pytest.raises(Unsettled):
        solver.model(*hard())
    day = z3.Int("day")
    assert solver.model(day == date(2026, 6, 30).toordinal()) is not None
    assert solver.model(day > day + 1) is None


def test_each_question_has_all_of_its_steps():
    """They are counted from the start of a question, and end it, not the clock."""
    solver = limited(20_000)
    solver.add(*hard())
    counts = [taken(solver)]
    for _ in range(3):
        assert solver.check() == z3.unknown
        counts.append(taken(solver))
    assert all(20_000 <= after - before < 25_000 for before, after in pairwise(counts))


def test_the_clock_is_far_below():
    """A processor takes more than a million steps in a second, so the steps end first."""
    assert STEPS < SECONDS * 1_000_000

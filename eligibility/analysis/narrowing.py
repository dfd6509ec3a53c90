"""The least (or the largest) value of a term that some conditions allow, by halving."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis.dates import FIRST, LAST, Day
from eligibility.analysis.levers import GRID, Move
from eligibility.analysis.solving import Solver, Unsettled
from eligibility.language.types import Type

_ROUNDS = 80


def measure(made: Any) -> Any:
    """The number of a quantity or a day; None for anything else."""
    return getattr(made, "term", getattr(made, "ordinal", None))


def least(solver: Solver, move: Move, whole: list[Any], model: z3.ModelRef) -> z3.ModelRef:
    """A model in which a fact is moved the least; `model` is one that meets the conditions."""
    step = GRID.get(move.type.kind, Fraction(1))
    return _halved(solver, move.amount, whole, model, Fraction(0), step)


def end(
    solver: Solver, made: Any, type: Type, whole: list[Any], *, largest: bool
) -> z3.ModelRef | None:
    """A model with the least or the largest value of a fact; None where that was not settled."""
    low, high = _bounds(made, type)
    term = measure(made)
    try:
        model = solver.model(*whole)
        if model is None:
            return None
        step = GRID.get(type.kind, Fraction(1))
        if largest:
            return _halved(solver, -term, whole, model, Fraction(-high), step)
        return _halved(solver, term, whole, model, Fraction(low), step)
    except Unsettled:
        return None


def _bounds(made: Any, type: Type) -> tuple[Any, Any]:
    if isinstance(made, Day):
        return FIRST.toordinal(), LAST.toordinal()
    return type.low or 0, type.high if type.high is not None else 10**18


def _halved(
    solver: Solver, term: Any, whole: list[Any], model: z3.ModelRef, low: Fraction, step: Fraction
) -> z3.ModelRef:
    """The model with the least `term`, no less than `low`, in whole steps from it."""
    for _ in range(_ROUNDS):
        now = _value(model, term)
        if now - low < step:
            return model
        steps = (now - low) / step
        middle = low + step * ((steps - 1) // 2 if steps > 1 else Fraction(0))
        found = solver.model(*whole, term <= z3.Q(middle.numerator, middle.denominator))
        if found is None:
            low = min(middle + step, now)
        else:
            model = found
    return model


def _value(model: z3.ModelRef, term: Any) -> Fraction:
    found = model.eval(term, model_completion=True)
    if z3.is_int_value(found):
        return Fraction(found.as_long())
    return Fraction(found.numerator_as_long(), found.denominator_as_long())

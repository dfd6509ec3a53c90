"""Days as terms: the number of the day, as `date.toordinal` counts; calendar months move exactly.

A term is a plain whole number where the day is known. Days of facts lie between `FIRST` and `LAST`;
every fourth year around them is a leap year, so that 1461 days are 48 months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from eligibility.evaluation.days import later
from eligibility.language.units import Period

FIRST, LAST = date(1950, 1, 1), date(2080, 12, 31)
CYCLE_DAYS, CYCLE_MONTHS = 1461, 48
_START = date(1948, 1, 1)  # the first day of a cycle: 1948 is a leap year
_MONTHS = tuple(
    (date(1948 + month // 12, month % 12 + 1, 1) - _START).days for month in range(CYCLE_MONTHS)
)
_LENGTHS = tuple(
    after - before for before, after in zip(_MONTHS, (*_MONTHS[1:], CYCLE_DAYS), strict=True)
)
_LEAP_DAY = date(1948, 2, 29).toordinal()


@dataclass(frozen=True)
class Day:
    """A day that may not exist."""

    ordinal: Any
    exists: Any = True


def constant(day: date) -> Day:
    """A known day."""
    return Day(day.toordinal())


def variable(name: str, exists: Any) -> tuple[Day, list[Any]]:
    """A day that is not known, and what holds of it."""
    term = z3.Int(name)
    return Day(term, exists), [term >= FIRST.toordinal(), term <= LAST.toordinal()]


def value(model: z3.ModelRef, day: Day) -> date:
    """The date that a model gives to a day."""
    return date.fromordinal(number(model, day.ordinal))


def number(model: z3.ModelRef, term: Any) -> int:
    """The whole number that a model gives to a term."""
    if isinstance(term, int):
        return term
    return int(model.eval(term, model_completion=True).as_long())


def later_months(day: Day, months: int, fresh: str) -> tuple[Day, list[Any]]:
    """The same day of the month so many months later (or earlier), else the month's last.

    With it, what holds of the terms named after `fresh` that it takes.
    """
    if isinstance(day.ordinal, int):
        start, sign = date.fromordinal(day.ordinal), 1 if months > 0 else -1
        return Day(later(start, Period(months=abs(months)), sign).toordinal(), day.exists), []
    if months % CYCLE_MONTHS == 0:
        return Day(day.ordinal + CYCLE_DAYS * (months // CYCLE_MONTHS), day.exists), []
    if months % 12 == 0:
        return Day(_later_years(day.ordinal, months // 12), day.exists), []
    return _later_by_months(day, months, fresh)


def _later_years(ordinal: Any, years: int) -> Any:
    """Days counted without the leap days move by 365 a year; a 29 February is a 28 February."""
    leap_days = (ordinal - _LEAP_DAY) / CYCLE_DAYS + 1
    plain = ordinal - leap_days + 365 * years
    # before the next leap day lie 1460 plain days; the day of a leap day itself is the 28 February
    return plain + (plain - _LEAP_DAY) / (CYCLE_DAYS - 1) + 1


def _later_by_months(day: Day, months: int, fresh: str) -> tuple[Day, list[Any]]:
    cycle, month, inside = (z3.Int(f"{fresh}.{part}") for part in ("cycle", "month", "day"))
    axioms = [
        month >= 0, month < CYCLE_MONTHS, inside >= 1, inside <= _of(month, _LENGTHS),
        day.ordinal == _START.toordinal() - 1 + CYCLE_DAYS * cycle + _of(month, _MONTHS) + inside,
    ]  # fmt: skip
    cycles, rest = divmod(months, CYCLE_MONTHS)
    over = month + rest >= CYCLE_MONTHS
    target = z3.If(over, month + rest - CYCLE_MONTHS, month + rest)
    turned = cycle + cycles + z3.If(over, z3.IntVal(1), z3.IntVal(0))
    length = _of(target, _LENGTHS)
    start = _START.toordinal() - 1 + CYCLE_DAYS * turned + _of(target, _MONTHS)
    return Day(start + z3.If(inside > length, length, inside), day.exists), axioms


def _of(month: Any, table: tuple[int, ...]) -> Any:
    result: Any = z3.IntVal(table[-1])
    for index in range(len(table) - 2, -1, -1):
        result = z3.If(month == index, z3.IntVal(table[index]), result)
    return result

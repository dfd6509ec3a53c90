"""Days as terms: a month number and a day of the month, so that calendar months move exactly.

A day's key (`31 * months + day - 1`) orders days as dates do. Terms are plain whole numbers where
they are known. Days of facts lie between `FIRST` and `LAST`; every fourth year in between is a leap
year.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

FIRST, LAST = date(1950, 1, 1), date(2080, 12, 31)
_WIDE = (date(1901, 1, 1), date(2099, 12, 31))  # what moved days may reach
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = tuple(sum(_DAYS[:month]) for month in range(12))


@dataclass(frozen=True)
class Day:
    """A day that may not exist: `months` counts from year 0, `day` from 1."""

    months: Any
    day: Any
    exists: Any = True

    @property
    def key(self) -> Any:
        """A number that orders days."""
        return self.months * 31 + self.day - 1


def constant(day: date) -> Day:
    """A known day."""
    return Day(day.year * 12 + day.month - 1, day.day)


def variable(name: str, exists: Any) -> tuple[Day, list[Any]]:
    """A day that is not known, and what holds of it."""
    day = Day(z3.Int(f"{name}.months"), z3.Int(f"{name}.day"), exists)
    return day, _valid(day, FIRST, LAST)


def value(model: z3.ModelRef, day: Day) -> date:
    """The date that a model gives to a day."""
    months, inside = (number(model, part) for part in (day.months, day.day))
    return date(months // 12, months % 12 + 1, inside)


def number(model: z3.ModelRef, term: Any) -> int:
    """The whole number that a model gives to a term."""
    if isinstance(term, int):
        return term
    return int(model.eval(term, model_completion=True).as_long())


def _valid(day: Day, first: date, last: date) -> list[Any]:
    return [
        day.months >= first.year * 12,
        day.months <= last.year * 12 + 11,
        day.day >= 1,
        day.day <= _length(day.months),
    ]


def _length(months: Any) -> Any:
    """How many days a month has."""
    if isinstance(months, int):
        return calendar.monthrange(months // 12, months % 12 + 1)[1]
    inside, year = months % 12, months / 12
    short = z3.Or([inside == m for m in (3, 5, 8, 10)])
    february = z3.If(year % 4 == 0, z3.IntVal(29), z3.IntVal(28))
    return z3.If(inside == 1, february, z3.If(short, z3.IntVal(30), z3.IntVal(31)))


def later_months(day: Day, months: int) -> Day:
    """The same day of the month so many months later (or earlier), else the month's last."""
    moved = day.months + months
    length = _length(moved)
    if isinstance(day.day, int) and isinstance(length, int):
        return Day(moved, min(day.day, length), day.exists)
    return Day(moved, z3.If(day.day > length, length, day.day), day.exists)


def ordinal(day: Day) -> Any:
    """The number of the day, as `date.toordinal` counts."""
    if isinstance(day.months, int) and isinstance(day.day, int):
        return date(day.months // 12, day.months % 12 + 1, day.day).toordinal()
    year, inside = day.months / 12, day.months % 12
    before: Any = z3.IntVal(_BEFORE[11])
    for month in range(10, -1, -1):
        before = z3.If(inside == month, z3.IntVal(_BEFORE[month]), before)
    leap = z3.If(z3.And(year % 4 == 0, inside >= 2), z3.IntVal(1), z3.IntVal(0))
    # between 1901 and 2099 the Julian count of leap days differs from ours by fifteen
    return 365 * (year - 1) + (year - 1) / 4 - 15 + before + leap + day.day


def from_ordinal(name: str, number_of_day: Any, exists: Any) -> tuple[Day, list[Any]]:
    """The day of that number as a fresh term, and what holds of it."""
    if isinstance(number_of_day, int):
        return constant(date.fromordinal(number_of_day)), []
    day = Day(z3.Int(f"{name}.months"), z3.Int(f"{name}.day"), exists)
    return day, [*_valid(day, *_WIDE), ordinal(day) == number_of_day]

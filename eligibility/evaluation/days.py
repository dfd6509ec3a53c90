"""Days moved by periods, as the contract counts them; working days by a calendar.

The working days are those of the State Council's published calendar, make-up workdays included,
and those that an office's settings state.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Any

from eligibility.classes import dataclass
from eligibility.language.units import Period

_SATURDAY = 5


@dataclass(frozen=True)
class Workdays:
    """The days that an office states: worked ones, free ones, and years that it states whole.

    In such a year Monday to Friday are worked unless listed as free. What is listed prevails over
    the published calendar.
    """

    worked: frozenset[date] = frozenset()
    free: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def worked_on(self, day: date) -> bool | None:
        """Whether `day` is worked; None when no calendar says."""
        if day in self.worked or day in self.free:
            return day in self.worked
        if day.year in self.years:
            return day.weekday() < _SATURDAY
        return published(day)


PUBLISHED = Workdays()


@cache
def published(day: date) -> bool | None:
    """Whether the published calendar has `day` as worked; None outside its years."""
    # the tables take five milliseconds to load, and few rules count working days
    import chinese_calendar  # noqa: PLC0415

    return chinese_calendar.is_workday(day) if day.year in _published_years() else None


@cache
def _published_years() -> frozenset[int]:
    from chinese_calendar.constants import holidays  # noqa: PLC0415

    return frozenset(day.year for day in holidays)


def covered(calendar: Workdays) -> tuple[date, date]:
    """The first and the last day of the years whose working days are known without a gap."""
    years = _published_years() | calendar.years
    last = max(_published_years())
    while last + 1 in years:
        last += 1
    return date(min(_published_years()), 1, 1), date(last, 12, 31)


def later(day: date, span: Any, sign: int) -> date:
    """`day` moved by a period (or a number of days).

    Months end on the same day of the month, else on the month's last (02-29 to 02-28); the first
    day is not counted. Beyond the calendar's end the last (or first) day of it is given.
    """
    months, days = (span.months, span.days) if isinstance(span, Period) else (0, span)
    try:
        if months:
            index = day.year * 12 + day.month - 1 + sign * months
            year, month = divmod(index, 12)
            last = calendar.monthrange(year, month + 1)[1]
            day = day.replace(year=year, month=month + 1, day=min(day.day, last))
        return day + sign * timedelta(days=int(days))
    except (OverflowError, ValueError):
        return date.max if sign > 0 else date.min


def counted(start: date, count: int, sign: int, workdays: Workdays) -> tuple[date, int | None]:
    """The day `count` working days after (`sign` 1) or before (-1) `start`, which is not counted.

    With it the first year met that no calendar covers: each of its days was then taken as worked,
    so that the day is the nearest possible one.
    """
    day, open_year, step = start, None, timedelta(days=sign)
    while count > 0:
        try:
            day += step
        except OverflowError:
            break
        is_worked = workdays.worked_on(day)
        if is_worked is None and open_year is None:
            open_year = day.year
        count -= is_worked is not False
    return day, open_year

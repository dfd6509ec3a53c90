"""Days moved by periods, as the contract counts them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from eligibility.language.units import Period


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

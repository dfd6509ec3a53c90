"""Dates moved by working days; where no calendar says which days are worked, the end is open."""

from __future__ import annotations

from datetime import date
from typing import Any

from eligibility.evaluation.days import counted
from eligibility.evaluation.possible import Range
from eligibility.evaluation.situation import Situation
from eligibility.language import types as t
from eligibility.language.pack import Words
from eligibility.language.values import NONE

_HEAD = "office.calendar["


def moved(day: Any, count: int, sign: int, situation: Situation) -> Any:
    """A date, or the range of dates, moved by working days.

    A year that no calendar covers leaves the far end open; it is noted as missing
    (`office.calendar[2027]`), like a fact that nobody stated.
    """
    if day is NONE:
        return NONE
    if type(day) is not Range:
        end, year = counted(day, count, sign, situation.calendar)
        return end if year is None else _open(Range(end, end), year, sign, situation)
    low, low_year = _end(day.low, count, sign, situation)
    high, high_year = _end(day.high, count, sign, situation)
    # closed ends: a Saturday and the Sunday after it are moved to the same day
    both = Range(low, high, or_none=day.or_none)
    year = low_year or high_year
    return both if year is None else _open(both, year, sign, situation)


def _end(day: date | None, count: int, sign: int, situation: Situation) -> tuple[Any, int | None]:
    return (None, None) if day is None else counted(day, count, sign, situation.calendar)


def _open(of: Range, year: int, sign: int, situation: Situation) -> Range:
    path = f"{_HEAD}{year}]"
    situation.touched.append(path)
    situation.types[path] = t.DATE
    low, high = (of.low, None) if sign > 0 else (None, of.high)
    return Range(low, high, or_none=of.or_none)


def open_year(path: str) -> str | None:
    """The year that a missing `office.calendar[2027]` speaks of; None for any other path."""
    return path.removeprefix(_HEAD).removesuffix("]") if path.startswith(_HEAD) else None


def not_counted(missing: tuple[str, ...]) -> Words | None:
    """Why a finding that waits for a calendar is not known; None when it waits for none."""
    years = [year for year in map(open_year, missing) if year is not None]
    if not years:
        return None
    zh, en = "、".join(years), ", ".join(years)
    return Words(
        f"{zh} 年的放假调休安排不在日历之内，工作日无法计满；可在办公室设置的 calendar 中给出",
        f"the working days of {en} are in no calendar at hand, so the count stays open; "
        "the office's settings can state them under `calendar`",
    )

"""Figures as Chinese texts print them (7%, 百分之七, 3个, 两年, 30个工作日, 500万元), by value."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.classes import dataclass
from eligibility.language.types import Kind, Type
from eligibility.language.units import AREA_UNITS, MONEY_UNITS, Period

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "万亿": 10**12}
_AREA = "平方公里|平方米|公顷|亩|km2|m2|hm2"
_UNITS = (
    rf"元(?:/|每)?(?:{_AREA})?|%|‰|个百分点|倍|成|{_AREA}|个工作日|工作日|个月|月|年|周|天|日"
    "|(?<=亿)级|个|家|项|件|名|人|次|户|条|处|座|种|类|批|所|位|大|强|支|间|层|期|届|轮|款|只"
)
_CHINESE = r"[零〇一二两三四五六七八九十百千]+"
_NUMBER = re.compile(
    rf"(?P<digits>(?<![\d.第])\d[\d,]*(?:\.\d+)?(?![\d_]))(?P<times>万亿|亿|万|千|百)?(?P<unit>{_UNITS})?"
    rf"|(?<![第{_CHINESE[1:-2]}])(?P<words>{_CHINESE})(?P<more>万亿|亿|万)?(?P<of>{_UNITS})"
)
_SHARE = re.compile(
    rf"百分之(?P<share>\d+(?:\.\d+)?|{_CHINESE})|(?P<below>{_CHINESE}|\d+)分之(?P<above>{_CHINESE}|\d+)"
)
_WORDS = (
    ("翻一番", 2),
    ("翻番", 2),
    ("倍增", 2),
    ("翻两番", 4),
    ("一半", Fraction(1, 2)),
    ("半数", Fraction(1, 2)),
)
_PLANS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_JOINT = re.compile(r"[-—~至到、和与或]+")


@dataclass(frozen=True)
class Figure:
    """A figure in a text: its number, its unit as printed, and where it stands in the text."""

    number: Fraction
    unit: str
    start: int
    end: int


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text; one that is joined to the next (3—4个) shares its unit."""
    found = sorted(_each(text), key=lambda f: f.start)
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        if not one.unit and after.unit and _JOINT.fullmatch(text[one.end : after.start]):
            found[place] = Figure(one.number, after.unit, one.start, one.end)
    return tuple(found)


def _each(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        if match["share"] is not None:
            yield Figure(_read(match["share"]) / 100, "share", *match.span())
        elif _read(match["below"]):
            yield Figure(_read(match["above"]) / _read(match["below"]), "share", *match.span())
    for match in _NUMBER.finditer(text):
        number = _read(match["digits"] or match["words"])
        times = _MULTIPLES[match["times"] or match["more"] or ""]
        yield Figure(number * times, match["unit"] or match["of"] or "", *match.span())
    for word, value in _WORDS:
        for match in re.finditer(word, text):
            yield Figure(Fraction(value), "倍", *match.span())


def _read(text: str) -> Fraction:
    if text[0].isdigit():
        return Fraction(text.replace(",", "").rstrip("."))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or (0 if total and character != "十" else 1)) * _TENS[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return Fraction(total + digit)


def stands(text: str, kind: Type, value: Any) -> Figure | None:
    """The first figure of a text that is this value; None when none is."""
    if kind.kind is Kind.DATE:
        return _date(text, value)
    return next((f for f in figures(text) if _is(f, kind, value, text)), None)


def _is(figure: Figure, kind: Type, value: Any, text: str) -> bool:
    number, unit = figure.number, figure.unit
    match kind.kind:
        case Kind.RATIO:
            scale = {"%": 100, "个百分点": 100, "‰": 1000, "成": 10, "share": 1, "倍": 1}.get(unit)
            return scale is not None and number / scale == value
        case Kind.COUNT:
            return unit not in ("%", "‰", "share", "成") and number == value
        case Kind.AREA:
            return unit in AREA_UNITS and number * AREA_UNITS[unit] == value
        case Kind.MONEY:
            return unit in ("元", "级") and number * MONEY_UNITS["元"] == value
        case Kind.RATE:
            return _is_rate(number, unit, value, text)
        case Kind.DURATION:
            return _is_period(number, unit, value)
        case _:
            return False


def _is_rate(number: Fraction, unit: str, value: Any, text: str) -> bool:
    area = unit.removeprefix("元").lstrip("/每")
    per = [area] if area in AREA_UNITS else ["亩"] if unit == "元" and "亩" in text else []
    return any(number * MONEY_UNITS["元"] / AREA_UNITS[one] == value for one in per)


def _is_period(number: Fraction, unit: str, value: Any) -> bool:
    period = value if isinstance(value, Period) else Period(days=int(value))
    if period.working_days:
        return unit.endswith("工作日") and number == period.working_days
    if period.months:
        return {"年": number * 12, "个月": number, "月": number}.get(unit) == period.months
    return {"天": number, "日": number, "周": number * 7}.get(unit) == period.days


def _date(text: str, value: date) -> Figure | None:
    """A printed day, or a month, year or five-year plan that begins or ends on it."""
    for match in _DATE.finditer(text):
        year, month, day = (int(group) if group else None for group in match.groups())
        assert year is not None  # noqa: S101  (the pattern has it)
        if value in _ends(year, month, day):
            return Figure(Fraction(year), "年", *match.span())
    for name, (first, last) in _PLANS.items():
        if name in text and value in (date(first, 1, 1), date(last, 12, 31)):
            start = text.index(name)
            return Figure(Fraction(last), "年", start, start + len(name))
    return None


def _ends(year: int, month: int | None, day: int | None) -> tuple[date, ...]:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return (date(year, month, day),)
    except ValueError:
        return ()

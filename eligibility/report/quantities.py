"""Figures as people write them: areas in 亩 with ㎡ beside them, money in 万元, ratios in %."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison
from eligibility.evaluation.possible import SOME_WORD, Range
from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.language.units import AREA_UNITS, M2, MONEY_UNITS, Period
from eligibility.language.values import NONE, UNKNOWN, Label
from eligibility.report.phrases import phrase
from eligibility.submission.catalogue import info_of

MU, WAN, YI = AREA_UNITS["亩"], MONEY_UNITS["万元"], MONEY_UNITS["亿元"]
# What `quantity` takes beside the words of `types.Kind`: floor areas, and things counted.
FLOOR, ITEMS = "floor area", "items"
MOST_DECIMALS = 8
WIDE = 1000  # a range this wide tells nobody its upper end
UNITS: dict[str, Words] = {
    "mu": Words("亩", "mu"),
    "m2": Words("㎡", "m²"),
    "wan": Words("万元", "10k yuan"),
    "yi": Words("亿元", "100m yuan"),
    "rate": Words("万元/亩", "10k yuan/mu"),
    "day": Words("天", "days"),
    "month": Words("个月", "months"),
    "working_day": Words("个工作日", "working days"),
}


def decimal(value: Fraction | int) -> str:
    """The number in digits: exact when it is a short finite decimal, else rounded behind `≈`."""
    number = Fraction(value)
    sign = "-" if number < 0 else ""
    number = abs(number)
    places = _places(number)
    if places is not None and places <= MOST_DECIMALS:
        return sign + _digits(number, places)
    return f"≈{sign}{_digits(number, _enough(number))}"


def _places(number: Fraction) -> int | None:
    """How many decimals write the number exactly; None: it has no end."""
    below, twos, fives = number.denominator, 0, 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    return max(twos, fives) if below == 1 else None


def _enough(number: Fraction) -> int:
    """Two decimals, or as many as show three figures of a small number."""
    places = 2
    while number * 10**places < 100 and places < 30:
        places += 1
    return places


def _digits(number: Fraction, places: int) -> str:
    scaled = round(number * 10**places)
    if places == 0:
        return str(scaled)
    whole, part = divmod(scaled, 10**places)
    decimals = str(part).rjust(places, "0").rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def quantity(value: Any, kind: str, language: Language) -> str:
    """A value in the unit that people write for its kind (the words of `types.Kind`)."""
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Period):
        return period(value, language)
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return str(value)
    if kind == Kind.AREA.value:
        return area(value, language)
    if kind == FLOOR:
        return _with(Fraction(value) / M2, "m2", language)
    if kind == Kind.MONEY.value:
        return money(value, language)
    if kind == ITEMS:
        return phrase("items", language).format(count=decimal(value))
    if kind == Kind.RATE.value:
        return _with(Fraction(value) * MU / WAN, "rate", language)
    if kind == Kind.RATIO.value:
        return decimal(Fraction(value) * 100) + "%"
    if kind == Kind.DURATION.value:
        return _with(Fraction(value), "day", language)
    return decimal(value)


def area(value: Fraction | int, language: Language) -> str:
    """An area in 亩, with square metres beside it."""
    small = _with(Fraction(value) / M2, "m2", language)
    large = _with(Fraction(value) / MU, "mu", language)
    if value == 0:
        return large
    return f"{large}（{small}）" if language == "zh" else f"{large} ({small})"


def floor_area(path: str) -> bool:
    """Whether a fact is the area of a floor, which nobody writes in 亩."""
    info = info_of(path)
    return info is not None and info.type.kind is Kind.AREA and "建筑面积" in info.label.zh


def money(value: Fraction | int, language: Language) -> str:
    """Money in 万元, from 1 亿元 on in 亿元."""
    large = Fraction(value) / YI
    if abs(large) >= 1 and not decimal(large).startswith("≈"):
        return _with(large, "yi", language)
    small = Fraction(value) / WAN
    rounded = abs(large) >= 1 and decimal(small).startswith("≈")
    return _with(large, "yi", language) if rounded else _with(small, "wan", language)


def _with(value: Fraction, unit: str, language: Language) -> str:
    return f"{decimal(value)} {UNITS[unit].in_language(language)}"


def day(value: date, language: Language) -> str:
    """A day: 2026年3月31日, or 2026-03-31."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return value.isoformat()


def period(value: Period, language: Language) -> str:
    """A period: 24 个月, 90 天, 30 个工作日."""
    parts = (
        (value.months, "month"), (value.days, "day"), (value.working_days, "working_day"),
    )  # fmt: skip
    named = [f"{n} {UNITS[unit].in_language(language)}" for n, unit in parts if n]
    return " ".join(named) or f"0 {UNITS['day'].in_language(language)}"


def agrees(comparison: Comparison, satisfied: bool) -> bool:
    """Whether a comparison with a margin says the same as the status that it is shown for."""
    value = comparison.margin_value
    if not isinstance(value, (int, Fraction)):
        return True
    strict = comparison.operator in ("<", ">")
    return (value > 0 or (value == 0 and not strict)) == satisfied


def perhaps(value: Any, kind: str, language: Language) -> str:
    """A value that may not exist, or of which only the range is known."""
    if value is NONE:
        return phrase("none", language)
    if value is SOME_WORD or value is UNKNOWN:
        return phrase("not_known", language)
    if isinstance(value, Label):  # `[?]` stands for an item of a list that is not known
        return phrase("not_known", language) if "[?]" in value.written else value.written
    if isinstance(value, Range):
        return _range(value, kind, language)
    return quantity(value, kind, language)


def tells(value: Any) -> bool:
    """Whether there is something to tell of a value: it is known, or its lower end is."""
    return not isinstance(value, Range) or bool(value.low)


def _range(of: Range, unit: str, language: Language) -> str:
    """What is known of a value that is not known: from … to …, where both say something."""
    if not of.low or isinstance(of.low, (date, Period)):
        return phrase("not_known", language)
    low = quantity(of.low, unit, language)
    if of.high is None or of.high > of.low * WIDE:
        return phrase("least", language).format(value=low)
    return f"{low} … {quantity(of.high, unit, language)}"

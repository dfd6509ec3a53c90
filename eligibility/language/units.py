"""Exact quantities: units, how they are read, and how people write them.

Base units are whole numbers in which every unit of use is whole: an area is counted in
millionths of a third of a square metre (1 m2 = 3 000 000, 1 mu = 2 000 000 000,
1 hectare = 30 000 000 000), money in fen. A rate (money per area) is a `Fraction` of fen per
base area; a ratio is a `Fraction`. 1 mu = 2000/3 m2 (market unit system of China).
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from eligibility.classes import dataclass

M2 = 3_000_000
AREA_UNITS: dict[str, int] = {
    "m2": M2, "m²": M2, "㎡": M2, "平方米": M2, "平米": M2,
    "亩": 2_000_000_000, "mu": 2_000_000_000,
    "公顷": 10_000 * M2, "ha": 10_000 * M2, "hm2": 10_000 * M2,
    "平方公里": 1_000_000 * M2, "km2": 1_000_000 * M2,
}  # fmt: skip
MONEY_UNITS: dict[str, int] = {
    "元": 100, "yuan": 100, "CNY": 100, "RMB": 100, "人民币": 100, "分": 1,
    "万元": 1_000_000, "亿元": 10_000_000_000, "百万元": 100_000_000,
}  # fmt: skip
PERIOD_UNITS: dict[str, tuple[str, int]] = {
    "year": ("months", 12), "years": ("months", 12), "年": ("months", 12),
    "month": ("months", 1), "months": ("months", 1), "个月": ("months", 1), "月": ("months", 1),
    "day": ("days", 1), "days": ("days", 1), "日": ("days", 1), "天": ("days", 1),
    "working_days": ("working_days", 1), "working_day": ("working_days", 1),
    "工作日": ("working_days", 1), "个工作日": ("working_days", 1),
}  # fmt: skip
AREA_UNITS = {unicodedata.normalize("NFKC", k): v for k, v in AREA_UNITS.items()}

_NUMBER = re.compile(
    r"^([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+)(?:\s*/\s*([0-9]+))?\s*(.*)$"
)
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
MAX_DIGITS = 60


class BadQuantity(ValueError):
    """A text that is no quantity of the wanted kind, with its diagnostic `code` and a way out."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code, self.help = code, help


@dataclass(frozen=True)
class Period:
    """A span of time: calendar months, calendar days, or working days (never mixed)."""

    months: int = 0
    days: int = 0
    working_days: int = 0


def plain(text: str) -> str:
    """The text after NFKC (full-width digits become plain ones) and trimming."""
    return unicodedata.normalize("NFKC", text).strip()


def number(text: str) -> Fraction:
    """The exact value of a bare number (`12`, `1,200.5`, `1/2`)."""
    value, unit = split_number(text)
    if unit:
        raise BadQuantity("E202", f"`{text}` is not a plain number")
    return value


def split_number(text: str) -> tuple[Fraction, str]:
    """The exact number at the beginning of `text` and the unit behind it."""
    text = plain(text)
    if len(text) > MAX_DIGITS:
        raise BadQuantity("E202", f"`{text[:20]}…` is too long for a quantity")
    found = _NUMBER.match(text)
    if not found:
        raise BadQuantity(
            "E202", f"`{text}` is not a number", "write digits, then the unit: 100 亩"
        )
    digits, below, unit = found.groups()
    value = Fraction(digits.replace(",", ""))
    if below is not None:
        if int(below) == 0:
            raise BadQuantity("E202", f"`{text}` divides by zero")
        value /= int(below)
    return value, unit.strip()


def parse_area(text: str, *, fine: bool = False) -> int | Fraction:
    """An area in base units. Finer than the base unit is refused unless `fine`."""
    return _scaled(text, AREA_UNITS, "an area", "亩, m2, 平方米 or 公顷", MONEY_UNITS, fine)


def parse_money(text: str, *, fine: bool = False) -> int | Fraction:
    """An amount of money in fen. Finer than a fen is refused unless `fine`."""
    return _scaled(text, MONEY_UNITS, "an amount of money", "元, 万元 or 亿元", AREA_UNITS, fine)


def _scaled(
    text: str, units: dict[str, int], what: str, choice: str, others: dict[str, int], fine: bool
) -> int | Fraction:
    value, unit = split_number(text)
    if unit in units:
        scaled = value * units[unit]
        if scaled.denominator == 1:
            return scaled.numerator
        if fine:
            return scaled
        raise BadQuantity(
            "E209",
            f"`{plain(text)}` is finer than the exact base unit",
            "round it, or use --round UNIT",
        )
    if not unit:
        if value == 0:
            return 0
        raise BadQuantity("E203", f"`{plain(text)}` has no unit; {what} is due", f"add {choice}")
    if unit in others or "/" in unit or unit == "%":
        raise BadQuantity("E204", f"`{plain(text)}` is not {what}", f"write it in {choice}")
    raise BadQuantity("E204", f"`{unit}` is not a unit of {what}", f"write it in {choice}")


def parse_rate(text: str) -> Fraction:
    """Money per area, in fen per base area."""
    value, unit = split_number(text)
    if not unit:
        if value == 0:
            return Fraction(0)
        raise BadQuantity(
            "E203", f"`{plain(text)}` has no unit; money per area is due", "add 万元/亩"
        )
    money, slash, area = unit.partition("/")
    money, area = money.strip(), area.strip()
    if slash and money in MONEY_UNITS and area in AREA_UNITS:
        return value * MONEY_UNITS[money] / AREA_UNITS[area]
    raise BadQuantity(
        "E204", f"`{plain(text)}` is not money per area", "write it in 万元/亩, 元/m2 or 万元/公顷"
    )


def parse_ratio(text: str) -> Fraction:
    """A ratio: `7%`, `0.07`, `1/2`, `百分之七`."""
    clean = plain(text)
    if clean.startswith("百分之"):
        return Fraction(_chinese_number(clean[3:], text), 100)
    value, unit = split_number(clean)
    if unit == "%":
        return value / 100
    if unit == "‰":
        return value / 1000
    if not unit:
        return value
    raise BadQuantity("E204", f"`{clean}` is not a ratio", "write it as 7% or 0.07")


def _chinese_number(text: str, whole: str) -> Fraction:
    if text and text[0] in "0123456789":
        return number(text)
    tens, ten, ones = text.partition("十")
    whole_digits = [_CHINESE_DIGITS.get(c) for c in (tens + ones)]
    if not text or None in whole_digits or len(tens) > 1 or len(ones) > 1 or (not ten and ones):
        if text == "百":
            return Fraction(100)
        raise BadQuantity("E202", f"`{whole}` is not a ratio", "write it as 7% or 0.07")
    if not ten:
        return Fraction(_CHINESE_DIGITS[tens])
    return Fraction(
        (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)
    )


def parse_count(text: str) -> int:
    """A whole number that is not negative."""
    value = number(text)
    if value.denominator != 1 or value < 0:
        raise BadQuantity("E202", f"`{plain(text)}` is not a whole number")
    return value.numerator


def parse_period(text: str) -> Period:
    """A period: `1 year`, `24 months`, `90 days`, `30 working_days`, `2 年`."""
    value, unit = split_number(text)
    if unit not in PERIOD_UNITS or value.denominator != 1:
        raise BadQuantity(
            "E204", f"`{plain(text)}` is not a period", "write it as 1 year or 90 days"
        )
    name, factor = PERIOD_UNITS[unit]
    return Period(**{name: value.numerator * factor})

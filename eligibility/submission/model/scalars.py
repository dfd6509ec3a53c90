"""Reads one scalar by the type of its fact, from its own text; the text alone decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from eligibility.errors import nearest
from eligibility.language import units
from eligibility.language.types import Kind, Type
from eligibility.language.units import BadQuantity, plain
from eligibility.language.values import Label, Value
from eligibility.submission.model.given import Context

TRUTHS: dict[str, bool] = {
    "true": True, "yes": True, "是": True, "false": False, "no": False, "否": False,
}  # fmt: skip
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CHINESE = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_LIKE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BOUND_UNITS: dict[Kind, tuple[str, Fraction]] = {
    Kind.AREA: (" 公顷", Fraction(units.AREA_UNITS["公顷"])),
    Kind.MONEY: (" 亿元", Fraction(units.MONEY_UNITS["亿元"])),
    Kind.RATE: (" 万元/亩", Fraction(units.MONEY_UNITS["万元"], units.AREA_UNITS["亩"])),
    Kind.RATIO: ("%", Fraction(1, 100)),
}
_OTHER_SCHEMES: dict[str, str] = {
    "M1": "100101", "M2": "100102", "M3": "100103", "W1": "110101", "W2": "110102",
    "W3": "110103", "A35": "0802", "0601": "1001", "M0": "1001",
}  # fmt: skip


def read_text(text: str) -> str:
    """A text with single spaces; control characters are refused."""
    if _CONTROL.search(text):
        raise BadQuantity("E202", "the text holds control characters", "remove them")
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_truth(text: str) -> bool:
    """A yes or no."""
    found = TRUTHS.get(plain(text).lower())
    if found is None:
        raise BadQuantity(
            "E202", f"`{_short(text)}` is neither yes nor no", "write yes or no (是, 否)"
        )
    return found


def read_date(text: str) -> date:
    """A date: `2026-03-31` or `2026年3月31日`."""
    clean = plain(text)
    found = _ISO.fullmatch(clean) or _CHINESE.fullmatch(clean)
    if not found:
        like = _LIKE.fullmatch(clean)
        help = "write it as 2026-03-31 or 2026年3月31日"
        if like:
            help = "write `{}-{:0>2}-{:0>2}`".format(*like.groups())
        raise BadQuantity("E202", f"`{_short(text)}` is not a date", help)
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        raise BadQuantity("E206", f"`{clean}` is a date that does not exist") from None
    if not EARLIEST <= day <= LATEST:
        raise BadQuantity("E205", f"`{clean}` lies outside {EARLIEST.year} to {LATEST.year}")
    return day


def read_choice(text: str, words: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """One of the words, or the word whose Chinese label stands there."""
    clean = plain(text)
    if clean in words:
        return clean
    for word, label in labels.items():
        if clean == label:
            return word
    raise BadQuantity(
        "E207", f"`{_short(text)}` is not one of the choices", _suggest(clean, words, labels)
    )


def _suggest(clean: str, words: tuple[str, ...], labels: Mapping[str, str]) -> str:
    other = _OTHER_SCHEMES.get(clean.upper())
    if other in words:
        return f"this fact takes codes of the 2023 guide: did you mean `{other}` ({labels[other]})?"
    near = nearest(clean.lower(), (*words, *labels.values()))
    listed = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return near or f"choose from {listed}"


def read_scalar(text: str, type: Type, labels: Mapping[str, str], context: Context) -> Value:
    """The value of a scalar. Raises `BadQuantity` with the code and the way out."""
    kind = type.kind
    if kind is Kind.ENUM:
        return read_choice(text, type.words, labels)
    if kind is Kind.AREA:
        value: Value = _whole(text, units.parse_area, context.area_step, "m2", context)
    elif kind is Kind.MONEY:
        value = _whole(text, units.parse_money, context.money_step, "元", context)
    else:
        value = _PLAIN[kind](text)
    if type.low is not None or type.high is not None:
        _check(text, value, type)
    return value


def _whole(
    text: str, parse: Callable[..., int | Fraction], step: int, unit: str, context: Context
) -> int | Fraction:
    if not step:
        return parse(text)
    value = parse(text, fine=True)
    if isinstance(value, int):
        return value
    rounded = (value / step + Fraction(1, 2)).__floor__() * step
    size = units.AREA_UNITS.get(unit) or units.MONEY_UNITS[unit]
    shown = f"{Fraction(rounded, size)} {unit}"
    context.warn(f"`{plain(text)}` is finer than the exact base unit: rounded to {shown}")
    return rounded


def _check(text: str, value: Value, type: Type) -> None:
    if not isinstance(value, int | Fraction):
        return
    low, high = type.low, type.high
    too_low = low is not None and (value < low or (type.low_open and value == low))
    if too_low or (high is not None and value > high):
        limits = " and ".join(bounds_in_words(type))
        raise BadQuantity(
            "E205", f"`{plain(text)}` lies outside its bounds", f"it must be {limits}"
        )


def bounds_in_words(type: Type) -> tuple[str, ...]:
    """The bounds of a fact as people write them: `> 0`, `<= 100%`."""
    words = []
    if type.low is not None:
        words.append(f"{'>' if type.low_open else '>='} {_bound(type.low, type.kind)}")
    if type.high is not None:
        words.append(f"<= {_bound(type.high, type.kind)}")
    return tuple(words)


def _bound(value: int | Fraction, kind: Kind) -> str:
    unit, size = _BOUND_UNITS.get(kind, ("", Fraction(1)))
    scaled = value / size
    number = f"{scaled.numerator:,}" + (f"/{scaled.denominator}" if scaled.denominator != 1 else "")
    return number + unit if value or unit == "%" else "0"


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= 40 else clean[:40] + "…"


_PLAIN: dict[Kind, Callable[[str], Value]] = {
    Kind.TRUTH: read_truth, Kind.TEXT: read_text, Kind.DATE: read_date, Kind.RATE: units.parse_rate,
    Kind.RATIO: units.parse_ratio, Kind.COUNT: units.parse_count,
    Kind.INDUSTRY: lambda text: Label(plain(read_text(text))),
}  # fmt: skip

"""The figures that decided a finding, as one sentence: what is compared, and the room left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Comparison, Finding
from eligibility.language.pack import Language
from eligibility.language.types import Kind
from eligibility.language.units import (
    BadQuantity,
    parse_area,
    parse_money,
    parse_rate,
    parse_ratio,
)
from eligibility.report.phrases import phrase
from eligibility.report.quantities import (
    FLOOR,
    ITEMS,
    decimal,
    floor_area,
    perhaps,
    quantity,
)
from eligibility.report.wording import DATE_OPERATORS, OPERATORS
from eligibility.submission.catalogue import FactInfo, info_of

_PARSERS: dict[str, Callable[[str], Any]] = {
    Kind.AREA.value: lambda text: parse_area(text, fine=True),
    FLOOR: lambda text: parse_area(text, fine=True),
    Kind.MONEY.value: lambda text: parse_money(text, fine=True),
    Kind.RATE.value: parse_rate,
    Kind.RATIO.value: parse_ratio,
}


def figures(finding: Finding) -> Comparison | None:
    """The comparison of a finding, with what its facts tell of the figures.

    Floor areas are marked as such; a count without a name takes the name of the one fact that it
    can be, or counts the items of a list.
    """
    shown = finding.comparison
    if shown is None:
        return None
    if shown.unit == Kind.AREA.value and _of_floors(shown, finding.facts):
        return replace(shown, unit=FLOOR)
    sides = (shown.left_name, shown.right_name)  # a definition's own name is none to tell
    if shown.unit == Kind.COUNT.value and not any(name and named(name, "en") for name in sides):
        kinds = {path: info.type.kind for path in finding.facts if (info := info_of(path))}
        counts = [path for path, kind in kinds.items() if kind is Kind.COUNT]
        if len(counts) == 1:
            return replace(shown, left_name=counts[0])
        if not counts and Kind.LIST in kinds.values():
            return replace(shown, unit=ITEMS)
    return shown


def _of_floors(shown: Comparison, facts: tuple[str, ...]) -> bool:
    named = [name for name in (shown.left_name, shown.right_name) if name is not None]
    areas = [p for p in named or facts if (i := info_of(p)) and i.type.kind is Kind.AREA]
    return bool(areas) and all(map(floor_area, areas))


def compared(comparison: Comparison, language: Language) -> str:
    """The figures of a comparison and the room left, as one sentence."""
    left = _side(comparison, comparison.left_name, comparison.left, comparison.left_value, language)
    right = _side(
        comparison, comparison.right_name, comparison.right, comparison.right_value, language
    )
    operators = DATE_OPERATORS if comparison.unit == Kind.DATE.value else OPERATORS
    operator = operators.get(comparison.operator)
    must = phrase("required", language)
    name = operator.in_language(language) if operator else comparison.operator
    if language == "zh":
        sentence = f"{left}，{must}{name} {right}"
    else:
        sentence = f"{left}, {must} {name} {right}"
    room = _room(comparison, language)
    return sentence + (("；" if language == "zh" else "; ") + room if room else "")


def _room(comparison: Comparison, language: Language) -> str:
    """The room left in words; nothing when there is no margin to tell."""
    value = _value(comparison.margin or "", comparison.margin_value, comparison.unit)
    if comparison.margin is None or not isinstance(value, (int, Fraction)):
        return ""
    dated = comparison.unit == Kind.DATE.value
    if value == 0:
        key = "room_none"
    elif value > 0:
        key = "room"
    else:
        key = "room_short_over" if comparison.operator in ("<", "<=") else "room_short_under"
    said = phrase(f"date_{key}" if dated else key, language)
    if value == 0:
        return said
    if comparison.unit == Kind.RATIO.value:
        points = decimal(abs(Fraction(value)) * 100)
        return f"{said} {phrase('points', language).format(count=points)}"
    unit = Kind.DURATION.value if dated else comparison.unit
    return f"{said} {quantity(abs(value), unit, language)}"


def _side(of: Comparison, name: str | None, text: str, value: Any, language: Language) -> str:
    """A side with the name of the fact that it is, where it is one."""
    exact = _value(text, value, of.unit)
    if exact is None or isinstance(exact, (str, tuple)):
        info = info_of(name or of.left_name or of.right_name or "")
        shown = text if exact is None else _words(exact, info, language)
    else:
        shown = perhaps(exact, of.unit, language)
    label = named(name, language) if name is not None else ""
    return f"{label} {shown}" if label else shown


def named(name: str, language: Language) -> str:
    """What the dictionary calls a fact; the day of judgement by its own name."""
    if name == "as_of":
        return phrase("day_of_judgement", language)
    info = info_of(name)
    return info.label.in_language(language) if info is not None else ""


def _words(value: Any, info: FactInfo | None, language: Language) -> str:
    """A word, or several, by their labels."""
    if isinstance(value, tuple):
        listed = [_words(one, info, language) for one in value]
        return ("、" if language == "zh" else ", ").join(listed)
    if not isinstance(value, str):
        return perhaps(value, "", language)
    if language == "en":
        return value.replace("_", " ")
    return info.choices.get(value, value) if info is not None else value


def _value(text: str, value: Any, unit: str) -> Any:
    """The exact value: the given one, else the one that the exact text says."""
    if value is not None:
        return value
    try:
        return _PARSERS[unit](text) if unit in _PARSERS else None
    except BadQuantity:
        return None

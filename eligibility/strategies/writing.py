"""Values as an applicant writes them: exact, with a unit, to be read back as the same value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.language.types import Kind, Type
from eligibility.language.units import AREA_UNITS, M2, MONEY_UNITS
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.strategies.drawing import missing_means

UNITS: dict[Kind, tuple[tuple[str, Fraction], ...]] = {
    Kind.AREA: (("m2", Fraction(M2)), ("亩", Fraction(AREA_UNITS["亩"])),
                ("公顷", Fraction(AREA_UNITS["公顷"]))),
    Kind.MONEY: (("元", Fraction(MONEY_UNITS["元"])), ("万元", Fraction(MONEY_UNITS["万元"])),
                 ("亿元", Fraction(MONEY_UNITS["亿元"]))),
    Kind.RATE: (("元/m2", Fraction(MONEY_UNITS["元"], M2)),
                ("万元/亩", Fraction(MONEY_UNITS["万元"], AREA_UNITS["亩"])),
                ("万元/公顷", Fraction(MONEY_UNITS["万元"], AREA_UNITS["公顷"]))),
}  # fmt: skip


def written(value: Value, type: Type, unit: int = 0) -> Any:
    """The text of a value, or a list of texts or mappings; quantities in the n-th unit."""
    if value is NONE or value is UNKNOWN:
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Label):
        return value.written
    if isinstance(value, int | Fraction):
        return number(value, type.kind, unit)
    if isinstance(value, tuple):
        item = type.item or Type(Kind.TEXT)
        return [_item(one, item, unit) for one in value]
    return value


def _item(value: Any, type: Type, unit: int) -> Any:
    if not isinstance(value, Record):
        return written(value, type, unit)
    fields = {
        name: written(field, type.fields[name], unit)
        for name, field in value.fields.items()
        if field is not missing_means(f"{value.path}.{name}")
    }
    return fields | ({"id": value.subject} if value.subject != value.path else {})


def number(value: int | Fraction, kind: Kind, unit: int = 0) -> str:
    """An exact number in the n-th unit of its kind: `7000 m2`, `21/2 亩`, `7/100`."""
    choices = UNITS.get(kind)
    if choices is None:
        return str(value)
    name, size = choices[unit % len(choices)]
    return f"{Fraction(value) / size} {name}"

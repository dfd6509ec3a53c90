"""Values of facts in words: quantities in the units people write, items by their fields."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.report.quantities import FLOOR, floor_area, quantity
from eligibility.report.reader import Reader
from eligibility.submission import writing
from eligibility.submission.catalogue import info_of


def stated(value: Any, type: Type, path: str, reader: Reader) -> str:
    """A value as a reader is told it."""
    if value is NONE:
        return reader.phrase("none")
    if value is UNKNOWN:
        return reader.phrase("not_known")
    if isinstance(value, bool):
        return reader.phrase("yes" if value else "no")
    if isinstance(value, tuple):
        item = type.item or Type(Kind.TEXT)
        return reader.listed([stated(one, item, path, reader) for one in value]) or reader.phrase(
            "none"
        )
    if isinstance(value, Record):
        return _record(value, type, path, reader)
    if isinstance(value, Label):
        return value.written
    if isinstance(value, str):
        info = info_of(path)
        if reader.language == "en" or info is None:
            return _plain(value, type)
        return info.choices.get(value, value)
    return quantity(value, FLOOR if floor_area(path) else type.kind.value, reader.language)


def _plain(word: str, type: Type) -> str:
    """A word of a list without the joins of a name; any other text as it is."""
    return word.replace("_", " ") if word in type.words else word


def _record(value: Record, type: Type, path: str, reader: Reader) -> str:
    shown = [
        reader.colon(
            _label(f"{value.path}.{name}", name, reader),
            stated(inner, type.fields[name], f"{value.path}.{name}", reader),
        )
        for name, inner in value.fields.items()
        if inner is not writing.means_missing(f"{value.path}.{name}") and name in type.fields
    ]
    return "[" + reader.listed(shown) + "]" if shown else path


def _label(path: str, name: str, reader: Reader) -> str:
    info = info_of(path)
    return reader.say(info.label) if info is not None else name


def difference(old: Any, new: Any, type: Type, path: str, reader: Reader) -> str:
    """How far a fact is moved: `+37.5 万元`, `-2.3 亩`, items more and fewer; empty for a word."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _items(old, new, type, path, reader)
    if isinstance(old, bool) or isinstance(new, bool):
        return ""
    if isinstance(old, date) and isinstance(new, date):
        days = (new - old).days
        return f"{days:+d}"
    if isinstance(old, int | Fraction) and isinstance(new, int | Fraction):
        sign = "+" if new > old else "-"
        return sign + quantity(abs(new - old), type.kind.value, reader.language)
    return ""


def _items(
    old: tuple[Any, ...], new: tuple[Any, ...], type: Type, path: str, reader: Reader
) -> str:
    item = type.item or Type(Kind.TEXT)
    before, after = ({_key(one): one for one in side} for side in (old, new))
    more = [stated(v, item, path, reader) for k, v in after.items() if k not in before]
    fewer = [stated(v, item, path, reader) for k, v in before.items() if k not in after]
    return reader.listed([*(f"+{one}" for one in more), *(f"-{one}" for one in fewer)])


def _key(value: Any) -> Any:
    return value.path if isinstance(value, Record) else value

"""Writes what a submission says: values as exact texts with units, mappings as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from eligibility.language.types import Kind, Type
from eligibility.language.units import AREA_UNITS, M2, MONEY_UNITS
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.submission.catalogue import catalogue, info_of
from eligibility.submission.facts import Facts

# The units tried for a quantity, those that people write first; the first that gives a short
# decimal is used, else the first with an exact fraction.
UNITS: dict[Kind, tuple[tuple[str, Fraction], ...]] = {
    Kind.AREA: (("亩", Fraction(AREA_UNITS["亩"])), ("m2", Fraction(M2))),
    Kind.MONEY: (("万元", Fraction(MONEY_UNITS["万元"])), ("元", Fraction(MONEY_UNITS["元"]))),
    Kind.RATE: (("万元/亩", Fraction(MONEY_UNITS["万元"], AREA_UNITS["亩"])),
                ("元/m2", Fraction(MONEY_UNITS["元"], M2))),
    Kind.RATIO: (("%", Fraction(1, 100)),),
}  # fmt: skip
_DECIMALS = 4
_FINE = 9  # decimals of the last unit, before a fraction is written
_SAFE = re.compile(r"[0-9A-Za-z_\u4e00-\u9fff][0-9A-Za-z_.%/ \u4e00-\u9fff（）()〔〕《》·、，。-]*")
_WORDS = frozenset({"null", "~", "none", "unknown", "true", "false", "yes", "no", "y", "n"})


def text(value: Value, type: Type) -> Any:
    """A value as it stands in a project file: a text, or a list of texts or mappings."""
    if value is NONE or value is UNKNOWN:
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Label):
        return value.written
    if isinstance(value, int | Fraction):
        return number(value, type.kind)
    if isinstance(value, tuple):
        item = type.item or Type(Kind.TEXT)
        return [fields(one, item) if isinstance(one, Record) else text(one, item) for one in value]
    return value


def number(value: int | Fraction, kind: Kind) -> str:
    """An exact number in the unit that people write: `7 亩`, `375000 元`, `20000/3 m2`, `7%`."""
    units = UNITS.get(kind)
    if units is None:
        return str(value)
    for unit, size in units:
        scaled = Fraction(value) / size
        if (scaled * 10**_DECIMALS).denominator == 1:
            return f"{_decimal(scaled)}{_behind(unit)}"
    unit, size = units[-1]
    scaled = Fraction(value) / size
    fine = (scaled * 10**_FINE).denominator == 1
    return f"{_decimal(scaled, _FINE) if fine else scaled}{_behind(unit)}"


def _behind(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"


def _decimal(value: Fraction, places: int = _DECIMALS) -> str:
    whole, part = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    digits = f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".")
    return f"-{digits}" if value < 0 else digits


def fields(record: Record, type: Type) -> dict[str, Any]:
    """One item of a list of records as a mapping; what is not stated is left out."""
    return {
        name: text(value, type.fields[name])
        for name, value in record.fields.items()
        if value is not means_missing(f"{record.path}.{name}")
    }


def means_missing(path: str) -> Value:
    """What a fact that is left out is taken for: `none` where it is absent by nature."""
    info = info_of(path)
    return NONE if info is not None and info.absent else UNKNOWN


def nested(facts: Facts) -> dict[str, Any]:
    """The facts as the nested mapping of a project file."""
    types = catalogue()
    whole: dict[str, Any] = {}
    for path, value in facts.values.items():
        if value is not means_missing(path):
            place(whole, path, text(value, types[path]))
    return whole


def place(whole: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path (`land.parcels[0].area`), making what is needed on the way."""
    here: Any = whole
    steps = [s or int(i) for s, i in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)]
    for step, after in pairwise(steps):
        below = here[step] if isinstance(step, int) else here.get(step)
        if not isinstance(below, dict | list):
            below = here[step] = [] if isinstance(after, int) else {}
        if isinstance(below, dict) and "value" in below and isinstance(below["value"], list):
            below = below["value"]  # a list that carries evidence
        while isinstance(after, int) and isinstance(below, list) and len(below) <= after:
            below.append({})
        here = below
    here[steps[-1]] = value


def to_yaml(content: Mapping[str, Any]) -> str:
    """A mapping of mappings, lists and texts as YAML that is read back as the same."""
    return "".join(f"{line}\n" for line in _lines(content))


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{key}:"
            for item in value:
                inner = list(_lines(item)) or ["{}"]
                yield f"  - {inner[0]}"
                yield from (f"    {line}" for line in inner[1:])
        else:
            yield f"{key}: {_flow(value)}".rstrip()


def _flow(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(str(value))


def _scalar(value: str) -> str:
    if value in _WORDS or (_SAFE.fullmatch(value) and not value.endswith(" ")):
        return value if "," not in value and ": " not in value else json.dumps(value)
    return json.dumps(value, ensure_ascii=False)

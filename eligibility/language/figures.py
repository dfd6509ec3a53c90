"""Parameters: figures, lists and tables of a text, read from how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from eligibility.language import types as t
from eligibility.language import units
from eligibility.language.pack import Citation, Parameter, ParameterValue, Vocabulary
from eligibility.language.reading import Faults, in_force, mapping, text, texts, words
from eligibility.language.tree import Mapping, Scalar, Sequence
from eligibility.language.tree import Node as Tree
from eligibility.language.types import Kind, Type
from eligibility.language.units import BadQuantity, Period, plain

_KEYS = ("value", "values", "type", "cite", "provisions", "in_force", "assumption", "note")
_VALUE_KEYS = ("value", "in_force", "cite", "provisions")
_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
MONTHS = Type(Kind.DURATION, words=("months",))
WORKING_DAYS = Type(Kind.DURATION, words=("working_days",))


def read_parameters(
    faults: Faults, node: Tree | None, prefix: str, cite: Citation, vocabulary: Vocabulary
) -> dict[str, Parameter]:
    """Parameters by name; `prefix` and the name make the id, `cite` is used where none is given."""
    found: dict[str, Parameter] = {}
    for key, entry in mapping(faults, node, "parameters") or ():
        if not _NAME.match(key.text):
            faults.tell(key, "E303", f"`{key.text}` is no name", "use small letters, digits and _")
        parameter = _parameter(faults, key, entry, prefix, cite, vocabulary)
        if parameter is not None:
            found[key.text] = parameter
    return found


def _parameter(
    faults: Faults, key: Scalar, node: Tree, prefix: str, cite: Citation, vocabulary: Vocabulary
) -> Parameter | None:
    if not isinstance(node, Mapping):
        faults.tell(node, "E303", "a parameter is `{value: …, provisions: […]}`")
        return None
    faults.keys(node, _KEYS)
    dated = node.get("values")
    entries = dated.items if isinstance(dated, Sequence) else [node]
    industry = text(faults, node.get("type"), "type") == "industry"
    values, kinds = [], []
    for entry in entries:
        read = _value(faults, entry, node, industry, vocabulary, cite)
        if read is not None:
            kinds.append(read[0])
            values.append(read[1])
    if not values:
        return None
    if any(k.kind is not kinds[0].kind for k in kinds):
        faults.tell(node, "E303", "its values over time are of different kinds")
    assumption = words(faults, node.get("assumption"), "assumption")
    return Parameter(
        f"{prefix}/{key.text}", key.text, kinds[0], tuple(values), assumption, key.place
    )


def _value(
    faults: Faults,
    entry: Tree,
    outer: Mapping,
    industry: bool,
    vocabulary: Vocabulary,
    cite: Citation,
) -> tuple[Type, ParameterValue] | None:
    node = mapping(faults, entry, "a value over time")
    if node is None:
        return None
    if node is not outer:
        faults.keys(node, _VALUE_KEYS, ("value",))
    value = node.get("value")
    if value is None:
        faults.tell(node, "E302", "`value:` is missing")
        return None
    try:
        kind, read, written = read_figure(faults, value, industry, vocabulary)
    except BadQuantity as error:
        faults.tell(value, error.code, str(error), error.help)
        return None
    locator = node.get("cite") or outer.get("cite")
    own = Citation(cite.source, text(faults, locator, "cite")) if locator else cite
    provisions = texts(faults, node.get("provisions") or outer.get("provisions"), "provisions")
    span = in_force(faults, node.get("in_force"))
    return kind, ParameterValue(read, written, own, provisions, span)


def read_figure(
    faults: Faults,
    node: Tree,
    industry: bool,
    vocabulary: Vocabulary,
) -> tuple[Type, Any, str]:
    """Type, value and written form of one figure, list or table."""
    if isinstance(node, Scalar):
        if node.quoted or industry:
            return t.TEXT, node.text, node.text
        kind, value = figure(node.text)
        return kind, value, node.text
    if isinstance(node, Sequence):
        items = _listed(faults, node, industry, vocabulary)
        item = t.INDUSTRY if industry else t.TEXT
        return Type(Kind.LIST, words=items, item=item), items, "、".join(items)
    return _table(faults, node, industry, vocabulary)


def _table(
    faults: Faults,
    node: Mapping,
    industry: bool,
    vocabulary: Vocabulary,
) -> tuple[Type, Any, str]:
    rows = {key.text: read_figure(faults, entry, industry, vocabulary) for key, entry in node}
    kinds = [row[0] for row in rows.values()]
    if any(k.kind is not kinds[0].kind for k in kinds):
        faults.tell(node, "E303", "the entries of a table are of one kind")
    written = "；".join(f"{name}：{row[2]}" for name, row in rows.items())
    item = kinds[0] if kinds else t.TEXT
    return (
        Type(Kind.TABLE, words=tuple(rows), item=item),
        {k: r[1] for k, r in rows.items()},
        written,
    )


def _listed(
    faults: Faults,
    node: Sequence,
    industry: bool,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    found = []
    for item in node.items:
        label = text(faults, item, "each item")
        if industry:
            name = vocabulary.industries.get(plain(label))
            if name is None:
                help = "add it to vocabulary.yaml"
                faults.tell(item, "E303", f"`{label}` is no industry of the vocabulary", help)
            label = name or label
        found.append(label)
    return tuple(dict.fromkeys(found))


def figure(written: str) -> tuple[Type, Any]:
    """The type and value of a figure by how it is written; `BadQuantity` when it is none."""
    clean = plain(written)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", clean):
        try:
            return t.DATE, date.fromisoformat(clean)
        except ValueError:
            raise BadQuantity("E303", f"`{clean}` is no date") from None
    if not re.match(r"^[\d.+-]|^百分之", clean):
        return t.TEXT, written
    if re.fullmatch(r"\d+", clean):
        return t.COUNT, int(clean)
    return _quantity(clean)


def _quantity(clean: str) -> tuple[Type, Any]:
    if clean.startswith("百分之"):
        return t.RATIO, units.parse_ratio(clean)
    unit = units.split_number(clean)[1]
    if unit in ("", "%", "‰"):
        return t.RATIO, units.parse_ratio(clean)
    readers: list[tuple[bool, Type, Callable[[str], Any]]] = [
        (unit in units.AREA_UNITS, t.AREA, units.parse_area),
        (unit in units.MONEY_UNITS, t.MONEY, units.parse_money),
        ("/" in unit, t.RATE, units.parse_rate),
    ]
    for fits, kind, reader in readers:
        if fits:
            return kind, reader(clean)
    return _period(units.parse_period(clean))


def _period(period: Period) -> tuple[Type, Any]:
    if period.months:
        return MONTHS, period
    if period.working_days:
        return WORKING_DAYS, period
    return t.DURATION, period.days

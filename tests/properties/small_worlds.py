"""Partial submissions over the small catalogue, and all or some of their completions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import product
from math import prod
from random import Random
from typing import Any

from hypothesis import strategies as st
from properties.small_catalogue import DAY, FACTS

from eligibility.evaluation.plan import reach
from eligibility.language import nodes as n
from eligibility.language.pack import Matter
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record

DAYS = tuple(DAY + timedelta(days=d) for d in (-40, -4, -3, -2, 0, 1, 3, 4))
RATIOS = tuple(Fraction(n, 2) for n in range(-2, 5))
WORDS = ("y", "p", "q", "x", "z", "M", "one", "more")
FINDING, MAPPING = "review.findings[N]", "review.industries[{}]"


def values(kind: Type) -> list[Any]:
    """The values of a type that are tried."""
    absent = [NONE] if kind.absent else []
    match kind.kind:
        case Kind.TRUTH:
            return [True, False]
        case Kind.ENUM:
            return [*kind.words, *absent]
        case Kind.TEXT:
            return [*WORDS, *absent]
        case Kind.INDUSTRY:
            return [*(Label(name, name) for name in WORDS), *absent]
        case Kind.DATE:
            return [*DAYS, *absent]
        case Kind.RATIO:
            return [r for r in RATIOS if _within(kind, r)] + absent
        case _:
            return [i for i in range(5) if _within(kind, i)] + absent


def _within(kind: Type, value: Any) -> bool:
    above = kind.low is None or value > kind.low or (value == kind.low and not kind.low_open)
    return above and (kind.high is None or value <= kind.high)


def _item(pick: Any, kind: Type, path: str, *, holes: bool) -> Any:
    if kind.kind is Kind.INDUSTRY:
        unmapped = holes and pick([True, False])
        return Label(pick(["Q", "x"]), None) if unmapped else pick(values(kind))
    if kind.kind is not Kind.RECORD:
        return pick(values(kind))
    fields = {
        name: UNKNOWN
        if holes and pick([True, False, False])
        else whole(pick, field, f"{path}.{name}", holes=holes)
        for name, field in kind.fields.items()
    }
    return Record(path, path, fields)


def whole(pick: Any, kind: Type, path: str, *, holes: bool = False) -> Any:
    """A value of this type; of a list with up to two items, with holes in them or not."""
    if kind.kind is not Kind.LIST:
        if kind.kind is Kind.INDUSTRY:
            return _item(pick, kind, path, holes=holes)
        return pick(values(kind))
    assert kind.item is not None
    found = [_item(pick, kind.item, f"{path}[{i}]", holes=holes) for i in range(pick([0, 1, 1, 2]))]
    if kind.item.kind is not Kind.RECORD:
        return tuple(
            {(x.name or x.written) if isinstance(x, Label) else x: x for x in found}.values()
        )
    return tuple(found)


def facts_of(matter: Matter) -> list[str]:
    """The facts that the matter's rules speak of, with `N` for the open norm."""
    names: dict[str, None] = {}
    for rule in matter.rules:
        for node in reach(matter, rule):
            if isinstance(node, n.Name) and node.path in FACTS:
                names[node.path] = None
    return list(names)


@st.composite
def submissions(draw: st.DrawFn, matter: Matter) -> tuple[dict[str, Any], dict[str, bool]]:
    """Known facts of a partial submission, and the findings on the open norm."""

    def pick(options: list[Any]) -> Any:
        return options[draw(st.integers(0, len(options) - 1))]

    given: dict[str, Any] = {}
    for path in facts_of(matter):
        if not draw(st.booleans()):
            given[path] = whole(pick, FACTS[path], path, holes=True)
    findings = {"N": draw(st.booleans())} if draw(st.booleans()) else {}
    return given, findings


def gaps(matter: Matter, given: dict[str, Any], findings: dict[str, bool]) -> dict[str, Type]:
    """What is missing, by path: facts, fields of known items, mappings, the open norm."""
    found: dict[str, Type] = {}
    for path in facts_of(matter):
        if path not in given:
            found[path] = FACTS[path]
        else:
            found |= dict(_inner(given[path], FACTS[path]))
    if "N" not in findings:
        found[FINDING] = Type(Kind.TRUTH)
    return found


def _inner(value: Any, kind: Type) -> Iterator[tuple[str, Type]]:
    if isinstance(value, Label) and value.name is None:
        yield MAPPING.format(value.written), Type(Kind.INDUSTRY)
    elif isinstance(value, tuple) and kind.item is not None:
        for item in value:
            yield from _inner(item, kind.item)
    elif isinstance(value, Record):
        for name, field in value.fields.items():
            if field is UNKNOWN:
                yield f"{value.path}.{name}", kind.fields[name]
            else:
                yield from _inner(field, kind.fields[name])


def filled(
    given: dict[str, Any], findings: dict[str, bool], chosen: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, bool]]:
    """The submission with these values for what is missing."""
    facts = {p: _put(v, chosen) for p, v in given.items()}
    facts |= {p: v for p, v in chosen.items() if p in FACTS}
    return facts, findings | ({"N": chosen[FINDING]} if FINDING in chosen else {})


def _put(value: Any, chosen: dict[str, Any]) -> Any:
    if isinstance(value, Label) and value.name is None:
        return Label(value.written, chosen[MAPPING.format(value.written)].name)
    if isinstance(value, tuple):
        return tuple(_put(item, chosen) for item in value)
    if isinstance(value, Record):
        fields = {
            name: chosen.get(f"{value.path}.{name}", _put(field, chosen))
            for name, field in value.fields.items()
        }
        return Record(value.path, value.subject, fields)
    return value


def domains(missing: dict[str, Type], random: Random, most: int) -> dict[str, list[Any]]:
    """The values to try of each missing fact; of lists a few."""
    found = {}
    for path, kind in missing.items():
        if kind.kind is Kind.LIST:
            tried = [whole(random.choice, kind, path) for _ in range(6)]
            found[path] = [(), *tried]
        else:
            found[path] = values(kind)
    return found


def completions(
    tried: dict[str, list[Any]], random: Random, most: int
) -> tuple[list[dict[str, Any]], bool]:
    """All combinations, or `most` of them in clusters that differ in one fact; and whether all."""
    names = list(tried)
    if prod(len(v) for v in tried.values()) <= most:
        return [dict(zip(names, c, strict=True)) for c in product(*tried.values())], True
    found = []
    while len(found) < most:
        base = {name: random.choice(options) for name, options in tried.items()}
        found.append(base)
        for name, options in tried.items():
            found += [{**base, name: value} for value in options if value is not base[name]]
    return found[: 2 * most], False

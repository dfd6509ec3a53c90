"""What may be changed in a drawn submission, on a coarse grid, and every set that cures it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Any

from properties import brute
from properties.worlds import Situation, decide

from eligibility.analysis.levers import lever_of, movable
from eligibility.errors import Refused
from eligibility.language.located import parse
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.strategies.figures import Figures, figures_in
from eligibility.strategies.for_facts import DAY, with_origins
from eligibility.strategies.for_submissions import nested
from eligibility.submission import writing
from eligibility.submission.catalogue import catalogue
from eligibility.submission.coherence import EVENTS, ITEM_PARTS, ORDERS, PARTS
from eligibility.submission.model.declare import Lever
from eligibility.submission.read import Known, read_submission

MOST_VALUES = 40
MOST_TRIED = 1500
REVIEW, FINDING, MAPPING = "review.", "review.findings[", "review.industries["


def coherent(drawn: Situation) -> bool:
    """Whether the reader of submissions accepts it: no fact contradicts another."""
    whole = nested(drawn.pack, drawn.facts)
    known = Known((drawn.jurisdiction,), vocabulary=lambda _: drawn.pack.vocabulary)
    try:
        read_submission(parse(writing.to_yaml(whole), "drawn.yaml"), known=known)
    except Refused:
        return False
    return True


def reconciled(drawn: Situation) -> Situation:
    """The same with parts cut to their wholes, and the days of items in order."""
    values = dict(drawn.facts.values)
    _cut(values, PARTS)
    values = {path: _items(path, value) for path, value in values.items()}
    return replace(drawn, facts=with_origins(values))


def _cut(values: dict[str, Value], parts: tuple[tuple[str, str], ...]) -> None:
    for _ in parts:  # a part may be the whole of another
        for part, whole in parts:
            one, other = values.get(part), values.get(whole)
            if isinstance(one, int) and isinstance(other, int) and one > other:
                values[part] = other


def _items(path: str, value: Value) -> Value:
    if not isinstance(value, tuple):
        return value
    return tuple(_item(path, one) if isinstance(one, Record) else one for one in value)


def _item(path: str, item: Record) -> Record:
    fields = {name: _items(f"{path}.{name}", value) for name, value in item.fields.items()}
    _cut(fields, tuple((part, whole) for where, part, whole in ITEM_PARTS if where == path))
    for where, first, second in ORDERS:
        one, other = fields.get(first), fields.get(second)
        if where == path and isinstance(one, date) and isinstance(other, date) and one > other:
            fields[second] = one
    for where, happened, own, others in EVENTS:
        if where == path and fields.get(happened) is False:
            fields |= dict.fromkeys((own, *others), NONE)
        elif where == path and fields.get(happened) is True and fields.get(own) is NONE:
            fields[own] = DAY
    return replace(item, fields=fields)


def moves(drawn: Situation) -> dict[str, list[Any]]:
    """For each stated fact with a lever the values that it may take."""
    figures = figures_in([drawn.rules])
    found = {}
    for path, plain, type, old in _stated(drawn):
        lever = lever_of(path, type)
        if lever is None or plain not in figures.facts or not movable(path, type, old, DAY):
            continue
        values = _values(drawn, figures, plain, path, type, old)
        kept = [v for v in values if _allowed(lever, type, old, v)]
        if kept:
            found[path] = kept[:MOST_VALUES]
    return found


def _stated(drawn: Situation) -> Iterator[tuple[str, str, Type, Value]]:
    """The stated facts and fields of items: path, path without indexes, type, value."""
    for path, type in catalogue().items():
        value = drawn.facts.values.get(path, UNKNOWN)
        yield path, path, type, value
        item = type.item
        for one in value if isinstance(value, tuple) and item is not None else ():
            if isinstance(one, Record):
                for name, field in item.fields.items():
                    found = one.fields.get(name, UNKNOWN)
                    yield f"{one.path}.{name}", f"{path}.{name}", field, found


def _values(
    drawn: Situation, figures: Figures, plain: str, path: str, type: Type, old: Any
) -> Iterator[Any]:
    if type.kind is Kind.LIST:
        yield from _lists(drawn, figures, type, old, path)
    elif type.kind is Kind.DATE:
        days = [d for d in brute._days(drawn, figures) if d >= DAY]
        yield from dict.fromkeys((DAY, *days))
    else:
        yield from (v for v in brute._domain(drawn, figures, plain, type) if v is not NONE)


def _lists(drawn: Situation, figures: Figures, type: Type, old: Any, path: str) -> Iterator[Any]:
    item = type.item
    if item is None or not isinstance(old, tuple):
        return
    if item.kind is Kind.RECORD:
        if path == "consents":
            for kind in item.fields["kind"].words:
                new = dict.fromkeys(item.fields, NONE)
                new |= {"kind": kind, "issuer": "municipal_government", "dated": DAY}
                yield (*old, Record(f"{path}[{len(old)}]", f"{path}[{len(old)}]", new))
        return
    words = list(item.words) or sorted(figures.words.get(path, ()))
    made = [Label(w, w) if item.kind is Kind.INDUSTRY else w for w in words]
    for word in made:
        yield tuple(w for w in old if w != word) if word in old else (*old, word)
        yield (word,)
    for word in old:
        yield tuple(w for w in old if w != word)
    yield ()
    yield tuple(dict.fromkeys((*old, *made)))


def _allowed(lever: Lever, type: Type, old: Any, new: Any) -> bool:
    if new == old:
        return False
    if isinstance(new, date):
        return new >= DAY and _day_allowed(lever, old, new)
    if old is NONE:
        return type.kind not in (Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT)
    if lever.direction == "either":
        return True
    if isinstance(old, bool):
        return new is _up(lever)
    if isinstance(old, int | Fraction):
        return (new > old) == _up(lever)
    if isinstance(old, tuple):
        return set(old) <= set(new) if _up(lever) else set(new) <= set(old)
    return False  # the order of words is the program's own


def _day_allowed(lever: Lever, old: Any, new: date) -> bool:
    if old is NONE:
        return lever.direction != "down"
    return lever.direction == "either" or (new > old) == _up(lever)


def _up(lever: Lever) -> bool:
    return lever.direction == "up"


def changed(drawn: Situation, values: Mapping[str, Any]) -> Situation:
    """The submission with these values; a path may lead into an item of a list."""
    facts = dict(drawn.facts.values)
    for path, value in values.items():
        head, mark, rest = path.partition("[")
        if not mark:
            facts[path] = value
            continue
        index, _, field = rest.partition("].")
        items: Any = facts[head]
        item = items[int(index)]
        new = replace(item, fields={**item.fields, field: value})
        facts[head] = (*items[: int(index)], new, *items[int(index) + 1 :])
    return replace(drawn, facts=with_origins(facts))


def supposed(drawn: Situation, values: Mapping[str, Any]) -> Situation:
    """The submission with these values, findings of the reviewer and labels mapped among them."""
    facts = {p: v for p, v in values.items() if not p.startswith(REVIEW)}
    found = {p: v for p, v in values.items() if p.startswith(FINDING)}
    names = {p: v for p, v in values.items() if p.startswith(MAPPING)}
    after = changed(drawn, facts)
    norms = {_inside(p): "satisfied" if held else "violated" for p, held in found.items()}
    mapped = {_inside(path): _name(value) for path, value in names.items()}
    labelled = {path: _labelled(value, mapped) for path, value in after.facts.values.items()}
    return replace(after, facts=with_origins(labelled), norms={**drawn.norms, **norms})


def _inside(path: str) -> str:
    return path.partition("[")[2].removesuffix("]")


def _name(value: Any) -> Any:
    return value.name if isinstance(value, Label) else value


def _labelled(value: Any, names: Mapping[str, Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(_labelled(one, names) for one in value)
    if isinstance(value, Record):
        fields = {key: _labelled(one, names) for key, one in value.fields.items()}
        return replace(value, fields=fields)
    if isinstance(value, Label) and value.name is None:
        return replace(value, name=names.get(value.written))
    return value


def cured(drawn: Situation, values: Mapping[str, Any], wanted: tuple[str, ...]) -> bool:
    """Whether the changed submission is accepted by the reader and comes to a wanted verdict."""
    after = changed(drawn, values)
    return decide(after).verdict in wanted and coherent(after)


def cost(grid: Mapping[str, list[Any]], size: int) -> int:
    """How many submissions there are with so many facts changed."""
    return sum(prod(len(grid[p]) for p in paths) for paths in combinations(grid, size))


def cures(
    drawn: Situation, grid: Mapping[str, list[Any]], size: int, wanted: tuple[str, ...]
) -> dict[tuple[str, ...], dict[str, Any]]:
    """Every set of so many facts that a change on the grid cures, with the first such change."""
    found = {}
    for paths in combinations(grid, size):
        for values in product(*(grid[p] for p in paths)):
            change = dict(zip(paths, values, strict=True))
            if cured(drawn, change, wanted):
                found[paths] = change
                break
    return found


def nearer(old: Any, new: Any, grid: list[Any]) -> list[Any]:
    """The values of a grid, and one base unit less, that lie nearer to `old` than `new` does."""
    if isinstance(old, bool) or not isinstance(old, int | date) or not isinstance(new, int | date):
        return []
    one: Any = timedelta(days=1) if isinstance(old, date) else 1
    tried = [*grid, new - one if new > old else new + one]
    return [v for v in tried if v != old and _apart(v, old) < _apart(new, old)]


def _apart(one: Any, other: Any) -> Any:
    return one - other if one > other else other - one

"""What nobody stated, as it occurs in life where it makes no difference; figures of what is added.

A day of the last year, one item and not three, a consent that names no figure. And of a consent
that is added or supposed: how high a figure it must name, should it name one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from eligibility.analysis import terms as m
from eligibility.analysis.cures import Figure
from eligibility.analysis.dates import Day
from eligibility.analysis.levers import GRID, WORDS
from eligibility.analysis.moving import Table
from eligibility.analysis.space import Row
from eligibility.analysis.terms import Number
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, Record, Value

YEAR = 365


def wishes(table: Table, today: int) -> list[list[Any]]:
    """What is wished of the facts that are not known, the most first; at last nothing."""
    recent = list(_recent(table, today))
    return [[*recent, *_lean(table)], recent, []]


def _unknown(table: Table) -> Iterator[tuple[str, Any]]:
    """What is not known, fields of the items of an unknown list included."""
    for path, made in table.space.made.items():
        if path in table.unknown or any(path.startswith(f"{one}[") for one in table.unknown):
            yield path, made


def _recent(table: Table, today: int) -> Iterator[Any]:
    """That days lie within the last year, as far as they exist."""
    for _, made in _unknown(table):
        if isinstance(made, Day) and not isinstance(made.ordinal, int):
            near = m.both(made.ordinal <= today, made.ordinal > today - YEAR)
            yield m.either(m.negation(made.exists), near)


def _lean(table: Table) -> Iterator[Any]:
    """That a list has one item at most, and that no figure is named which need not be."""
    for path, made in _unknown(table):
        if isinstance(made, list):
            rows = [one for one in made if isinstance(one, Row) and one.record is None]
            yield from (m.negation(row.present) for row in rows[1:])
        elif "[" in path and isinstance(made, Number) and _may_lack(table.space.types[path]):
            yield m.negation(made.exists)


def _may_lack(type: Type) -> bool:
    return type.absent and type.kind not in WORDS


def figures(
    type: Type, old: Value, new: Value, cures: Callable[[Value], bool]
) -> tuple[Figure, ...]:
    """For each figure that an added item leaves out: the least that it must be, should it be named.

    Left out where any figure would do. `cures` decides the list with another item in place.
    """
    item = type.item
    if item is None or item.kind is not Kind.RECORD or not isinstance(new, tuple):
        return ()
    stated = {one.path for one in old if isinstance(one, Record)} if isinstance(old, tuple) else ()
    found = []
    for at, record in enumerate(new):
        if not isinstance(record, Record) or record.path in stated:
            continue
        for name, field in item.fields.items():
            if field.kind is Kind.RATIO and record.fields.get(name) is NONE:
                least = _least(field, partial(_cures_with, cures, new, at, name))
                if least is not None:
                    found.append(Figure(f"{record.path}.{name}", field, least))
    return tuple(found)


def _cures_with(
    cures: Callable[[Value], bool], items: tuple[Any, ...], at: int, name: str, figure: Value
) -> bool:
    return cures(_with(items, at, name, figure))


def _with(items: tuple[Any, ...], at: int, name: str, value: Value) -> tuple[Any, ...]:
    record: Record = items[at]
    changed = Record(record.path, record.subject, {**record.fields, name: value})
    return (*items[:at], changed, *items[at + 1 :])


def _least(field: Type, cures: Callable[[Any], bool]) -> Fraction | None:
    """The least share that cures, in the steps in which people write; None where any or none do."""
    step = GRID[Kind.RATIO]
    low, high = 0, int(Fraction(field.high if field.high is not None else 1) / step)
    if cures(low * step) or not cures(high * step):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if cures(middle * step) else (middle, high)
    return high * step


__all__ = ["figures", "wishes"]

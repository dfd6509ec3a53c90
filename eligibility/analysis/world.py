"""What a possible submission is, as conditions on the terms of a space.

Bounds, words and "no item before the first" are the space's own; here stand the relations between
facts, from the tables by which a submission is read (`submission.coherence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import z3

from eligibility.analysis import terms as m
from eligibility.analysis.dates import Day
from eligibility.analysis.space import Row, Space
from eligibility.analysis.terms import Number
from eligibility.submission.coherence import APART, EVENTS, ITEM_PARTS, ORDERS, PARTS

_INDEX = re.compile(r"\[\d+\]")


def possible(space: Space) -> list[Any]:
    """What holds of every possible submission, for the facts that were made so far."""
    found = list(space.axioms)
    for part, whole in PARTS:
        found += _within(space, part, whole)
    for item, place in _items(space):
        for where, part, whole in ITEM_PARTS:
            if where == place:
                found += _within(space, f"{item}.{part}", f"{item}.{whole}")
        for where, first, second in ORDERS:
            if where == place:
                found += _ordered(space, f"{item}.{first}", f"{item}.{second}")
        for where, happened, own, others in EVENTS:
            if where == place:
                found += _events(space, item, happened, own, others)
    for path, made in space.made.items():
        for where, since, until in APART:
            if isinstance(made, list) and _INDEX.sub("", path) == where:
                found += _apart(space, made, since, until)
    return found


def _apart(space: Space, rows: list[Any], since: str, until: str) -> Iterator[Any]:
    """Of two items the one that begins first (or stands first) ends before the other begins."""
    for one, other in combinations((row for row in rows if isinstance(row, Row)), 2):
        paths = [f"{row.path}.{name}" for name in (since, until) for row in (one, other)]
        days = [day for path in paths if isinstance(day := space.made.get(path), Day)]
        if len(days) < len(paths):
            continue
        first, second, end, last = days
        here = m.both(one.present, other.present, first.exists, second.exists)
        before = m.at_most(first, second)
        yield m.either(
            m.negation(here),
            m.both(before, end.exists, m.at_most(end, second)),
            m.both(m.negation(before), last.exists, m.at_most(last, first)),
        )


def _items(space: Space) -> Iterator[tuple[str, str]]:
    """The items of lists of records that were made, each with its list's path without indexes."""
    heads = {path.rpartition(".")[0] for path in space.made if "]." in path}
    for head in sorted(head for head in heads if head.endswith("]")):
        yield head, _INDEX.sub("", head)


def _within(space: Space, part: str, whole: str) -> Iterator[Any]:
    one, other = space.made.get(part), space.made.get(whole)
    if isinstance(one, Number) and isinstance(other, Number):
        yield z3.Implies(m.both(one.exists, other.exists), one.term <= other.term)


def _ordered(space: Space, first: str, second: str) -> Iterator[Any]:
    one, other = space.made.get(first), space.made.get(second)
    if isinstance(one, Day) and isinstance(other, Day):
        yield m.either(m.negation(m.both(one.exists, other.exists)), m.at_most(one, other))


def _events(
    space: Space, item: str, happened: str, own: str, others: tuple[str, ...]
) -> Iterator[Any]:
    truth = space.made.get(f"{item}.{happened}")
    if truth is None:
        return
    for key in (own, *others):
        day = space.made.get(f"{item}.{key}")
        if isinstance(day, Day):
            yield z3.Implies(z3.Not(truth), m.negation(day.exists))
    day = space.made.get(f"{item}.{own}")
    if isinstance(day, Day):
        yield z3.Implies(truth, day.exists)

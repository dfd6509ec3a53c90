"""Stretches of days on which the same rules and figures are in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from eligibility.language.library import Rulebook
from eligibility.language.pack import InForce, Pack
from eligibility.screening.columns_facts import EPOCH
from eligibility.screening.polars_door import pl

Edges = tuple[date, ...]


def edges_of(book: Rulebook, pack: Pack) -> Edges:
    """The days, in order, on which other rules or figures come into force or go."""
    edges: set[date] = set()
    for name in (pack.jurisdiction, *pack.source.extends):
        for span in _spans(book.packs[name]):
            edges |= {span.since} if span.since is not None else set()
            edges |= {span.until + timedelta(days=1)} if span.until is not None else set()
    return tuple(sorted(edges))


def epoch(edges: Edges, day: date) -> int:
    """The number of the stretch of days, all with the same rules and figures, that a day is in."""
    return bisect_right(edges, day)


def by_epoch(edges: Edges, days: pl.Series, rows: pl.Series) -> list[tuple[date, pl.Series]]:
    """The rows of each epoch with one of its days; `days`: the day of each, as a number."""
    numbers = {
        number: epoch(edges, EPOCH + timedelta(days=number)) for number in days.unique().to_list()
    }
    found = []
    epochs = days.replace_strict(numbers, return_dtype=pl.Int64)
    for one in epochs.unique().sort().to_list():
        mask = (epochs == one).arg_true()
        day = EPOCH + timedelta(days=int(days.gather(mask)[0]))
        found.append((day, rows.gather(mask)))
    return found


def _spans(pack: Pack) -> Iterable[InForce]:
    yield pack.source.in_force
    for matter in pack.matters.values():
        yield from (rule.in_force for rule in matter.rules)
        yield from (v.in_force for p in matter.parameters.values() for v in p.values)

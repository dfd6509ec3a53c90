"""Completions of unknown yes/no facts and words, side by side in columns.

Where the choices of all facts that stand more than once are few, each row is decided for every
completion of just the facts that it does not state: exactly what `evaluation.completions` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, TRUE, Col
from eligibility.screening.columns_facts import NONE_MARK, Facts, Value
from eligibility.screening.columns_outcome import Outcome
from eligibility.screening.columns_words import Truth, Word
from eligibility.screening.columns_worlds import Place

# So many completions are laid side by side for every row.
MOST_INLINE, MOST_BY_PATTERN = 8, 64

Index = tuple[int, ...]
Values = Callable[[Place, frozenset[str], bool], Sequence[Value]]
Unknown = Callable[[Place], Col]


@dataclass(frozen=True)
class Completions:
    """Every completion of some facts, by the number of the value that each of them has.

    They count in the rows in which `where` is true.
    """

    where: Col
    places: tuple[Place, ...]
    worlds: Mapping[Index, Facts]


AS_STATED = (Completions(TRUE, (), {(): Facts()}),)


def completions(
    places: Sequence[Place], values: Values, unknown: Unknown, *, alone: bool
) -> tuple[Completions, ...] | None:
    """The completions of these facts; None: too many. `alone`: no fact is compared with another.

    `values` gives what a fact can be where these are unknown, and whether with its holes filled.
    """
    none: frozenset[str] = frozenset()
    if alone:
        filled = [values(p, none, True) for p in places]
        if prod(map(len, filled)) <= MOST_INLINE:
            return (_set(TRUE, places, filled, ()),)
    if 2 ** len(places) > MOST_BY_PATTERN:
        return None
    found, many = [], 0
    for pattern in product((False, True), repeat=len(places)):
        open_ = [p for p, off in zip(places, pattern, strict=True) if off]
        keys = frozenset(p.key for p in open_)
        choices = [values(p, keys, False) for p in open_]
        many += prod(map(len, choices))
        if many > MOST_BY_PATTERN:
            return None
        pairs = zip(places, pattern, strict=True)
        where = c.and_(*(unknown(p) if off else c.not_(unknown(p)) for p, off in pairs))
        found.append(_set(where, open_, choices, [p.key for p in places if p.key not in keys]))
    return tuple(found)


def _set(
    where: Col, places: Sequence[Place], choices: Sequence[Sequence[Value]], known: Iterable[str]
) -> Completions:
    keys, stated = [p.key for p in places], frozenset(known)
    worlds = {
        index: Facts({k: v[i] for k, v, i in zip(keys, choices, index, strict=True)}, stated)
        for index in product(*(range(len(v)) for v in choices))
    }
    return Completions(where, tuple(places), worlds)


def answers(place: Place) -> Iterator[Truth]:
    """A yes/no fact with its holes filled by yes, then by no."""
    yes = c.may(place.frame, place.name, answer=True)
    no = c.may(place.frame, place.name, answer=False)
    yield Truth(yes, c.not_(yes))
    yield Truth(c.not_(no), no)


def completed(place: Place, candidate: str | None) -> Word:
    """A word fact with its holes filled by a word, or by its not existing."""
    held = c.column(place.frame, place.name, "s")
    none: Col = FALSE
    if place.type.absent:
        none = c.column(place.frame, place.name + NONE_MARK, "b", nullable=False)
    if candidate is None:
        return Word(held, none=c.or_(none, c.is_null(held)))
    return Word(c.if_(none, c.NO_WORD, c.coalesce(held, c.word(candidate))), none=none)


def alone(candidate: str | None) -> Word:
    """A word, or its not existing, and nothing else."""
    return w.NO_SUCH_WORD if candidate is None else Word(c.word(candidate))


def differences(
    one: Completions, outcomes: Mapping[Index, Outcome]
) -> Iterator[tuple[Place, Col, Col]]:
    """For each fact where two of its values give different outcomes, all else agreeing.

    The third: where both leave the same open, so that it depends on what else is unknown.
    """
    for at, place in enumerate(one.places):
        differ: Col = FALSE
        alike: Col = FALSE
        for (i, a), (j, b) in combinations(outcomes.items(), 2):
            if [k for k in range(len(i)) if i[k] != j[k]] == [at]:
                differ = c.or_(differ, a.differs(b))
                alike = c.or_(alike, c.and_(a.open, b.open))
        yield place, c.and_(one.where, differ), c.and_(one.where, c.not_(differ), alike)

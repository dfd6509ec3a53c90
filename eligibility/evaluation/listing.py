"""Lists during evaluation: items that are surely or perhaps in them, and aggregates over these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from eligibility.classes import dataclass
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.possible import (
    SOME_WORD,
    Range,
    add,
    bounds,
    conjunction,
    disjunction,
    extreme,
    hull,
    known,
    same,
)
from eligibility.language.values import NONE, Label

Member: TypeAlias = Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each with what tells the truth of "it is in the list" when it is given the item.

    `open_path`: the list is not known (one item then stands for any), and this fact settles it.
    """

    pairs: tuple[tuple[Any, Member], ...]
    open_path: str | None = None

    def there(self) -> tuple[Any, ...]:
        """The items that are or may be in the list."""
        return tuple(item for item, member in self.pairs if member(item) != FALSE)


def contains(listing: Listing, value: Any) -> int:
    """Whether `value` is in the list; what does not exist is in none."""
    if value is NONE:
        return FALSE
    found = disjunction(_is_it(value, item, member) for item, member in listing.pairs)
    return found if listing.open_path is None or found == TRUE else EITHER


def _is_it(value: Any, item: Any, member: Member) -> int:
    found = same(value, item)
    return found if found == FALSE else conjunction((found, member(item)))


def contains_word(words: frozenset[str], value: Any) -> int:
    """Whether `value` is one of the words of a declared list."""
    if value is NONE:
        return FALSE
    if value is SOME_WORD or (type(value) is Label and value.name is None):
        return EITHER if words else FALSE
    return TRUE if (value.name if type(value) is Label else value) in words else FALSE


def count(pairs: Iterable[tuple[Any, int]], *, unbounded: bool) -> Any:
    """How many items: a number, or the range of it.

    Repeats were removed when the submission was read, by declared names; two labels that are
    not mapped count as two, and the reviewer's mapping never makes two items one.
    """
    sure = maybe = 0
    for _, truth in pairs:
        sure += truth == TRUE
        maybe += truth == EITHER
    if unbounded:
        return Range(sure, None if maybe else sure)
    return sure if not maybe else Range(sure, sure + maybe)


def total(pairs: Iterable[tuple[Any, int]], *, unbounded: bool) -> Any:
    """The sum of the values; one that does not exist adds nothing."""
    result: Any = 0
    for value, truth in pairs:
        if value is NONE or truth == FALSE:
            continue
        part = bounds(value)
        if type(value) is Range and value.or_none:
            value = hull(0, Range(part.low, part.high, part.low_open, part.high_open))  # noqa: PLW2901
        result = add(result, value if truth == TRUE else hull(0, value))
    if not unbounded or known(result):
        return result
    low = bounds(result).low
    return Range(0, None) if low is not None and low >= 0 else Range()


def furthest(pairs: Iterable[tuple[Any, int]], default: Callable[[], Any], *, largest: bool) -> Any:
    """The largest (smallest) value of the items, `default` when there is none."""
    sure: list[Any] = []
    maybe: list[Any] = []
    for value, truth in pairs:
        if value is NONE or truth == FALSE:
            continue
        doubtful = truth == EITHER or (type(value) is Range and value.or_none)
        (maybe if doubtful else sure).append(_existing(value))
    if not sure:
        result = default()
        for value in maybe:
            result = hull(result, value)
        return result
    result = extreme(sure, largest=largest)
    for value in maybe:
        result = hull(result, extreme([result, value], largest=largest))
    return result


def _existing(value: Any) -> Any:
    if type(value) is Range and value.or_none:
        return Range(value.low, value.high, value.low_open, value.high_open)
    return value

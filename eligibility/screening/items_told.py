"""The statuses of a rule's items told as one text a row.

A row's items give one number: a digit of base 5 for each, the first item's the lowest. Few rows
differ in it, and each number is put into words once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from eligibility.classes import dataclass
from eligibility.screening.answer_columns import STATUS_WORDS
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.polars_door import pl

_BASE = len(STATUS_WORDS) + 1
_MOST = 13  # items of a row: the number of more would not fit 32 bits
_FEW = 5  # items: their statuses are put into words beforehand


@dataclass(frozen=True)
class Layout:
    """Where the items of each row stand among all.

    `places` gives for each row the number of its first item, then of its second, and so on; where
    a row has no more, how many items there are. `long`: the rows with more than fit a number.
    """

    tops: pl.Series
    places: list[pl.Series]
    long: pl.Series

    def told(self, statuses: pl.Series, reported: pl.Series) -> pl.Series:
        """The `statuses` of each row's items in order; null where none is `reported`."""
        digits = statuses.to_physical() + 1
        found = _worded(self._numbers(digits, reported.len()), reported)
        if self.long.len() == 0:
            return found
        rows = self.long.filter(reported.gather(self.long))
        return found.cast(pl.String).scatter(rows, self._joined(rows, digits)).cast(pl.Categorical)

    def _numbers(self, digits: pl.Series, height: int) -> pl.Series:
        """The number that the statuses of each row's items make."""
        ended = pl.concat([digits, pl.Series([0], dtype=pl.UInt8)])
        found = pl.Series([0], dtype=pl.UInt32).new_from_index(0, height)
        for place, at in enumerate(self.places):
            found = found + ended.gather(at).cast(pl.UInt32) * _BASE**place
        return found

    def _joined(self, rows: pl.Series, digits: pl.Series) -> list[str]:
        """The texts of rows with many items."""
        found = []
        for row in rows:
            begin, end = (int(self.tops.search_sorted(row, side)) for side in ("left", "right"))
            found.append(_text(digits[begin:end]))
        return found


def layout(tops: pl.Series, height: int) -> Layout:
    """The layout of items from the rows that they belong to (`tops`, ascending)."""
    begins = (tops != tops.shift(1)).fill_null(value=True).arg_true()
    counts = begins.shift(-1, fill_value=tops.len()) - begins
    rows = tops.gather(begins)
    places = []
    for place in range(min(counts.max() or 0, _MOST)):  # type: ignore[arg-type]
        there = counts > place
        at = pl.Series([tops.len()], dtype=pl.UInt32).new_from_index(0, height)
        places.append(at.scatter(rows.filter(there), begins.filter(there) + place))
    return Layout(tops, places, rows.filter(counts > _MOST))


def _worded(numbers: pl.Series, reported: pl.Series) -> pl.Series:
    """Each number in words; null where none is reported."""
    at, texts = numbers, _few()
    if (numbers.max() or 0) >= texts.len():  # type: ignore[operator]
        kinds = numbers.unique().sort()
        at = kinds.search_sorted(numbers)
        texts = pl.Series([_text(_digits(n)) for n in kinds], dtype=pl.Categorical)
    return texts.gather(at.zip_with(reported, pl.Series([None], dtype=at.dtype)))


@cache
def _few() -> pl.Series:
    return pl.Series([_text(_digits(n)) for n in range(_BASE**_FEW)], dtype=pl.Categorical)


def _text(digits: Iterable[int]) -> str:
    return SEPARATOR.join(STATUS_WORDS[d - 1] for d in digits) or STATUS_WORDS[0]


def _digits(number: int) -> Iterator[int]:
    while number:
        number, digit = divmod(number, _BASE)
        yield digit

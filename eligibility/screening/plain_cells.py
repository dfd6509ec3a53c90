"""Columns that are decided as they stand: whole numbers in a unit, and days.

They are bound into the expressions with the factor of their unit. Only what lies far outside
what anybody would write (and is read with care then) is kept from the numbers of 64 bits.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from eligibility.classes import dataclass
from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.screening.cells import bounds_in, factor
from eligibility.screening.columns_facts import EPOCH
from eligibility.screening.polars_door import pl
from eligibility.submission.catalogue import catalogue
from eligibility.submission.model.readers import UNKNOWN_WORDS
from eligibility.submission.model.scalars import EARLIEST, LATEST

USUAL = 2**40
# Areas and sums are bounded so widely that a hundredth of the bound is more than anybody has:
# beside it, a fact that is not stated can always be larger, and most comparisons decide themselves.
_WITH_ROOM, _FAR = frozenset({Kind.AREA, Kind.MONEY}), 100
_FEW, _SAMPLE = 8, 1000
_WHOLE = (pl.Int64, pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)


@dataclass(frozen=True)
class Plain:
    """A fact whose column holds whole numbers `low` to `high`, each `factor` parts."""

    path: str
    factor: int
    low: int
    high: int


def plain(path: str, cells: pl.Series, unit: str, kind: Type) -> Plain | None:
    """How a column of a fact stands, if it can be decided as it is; `unit`: of its heading."""
    if kind.kind is Kind.DATE and cells.dtype == pl.Date:
        return Plain(path, 1, (EARLIEST - EPOCH).days, (LATEST - EPOCH).days)
    if kind.kind not in QUANTITIES or cells.dtype not in _WHOLE:
        return None
    return _in_unit(path, unit)


@cache
def _in_unit(path: str, unit: str) -> Plain | None:
    kind = catalogue()[path]
    size = factor(kind, unit)
    if size is None or size.denominator != 1 or kind.low is None or kind.high is None:
        return None
    low, high = bounds_in(Fraction(size), kind)
    most = high // _FAR if kind.kind in _WITH_ROOM else high
    return Plain(path, int(size), max(low, -USUAL), min(most, USUAL))


def numbers(cells: pl.Series) -> pl.Series:
    """The cells of such a column as numbers."""
    if cells.dtype == pl.Int64:
        return cells
    return (cells.cast(pl.Int32) if cells.dtype == pl.Date else cells).cast(pl.Int64)


def look_like_words(cells: pl.Series, kind: Type) -> bool:
    """Whether a column seems to hold the few words of its fact as they are written."""
    if kind.kind is not Kind.ENUM or cells.dtype != pl.String or len(kind.words) > _FEW:
        return False
    # counted, which for few texts is quicker than to look for the distinct ones
    found = set(cells.head(_SAMPLE).alias("").value_counts().to_series().to_list())
    return found <= {None, *kind.words} - UNKNOWN_WORDS

"""What facts, figures and table entries are in columns, and how their columns are called.

A fact stands in the frame of its list under its own name; `#none` beside it tells that it is
known not to exist, `#written` holds an industry as written where it has no name. The items of a
list of words are called `word`; `#open` marks the item that stands for any of an unknown list's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.situation import WHOLE
from eligibility.language.types import Kind, Type
from eligibility.language.units import Period
from eligibility.language.values import NONE as NO_VALUE
from eligibility.screening import columns as c
from eligibility.screening import columns_numbers as num
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, NO_WORD, TOP, Col, NotCovered
from eligibility.screening.columns_numbers import Months, Number
from eligibility.screening.columns_words import Truth, Word

# A ratio or rate that is not a whole number of these parts is left to the interpreter.
SCALES: dict[Kind, int] = {Kind.RATIO: 36 * 10**9, Kind.RATE: 12 * 10**12}
QUANTITIES = frozenset({Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT})
WORDS = frozenset({Kind.TEXT, Kind.ENUM, Kind.INDUSTRY})
EPOCH = date(1970, 1, 1)
NONE_MARK, WRITTEN_MARK, OPEN = "#none", "#written", "#open"
ITEM = "word"

Value = Truth | Number | Word | Months


def days(day: date) -> int:
    """A day as it stands in columns: counted from 1970-01-01."""
    return (day - EPOCH).days


def key_of(frame: str, name: str) -> str:
    """The path of a fact from its frame and name (`land.parcels[].area`)."""
    return name if frame == TOP else f"{frame}[].{name}"


@dataclass(frozen=True)
class Facts:
    """Facts as columns.

    `fixed`: the values of a completion that is tried, by path; `known`: paths that hold a value in
    every row at hand.
    """

    fixed: Mapping[str, Value] = field(default_factory=dict)
    known: Collection[str] = ()

    def value(self, frame: str, name: str, kind: Type) -> Value:
        """The set of values that a fact can take, row by row."""
        path = key_of(frame, name)
        if path in self.fixed:
            return self.fixed[path]
        known = path in self.known
        if kind.kind is Kind.TRUTH:
            return self._truth(frame, name, known=known)
        if kind.kind in WORDS:
            return self._word(frame, name, kind, known=known)
        return _quantity(frame, name, kind)

    def _truth(self, frame: str, name: str, *, known: bool) -> Truth:
        true = c.may(frame, name, answer=True)
        return Truth(true, c.not_(true) if known else c.may(frame, name, answer=False))

    def _word(self, frame: str, name: str, kind: Type, *, known: bool) -> Word:
        word = c.column(frame, name, "s")
        none = c.column(frame, name + NONE_MARK, "b", nullable=False) if kind.absent else FALSE
        some = FALSE if known else c.and_(c.is_null(word), c.not_(none))
        written = NO_WORD
        if kind.kind is Kind.INDUSTRY and not known:
            written = c.column(frame, name + WRITTEN_MARK, "s")
        return Word(word, none, some, written)


def scale_of(kind: Type) -> int:
    """The denominator of a quantity's column."""
    return SCALES.get(kind.kind, 1)


def _quantity(frame: str, name: str, kind: Type) -> Number:
    none: Col = FALSE
    if kind.absent:
        none = c.column(frame, name + NONE_MARK, "b", nullable=False)
    if kind.kind is Kind.DATE:
        low, high = days(date(1900, 1, 1)), days(date(2999, 12, 31))
        day = c.column(frame, name, "i", low=low, high=high)
        unknown = c.and_(c.is_null(day), c.not_(none)) if kind.absent else FALSE
        return Number(day, day, exists=c.not_(none), none=c.or_(none, unknown))
    if kind.kind not in QUANTITIES or kind.low is None or kind.high is None:
        raise NotCovered(f"{name}: {kind} in columns")
    scale = scale_of(kind)
    least, most = Fraction(kind.low * scale), Fraction(kind.high * scale)
    if least.denominator != 1 or most.denominator != 1:
        raise NotCovered(f"{name}: a bound between two parts")
    opens = kind.low_open and kind.kind not in WHOLE
    if kind.low_open and not opens:
        least += 1  # the least of a fact that is counted in whole parts
    held = c.column(frame, name, "i", low=int(least), high=int(most))
    unknown = c.is_null(held)
    return Number(
        c.coalesce(held, c.integer(int(least))), c.coalesce(held, c.integer(int(most))), scale,
        low_open=c.and_(unknown, c.not_(none)) if opens else FALSE,
        exists=c.not_(none),
        none=c.or_(none, unknown) if kind.absent else FALSE,
    )  # fmt: skip


def item(frame: str, kind: Type, *, open_: Col) -> Word:
    """The item of a list of words; that of an unknown list of labels is a label without a name."""
    word = c.column(frame, ITEM, "s")
    if kind.kind is not Kind.INDUSTRY:
        return Word(word, some=open_)
    written = c.if_(open_, c.word(f"{frame}[?]"), c.column(frame, ITEM + WRITTEN_MARK, "s"))
    return Word(word, some=c.is_null(word), written=written)


def open_item(frame: str) -> Col:
    """Whether an item stands for any of an unknown list's."""
    return c.column(frame, OPEN, "b", nullable=False)


def figure(value: Any) -> Value:
    """A figure of the text."""
    if isinstance(value, bool):
        return w.YES if value else w.NO
    if isinstance(value, str):
        return Word(c.word(value))
    if isinstance(value, date):
        return num.number(days(value))
    if isinstance(value, Period):
        if value.working_days or (value.months and value.days):
            raise NotCovered("a period of working days")
        return Months(value.months) if value.months else num.number(value.days)
    if isinstance(value, int | Fraction):
        exact = Fraction(value)
        return num.number(exact.numerator, exact.denominator)
    raise NotCovered("a figure that is no single value")


def looked_up(rows: Mapping[str, Any], key: Word) -> Value:
    """The entry of a table for a word; every entry, and none, for some word."""
    values = [v for v in rows.values() if v is not NO_VALUE]
    if all(isinstance(v, str) for v in values):
        return _word_entry(rows, key)
    if not all(isinstance(v, int | Fraction) and not isinstance(v, bool) for v in values):
        raise NotCovered("a table of lists or days")
    scale = lcm(*(Fraction(v).denominator for v in values))
    table = {k: int(v * scale) for k, v in rows.items()}
    held = c.entry(key.word, table)
    missing = c.and_(c.not_(key.some), c.is_null(held))
    ends = [c.integer(pick(table.values())) for pick in (min, max)]
    low, high = (
        c.coalesce(c.if_(key.some, end, held) if key.some is not FALSE else held, ends[0])
        for end in ends
    )
    if key.some is FALSE:
        high = low
    return Number(low, high, scale, exists=c.not_(missing), none=c.or_(key.some, missing))


def _word_entry(rows: Mapping[str, str], key: Word) -> Word:
    held: Col = NO_WORD
    for name, value in rows.items():
        held = c.if_(c.equal(key.word, c.word(name)), c.word(value), held)
    return Word(held, none=c.and_(c.not_(key.some), c.is_null(held)), some=key.some)

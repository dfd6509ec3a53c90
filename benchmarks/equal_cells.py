"""Columns of cells as tables hold them: typed or as text, in one unit or several, odd cells too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import polars as pl

from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.screening.cells import bounds_in, factor
from eligibility.screening.columns_facts import scale_of

UNITS = {
    Kind.AREA: ("m2", "亩", "公顷", "平方公里"), Kind.MONEY: ("元", "万元", "亿元", "分"),
    Kind.RATIO: ("%", ""), Kind.COUNT: ("",), Kind.RATE: ("万元/亩", "元/m2"),
}  # fmt: skip
WHOLE = (pl.Int64, pl.Int64, pl.Int32, pl.UInt32, pl.Int16)
MOST_OF_A_FLOAT = 10**9  # with six decimals, fifteen digits
TRUTHS = {True: ("yes", "是", "true"), False: ("no", "否", "false")}
ODD_NUMBERS = (-1, 2**31, 2**40, 2**40 + 1, 2**45, 2**62, -(2**62), 0)
ODD_TEXTS = ("abc", "-3 亩", "9" * 25, "7 光年", "[]", "x" * 50, "1e9", "１２", "=1+1")
NOT_KNOWN = ("unknown", "未知", " ", "", "Unknown")


class Cells:
    """Makes columns; `odd`: how many of a thousand cells are none that anybody should write."""

    def __init__(self, rng: Random, labels: Sequence[str], odd: int) -> None:
        self.rng, self.labels, self.odd = rng, tuple(labels), odd

    def column(self, path: str, kind: Type, values: Sequence[Any], *, text: bool) -> pl.Series:
        """The cells of a fact under a heading with its unit."""
        text = text or self.rng.random() < 0.25
        if kind.item is not None:
            return self._list(path, kind.item, values, text=text)
        if kind.kind in QUANTITIES:
            return self._numbers(path, kind, values, text=text)
        if kind.kind in (Kind.TRUTH, Kind.DATE) and not text:
            of = pl.Boolean if kind.kind is Kind.TRUTH else pl.Date
            return pl.Series(path, [None if _gone(v) else v for v in values], dtype=of)
        texts = pl.Series(path, [self.text(v, kind) for v in values], dtype=pl.String)
        categories = kind.kind is Kind.ENUM and not text and self.rng.random() < 0.2
        return texts.cast(pl.Categorical) if categories else texts

    def text(self, value: Any, kind: Type, unit: str | None = None) -> str | None:
        """A value as a text cell; `unit`: that of the heading, else it stands in the cell."""
        if self._is(self.odd):
            return self.rng.choice(ODD_TEXTS)
        if value is UNKNOWN:
            return self.rng.choice(NOT_KNOWN) if self._is(100) else None
        if value is NONE:
            return "none" if kind.absent and self._is(700) else None
        if isinstance(value, bool):
            return self.rng.choice(TRUTHS[value])
        if isinstance(value, Label):
            return self._label(value)
        if isinstance(value, date):
            return value.isoformat() if self._is(900) else f"{value:%Y年%m月%d日}"
        if kind.kind not in QUANTITIES:
            return str(value)
        own = self.rng.choice(UNITS[kind.kind]) if unit is None else unit
        number = _decimal(_amount(value, kind, own), self._digits(kind, own))
        return number if unit is not None or not own else f"{number} {own}".replace(" %", "%")

    def _is(self, thousandths: int) -> bool:
        return self.rng.randrange(1000) < thousandths

    def _digits(self, kind: Type, unit: str) -> int:
        """How many decimals a number in this unit may have; seldom more."""
        size = _size(kind, unit)
        exact = next(d for d in range(9, -1, -1) if d == 0 or not (size / 10**d).denominator > 1)
        return 9 if self._is(2) else min(exact, self.rng.choice((2, 4, 6, 9)))

    def _label(self, value: Label) -> str:
        if self._is(50):
            return self.rng.choice(("未列明的行业", "另一行业", *self.labels))
        return value.name or value.written

    def _numbers(self, path: str, kind: Type, values: Sequence[Any], *, text: bool) -> pl.Series:
        unit = self.rng.choice(UNITS[kind.kind])
        heading = f"{path}({unit})" if unit else path
        if text:
            own = None if self.rng.random() < 0.5 else unit
            name = path if own is None else heading
            return pl.Series(name, [self.text(v, kind, own) for v in values], dtype=pl.String)
        amounts = [None if _gone(v) else _amount(v, kind, unit) for v in values]
        large = any(a is not None and a > MOST_OF_A_FLOAT for a in amounts)
        if not large and self.rng.random() < 0.3:
            digits = min(self._digits(kind, unit), 6)
            return pl.Series(heading, [_float(a, digits) for a in amounts], dtype=pl.Float64)
        ends = bounds_in(_size(kind, unit), kind)
        whole = [self._whole(a, *ends) for a in amounts]
        try:
            return pl.Series(heading, whole, dtype=self.rng.choice(WHOLE))
        except (OverflowError, TypeError):
            return pl.Series(heading, whole, dtype=pl.Int64)

    def _whole(self, amount: Fraction | None, low: int, high: int) -> int | None:
        if self._is(self.odd):
            return self.rng.choice(ODD_NUMBERS)
        if amount is None:
            return None
        off = self.rng.choice((-1, 1)) if self._is(80) else 0
        return max(min(round(amount) + off, high, 2**62), low)

    def _list(self, path: str, item: Type, values: Sequence[Any], *, text: bool) -> pl.Series:
        if item.kind is Kind.RECORD:
            return self._records(path, item, values)
        if not text:
            cells = [None if _gone(v) else [self._word(w) for w in v] for v in values]
            return pl.Series(path, cells, dtype=pl.List(pl.String))
        return pl.Series(path, [self._joined(v) for v in values], dtype=pl.String)

    def _word(self, word: Any) -> str:
        return self._label(word) if isinstance(word, Label) else str(word)

    def _joined(self, value: Any) -> str | None:
        if self._is(self.odd):
            return self.rng.choice(ODD_TEXTS)
        if _gone(value):
            return self.rng.choice(NOT_KNOWN) if self._is(100) else None
        return self.rng.choice("、;；").join(self._word(w) for w in value) or "[]"

    def _records(self, path: str, item: Type, values: Sequence[Any]) -> pl.Series:
        """A list of items in native columns: each field typed, or as text with its unit inside."""
        counts = [None if _gone(v) else len(v) for v in values]
        items = [r.fields for v in values if not _gone(v) for r in v if isinstance(r, Record)]
        frame = pl.DataFrame([
            self.column(name, kind, [f.get(name, UNKNOWN) for f in items], text=False)
            for name, kind in item.fields.items()
        ])  # fmt: skip
        told = frame.to_dicts()
        cells, at = [], 0
        for count in counts:
            cells.append(None if count is None else told[at : at + count])
            at += count or 0
        return pl.Series(path, cells, dtype=pl.List(pl.Struct(frame.schema)))


def _gone(value: Any) -> bool:
    return value is UNKNOWN or value is NONE


def _amount(value: Any, kind: Type, unit: str) -> Fraction:
    return Fraction(value) * scale_of(kind) / _size(kind, unit)


def _size(kind: Type, unit: str) -> Fraction:
    """What one of a unit is in the parts of a column."""
    size = factor(kind, unit)
    if size is None:
        raise ValueError(f"{unit} is no unit of {kind}")
    return size


def _decimal(amount: Fraction, digits: int) -> str:
    """An amount with so many decimals at most."""
    parts = max(int(amount * 10**digits), int(amount > 0))
    whole, rest = divmod(parts, 10**digits)
    return f"{whole}.{rest:0{digits}}".rstrip("0").rstrip(".") if digits else str(whole)


def _float(amount: Fraction | None, digits: int) -> Any:
    """What a binary file would hold."""
    if amount is None:
        return None
    return float(_decimal(amount, digits))  # binary file: as a table may hold it

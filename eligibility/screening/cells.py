"""Columns of cells to columns of facts: a fast way for plain values, the reader for all others.

Each distinct text is given to the reader of `assess` once. Where texts are many, plain numbers
are worked out in exact integers; a cell that is anything else is marked `odd`, and its row is
read as a project file would be.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.language import units
from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.language.units import BadQuantity
from eligibility.language.values import Label
from eligibility.screening.columns_facts import (
    EPOCH,
    NONE_MARK,
    SCALES,
    WORDS,
    WRITTEN_MARK,
    scale_of,
)
from eligibility.screening.polars_door import pl
from eligibility.submission.model.given import Context
from eligibility.submission.model.readers import UNKNOWN_WORDS
from eligibility.submission.model.scalars import EARLIEST, LATEST, read_scalar
from eligibility.submission.tables.headings import Fact, with_unit

GIVEN_MARK = "#given"
_PLAIN = r"^\s*([0-9]{1,15})(?:\.([0-9]{1,9}))?\s*([^0-9\s.,/+\-][^0-9\s]*)?\s*$"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
# What makes a text worth a look: marks, nothing but space, words that stand for no text.
_NO_TEXT = "|".join(sorted(filter(None, UNKNOWN_WORDS), key=len))
_SUSPECT = rf"(?m){_CONTROL}|^\s*(?i:{_NO_TEXT})?\s*$|^none$"
_FEW, _TENTHS = 5_000, 10**9


@dataclass(frozen=True)
class Cells:
    """A column that was read: the columns of the fact, and the cells that were not, if any."""

    columns: list[pl.Series]
    odd: pl.Series | None


Names = Callable[[str, Label | str], Label | str | None]


def read(cells: pl.Series, fact: Fact, names: Names) -> Cells:
    """The columns of a fact. `names` maps industries and zones to the vocabulary's own names."""
    kind = fact.type.kind
    dtype = cells.dtype
    if dtype == pl.Boolean and kind is Kind.TRUTH:
        return _cells(fact, cells, None, None)
    if dtype == pl.Date and kind is Kind.DATE:
        return _dates(cells, fact)
    if kind in QUANTITIES and dtype.is_integer():
        number = cells.cast(pl.Int64, strict=False)
        return _scaled(number, 1, fact, cells.is_not_null() & number.is_null(), None)
    if kind in QUANTITIES and dtype.is_float():
        return _floats(cells, fact)
    if dtype != pl.String:
        texts = cells.cast(pl.String, strict=False)
        plain = dtype in (pl.Categorical, pl.Enum) or dtype.is_decimal()
        return read(texts, fact, names) if plain else _all_odd(cells, fact)
    if kind is Kind.ENUM and _are_words(cells, fact):
        return _cells(fact, cells, None, None)
    if kind in QUANTITIES and (cells.len() > _FEW or cells.n_unique() > _FEW):
        return _texts(cells, fact, names)
    if kind is Kind.TEXT and fact.name not in ("name", "zone.name") and cells.len() > _FEW:
        return _free_text(cells, fact)
    return _by_distinct(cells, fact, names)


def _are_words(cells: pl.Series, fact: Fact) -> bool:
    """Whether every cell is empty or one of the fact's own words, as it is written."""
    words = fact.type.words
    if not UNKNOWN_WORDS.isdisjoint(words):
        return False
    return cells.cast(pl.Enum(words), strict=False).null_count() == cells.null_count()


def _nothing(cells: pl.Series) -> pl.Series:
    return pl.repeat(value=False, n=cells.len(), dtype=pl.Boolean, eager=True)


def _all_odd(cells: pl.Series, fact: Fact) -> Cells:
    nulls = pl.repeat(None, cells.len(), dtype=_dtype(fact.type), eager=True)
    return _cells(fact, nulls, None, cells.is_not_null())


def _dtype(kind: Type) -> Any:
    if kind.kind is Kind.TRUTH:
        return pl.Boolean
    return pl.String if kind.kind in WORDS else pl.Int64


def _cells(
    fact: Fact, values: pl.Series, none: pl.Series | None, odd: pl.Series | None,
    written: pl.Series | None = None, unknown: pl.Series | None = None,
) -> Cells:  # fmt: skip
    """The columns of a fact: its values, where it is said not to exist or said to be unknown."""
    columns = [values.alias(fact.name)]
    if none is None and (fact.absent or fact.type.absent):
        none = _nothing(values)
    if fact.absent and none is not None:
        columns.append((values.is_not_null() | none).alias(fact.name + GIVEN_MARK))
        missing = values.is_null() if odd is None else values.is_null() & ~odd
        none = none | (missing if unknown is None else missing & ~unknown)
    if fact.type.absent and none is not None:
        columns.append(none.alias(fact.name + NONE_MARK))
    if fact.type.kind is Kind.INDUSTRY:
        blank = pl.repeat(None, values.len(), dtype=pl.String, eager=True)
        columns.append((written if written is not None else blank).alias(fact.name + WRITTEN_MARK))
    return Cells(columns, odd)


def _dates(cells: pl.Series, fact: Fact) -> Cells:
    day = cells.cast(pl.Int32).cast(pl.Int64)
    outside = (day < (EARLIEST - EPOCH).days) | (day > (LATEST - EPOCH).days)
    return _cells(fact, day, None, outside.fill_null(value=False))


def _floats(cells: pl.Series, fact: Fact) -> Cells:
    """Numbers of a binary file, taken as their shortest decimals (fifteen digits at most)."""
    # by a column: divided by one number, Polars multiplies by its inverse, which rounds twice
    million = pl.repeat(10**6, cells.len(), dtype=pl.Float64, eager=True)
    table = pl.DataFrame({"x": cells.cast(pl.Float64), "million": million})
    table = table.with_columns(k=(pl.col("x") * 10**6).round())
    fits = (pl.col("k").abs() < 10**15) & (pl.col("k") / pl.col("million") == pl.col("x"))
    table = table.select(
        k=pl.when(fits).then(pl.col("k")).otherwise(None).cast(pl.Int64),
        odd=(pl.col("x").is_not_null() & ~fits.fill_null(value=False)),
    )
    return _scaled(table["k"], 10**6, fact, table["odd"], None)


def factor(kind: Type, unit: str) -> Fraction | None:
    """What one of a unit is in the parts of a fact's column; None where the unit does not fit."""
    unit = unicodedata.normalize("NFKC", unit).strip()
    if kind.kind is Kind.AREA:
        return _whole(units.AREA_UNITS.get(unit))
    if kind.kind is Kind.MONEY:
        return _whole(units.MONEY_UNITS.get(unit))
    if kind.kind is Kind.RATIO:
        return {"": Fraction(scale_of(kind)), "%": Fraction(scale_of(kind), 100)}.get(unit)
    if kind.kind is Kind.COUNT:
        return Fraction(1) if unit == "" else None
    try:
        return units.parse_rate(f"1 {unit}") * SCALES[Kind.RATE]
    except BadQuantity:
        return None


def _whole(size: int | None) -> Fraction | None:
    return None if size is None else Fraction(size)


def _scaled(
    number: pl.Series, parts: int, fact: Fact, odd: pl.Series,
    by_unit: pl.Series | None,
) -> Cells:  # fmt: skip
    """Numbers (over `parts`) in the unit of their cell or heading, in the parts of the column."""
    kind = fact.type
    units_there = [""] if by_unit is None else by_unit.fill_null("").unique().to_list()
    table = pl.DataFrame({"n": number, "odd": odd})
    if by_unit is not None:
        table = table.with_columns(by_unit.fill_null("").alias("u"))
    value: pl.Expr = pl.lit(None, dtype=pl.Int64)
    fits: pl.Expr = pl.lit(value=False)
    for unit in units_there:
        size = factor(kind, unit or fact.unit)
        here = pl.lit(value=True) if by_unit is None else pl.col("u") == unit
        if size is not None:
            one = Fraction(size, parts)
            inside = _inside(pl.col("n"), one, kind)
            whole = (pl.col("n") // one.denominator).cast(pl.Int64, strict=False) * one.numerator
            value = pl.when(here & inside).then(whole).otherwise(value)
            fits = (here & inside) | fits
        if unit == "" and not kind.low_open and (kind.low is None or kind.low <= 0):
            zero = here & (pl.col("n") == 0)  # nothing needs no unit
            value, fits = pl.when(zero).then(0).otherwise(value), fits | zero
    found = table.select(
        v=value.cast(pl.Int64),
        odd=pl.col("odd") | (pl.col("n").is_not_null() & ~fits.fill_null(value=False)),
    )
    return _cells(fact, found["v"], None, found["odd"])


def _inside(n: pl.Expr, one: Fraction, kind: Type) -> pl.Expr:
    """Whether a number lies in the bounds of its fact and is a whole number of parts."""
    found = n % one.denominator == 0 if one.denominator > 1 else pl.lit(value=True)
    least, most = bounds_in(one, kind)
    if kind.low is not None:
        found = found & (n >= least)
    return found & (n <= most)


def bounds_in(one: Fraction, kind: Type) -> tuple[int, int]:
    """The least and the greatest whole number of units of `one` parts that a fact can be."""
    low, high = (None if x is None else Fraction(x) * scale_of(kind) / one
                 for x in (kind.low, kind.high))  # fmt: skip
    least = -(2**62)
    if low is not None:
        least = low.__floor__() + 1 if kind.low_open else _ceiling(low)
    return least, high.__floor__() if high is not None else 2**62


def _ceiling(value: Fraction | int) -> int:
    return -((-Fraction(value)).__floor__())


def _texts(cells: pl.Series, fact: Fact, names: Names) -> Cells:
    """Numbers as texts, many of them: the plain ones at once, the rest one by one."""
    table = pl.DataFrame({"t": cells}).with_columns(
        pl.col("t").str.extract_groups(_PLAIN).struct.rename_fields(["i", "f", "u"]).alias("g")
    ).unnest("g")  # fmt: skip
    table = table.with_columns(
        n=pl.col("i").cast(pl.Int64).cast(pl.Int128) * pl.lit(_TENTHS, dtype=pl.Int128)
        + pl.col("f").fill_null("").str.pad_end(9, "0").cast(pl.Int64).cast(pl.Int128)
    )
    plain = _scaled(table["n"], _TENTHS, fact, _nothing(cells), table["u"])
    rest = (table["i"].is_null() & cells.is_not_null()).alias("rest")
    if not rest.any():
        return plain
    where = rest.arg_true()
    other = _by_distinct(cells.gather(where), fact, names)
    columns = [a.scatter(where, b) for a, b in zip(plain.columns, other.columns, strict=True)]
    odd = plain.odd if plain.odd is not None else _nothing(cells)
    return Cells(columns, odd if other.odd is None else odd.scatter(where, other.odd))


def _free_text(cells: pl.Series, fact: Fact) -> Cells:
    """Texts that no rule compares: only what the reader would refuse is looked for."""
    if not cells.str.join("\n").str.contains(_SUSPECT).any():
        return _cells(fact, cells, None, None, unknown=_nothing(cells))
    bad = cells.str.contains(_CONTROL).fill_null(value=False)
    trimmed = cells.str.strip_chars().str.to_lowercase()
    empty = trimmed.is_in(sorted(UNKNOWN_WORDS)).fill_null(value=True)
    none = (cells == "none").fill_null(value=False)
    unknown = (empty & (trimmed != "")).fill_null(value=False)
    held = pl.select(pl.when(~(empty | none)).then(pl.lit(cells))).to_series()
    return _cells(fact, held, none, bad, unknown=unknown)


def _by_distinct(cells: pl.Series, fact: Fact, names: Names) -> Cells:
    """Each distinct text by the reader itself."""
    distinct = cells.drop_nulls().unique().to_list()
    read_as = [_one(text, fact, names) for text in distinct]
    kinds = {"v": _dtype(fact.type), "w": pl.String, **dict.fromkeys("nok", pl.Boolean)}
    rows = {k: pl.Series(k, [r[k] for r in read_as], dtype=t) for k, t in kinds.items()}
    lookup = pl.DataFrame({"t": pl.Series(distinct, dtype=pl.String), **rows})
    found = pl.DataFrame({"t": cells}).join(lookup, on="t", how="left", maintain_order="left")
    none, odd, unknown = (found[k].fill_null(value=False) for k in "nok")
    return _cells(fact, found["v"], none, odd, found["w"], unknown)


def _one(text: str, fact: Fact, names: Names) -> dict[str, Any]:
    blank = {"v": None, "n": False, "o": False, "k": False, "w": None}
    if text.strip().lower() in UNKNOWN_WORDS:
        return blank | {"k": text.strip() != ""}
    if text == "none" and "none" not in fact.type.words:
        return blank | ({"n": True} if fact.type.absent else {"o": True})
    try:
        value = read_scalar(with_unit(text, fact), fact.type, fact.labels or {}, Context())
    except BadQuantity:
        return blank | {"o": True}
    if isinstance(value, Label | str):
        named = names(fact.name, value)
        if isinstance(named, Label):
            return blank | {"v": named.name, "w": None if named.name else named.written}
        return blank | {"v": named}
    if isinstance(value, date):
        return blank | {"v": (value - EPOCH).days}
    if isinstance(value, bool):
        return blank | {"v": value}
    exact = Fraction(value) * scale_of(fact.type)  # type: ignore[arg-type]
    if exact.denominator != 1:
        return blank | {"o": True}
    return blank | {"v": int(exact)}

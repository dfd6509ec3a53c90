"""The operations of column expressions on Polars' series.

A series operation costs a microsecond and what its rows cost; an expression of a query costs
thirty. A column of one row stands for the same value in every row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from itertools import chain
from operator import add, and_, eq, ge, invert, le, lt, mul, or_, sub
from typing import Any

from eligibility.screening.columns import Col
from eligibility.screening.polars_door import pl

Operation = Callable[..., pl.Series]
_NARROW, _FEW_WORDS = 2**62, 8


def constant(node: Col) -> pl.Series:
    """The value of a constant, as a column of one row."""
    if node.kind == "c":
        word, words = node.data
        return _one(word, pl.Enum(words))
    return _one(node.data, type_of(node))


def operation(node: Col) -> Operation:
    """What gives the column of a node from those of its arguments."""
    return OPERATIONS[node.op](node)


def filled(cells: pl.Series, *, value: bool) -> pl.Series:
    """Truths with a value where there is none."""
    if cells.null_count() == 0:
        return cells
    yes, no = _truths()
    return no.zip_with(~cells, yes) if value else yes.zip_with(cells, no)


def nulls(cells: pl.Series) -> pl.Series:
    """Where there is no value."""
    yes, no = _truths()
    if cells.null_count() == 0:
        return no
    return no.zip_with(cells == cells, yes)  # noqa: PLR0124  null where the value is


@cache
def _truths() -> tuple[pl.Series, pl.Series]:
    return _one(data=True, dtype=pl.Boolean), _one(data=False, dtype=pl.Boolean)


def _one(data: Any, dtype: Any) -> pl.Series:
    return pl.Series([data], dtype=dtype)


def type_of(node: Col) -> Any:
    """The type that the values of a node have."""
    if node.kind == "i":
        return pl.Int64 if max(-node.low, node.high) < _NARROW else pl.Int128
    return {"b": pl.Boolean, "k": pl.Boolean, "s": pl.String}[node.kind]


def _widest(args: list[Col]) -> Any:
    return type_of(max(args, key=lambda a: max(-a.low, a.high)))


def _wide(node: Col, found: Operation) -> Operation:
    """An operation, on numbers in the type of the result (a comparison: in the wider one)."""
    numbers = [a for a in (*node.args, node) if a.kind == "i"]
    if len({type_of(a) for a in numbers}) < 2:
        return found
    widest = _widest(numbers)
    casts = [widest if a.kind == "i" else None for a in node.args]

    def result(*parts: pl.Series) -> pl.Series:
        told = found(*(x if w is None else x.cast(w) for x, w in zip(parts, casts, strict=True)))
        # what does not fit stands on a cell beyond its column: that row is decided with care
        return told.cast(type_of(node), strict=False) if node.kind == "i" else told

    return result


def _join(node: Col) -> Operation:
    by = and_ if node.op == "and" else or_
    return by if len(node.args) == 2 else lambda *parts: reduce(by, parts)


def _choice(node: Col) -> Operation:
    return _wide(node, lambda condition, yes, no: yes.zip_with(condition, no))


def _compared(by: Callable[[Any, Any], Any]) -> Callable[[Col], Operation]:
    return lambda node: _wide(node, by)


def _among(node: Col) -> Operation:
    words = sorted(node.data)
    if len(words) > _FEW_WORDS:
        return lambda cells: cells.is_in(words)
    return lambda cells: reduce(or_, (cells == word for word in words))


def _strange(node: Col) -> Operation:
    """Whether a word is none of some; once all are accounted for, no more are compared."""

    def found(cells: pl.Series, *made: pl.Series) -> pl.Series:
        left = cells.len() - cells.null_count()
        same: list[pl.Series] = []
        for one in chain(made, (cells == word for word in node.data)):
            left -= one.sum()
            if left == 0:
                break
            same.append(one)
        if left == 0:
            return _truths()[1]
        return reduce(and_, (~filled(one, value=False) for one in same), ~nulls(cells))

    return found


def _outside(node: Col) -> Operation:
    """Whether a number lies beyond some bounds; mostly none does."""
    low, high = node.data

    def found(cells: pl.Series) -> pl.Series:
        ends: Any = cells.min(), cells.max()
        if ends[0] is None or (ends[0] >= low and ends[1] <= high):
            return _truths()[1]
        return filled((cells < low) | (cells > high), value=False)

    return found


def _coalesce(node: Col) -> Operation:
    def found(a: pl.Series, b: pl.Series) -> pl.Series:
        return a.zip_with(~nulls(a), b)

    return _wide(node, found)


def _extreme(node: Col) -> Operation:
    by = ge if node.op == "max" else le
    return _wide(node, lambda a, b: a.zip_with(by(a, b), b))


def _months(node: Col) -> Operation:
    def found(cells: pl.Series) -> pl.Series:
        days = cells.cast(pl.Int32).cast(pl.Date)
        return days.dt.offset_by(f"{node.data}mo").cast(pl.Int32).cast(pl.Int64)

    return found


def _entry(node: Col) -> Operation:
    keys, values = zip(*node.data, strict=True) if node.data else ((), ())
    return lambda cells: cells.replace_strict(
        list(keys), list(values), default=None, return_dtype=type_of(node)
    )


OPERATIONS: dict[str, Callable[[Col], Operation]] = {
    "not": lambda _: invert, "null": lambda _: nulls, "here": lambda _: lambda a: a,
    "and": _join, "or": _join, "if": _choice, "eq": _compared(eq), "le": _compared(le),
    "lt": _compared(lt), "cmp": _compared(le),
    "pick": lambda _: lambda where, yes, no: yes.zip_with(where, no), "in": _among,
    "strange": _strange, "outside": _outside, "coalesce": _coalesce,
    "add": lambda n: _wide(n, add), "sub": lambda n: _wide(n, sub), "mul": lambda n: _wide(n, mul),
    "min": _extreme, "max": _extreme, "months": _months,
    "clip": lambda n: _wide(n, lambda a: a.clip(*n.data)), "entry": _entry,
}  # fmt: skip

"""The operations of column expressions as expressions of Polars."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from eligibility.screening.columns import Col
from eligibility.screening.polars_door import pl

_NARROW, _FEW_WORDS = 2**62, 8


def expression(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    """The expression of a node from those of its arguments."""
    return _OPERATIONS[node.op](node, parts)


def _type(node: Col) -> Any:
    return pl.Int64 if max(-node.low, node.high) < _NARROW else pl.Int128


def _literal(node: Col, _parts: list[pl.Expr]) -> pl.Expr:
    # a literal cast to 64 bits can come out as a column of one row; a bare one does not
    wide = node.kind == "i" and _type(node) is pl.Int128
    return pl.lit(node.data, dtype=pl.Int128) if wide else pl.lit(node.data)


def _may(node: Col, _parts: list[pl.Expr]) -> pl.Expr:
    name, answer = node.data
    return pl.col(name).fill_null(value=True) if answer else ~pl.col(name).fill_null(value=False)


def _wide(node: Col, parts: list[pl.Expr], args: tuple[Col, ...] | None = None) -> list[pl.Expr]:
    """The parts in the type of the result (of a comparison: in the wider one)."""
    args = args or node.args
    widest = max([*args, *([node] if node.kind == "i" else [])], key=lambda a: max(-a.low, a.high))
    return [_cast(part, arg, widest) for part, arg in zip(parts, args, strict=True)]


def _cast(part: pl.Expr, arg: Col, widest: Col) -> pl.Expr:
    if _type(arg) is _type(widest):
        return part
    if arg.op == "const" and arg.data is not None:
        return pl.lit(arg.data, dtype=_type(widest))
    return part.cast(_type(widest))


def _join(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    result = parts[0]
    for part in parts[1:]:
        result = (result & part) if node.op == "and" else (result | part)
    return result


def _choice(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    condition, *values = parts
    if node.kind == "i":
        values = _wide(node, values, node.args[1:])
    found = pl.when(condition).then(values[0]).otherwise(values[1])
    return found.cast(_type(node)) if node.kind == "i" else found


def _equal(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts) if node.args[0].kind == "i" else parts
    if node.args[0].op == "const":  # a literal on the left can give a column of one row
        a, b = b, a
    return (a == b).fill_null(value=False) if any(x.nullable for x in node.args) else a == b


def _order(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    if node.args[0].op == "const":  # as in `_equal`
        found = b >= a if node.op == "le" else b > a
    else:
        found = a <= b if node.op == "le" else a < b
    return found.fill_null(value=True) if any(x.nullable for x in node.args) else found


def _compared(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    return b >= a if node.args[0].op == "const" else a <= b  # as in `_equal`


def _code(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    words = pl.Enum(node.data)
    told = [pl.lit(w, dtype=words) for w in node.data]
    none = pl.lit(None, dtype=words)

    def chosen(bit: int, above: int) -> pl.Expr:
        if bit < 0:
            return told[above] if above < len(told) else none
        yes, no = chosen(bit - 1, above | 1 << bit), chosen(bit - 1, above)
        return pl.when(parts[bit]).then(yes).otherwise(no)

    return chosen(len(parts) - 1, 0)


def _three(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    """The words for yes, for no, and for what is not known, which are numbers 1, 2 and 3."""
    _, yes, no, both = (pl.lit(w, dtype=pl.Enum(node.data)) for w in node.data)
    return pl.when(parts[0]).then(yes).when(parts[0].is_null()).then(both).otherwise(no)


def _among(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    words = sorted(node.data)
    found = parts[0].is_in(words)
    if len(words) <= _FEW_WORDS:  # quicker one by one
        found = reduce(or_, (parts[0] == word for word in words))
    return found.fill_null(value=False) if node.args[0].nullable else found


def _coalesce(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts) if node.kind == "i" else parts
    return pl.coalesce(a, b)  # `fill_null` of a column without values gives one value


def _arithmetic(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    if node.op == "add":
        return a + b
    return a - b if node.op == "sub" else a * b


def _extreme(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    return pl.max_horizontal(a, b) if node.op == "max" else pl.min_horizontal(a, b)


def _months(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    day = parts[0].cast(pl.Int32).cast(pl.Date)
    return day.dt.offset_by(f"{node.data}mo").cast(pl.Int32).cast(pl.Int64)


def _entry(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    keys, values = zip(*node.data, strict=True) if node.data else ((), ())
    return parts[0].replace_strict(list(keys), list(values), default=None, return_dtype=_type(node))


_OPERATIONS: dict[str, Callable[[Col, list[pl.Expr]], pl.Expr]] = {
    "const": _literal, "col": lambda n, _: pl.col(n.data), "may": _may,
    "not": lambda _, p: ~p[0], "null": lambda _, p: p[0].is_null(), "here": lambda _, p: p[0],
    "and": _join, "or": _join, "if": _choice, "eq": _equal, "le": _order, "lt": _order,
    "cmp": _compared, "fill": lambda n, p: p[0].fill_null(value=n.data), "code": _code,
    "code3": _three, "told": lambda _, p: pl.when(p[0]).then(p[1]),
    "in": _among, "coalesce": _coalesce, "add": _arithmetic, "sub": _arithmetic,
    "mul": _arithmetic, "min": _extreme, "max": _extreme, "months": _months,
    "clip": lambda n, p: p[0].clip(*n.data), "entry": _entry,
}  # fmt: skip
AGGREGATES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "any": lambda e: e.any(), "all": lambda e: e.all(), "sum": lambda e: e.sum(),
    "wide sum": lambda e: e.cast(pl.Int128).sum(),  # a sum of 64-bit numbers would wrap round
    "min": lambda e: e.min(), "max": lambda e: e.max(),
}  # fmt: skip
EMPTY: dict[str, Any] = {"any": False, "all": True, "sum": 0, "wide sum": 0}


def gathering(node: Col) -> str:
    """The name in `AGGREGATES` of the way in which a node gathers."""
    return "wide sum" if node.data == "sum" and _type(node) is pl.Int128 else str(node.data)

"""What each operation of column expressions is in SQL: one entry an operation.

Integers are 64 bits wide where their interval says that they fit, else of the dialect's wide type,
which holds every number that an expression can have (below 2**126): nothing overflows, no division
and no rounding is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eligibility.screening.columns import Col
from eligibility.screening.sqlglot_door import exp

NARROW = 2**62
_ARITHMETIC = frozenset({"add", "sub", "mul"})
# A word that stands for any other begins with a mark that PostgreSQL cannot hold; no text that
# `screen` or `assess` would read holds either.
_OTHER, _OTHER_IN_SQL = "\0", "\1"


@dataclass(frozen=True)
class Dialect:
    """A way of writing SQL. `wide`: a type of 127 bits or 38 digits; `nested`: lists are arrays."""

    name: str
    wide: str
    nested: bool = False
    longest_name: int | None = None

    def type_of(self, node: Col) -> str:
        """The type that holds every value of a number."""
        return "BIGINT" if max(-node.low, node.high) < NARROW else self.wide


DIALECTS = {
    "duckdb": Dialect("duckdb", "INT128"),
    "postgres": Dialect("postgres", "DECIMAL(38, 0)", longest_name=63),
    "spark": Dialect("spark", "DECIMAL(38, 0)", nested=True),
}

Parts = list[exp.Expr]


def made(node: Col, parts: Parts, dialect: Dialect) -> exp.Expr:
    """The SQL of one node from that of its arguments."""
    return OPERATIONS[node.op](node, parts, dialect)


def column(name: str, table: str | None = None) -> exp.Column:
    """A column by its name."""
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def named(value: exp.Expr, name: str) -> exp.Expr:
    """A value as a column of a selection."""
    return exp.alias_(value, name, quoted=True, copy=False)


def constant(node: Col) -> exp.Expr:
    """A known value; a missing one with its type."""
    if node.data is None:
        return exp.cast(exp.Null(), "BIGINT" if node.kind == "i" else "TEXT")
    return literal(node.data)


def literal(value: Any) -> exp.Expr:
    """A value written out."""
    if isinstance(value, str):
        value = value.replace(_OTHER, _OTHER_IN_SQL)
    return exp.convert(value)


def filled(value: exp.Expr, filler: Any) -> exp.Expr:
    """A value, or another where it is null."""
    return exp.Coalesce(this=value, expressions=[literal(filler)])


def typed(part: exp.Expr, node: Col, wanted: str, dialect: Dialect) -> exp.Expr:
    """A number in the type of a result; written literals would have 32 bits."""
    if node.op in _ARITHMETIC and dialect.type_of(node) == wanted:
        return part
    return exp.cast(part, wanted, copy=False)


def _paren(kind: type[exp.Binary], parts: Parts) -> exp.Expr:
    return exp.Paren(this=kind(this=parts[0], expression=parts[1]))


def _arithmetic(kind: type[exp.Binary]) -> Operation:
    def write(node: Col, parts: Parts, dialect: Dialect) -> exp.Expr:
        wanted = dialect.type_of(max(node, *node.args, key=lambda n: max(-n.low, n.high)))
        both = [typed(p, a, wanted, dialect) for p, a in zip(parts, node.args, strict=True)]
        return _paren(kind, both)

    return write


def _comparison(kind: type[exp.Binary], *, missing: bool) -> Operation:
    def write(node: Col, parts: Parts, _: Dialect) -> exp.Expr:
        found = _paren(kind, parts)
        return filled(found, missing) if any(a.nullable for a in node.args) else found

    return write


def _among(node: Col, parts: Parts, _: Dialect) -> exp.Expr:
    found = exp.In(this=parts[0], expressions=[literal(w) for w in sorted(node.data)])
    return filled(exp.Paren(this=found), False) if node.args[0].nullable else exp.Paren(this=found)


def _choice(_: Col, parts: Parts, __: Dialect) -> exp.Expr:
    return exp.Case().when(parts[0], parts[1], copy=False).else_(parts[2], copy=False)


def _entry(node: Col, parts: Parts, dialect: Dialect) -> exp.Expr:
    found = exp.Case(this=parts[0])
    for key, value in node.data:
        found = found.when(literal(key), literal(value), copy=False)
    whole = found if node.data else exp.Null()
    return exp.cast(whole, dialect.type_of(node), copy=False)


def _clip(node: Col, parts: Parts, _: Dialect) -> exp.Expr:
    """Within bounds, null where it is null: GREATEST and LEAST would leave nulls out."""
    low, high = node.data
    below = exp.LT(this=parts[0].copy(), expression=literal(low))
    above = exp.GT(this=parts[0].copy(), expression=literal(high))
    held = exp.Case().when(below, literal(low), copy=False)
    return held.when(above, literal(high), copy=False).else_(parts[0], copy=False)


def _may(node: Col, parts: Parts, _: Dialect) -> exp.Expr:
    _, answer = node.data
    held = filled(parts[0], answer)
    return held if answer else exp.Not(this=held)


def _months(node: Col, parts: Parts, dialect: Dialect) -> exp.Expr:
    """A day moved by months: that day, or the last of a shorter month."""
    epoch = exp.cast(exp.convert("1970-01-01"), "DATE")
    day = exp.cast(parts[0], "INT", copy=False)
    if dialect.name == "spark":
        moved = exp.func("ADD_MONTHS", exp.func("DATE_ADD", epoch, day), exp.convert(node.data))
        return exp.Anonymous(this="DATEDIFF", expressions=[moved, epoch.copy()])
    start = exp.cast(exp.Paren(this=exp.Add(this=epoch, expression=day)), "DATE")
    span = exp.Interval(this=exp.convert(str(node.data)), unit=exp.var("MONTH"))
    moved = exp.cast(exp.Paren(this=exp.Add(this=start, expression=span)), "DATE")
    return exp.Paren(this=exp.Sub(this=moved, expression=epoch.copy()))


def _joined(connect: Callable[..., exp.Expr]) -> Operation:
    return lambda _, parts, __: exp.Paren(this=connect(*parts, copy=False))


def _column(node: Col, parts: Parts, _: Dialect) -> exp.Expr:
    """A column as it is read; a mark that is left out is not set."""
    return filled(parts[0], False) if node.kind == "b" else parts[0]


Operation = Callable[[Col, Parts, Dialect], exp.Expr]
OPERATIONS: dict[str, Operation] = {
    "const": lambda node, _, __: constant(node),
    "col": _column,  # its part is the column itself, as that of `may`
    "may": _may,
    "not": lambda _, parts, __: exp.Not(this=exp.Paren(this=parts[0])),
    "null": lambda _, parts, __: exp.Paren(this=exp.Is(this=parts[0], expression=exp.Null())),
    "here": lambda _, parts, __: parts[0],
    "and": _joined(exp.and_),
    "or": _joined(exp.or_),
    "if": _choice,
    "entry": _entry,
    "clip": _clip,
    "eq": _comparison(exp.EQ, missing=False),
    "le": _comparison(exp.LTE, missing=True),
    "lt": _comparison(exp.LT, missing=True),
    "in": _among,
    "cmp": lambda _, parts, __: _paren(exp.LTE, parts),
    "fill": lambda node, parts, _: filled(parts[0], node.data),
    "coalesce": lambda _, parts, __: exp.Coalesce(this=parts[0], expressions=[parts[1]]),
    "add": _arithmetic(exp.Add),
    "sub": _arithmetic(exp.Sub),
    "mul": _arithmetic(exp.Mul),
    "min": lambda _, parts, __: exp.Least(this=parts[0], expressions=[parts[1]]),
    "max": lambda _, parts, __: exp.Greatest(this=parts[0], expressions=[parts[1]]),
    "months": _months,
}

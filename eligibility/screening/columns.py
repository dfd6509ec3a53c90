"""Column expressions that know no engine: truths, numbers, words, and what is gathered of lists."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from eligibility.screening.columns_gathered import gathered, member
from eligibility.screening.columns_nodes import (
    FALSE,
    LARGEST,
    NO_NUMBER,
    NO_WORD,
    TOP,
    TRUE,
    Col,
    NotCovered,
    boolean,
    column,
    integer,
    lifted,
    make,
    may,
    parent,
    placed,
    within,
    word,
)

__all__ = [
    "FALSE", "LARGEST", "NO_NUMBER", "NO_WORD", "TOP", "TRUE", "Col", "NotCovered", "among",
    "and_", "at_most", "below", "boolean", "clipped", "coalesce", "code", "column", "entry",
    "equal", "filled", "gathered", "if_", "integer", "is_null", "largest", "least", "lifted",
    "may", "member", "minus", "months_later", "not_", "or_", "outside", "parent", "placed", "plus",
    "strange", "times", "told", "within", "word",
]  # fmt: skip


# --- truth --------------------------------------------------------------------------------------


def not_(a: Col) -> Col:
    """`not a`."""
    if a is TRUE:
        return FALSE
    if a is FALSE:
        return TRUE
    return a.args[0] if a.op == "not" else make("not", (a,), None, "b")


def and_(*parts: Col) -> Col:
    """Whether all are true."""
    return _joined("and", parts, TRUE, FALSE)


def or_(*parts: Col) -> Col:
    """Whether any is true."""
    return _joined("or", parts, FALSE, TRUE)


_FLAT = 4  # longer parts are kept whole: they are computed once


def _joined(op: str, parts: Iterable[Col], neutral: Col, decisive: Col) -> Col:
    flat: dict[int, Col] = {}
    for part in parts:
        for a in part.args if part.op == op and len(part.args) <= _FLAT else (part,):
            if a is decisive:
                return decisive
            if a is not neutral:
                flat[id(a)] = a
    for a in flat.values():
        if a.op == "not" and id(a.args[0]) in flat:
            return decisive
    kept = list(flat.values())
    if len(kept) < 2:
        return kept[0] if kept else neutral
    return make(op, tuple(kept), None, "b")


def if_(condition: Col, then: Col, otherwise: Col) -> Col:
    """`then if condition else otherwise`."""
    if condition is TRUE or then is otherwise:
        return then
    if condition is FALSE:
        return otherwise
    if then.kind == "b":
        return or_(and_(condition, then), and_(not_(condition), otherwise))
    known = [x for x in (then, otherwise) if not _is_null(x)]
    low = min((x.low for x in known), default=0)
    high = max((x.high for x in known), default=0)
    nullable = then.nullable or otherwise.nullable
    return make("if", (condition, then, otherwise), None, then.kind, nullable=nullable,
                 low=low, high=high)  # fmt: skip


def _is_null(a: Col) -> bool:
    return a.op == "const" and a.data is None


def is_null(a: Col) -> Col:
    """Whether there is no value."""
    if not a.nullable:
        return FALSE
    if a.op in ("add", "sub", "mul"):
        return or_(*(is_null(x) for x in a.args))
    return TRUE if _is_null(a) else make("null", (a,), None, "b")


# --- numbers and words --------------------------------------------------------------------------


def equal(a: Col, b: Col) -> Col:
    """Whether two values are the same; false where one is null."""
    if a is b:
        return not_(is_null(a))
    if a.op == b.op == "const":
        return boolean(a.data is not None and a.data == b.data)
    if _is_null(a) or _is_null(b):
        return FALSE
    if a.op == "const":
        a, b = b, a
    if a.kind == "i" and (a.high < b.low or b.high < a.low):
        return FALSE
    return make("eq", (a, b), None, "b")


def below(a: Col, b: Col, *, touching: bool) -> Col:
    """`a < b` (`touching`: `a <= b`), true where one is null: it has no bound."""
    if _is_null(a) or _is_null(b):
        return TRUE
    if a.high < b.low or (touching and a.high <= b.low):
        return TRUE
    nullable = a.nullable or b.nullable
    if not nullable and (a.low > b.high or (not touching and a.low >= b.high)):
        return FALSE
    return make("le" if touching else "lt", (a, b), None, "b")


def at_most(a: Col, b: Col) -> Col:
    """`a <= b`, null where one is null: to be `filled`."""
    return make("cmp", (a, b), None, "k", nullable=a.nullable or b.nullable)


def filled(a: Col, *, value: bool) -> Col:
    """The truth of an `at_most`, `value` where it is null."""
    x, y = a.args
    if x.high <= y.low:
        return TRUE if value else not_(or_(is_null(x), is_null(y)))
    if x.low > y.high:
        return or_(is_null(x), is_null(y)) if value else FALSE
    return make("fill", (a,), value, "b") if a.nullable else a


def code(bits: Sequence[Col], words: Sequence[str]) -> Col:
    """One of some words by the bits of its number, the lowest first; beyond the last: none."""
    return make("code", tuple(bits), tuple(words), "c")


def told(a: Col, where: Col) -> Col:
    """A `code` in some rows, none in the others."""
    return a if where is TRUE else make("told", (where, a), None, "c", nullable=True)


def among(a: Col, words: frozenset[str]) -> Col:
    """Whether a word is one of these; false where it is null."""
    if a.op == "const":
        return boolean(a.data in words)
    return make("in", (a,), words, "b") if words else FALSE


def strange(a: Col, words: Iterable[str], compared: Container[Col] = ()) -> Col:
    """Whether a word is none of these; false where it is null.

    `compared`: comparisons that are made anyway; they are not made once more.
    """
    same = {w: equal(a, word(w)) for w in sorted(words)}
    made = tuple(node for node in same.values() if node in compared)
    rest = tuple(w for w, node in same.items() if node not in compared)
    return make("strange", (a, *made), rest, "b")


def outside(a: Col) -> Col:
    """Whether a number lies outside the bounds of its column; false where it is null."""
    return make("outside", (a,), (a.low, a.high), "b")


def coalesce(a: Col, b: Col) -> Col:
    """`a`, or `b` where it is null."""
    if not a.nullable or _is_null(b):
        return a
    if _is_null(a):
        return b
    return make("coalesce", (a, b), None, a.kind, nullable=b.nullable,
                 low=min(a.low, b.low), high=max(a.high, b.high))  # fmt: skip


def plus(a: Col, b: Col) -> Col:
    """`a + b`; null where one is."""
    if _is_null(a) or _is_null(b):
        return NO_NUMBER
    if a.op == b.op == "const":
        return integer(a.data + b.data)
    return make("add", (a, b), None, "i", nullable=a.nullable or b.nullable,
                 low=a.low + b.low, high=a.high + b.high)  # fmt: skip


def minus(a: Col, b: Col) -> Col:
    """`a - b`; null where one is."""
    if _is_null(a) or _is_null(b):
        return NO_NUMBER
    if a.op == b.op == "const":
        return integer(a.data - b.data)
    return make("sub", (a, b), None, "i", nullable=a.nullable or b.nullable,
                 low=a.low - b.high, high=a.high - b.low)  # fmt: skip


def times(a: Col, b: Col) -> Col:
    """`a * b`; null where one is."""
    if _is_null(a) or _is_null(b):
        return NO_NUMBER
    if a.op == b.op == "const":
        return integer(a.data * b.data)
    for one, other in ((a, b), (b, a)):
        if one.op == "const" and one.data == 1:
            return other
        if one.op == "const" and one.data == 0 and not other.nullable:
            return integer(0)
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return make("mul", (a, b), None, "i", nullable=a.nullable or b.nullable,
                 low=min(corners), high=max(corners))  # fmt: skip


def least(a: Col, b: Col) -> Col:
    """The smaller of two numbers, neither null."""
    return _extreme("min", a, b)


def largest(a: Col, b: Col) -> Col:
    """The larger of two numbers, neither null."""
    return _extreme("max", a, b)


def _extreme(op: str, a: Col, b: Col) -> Col:
    pick = min if op == "min" else max
    if a is b:
        return a
    if _is_null(a) or _is_null(b):
        return NO_NUMBER  # nobody looks at it
    if a.op == b.op == "const":
        return integer(pick(a.data, b.data))
    if a.high <= b.low:
        return a if op == "min" else b
    if b.high <= a.low:
        return b if op == "min" else a
    return make(op, (a, b), None, "i", low=pick(a.low, b.low), high=pick(a.high, b.high))


def months_later(a: Col, months: int) -> Col:
    """A day (counted from 1970-01-01) moved by calendar months; null where it is."""
    if _is_null(a):
        return a
    span = 31 * abs(months) + 3
    return make("months", (a,), months, "i", nullable=a.nullable,
                 low=a.low - span, high=a.high + span)  # fmt: skip


def clipped(a: Col, low: int, high: int) -> Col:
    """A number kept between two bounds; null where it is."""
    if _is_null(a) or (a.low >= low and a.high <= high):
        return a
    return make("clip", (a,), (low, high), "i", nullable=a.nullable,
                 low=max(a.low, low), high=min(max(a.high, low), high))  # fmt: skip


def entry(key: Col, table: Mapping[str, int]) -> Col:
    """The number that a table holds for a word; null where it holds none."""
    if key.op == "const":
        found = table.get(key.data)
        return NO_NUMBER if found is None else integer(found)
    low, high = (pick(table.values(), default=0) for pick in (min, max))
    rows = tuple(sorted(table.items()))
    return make("entry", (key,), rows, "i", nullable=True, low=low, high=high)

"""Column expressions that know no engine: booleans, exact integers and words, kept as one graph.

Equal expressions are one node. A node belongs to a frame: `""` for the rows of the table, else
the list whose items are its rows (`land.parcels`, `land.parcels[].delays`). Integers carry the
interval that their values lie in; what does not fit 127 bits cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from eligibility.classes import dataclass

LARGEST = 2**126
TOP = ""


class NotCovered(Exception):
    """An expression that has no translation; the interpreter decides its rule, row by row."""


@dataclass(frozen=True, eq=False, slots=True)
class Col:
    """One node: `kind` is `b` (never null), `i` (null: no bound, or not known) or `s`."""

    op: str
    args: tuple[Col, ...]
    data: Any
    frame: str | None
    kind: str
    nullable: bool = False
    low: int = 0
    high: int = 0
    key: tuple[Any, ...] = field(default=(), repr=False)


_NODES: dict[tuple[Any, ...], Col] = {}
_MOST_NODES = 400_000


def _node(
    op: str,
    args: tuple[Col, ...],
    data: Any,
    kind: str,
    *,
    frame: str | None = None,
    nullable: bool = False,
    low: int = 0,
    high: int = 0,
) -> Col:
    if max(-low, high) >= LARGEST:
        raise NotCovered("a product that is too large for exact columns")
    if frame is None:
        frame = _common(args)
        args = tuple(lifted(a, frame) for a in args)
    key = (op, tuple(map(id, args)), data, frame, kind, nullable, low, high)
    found = _NODES.get(key)
    if found is None:
        if len(_NODES) > _MOST_NODES:
            _NODES.clear()
        found = _NODES[key] = Col(op, args, data, frame, kind, nullable, low, high, key)
    return found


def parent(frame: str) -> str:
    """The frame that a list's items belong to."""
    head, mark, _ = frame.rpartition("[].")
    return head if mark else TOP


def within(frame: str, outer: str) -> bool:
    """Whether `outer` is `frame` or above it."""
    while frame != outer:
        if frame == TOP:
            return False
        frame = parent(frame)
    return True


def _common(args: Iterable[Col]) -> str | None:
    deepest: str | None = None
    for arg in args:
        if arg.frame is None or arg.frame == deepest:
            continue
        if deepest is None or within(arg.frame, deepest):
            deepest = arg.frame
        elif not within(deepest, arg.frame):
            raise NotCovered(f"items of {deepest} beside items of {arg.frame}")
    return deepest


def lifted(node: Col, frame: str | None) -> Col:
    """The node as the rows of a deeper frame see it."""
    if node.frame is None or frame is None or node.frame == frame:
        return node
    above = lifted(node, parent(frame))
    return _node("up", (above,), None, node.kind, frame=frame, nullable=node.nullable,
                 low=node.low, high=node.high)  # fmt: skip


def placed(node: Col, frame: str) -> Col:
    """A constant as a column of a frame."""
    return _node("here", (node,), None, node.kind, frame=frame, nullable=node.nullable,
                 low=node.low, high=node.high)  # fmt: skip


# --- leaves -------------------------------------------------------------------------------------


def boolean(value: bool) -> Col:
    """A known yes or no."""
    return TRUE if value else FALSE


def integer(value: int) -> Col:
    """A known number."""
    return _node("const", (), value, "i", low=value, high=value)


def word(value: str) -> Col:
    """A known word."""
    return _node("const", (), value, "s")


TRUE = _node("const", (), True, "b")
FALSE = _node("const", (), False, "b")
NO_NUMBER = _node("const", (), None, "i", nullable=True)
NO_WORD = _node("const", (), None, "s", nullable=True)
_PINNED = (TRUE, FALSE, NO_NUMBER, NO_WORD)


def column(
    frame: str, name: str, kind: str, *, nullable: bool = True, low: int = 0, high: int = 0
) -> Col:
    """A column of a frame."""
    return _node("col", (), name, kind, frame=frame, nullable=nullable, low=low, high=high)


def may(frame: str, name: str, *, answer: bool) -> Col:
    """Whether a yes/no column can be `answer`: it is, or is null."""
    return _node("may", (), (name, answer), "b", frame=frame)


# --- truth --------------------------------------------------------------------------------------


def not_(a: Col) -> Col:
    """`not a`."""
    if a is TRUE:
        return FALSE
    if a is FALSE:
        return TRUE
    return a.args[0] if a.op == "not" else _node("not", (a,), None, "b")


def and_(*parts: Col) -> Col:
    """Whether all are true."""
    return _joined("and", parts, TRUE, FALSE)


def or_(*parts: Col) -> Col:
    """Whether any is true."""
    return _joined("or", parts, FALSE, TRUE)


def _joined(op: str, parts: Iterable[Col], neutral: Col, decisive: Col) -> Col:
    flat: dict[int, Col] = {}
    for part in parts:
        for a in part.args if part.op == op else (part,):
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
    return _node(op, tuple(kept), None, "b")


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
    return _node("if", (condition, then, otherwise), None, then.kind, nullable=nullable,
                 low=low, high=high)  # fmt: skip


def _is_null(a: Col) -> bool:
    return a.op == "const" and a.data is None


def is_null(a: Col) -> Col:
    """Whether there is no value."""
    if not a.nullable:
        return FALSE
    return TRUE if _is_null(a) else _node("null", (a,), None, "b")


# --- numbers and words --------------------------------------------------------------------------


def equal(a: Col, b: Col) -> Col:
    """Whether two values are the same; false where one is null."""
    if a is b and not a.nullable:
        return TRUE
    if a.op == b.op == "const":
        return boolean(a.data is not None and a.data == b.data)
    if _is_null(a) or _is_null(b):
        return FALSE
    if a.kind == "i" and (a.high < b.low or b.high < a.low):
        return FALSE
    return _node("eq", (a, b), None, "b")


def below(a: Col, b: Col, *, touching: bool) -> Col:
    """`a < b` (`touching`: `a <= b`), true where one is null: it has no bound."""
    if _is_null(a) or _is_null(b):
        return TRUE
    if a.high < b.low or (touching and a.high <= b.low):
        return TRUE
    nullable = a.nullable or b.nullable
    if not nullable and (a.low > b.high or (not touching and a.low >= b.high)):
        return FALSE
    return _node("le" if touching else "lt", (a, b), None, "b")


def among(a: Col, words: frozenset[str]) -> Col:
    """Whether a word is one of these; false where it is null."""
    if a.op == "const":
        return boolean(a.data in words)
    return _node("in", (a,), words, "b") if words else FALSE


def coalesce(a: Col, b: Col) -> Col:
    """`a`, or `b` where it is null."""
    if not a.nullable or _is_null(b):
        return a
    if _is_null(a):
        return b
    return _node("coalesce", (a, b), None, a.kind, nullable=b.nullable,
                 low=min(a.low, b.low), high=max(a.high, b.high))  # fmt: skip


def plus(a: Col, b: Col) -> Col:
    """`a + b`; null where one is."""
    if _is_null(a) or _is_null(b):
        return NO_NUMBER
    if a.op == b.op == "const":
        return integer(a.data + b.data)
    return _node("add", (a, b), None, "i", nullable=a.nullable or b.nullable,
                 low=a.low + b.low, high=a.high + b.high)  # fmt: skip


def minus(a: Col, b: Col) -> Col:
    """`a - b`; null where one is."""
    if _is_null(a) or _is_null(b):
        return NO_NUMBER
    if a.op == b.op == "const":
        return integer(a.data - b.data)
    return _node("sub", (a, b), None, "i", nullable=a.nullable or b.nullable,
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
    return _node("mul", (a, b), None, "i", nullable=a.nullable or b.nullable,
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
    if a.op == b.op == "const":
        return integer(pick(a.data, b.data))
    if a.high <= b.low:
        return a if op == "min" else b
    if b.high <= a.low:
        return b if op == "min" else a
    return _node(op, (a, b), None, "i", low=pick(a.low, b.low), high=pick(a.high, b.high))


def months_later(a: Col, months: int) -> Col:
    """A day (counted from 1970-01-01) moved by calendar months; null where it is."""
    if _is_null(a):
        return a
    span = 31 * abs(months) + 3
    return _node("months", (a,), months, "i", nullable=a.nullable,
                 low=a.low - span, high=a.high + span)  # fmt: skip


def clipped(a: Col, low: int, high: int) -> Col:
    """A number kept between two bounds; null where it is."""
    if _is_null(a) or (a.low >= low and a.high <= high):
        return a
    return _node("clip", (a,), (low, high), "i", nullable=a.nullable,
                 low=max(a.low, low), high=min(max(a.high, low), high))  # fmt: skip


def entry(key: Col, table: Mapping[str, int]) -> Col:
    """The number that a table holds for a word; null where it holds none."""
    if key.op == "const":
        found = table.get(key.data)
        return NO_NUMBER if found is None else integer(found)
    return _node("entry", (key,), tuple(sorted(table.items())), "i", nullable=True,
                 low=min(table.values(), default=0), high=max(table.values(), default=0))  # fmt: skip


# --- lists --------------------------------------------------------------------------------------

MOST_ITEMS = 100_000


def gathered(function: str, a: Col, frame: str) -> Col:
    """One value for each parent row from its items in `frame`.

    `any` and `all` of truths; `sum`, `min` and `max` of numbers without nulls; `sum` and `count`
    of nothing are 0, `min` and `max` of nothing null.
    """
    a = placed(a, frame) if a.frame is None else lifted(a, frame)
    if a.frame != frame:
        raise NotCovered(f"items of {a.frame} gathered as {frame}")
    if function in ("any", "all"):
        return _node("agg", (a,), function, "b", frame=parent(frame))
    many = MOST_ITEMS if function == "sum" else 1
    low, high = min(a.low * many, 0, a.low), max(a.high * many, 0, a.high)
    return _node("agg", (a,), function, "i", frame=parent(frame),
                 nullable=function != "sum", low=low, high=high)  # fmt: skip


def member(text: Col, other: Col, frame: str) -> Col:
    """Whether a text is among those of another list's items in the same row of the table."""
    return _node("member", (text, other), frame, "b", frame=text.frame)

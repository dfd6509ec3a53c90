"""The nodes of column expressions: booleans, exact integers and words, kept as one graph.

Equal expressions are one node. A node belongs to a frame: `""` for the rows of the table, else
the list whose items are its rows (`land.parcels`, `land.parcels[].delays`). Integers carry the
interval that their values lie in; what does not fit 127 bits cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def make(
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
    """The node of an operation; its frame is the deepest of its arguments' unless one is given."""
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
    return make("up", (above,), None, node.kind, frame=frame, nullable=node.nullable,
                 low=node.low, high=node.high)  # fmt: skip


def placed(node: Col, frame: str) -> Col:
    """A constant as a column of a frame."""
    return make("here", (node,), None, node.kind, frame=frame, nullable=node.nullable,
                 low=node.low, high=node.high)  # fmt: skip


# --- leaves -------------------------------------------------------------------------------------


def boolean(value: bool) -> Col:
    """A known yes or no."""
    return TRUE if value else FALSE


def integer(value: int) -> Col:
    """A known number."""
    return make("const", (), value, "i", low=value, high=value)


def word(value: str) -> Col:
    """A known word."""
    return make("const", (), value, "s")


TRUE = make("const", (), True, "b")
FALSE = make("const", (), False, "b")
NO_NUMBER = make("const", (), None, "i", nullable=True)
NO_WORD = make("const", (), None, "s", nullable=True)
_PINNED = (TRUE, FALSE, NO_NUMBER, NO_WORD)


def column(
    frame: str, name: str, kind: str, *, nullable: bool = True, low: int = 0, high: int = 0
) -> Col:
    """A column of a frame."""
    return make("col", (), name, kind, frame=frame, nullable=nullable, low=low, high=high)


def may(frame: str, name: str, *, answer: bool) -> Col:
    """Whether a yes/no column can be `answer`: it is, or is null."""
    return make("may", (), (name, answer), "b", frame=frame)

"""Expression nodes: frozen, compared by meaning (places are left out of equality)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields
from typing import TypeAlias

from eligibility.classes import dataclass


@dataclass(frozen=True)
class Span:
    """Where a node stands in its expression: first and last character, counted from 0."""

    start: int = 0
    end: int = 0


def _span() -> Span:
    return field(default=Span(), compare=False, repr=False)


@dataclass(frozen=True)
class Constant:
    """`true`, `false`, `none`, 0 or 1, or a word."""

    value: bool | int | str | None
    span: Span = _span()


@dataclass(frozen=True)
class Name:
    """A dotted name: a fact (`land.total_area`), an item or its field, or a declared name."""

    path: str
    span: Span = _span()


@dataclass(frozen=True)
class Not:
    """`not operand`."""

    operand: Node
    span: Span = _span()


@dataclass(frozen=True)
class Junction:
    """`and` or `or` over two operands or more."""

    operator: str
    operands: tuple[Node, ...]
    span: Span = _span()


@dataclass(frozen=True)
class Compare:
    """`left operator right`; the operator is one of == != < <= > >= in `not in`."""

    operator: str
    left: Node
    right: Node
    span: Span = _span()


@dataclass(frozen=True)
class Arithmetic:
    """`left operator right`; the operator is one of + - *."""

    operator: str
    left: Node
    right: Node
    span: Span = _span()


@dataclass(frozen=True)
class Choice:
    """`then if condition else otherwise`."""

    condition: Node
    then: Node
    otherwise: Node
    span: Span = _span()


@dataclass(frozen=True)
class Lookup:
    """`table[key]`."""

    table: Node
    key: Node
    span: Span = _span()


@dataclass(frozen=True)
class Quantifier:
    """`function(element for variable in source if where)`; exists all count sum max min.

    `default` is the value for no item (max and min).
    """

    function: str
    variable: str
    source: Node
    element: Node
    where: Node | None = None
    default: Node | None = None
    span: Span = _span()


@dataclass(frozen=True)
class Call:
    """`function(arguments)`: max and min of values, count of a list, finding of a provision."""

    function: str
    arguments: tuple[Node, ...]
    span: Span = _span()


Node: TypeAlias = (
    "Constant | Name | Not | Junction | Compare | Arithmetic | Choice | Lookup | Quantifier | Call"
)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below `node`."""
    for part in fields(node):
        value = getattr(node, part.name)
        if part.name == "span" or value is None:
            continue
        if isinstance(value, tuple):
            yield from value
        elif not isinstance(value, (str, int, bool)):
            yield value


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, depth first."""
    yield node
    for child in children(node):
        yield from walk(child)

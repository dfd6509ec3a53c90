"""Comparisons of words that no rule states: those of two facts, or of a fact and an item.

Unknown words that are compared with each other may be the same or all different, whatever words
the rule mentions; more of them are then tried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.types import Kind, Type

_EQUALITIES = ("==", "!=", "in", "not in")


class Facing:
    """The comparisons among `nodes` that set two words against each other.

    `figures` are the names of parameters: what they state is mentioned.
    """

    def __init__(
        self, nodes: Sequence[Node], figures: Mapping[str, object], facts: Mapping[str, Type]
    ) -> None:
        names = dict.fromkeys(node.path for node in nodes if isinstance(node, n.Name))
        self._facts = {path: facts[path] for path in names if path in facts}
        self._stated = set(figures) | _over_figures(nodes, figures)
        self.pairs = tuple(
            node
            for node in nodes
            if isinstance(node, n.Compare)
            and node.operator in _EQUALITIES
            and self._varies(node.left)
            and self._varies(node.right)
        )

    def words(self) -> Iterator[str]:
        """Every word of the enumerations that face another one, or a text."""
        for pair in self.pairs:
            sides = (pair.left, pair.right)
            kinds = dict.fromkeys(kind for side in sides for kind in self._kinds(side))
            if len(kinds) > 1:
                for kind in kinds:
                    yield from kind.words

    def _varies(self, side: Node) -> bool:
        if isinstance(side, n.Name):
            return side.path not in self._stated and any(self._kinds(side))
        return isinstance(side, n.Choice)

    def _kinds(self, side: Node) -> Iterator[Type]:
        """The types of words that a side may have."""
        for node in n.walk(side):
            if isinstance(node, n.Name) and node.path not in self._stated:
                yield from self._named(node.path)

    def _named(self, path: str) -> Iterator[Type]:
        kind = self._facts.get(path)
        if kind is not None:
            yield from _words(kind.item or kind)
            return
        field = path.partition(".")[2]
        for listed in self._facts.values():
            yield from _of_items(listed, field)


def _over_figures(nodes: Sequence[Node], figures: Mapping[str, object]) -> set[str]:
    """The items that only ever go through lists of the rules' own words."""
    bound = [(q.variable, q.source) for q in nodes if isinstance(q, n.Quantifier)]
    others = {v for v, s in bound if not (isinstance(s, n.Name) and s.path in figures)}
    return {variable for variable, _ in bound} - others


def _of_items(kind: Type, field: str) -> Iterator[Type]:
    """The words that items have in a field of this name, or (no name) that they are."""
    item = kind.item
    if item is None:
        return
    if not field:
        yield from _words(item)
    for name, inner in item.fields.items():
        if name == field:
            yield from _words(inner.item or inner)
        yield from _of_items(inner, field)


def _words(kind: Type) -> Iterator[Type]:
    if kind.kind is Kind.ENUM:
        yield t.enum(*kind.words)
    elif kind.kind in (Kind.TEXT, Kind.INDUSTRY):
        yield Type(kind.kind)

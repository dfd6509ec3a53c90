"""What speaks of lists, as terms: membership, quantifiers, aggregates, filtered lists."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, TypeAlias

import z3

from eligibility.analysis import terms as m
from eligibility.analysis.dates import Day
from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.terms import NOTHING, TRUE, Number, Term, both, negation
from eligibility.evaluation.compile import Compiler
from eligibility.evaluation.lists import CONSENTS
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter
from eligibility.language.types import Type
from eligibility.language.units import Period

Listing: TypeAlias = "list[tuple[Any, Any]]"


class Lists(ABC):
    """The list side of the translation; `bound` holds the items that are spoken of."""

    figures: Mapping[str, Any]
    as_of: Day
    types: Compiler

    def __init__(self, matter: Matter, space: Space) -> None:
        self.matter, self.space = matter, space
        self.bound: dict[str, Any] = {}

    @abstractmethod
    def truth(self, node: Node) -> Any:
        """The truth of a condition."""

    @abstractmethod
    def _of(self, node: Node) -> Any:
        """The term of any expression."""

    def bind(self, variable: str, item: Any, type: Type) -> None:
        """Let a name stand for an item."""
        self.bound[variable] = item
        self.types.bound[variable] = type

    def _membership(self, left: Node, right: Node) -> Any:
        value = self._of(left)
        if isinstance(right, n.Name) and right.path in self.matter.parameters:
            return self._among(value, self.figures[right.path])
        return m.either(*(both(there, m.same(value, i)) for i, there in self._values(right)))

    def _among(self, value: Term, words: Any) -> Any:
        codes = {self.space.code(word) for word in words}
        if not isinstance(value, Number):
            return m.FALSE
        if isinstance(value.term, int):
            return value.exists if value.term in codes else m.FALSE
        return both(value.exists, m.either(*(value.term == code for code in sorted(codes))))

    def _values(self, node: Node) -> Listing:
        """The items of a list of words, as values."""
        return [
            (Number(self.space.code(i.word)) if isinstance(i, Word) else i, there)
            for i, there in self.listing(node)
        ]

    def _count(self, truths: list[Any]) -> Number:
        ones = [z3.If(truth, z3.IntVal(1), z3.IntVal(0)) for truth in truths]
        return Number(z3.simplify(z3.Sum(ones)) if ones else z3.IntVal(0))

    def _quantifier(self, node: n.Quantifier) -> Any:
        pairs = self._each(node)
        if node.function == "exists":
            return m.either(*(there for _, there in pairs))
        if node.function == "all":
            return both(*(m.either(negation(there), value) for value, there in pairs))
        if node.function == "count":
            return self._count([there for _, there in pairs])
        if node.function == "sum":
            return self._sum(pairs)
        existing = [m.merged(there, ordered(value), NOTHING) for value, there in pairs]
        found = m.extreme(existing, largest=node.function == "max")
        default = self._of(node.default) if node.default is not None else NOTHING
        return m.merged(found.exists, found, default)

    def _sum(self, pairs: Listing) -> Number:
        total: Any = z3.IntVal(0)
        for value, there in pairs:
            if isinstance(value, Number):
                total = total + z3.If(both(there, value.exists), value.term, z3.IntVal(0))
        return Number(z3.simplify(total))

    def _each(self, node: n.Quantifier) -> Listing:
        """The value of the element for each item, with the truth that it counts."""
        kind = self.types.type_of(node.source).item or t.TEXT
        pairs = []
        itself = isinstance(node.element, n.Name) and node.element.path == node.variable
        source = self.listing(node.source)
        outer = self.bound.get(node.variable), self.types.bound.get(node.variable)
        for item, there in source:
            self.bind(node.variable, item, kind)
            where = self.truth(node.where) if node.where is not None else TRUE
            counts = both(there, where)
            pairs.append((item if itself else self._of(node.element), counts))
        self.unbind(node.variable, *outer)
        return pairs

    def unbind(self, variable: str, item: Any = None, type: Type | None = None) -> None:
        """Let a name stand for what it stood for before."""
        self.bound.pop(variable, None)
        self.types.bound.pop(variable, None)
        if item is not None and type is not None:
            self.bind(variable, item, type)

    def listing(self, node: Node) -> Listing:
        """The items of a list, each with the truth of its being there."""
        if isinstance(node, n.Lookup):
            return self._looked_up(node)
        if isinstance(node, n.Name) and node.path in self.matter.definitions:
            definition = self.matter.definitions[node.path]
            if isinstance(definition, FilteredList):
                every = n.Quantifier(
                    "count", definition.variable, definition.source,
                    n.Name(definition.variable), definition.where,
                )  # fmt: skip
                return self._each(every)
            return self.listing(definition.value)
        found = self._of(node)
        if isinstance(found, tuple | Mapping):
            return [(Word(word, TRUE), TRUE) for word in found]
        pairs: Listing = [(i, i.present) if isinstance(i, Row | Word) else (i, TRUE) for i in found]
        return [self._dated(i, there) for i, there in pairs] if _consents(node) else pairs

    def _dated(self, consent: Row, there: Any) -> tuple[Any, Any]:
        """A consent counts from its date."""
        dated = self.space.field(consent, "dated")
        return consent, both(there, m.at_most(dated, self.as_of))

    def _looked_up(self, node: n.Lookup) -> Listing:
        rows, key = self._of(node.table), self._of(node.key)
        return [
            (Word(word, here), here)
            for name, words in rows.items()
            for here in [m.same(key, Number(self.space.code(name)))]
            for word in words
        ]


def _consents(node: Node) -> bool:
    return isinstance(node, n.Name) and node.path == CONSENTS


def ordered(value: Any) -> Any:
    """A value as a term: a period of days is a number."""
    if isinstance(value, Period):
        return Number(z3.IntVal(value.days))
    return Number(z3.IntVal(value)) if isinstance(value, int) else value

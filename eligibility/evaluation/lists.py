"""Compiles what speaks of lists: membership, quantifiers, aggregates, filtered lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from eligibility.evaluation import listing as ls
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.listing import Listing
from eligibility.evaluation.possible import at_most, conjunction
from eligibility.evaluation.situation import Situation, label, open_item, unknown
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN

Closure: TypeAlias = Callable[[Situation], Any]
ListClosure: TypeAlias = Callable[[Situation], Listing]

CONSENTS = "consents"
DATED = Type(Kind.DATE, absent=True)


class Expressions(Protocol):
    """What this module needs of the compiler of all other expressions."""

    matter: Matter
    bound: dict[str, Type]

    def closure(self, node: Node) -> Closure:
        """The closure of any expression but a list."""
        ...

    def type_of(self, node: Node) -> Type:
        """The type of a checked expression."""
        ...


class Lists:
    """The list side of the compiler."""

    def __init__(self, compiler: Expressions) -> None:
        self._compiler = compiler

    def listing(self, node: Node) -> ListClosure:
        """The closure that gives a list's items, each with the truth of its being there."""
        if isinstance(node, n.Name) and node.path in self._compiler.matter.definitions:
            definition = self._compiler.matter.definitions[node.path]
            if isinstance(definition, FilteredList):
                return self._filtered(definition)
            return self.listing(definition.value)
        values = self._compiler.closure(node)
        item = self._compiler.type_of(node).item
        head, _, tail = self._path(node).partition(".")
        if tail and head in self._compiler.bound:
            return lambda s: _listed(s, values(s), f"{s.items[head].path}.{tail}", item)
        path = self._path(node)
        return lambda s: _listed(s, values(s), path, item)

    def _path(self, node: Node) -> str:
        return node.path if isinstance(node, n.Name) else "table"

    def _filtered(self, definition: FilteredList) -> ListClosure:
        source = self.listing(definition.source)
        where = self._inside(definition.variable, definition.source, definition.where)
        variable = definition.variable

        def filtered(s: Situation) -> Listing:
            found = source(s)
            pairs = _each(s, variable, found, lambda truth: conjunction((truth, where(s))))
            return Listing(tuple(pair for pair in pairs if pair[1] != FALSE), found.open_path)

        return filtered

    def _inside(self, variable: str, source: Node, node: Node) -> Closure:
        """The closure of an expression that speaks of the list's items."""
        compiler = self._compiler
        item = compiler.type_of(source).item or t.TEXT
        before = compiler.bound.get(variable)
        compiler.bound[variable] = item
        try:
            return compiler.closure(node)
        finally:
            del compiler.bound[variable]
            if before is not None:
                compiler.bound[variable] = before

    def membership(self, left: Node, right: Node) -> Closure:
        """The truth closure of `left in right`."""
        value = self._compiler.closure(left)
        words = self._declared_words(right)
        if words is not None:
            return lambda s: ls.contains_word(words(s), value(s))
        items = self.listing(right)
        return lambda s: ls.contains(items(s), value(s))

    def _declared_words(self, node: Node) -> Callable[[Situation], frozenset[str]] | None:
        """Where the right side is a declared list or a table: its words in force."""
        if not isinstance(node, n.Name) or node.path not in self._compiler.matter.parameters:
            return None
        name = node.path
        cache: dict[int, tuple[Any, frozenset[str]]] = {}

        def words(s: Situation) -> frozenset[str]:
            value = s.parameters[name]
            kept = cache.get(id(value))
            if kept is None or kept[0] is not value:
                kept = cache[id(value)] = (value, frozenset(value))
            return kept[1]

        return words

    def aggregate(self, node: n.Quantifier) -> Closure:
        """The closure of a quantifier or aggregate."""
        source = self.listing(node.source)
        where = self._inside(node.variable, node.source, node.where) if node.where else None
        itself = isinstance(node.element, n.Name) and node.element.path == node.variable
        counts = node.function in ("exists", "count") or itself
        element = self._inside(node.variable, node.source, node.element) if not counts else None
        default = self._compiler.closure(node.default) if node.default else lambda _: NONE
        finish = _FINISH[node.function]

        def run(s: Situation) -> Any:
            found = source(s)
            before = len(s.touched)
            pairs = _each(
                s, node.variable, found,
                lambda truth: conjunction((truth, where(s))) if where else truth,
                element,
            )  # fmt: skip
            if found.open_path is not None:
                _settle_by_list(s, before, found.open_path)
            return finish(pairs, found.open_path is not None, default(s))

        return run


def _each(
    s: Situation,
    variable: str,
    listing: Listing,
    truth: Callable[[int], int],
    element: Closure | None = None,
) -> list[tuple[Any, int]]:
    """Each item (or its element) with its truth; the variable is bound in turn."""
    outer = s.items.get(variable, NONE)
    pairs = []
    for item, sure in listing.pairs:
        s.items[variable] = item
        found = truth(sure)
        value = element(s) if element is not None and found != FALSE else item
        pairs.append((value, found))
    s.items[variable] = outer
    return pairs


def _settle_by_list(s: Situation, before: int, path: str) -> None:
    """What was met inside an unknown list is settled by the list."""
    del s.touched[before:]
    s.touched.append(path)
    s.types[path] = Type(Kind.LIST)


def _listed(s: Situation, value: Any, path: str, item: Type | None) -> Listing:
    if value is UNKNOWN:
        return Listing(((open_item(path, item), EITHER),), path)
    if value is NONE:
        return Listing(())
    if path == CONSENTS:
        return Listing(tuple((consent, _counts(s, consent)) for consent in value))
    return Listing(tuple((label(s, entry), TRUE) for entry in value))


def _counts(s: Situation, consent: Any) -> int:
    """A consent counts from its date; one dated after the day of judgement does not."""
    dated = consent.fields.get("dated", UNKNOWN)
    if dated is UNKNOWN:
        dated = unknown(s, f"{consent.path}.dated", DATED)
    return at_most(dated, s.as_of)


def _exists(pairs: list[tuple[Any, int]], _open: bool, _default: Any) -> int:
    truths = [truth for _, truth in pairs]
    return TRUE if TRUE in truths else EITHER if EITHER in truths else FALSE


def _all(pairs: list[tuple[Any, int]], _open: bool, _default: Any) -> int:
    return conjunction(_implied(truth, value) for value, truth in pairs)


def _implied(truth: int, value: Any) -> int:
    if truth == TRUE:
        return int(value)
    return TRUE if truth == FALSE or value == TRUE else EITHER


_FINISH: dict[str, Callable[[list[tuple[Any, int]], bool, Any], Any]] = {
    "exists": _exists,
    "all": _all,
    "count": lambda pairs, is_open, _: ls.count(pairs, unbounded=is_open),
    "sum": lambda pairs, is_open, _: ls.total(pairs, unbounded=is_open),
    "max": lambda pairs, _, default: ls.furthest(pairs, default, largest=True),
    "min": lambda pairs, _, default: ls.furthest(pairs, default, largest=False),
}

"""Compiles what speaks of lists: membership, quantifiers, aggregates, filtered lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from eligibility.evaluation import listing as ls
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.listing import Listing, Member
from eligibility.evaluation.possible import at_most, conjunction
from eligibility.evaluation.situation import Situation, label, open_item, unknown
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN

Closure: TypeAlias = Callable[[Situation], Any]
Default: TypeAlias = Callable[[], Any]
ListClosure: TypeAlias = Callable[[Situation], Listing]

CONSENTS = "consents"
TABLE = "table"
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
        return node.path if isinstance(node, n.Name) else TABLE

    def _filtered(self, definition: FilteredList) -> ListClosure:
        source = self.listing(definition.source)
        where = self._inside(definition.variable, definition.source, definition.where)
        variable = definition.variable

        def filtered(s: Situation) -> Listing:
            found = source(s)
            pairs = tuple(
                (item, _passing(s, variable, member, where)) for item, member in found.pairs
            )
            return Listing(pairs, found.open_path)

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

        def contained(s: Situation) -> int:
            found = items(s)
            before = len(s.touched)
            result = ls.contains(found, value(s))
            _settle_by_list(s, before, found.open_path)
            return result

        return contained

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
        finish, idle = _FINISH[node.function], _IDLE.get(node.function, ())

        def run(s: Situation) -> Any:
            found = source(s)
            before = len(s.touched)
            pairs = _each(s, node.variable, found, where, element, idle)
            _settle_by_list(s, before, found.open_path)
            return finish(pairs, found.open_path is not None, lambda: default(s))

        return run


def _each(
    s: Situation, variable: str, listing: Listing,
    where: Closure | None, element: Closure | None, idle: tuple[Any, ...],
) -> list[tuple[Any, int]]:  # fmt: skip
    """Each item (or its element) with its truth; the variable is bound in turn.

    An item that is not in the list, or whose element changes nothing (it is `idle`), leaves no
    trace: nothing that it met matters.
    """
    outer = s.items.get(variable, NONE)
    pairs = []
    for item, member in listing.pairs:
        before = len(s.touched)
        found = member(item)
        s.items[variable] = item
        if where is not None and found != FALSE:
            found = conjunction((found, where(s)))
        value = element(s) if element is not None and found != FALSE else item
        if found == FALSE or (element is not None and value in idle):
            del s.touched[before:]
        pairs.append((value, found))
    s.items[variable] = outer
    return pairs


def _passing(s: Situation, variable: str, member: Member, where: Closure) -> Member:
    """The truth of "it is in the filtered list" by the item."""

    def passes(item: Any) -> int:
        found = member(item)
        if found == FALSE:
            return FALSE
        outer = s.items.get(variable, NONE)
        s.items[variable] = item
        found = conjunction((found, where(s)))
        s.items[variable] = outer
        return found

    return passes


def _settle_by_list(s: Situation, before: int, path: str | None) -> None:
    """What was met of an unknown list's items is settled by the list."""
    if path is None:
        return
    inside = f"{path}[?]"
    s.touched[before:] = [met for met in s.touched[before:] if inside not in met]
    if path != TABLE:
        s.touched.append(path)
        s.types[path] = Type(Kind.LIST)


def _listed(s: Situation, value: Any, path: str, item: Type | None) -> Listing:
    if value is UNKNOWN:
        return Listing(((open_item(path, item), _perhaps),), path)
    if value is NONE:
        return Listing(())
    if path == CONSENTS:
        return Listing(tuple((consent, lambda item: _counts(s, item)) for consent in value))
    return Listing(tuple((label(s, entry), _surely) for entry in value))


def _surely(_: Any) -> int:
    return TRUE


def _perhaps(_: Any) -> int:
    return EITHER


def _counts(s: Situation, consent: Any) -> int:
    """A consent counts from its date; one dated after the day of judgement does not."""
    dated = consent.fields.get("dated", UNKNOWN)
    if dated is UNKNOWN:
        dated = unknown(s, f"{consent.path}.dated", DATED)
    return at_most(dated, s.as_of)


def _exists(pairs: list[tuple[Any, int]], _open: bool, _default: Default) -> int:
    truths = [truth for _, truth in pairs]
    return TRUE if TRUE in truths else EITHER if EITHER in truths else FALSE


def _all(pairs: list[tuple[Any, int]], _open: bool, _default: Default) -> int:
    return conjunction(_implied(truth, value) for value, truth in pairs)


def _implied(truth: int, value: Any) -> int:
    if truth == TRUE:
        return int(value)
    return TRUE if truth == FALSE or value == TRUE else EITHER


_FINISH: dict[str, Callable[[list[tuple[Any, int]], bool, Default], Any]] = {
    "exists": _exists,
    "all": _all,
    "count": lambda pairs, is_open, _: ls.count(pairs, unbounded=is_open),
    "sum": lambda pairs, is_open, _: ls.total(pairs, unbounded=is_open),
    "max": lambda pairs, _, default: ls.furthest(pairs, default, largest=True),
    "min": lambda pairs, _, default: ls.furthest(pairs, default, largest=False),
}
# Values of an element that change nothing, whether its item is in the list or not.
_IDLE: dict[str, tuple[Any, ...]] = {
    "all": (TRUE,), "sum": (NONE, 0), "max": (NONE,), "min": (NONE,),
}  # fmt: skip

"""Which unknown yes/no facts and words stand in a rule more than once, and what they can be.

One pass over (can be true, can be false) is exact for a fact that stands once. One that stands
again, or where the sets of one pass are wider than its values allow, is tried out value by value,
as `evaluation.completions` does. Words that no site of the rule tells apart are tried once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.situation import OTHERS
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter, Rule
from eligibility.language.types import Kind, Type
from eligibility.screening.columns import TOP, NotCovered, within
from eligibility.screening.columns_facts import ITEM, WORDS, key_of


@dataclass(frozen=True)
class Place:
    """A fact in a rule: the frame that it stands in, its name there, its type."""

    frame: str
    name: str
    type: Type

    @property
    def key(self) -> str:
        """The path of the fact."""
        return key_of(self.frame, self.name)


@dataclass
class Sites:
    """Where the discrete facts of a rule stand. `again`: those that one pass may get wrong."""

    places: dict[str, Place] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    inexact: set[str] = field(default_factory=set)
    closed: dict[str, list[Any]] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    @property
    def again(self) -> dict[str, Place]:
        """The facts to be tried out value by value."""
        labels = [k for k, p in self.places.items() if p.type.kind is Kind.INDUSTRY]
        shared = sum(self.count[k] for k in labels) > 1
        return {
            key: place for key, place in self.places.items()
            if self.count[key] > 1 or key in self.inexact or (shared and key in labels)
        }  # fmt: skip


def sites(
    matter: Matter, rule: Rule, types: Mapping[str, Type], figures: Mapping[str, Any]
) -> Sites:
    """The sites of a rule's discrete facts."""
    walk = _Walk(matter, types, figures)
    bound: dict[str, tuple[str, Type]] = {}
    frame = TOP
    if rule.items is not None and rule.variable is not None:
        frame, item = walk.listing(rule.items, bound, TOP)
        bound[rule.variable] = (frame, item)
    for root in (rule.when, rule.not_needed, rule.condition):
        if root is not None:
            walk.visit(root, bound, frame)
    return walk.found


@dataclass
class _Walk:
    """Walks a rule with its definitions written out, and notes each discrete fact it meets."""

    matter: Matter
    types: Mapping[str, Type]
    figures: Mapping[str, Any]
    found: Sites = field(default_factory=Sites)
    wide: bool = False

    def visit(self, node: Node, bound: dict[str, Any], frame: str) -> None:
        match node:
            case n.Name():
                self._name(node, ("other",), bound, frame)
            case n.Compare(operator="in" | "not in"):
                self._name_or_below(node.left, self._inside(node.right), bound, frame)
                self._right(node.right, bound, frame)
            case n.Compare():
                self._compare(node, bound, frame)
            case n.Lookup(table=n.Name(path=table)):
                self._name_or_below(node.key, ("lookup", table), bound, frame)
            case n.Quantifier():
                self._quantifier(node, bound, frame)
            case n.Call(function="finding", arguments=(n.Constant(value=provision),)):
                path = f"review.findings[{provision}]"
                self._note(Place(TOP, path, Type(Kind.TRUTH)), ("truth",), frame)
            case n.Call(function="count", arguments=(source,)):
                self.listing(source, bound, frame)
            case _:
                for child in n.children(node):
                    self.visit(child, bound, frame)

    def _compare(self, node: n.Compare, bound: dict[str, Any], frame: str) -> None:
        before = self.wide
        nones = [isinstance(x, n.Constant) and x.value is None for x in (node.left, node.right)]
        if node.operator in ("==", "!=") and not any(nones):
            self.wide = self.wide or not all(
                isinstance(x, n.Name | n.Constant) for x in (node.left, node.right)
            )
        for side, other in ((node.left, node.right), (node.right, node.left)):
            self._name_or_below(side, self._beside(other, bound), bound, frame)
        self.wide = before

    def _beside(self, other: Node, bound: dict[str, Any]) -> tuple[Any, ...]:
        if isinstance(other, n.Constant):
            return ("none",) if other.value is None else ("eq", other.value)
        place = self._place(other, bound) if isinstance(other, n.Name) else None
        return ("fact", place) if place is not None else ("other",)

    def _inside(self, right: Node) -> tuple[Any, ...]:
        if isinstance(right, n.Name) and right.path in self.matter.parameters:
            return ("in", frozenset(self.figures.get(right.path, ())))
        if isinstance(right, n.Lookup) and isinstance(right.table, n.Name):
            return ("entry", right.table.path)
        return ("list",)

    def _right(self, right: Node, bound: dict[str, Any], frame: str) -> None:
        if isinstance(right, n.Lookup):
            self.visit(right, bound, frame)
        elif not (isinstance(right, n.Name) and right.path in self.matter.parameters):
            inner, item = self.listing(right, bound, frame)
            self._note(Place(inner, ITEM, item), ("item",), inner)

    def _name_or_below(
        self, node: Node, site: tuple[Any, ...], bound: dict[str, Any], frame: str
    ) -> None:
        if isinstance(node, n.Name):
            self._name(node, site, bound, frame)
        else:
            self.visit(node, bound, frame)

    def _name(self, node: n.Name, site: tuple[Any, ...], bound: dict[str, Any], frame: str) -> None:
        place = self._place(node, bound)
        if place is not None:
            self._note(place, site, frame)
            return
        definition = self.matter.definitions.get(node.path)
        if node.path not in bound and isinstance(definition, Definition):
            spread, self.wide = (
                self.wide,
                self.wide or bool(definition.exceptions and site[0] == "eq"),
            )
            self.visit(definition.value, bound, frame)
            for exception in definition.exceptions:
                self.visit(exception.when, bound, frame)
                self.visit(exception.value, bound, frame)
            self.wide = spread

    def _place(self, node: n.Name, bound: dict[str, Any]) -> Place | None:
        head, _, tail = node.path.partition(".")
        if head in bound:
            if bound[head] is None:
                return None
            frame, kind = bound[head]
            return Place(frame, tail or ITEM, kind.fields[tail] if tail else kind)
        if node.path in self.types and node.path not in self.matter.definitions:
            return Place(TOP, node.path, self.types[node.path])
        return None

    def _quantifier(self, node: n.Quantifier, bound: dict[str, Any], frame: str) -> None:
        if isinstance(node.source, n.Name) and node.source.path in self.matter.parameters:
            inside = {**bound, node.variable: None}
            for part in (node.where, node.element, node.where, node.element):
                if part is not None:
                    self.visit(part, inside, frame)
            return
        inner, item = self.listing(node.source, bound, frame)
        within_it = {**bound, node.variable: (inner, item)}
        for part in (node.where, node.element):
            if part is not None and not (isinstance(part, n.Name) and part.path == node.variable):
                self.visit(part, within_it, inner)
        if node.default is not None:
            self.visit(node.default, bound, frame)

    def listing(self, node: Node, bound: dict[str, Any], frame: str) -> tuple[str, Type]:
        """The frame and item type of a list; what filters it is visited."""
        if not isinstance(node, n.Name):
            raise NotCovered("a list that is not named")
        definition = self.matter.definitions.get(node.path)
        if isinstance(definition, FilteredList):
            inner, item = self.listing(definition.source, bound, frame)
            self.visit(definition.where, {**bound, definition.variable: (inner, item)}, inner)
            return inner, item
        if definition is not None:
            return self.listing(definition.value, bound, frame)
        place = self._place(node, bound)
        kind = place.type if place is not None else self.matter.parameters[node.path].type
        name = place.key if place is not None else node.path
        return name, kind.item or Type(Kind.TEXT)

    def _note(self, place: Place, site: tuple[Any, ...], frame: str) -> None:
        if place.type.kind is not Kind.TRUTH and place.type.kind not in WORDS:
            return
        found, key = self.found, place.key
        found.places[key] = place
        found.count[key] += 1 if place.frame == frame else 2
        if self.wide or _widened(place.type, site):
            found.inexact.add(key)
        if site[0] == "fact":
            found.beside.setdefault(key, set()).add(site[1].key)
        elif site[0] in ("list", "other") and place.type.kind is not Kind.TRUTH:
            found.open.add(key)
        elif site[0] != "item":
            found.closed.setdefault(key, []).append(site)


def _widened(kind: Type, site: tuple[Any, ...]) -> bool:
    """Whether one pass allows more at a site than the values of the fact do."""
    if kind.kind is Kind.TRUTH:
        return False
    match site:
        case ("none",):
            return not kind.absent
        case ("lookup", _) | ("other",):
            return True
        case ("eq", value):
            return kind.kind is Kind.ENUM and (value not in kind.words or len(kind.words) < 2)
        case ("in", words):
            outside = kind.absent or not set(kind.words) <= words
            return kind.kind is Kind.ENUM and not (outside and words & set(kind.words))
        case ("fact", other):
            alike = (kind.kind, kind.words, kind.absent) == (
                other.type.kind, other.type.words, other.type.absent,
            )  # fmt: skip
            return not alike or (kind.kind is Kind.ENUM and len(kind.words) < 2)
        case ("list",) | ("entry", _):
            return kind.kind is Kind.ENUM
    return False


def candidates(
    found: Sites, key: str, words: tuple[str, ...], figures: Mapping[str, Any]
) -> tuple[str | None, ...] | None:
    """Words that stand for all that a fact can be (None: it does not exist); None: too open.

    Of words that no site tells apart so many that one of them differs from every fact beside it.
    """
    kind = found.places[key].type
    group = _group(found, key)
    if any(k in found.open or found.places[k].type.absent != kind.absent for k in group):
        return None
    tests = [site for k in sorted(group) for site in found.closed.get(k, ())]
    every = kind.words if kind.kind is Kind.ENUM else (*words, *OTHERS)
    classes: dict[tuple[Any, ...], list[str]] = {}
    for word in every:
        classes.setdefault(tuple(_tested(word, t, figures) for t in tests), []).append(word)
    most = len(group)
    chosen: list[str | None] = [word for members in classes.values() for word in members[:most]]
    return (*chosen, None) if kind.absent else tuple(chosen)


def _group(found: Sites, key: str) -> set[str]:
    """The facts that a fact is compared with, and those that they are compared with."""
    group, waiting = {key}, [key]
    while waiting:
        fresh = (set(_neighbours(found, waiting.pop())) & found.places.keys()) - group
        group |= fresh
        waiting += fresh
    return group


def _neighbours(found: Sites, key: str) -> Iterator[str]:
    yield from found.beside.get(key, ())
    yield from (k for k, others in found.beside.items() if key in others)


def _tested(word: str, site: tuple[Any, ...], figures: Mapping[str, Any]) -> Any:
    match site:
        case ("eq", value):
            return word == value
        case ("in", words):
            return word in words
        case ("lookup", table):
            rows = figures.get(table, {})
            return word if word in rows else None
        case ("entry", table):
            rows = figures.get(table, {})
            return tuple(word in entry for entry in rows.values())
    return None


def inner(place: Place, frame: str) -> bool:
    """Whether a fact stands in a list below (or beside) the frame of its rule."""
    return not within(frame, place.frame)

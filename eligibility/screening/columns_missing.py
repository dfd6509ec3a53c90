"""Which unknown facts could still change a rule, in columns.

One walk from the rule down: an unknown fact counts while every condition above it is open, as
the interpreter's closures leave a trace only of what a decided condition did not make idle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eligibility.evaluation.lists import CONSENTS, DATED
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList
from eligibility.language.types import Kind, Type
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_numbers import Number
from eligibility.screening.columns_translate import Bound, Translator
from eligibility.screening.columns_words import Truth, Word


@dataclass
class Trace:
    """The facts that were met while open, by path: where each counts."""

    on: Translator
    found: dict[str, Col] = field(default_factory=dict)

    def filters(self, items: Node, active: Col) -> None:
        """Note what decides whether an item is one of a filtered list's."""
        definition = self.on.matter.definitions.get(getattr(items, "path", ""))
        if isinstance(definition, FilteredList):
            self.filters(definition.source, active)
            listing = self.on.lists.listing(definition.source)
            with self.on.binding(definition.variable, listing.frame, listing.item):
                self.visit(definition.where, active)

    def of_items(self, frame: str) -> dict[str, Col]:
        """What was found; of the item that stands for any of an unknown list's, the list."""
        if frame == TOP:
            return self.found
        open_ = facts.open_item(frame)
        inside = f"{frame}[]"
        found = {
            key: c.and_(col, c.not_(open_)) if key.partition("\0")[2].startswith(inside) else col
            for key, col in self.found.items()
        }
        key = f"{frame}\0{frame}"
        return {**found, key: c.or_(found.get(key, FALSE), open_)}

    def visit(self, node: Node, active: Col) -> None:
        """Note the unknown facts below a node."""
        if active is FALSE:
            return
        match node:
            case n.Constant():
                return
            case n.Name():
                self._name(node, active)
            case n.Quantifier():
                self._quantifier(node, self._open(node, active))
            case n.Call(function="finding", arguments=(n.Constant(value=provision),)):
                self._note(TOP, f"review.findings[{provision}]", Type(Kind.TRUTH), active)
            case n.Call(function="count", arguments=(source,)):
                self._list(source, active)
            case n.Compare(operator="in" | "not in"):
                self._membership(node, self._open(node, active))
            case n.Choice():
                self._choice(node.condition, [node.then], node.otherwise, self._open(node, active))
            case n.Lookup():
                self.visit(node.key, active)
            case _:
                inner = self._open(node, active)
                for child in n.children(node):
                    self.visit(child, inner)

    def _open(self, node: Node, active: Col) -> Col:
        """Where a node above is open and this one is, if it is a condition."""
        value = self.on.value(node)
        return c.and_(active, value.t, value.f) if isinstance(value, Truth) else active

    def _choice(self, when: Node, then: Iterable[Node], otherwise: Node, active: Col) -> None:
        self.visit(when, active)
        truth = self.on.truth(when)
        for node in then:
            self.visit(node, c.and_(active, truth.t))
        self.visit(otherwise, c.and_(active, truth.f))

    def _name(self, node: n.Name, active: Col) -> None:
        head, _, tail = node.path.partition(".")
        if head in self.on.bound:
            self._item(self.on.bound[head], tail, active)
            return
        definition = self.on.matter.definitions.get(node.path)
        if isinstance(definition, Definition):
            self._definition(definition, active)
        elif node.path in self.on.types and definition is None:
            self._note(TOP, node.path, self.on.types[node.path], active)

    def _definition(self, definition: Definition, active: Col) -> None:
        rest = active
        for exception in definition.exceptions:
            self.visit(exception.when, rest)
            truth = self.on.truth(exception.when)
            self.visit(exception.value, c.and_(rest, truth.t))
            rest = c.and_(rest, truth.f)
        self.visit(definition.value, rest)

    def _item(self, bound: Bound, name: str, active: Col) -> None:
        if bound.word is not None:
            return
        if name:
            self._note(bound.frame, name, bound.kind.fields[name], active)
        elif bound.kind.kind is Kind.INDUSTRY:
            self._label(bound.frame, active)

    def _label(self, frame: str, active: Col) -> None:
        """A label that is not mapped: the reviewer's mapping would settle it."""
        unmapped = c.not_(c.is_null(c.column(frame, facts.ITEM + facts.WRITTEN_MARK, "s")))
        here = c.and_(active, unmapped, c.not_(facts.open_item(frame)))
        self._add("review.industries[]", here)

    def _note(self, frame: str, name: str, kind: Type, active: Col) -> None:
        if kind.item is not None:
            return
        value = self.on.facts.value(frame, name, kind)
        if isinstance(value, Truth):
            unknown = c.and_(value.t, value.f)
        elif isinstance(value, Word):
            unknown = value.some
        else:
            assert isinstance(value, Number)  # noqa: S101  (facts are no periods)
            held = c.column(frame, name, "i", low=value.low.low, high=value.high.high)
            unknown = c.and_(c.is_null(held), value.exists)
        path = facts.key_of(frame, name)
        if kind.kind is Kind.INDUSTRY and isinstance(value, Word):
            labelled = c.not_(c.is_null(value.written))
            self._add("review.industries[]", c.and_(active, labelled))
            unknown = c.and_(unknown, c.not_(labelled))
        self._add(path, c.and_(active, unknown))

    def _add(self, path: str, here: Col) -> None:
        if here is not FALSE:
            frame = here.frame or TOP
            key = f"{frame}\0{path}"
            self.found[key] = c.or_(self.found.get(key, FALSE), here)

    def _membership(self, node: n.Compare, active: Col) -> None:
        self.visit(node.left, active)
        right = node.right
        if isinstance(right, n.Lookup):
            self.visit(right.key, active)
        elif not (isinstance(right, n.Name) and right.path in self.on.matter.parameters):
            self._list(right, active)

    def _list(self, node: Node, active: Col) -> str:
        """The list itself where it is not known; the conditions of its filter; its dates."""
        assert isinstance(node, n.Name)  # noqa: S101  (else it was not translated)
        definition = self.on.matter.definitions.get(node.path)
        if isinstance(definition, FilteredList):
            frame = self._list(definition.source, active)
            item = self.on.type_of(definition.source).item or Type(Kind.TEXT)
            known = c.and_(active, c.not_(facts.open_item(frame)))
            with self.on.binding(definition.variable, frame, item):
                self.visit(definition.where, known)
            return frame
        if isinstance(definition, Definition):
            return self._list(definition.value, active)
        listing = self.on.lists.listing(node)
        frame = listing.frame
        open_ = c.and_(active, facts.open_item(frame))
        self._add(frame, open_)
        if frame == CONSENTS:
            self._note(frame, "dated", DATED, c.and_(active, c.not_(facts.open_item(frame))))
        if listing.item.kind is Kind.INDUSTRY:
            self._label(frame, active)
        return frame

    def _quantifier(self, node: n.Quantifier, active: Col) -> None:
        declared = isinstance(node.source, n.Name) and node.source.path in self.on.matter.parameters
        if node.default is not None:
            self.visit(node.default, active)
        if declared:
            self._over_declared(node, active)
            return
        frame = self._list(node.source, active)
        item = self.on.type_of(node.source).item or Type(Kind.TEXT)
        sure = self.on.lists.listing(node.source).sure
        known = c.and_(active, c.not_(facts.open_item(frame)), sure.t)
        itself = isinstance(node.element, n.Name) and node.element.path == node.variable
        with self.on.binding(node.variable, frame, item):
            speaks = node.function not in ("exists", "count") and not itself
            if speaks:
                known = c.and_(known, _matters(self.on.value(node.element)))
            if node.where is not None:
                known = c.and_(known, self.on.truth(node.where).t)
                self.visit(node.where, known)
            if speaks:
                self.visit(node.element, known)

    def _over_declared(self, node: n.Quantifier, active: Col) -> None:
        assert isinstance(node.source, n.Name)  # noqa: S101
        name = node.source.path
        for word in self.on.figures.parameters[name]:
            held = Word(c.word(word))
            with self.on.binding(node.variable, f"={name}", Type(Kind.TEXT), held):
                for part in (node.where, node.element):
                    if part is not None:
                        self.visit(part, active)


def _matters(element: object) -> Col:
    """Where an item makes a difference: its element can be false, or exists and is not nothing."""
    if isinstance(element, Truth):
        return element.f
    if not isinstance(element, Number):
        return c.TRUE
    zero = c.integer(0)
    nothing = c.and_(c.equal(element.low, zero), c.equal(element.high, zero), c.not_(element.none))
    return c.and_(element.exists, c.not_(nothing))

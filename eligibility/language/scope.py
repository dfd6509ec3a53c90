"""What the expressions of one matter may name; its definitions are read here."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from dataclasses import field

from eligibility.classes import dataclass
from eligibility.language import nodes as n
from eligibility.language.check import Checker, Scope
from eligibility.language.figures import MONTHS, WORKING_DAYS
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, DefinitionException, FilteredList, Parameter
from eligibility.language.parse import ExpressionFault
from eligibility.language.reading import Faults, expression, mapping, texts, words
from eligibility.language.tree import Mapping, Scalar, Sequence
from eligibility.language.tree import Node as Tree
from eligibility.language.types import Kind, Type

EACH = re.compile(r"^\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)$", re.DOTALL)


@dataclass
class Naming:
    """The names of one matter while it is read. `trees` are definitions that wait to be read."""

    faults: Faults
    facts: ReadOnly[str, Type]
    parameters: dict[str, Parameter]
    trees: dict[str, tuple[Scalar, Tree]] = field(default_factory=dict)
    read: dict[str, Definition | FilteredList] = field(default_factory=dict)
    items: dict[str, Type] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _speaks_of: dict[str, set[str]] = field(default_factory=dict)

    def scope(self) -> Scope:
        """A fresh scope over these names."""
        types = {name: p.type for name, p in self.parameters.items()}
        return Scope(self.facts, types, self.resolve, declared=frozenset(self.trees))

    def collect_items(self, rules: list[Tree]) -> None:
        """Note the items that the file's rules speak of (`each:`), so that definitions may too."""
        quiet = Naming(Faults(), self.facts, self.parameters)
        for tree in rules:
            each = tree.get("each") if isinstance(tree, Mapping) else None
            scope = quiet.scope()
            found = quiet.each(each, scope)
            if found is not None:
                self.items[found[0]] = scope.bound[found[0]]

    def bound_in(self, rule: Mapping, scope: Scope) -> None:
        """Refuse a rule whose definitions speak of an item that it does not bind."""
        for name in sorted(scope.used & set(self._speaks_of)):
            for item in sorted(self._speaks_of[name] - set(scope.bound)):
                help = f"add `each: {item} in …` to the rule"
                self.faults.tell(rule, "E501", f"`{name}` speaks of each `{item}`", help)

    def resolve(self, name: str) -> Type | None:
        """The type of a definition, which is read now if it was not yet."""
        if name in self.read:
            return self.read[name].type
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            self.faults.tell(self.trees[name][0], "E307", f"definitions in a circle: {circle}")
            return None
        if name not in self.trees:
            return None
        self._open.append(name)
        self._speaks_of[name] = set()
        try:
            found = self._definition(name, *self.trees[name])
        finally:
            self._open.pop()
        if found is None:
            return None
        self.read[name] = found
        return found.type

    def check(
        self, scalar: Tree | None, node: Node, *, truth: str = "", scope: Scope | None = None
    ) -> Type | None:
        """The type of an expression that stands at `scalar`; faults are noted there."""
        checker = Checker(scope or self._definition_scope())
        kind: Type | None = None
        if truth:
            checker.truth(node, truth)
        else:
            kind = checker.infer(node)
        if isinstance(scalar, Scalar):
            for fault in checker.faults:
                self.faults.tell_expression(scalar, fault)
            self._periods(scalar, node)
        self._note_items(checker.scope)
        return None if checker.faults else kind

    def _definition_scope(self) -> Scope:
        scope = self.scope()
        scope.bound.update(self.items)
        return scope

    def _note_items(self, scope: Scope) -> None:
        """What a definition speaks of, its own definitions included."""
        if self._open:
            mine = self._speaks_of[self._open[-1]]
            mine |= scope.spoken & set(self.items)
            for name in scope.used & set(self._speaks_of):
                mine |= self._speaks_of[name]

    def condition(self, tree: Tree | None, what: str, scope: Scope | None = None) -> Node:
        """A checked yes/no expression."""
        node = expression(self.faults, tree, what)
        self.check(tree, node, truth=what, scope=scope)
        return node

    def _periods(self, scalar: Scalar, node: Node) -> None:
        """Months and working days have no fixed length: they are added to dates, never compared."""
        for part in n.walk(node):
            sides = [part.left, part.right] if isinstance(part, n.Compare) else []
            for side in sides:
                named = self.parameters.get(side.path) if isinstance(side, n.Name) else None
                if named is not None and named.type in (MONTHS, WORKING_DAYS):
                    help = "add the period to a date and compare dates"
                    fault = ExpressionFault("E503", "months have no fixed length", side.span, help)
                    self.faults.tell_expression(scalar, fault)

    def each(self, tree: Tree | None, scope: Scope) -> tuple[str, Node] | None:
        """The variable (bound in `scope`) and the list of `each: parcel in land.parcels`."""
        if tree is None:
            return None
        found = EACH.match(tree.text) if isinstance(tree, Scalar) else None
        if found is None or not isinstance(tree, Scalar):
            self.faults.tell(
                tree, "E303", "`each:` is `name in list`", "each: parcel in land.parcels"
            )
            return None
        variable, source = found.group(1), expression(self.faults, tree, "each")
        source = source.right if isinstance(source, n.Compare) else source
        checker = Checker(scope)
        kind = checker.infer(source)
        for fault in checker.faults:
            self.faults.tell_expression(tree, fault)
        if kind is None or kind.kind is not Kind.LIST or kind.item is None:
            if kind is not None:
                self.faults.tell(tree, "E503", "`each:` needs a list")
            return None
        scope.bound[variable] = kind.item
        return variable, source

    def _definition(self, name: str, key: Scalar, tree: Tree) -> Definition | FilteredList | None:
        if isinstance(tree, Scalar):
            node = expression(self.faults, tree, name)
            kind = self.check(tree, node)
            return None if kind is None else Definition(name, kind, node, (), key.place)
        found = mapping(self.faults, tree, f"definition `{name}`")
        if found is None:
            return None
        if found.get("each") is not None:
            return self._filtered(name, key, found)
        return self._with_exceptions(name, key, found)

    def _filtered(self, name: str, key: Scalar, tree: Mapping) -> FilteredList | None:
        self.faults.keys(tree, ("each", "where", "says", "provisions"), ("where",))
        scope = self._definition_scope()
        each = self.each(tree.get("each"), scope)
        if each is None:
            return None
        where = self.condition(tree.get("where"), "`where`", scope)
        kind = Type(Kind.LIST, item=scope.bound[each[0]])
        return FilteredList(name, kind, *each, where, key.place, self._provisions(tree))

    def _provisions(self, tree: Mapping) -> tuple[str, ...]:
        return texts(self.faults, tree.get("provisions"), "provisions")

    def _with_exceptions(self, name: str, key: Scalar, tree: Mapping) -> Definition | None:
        self.faults.keys(tree, ("value", "except", "says", "provisions"), ("value",))
        node = expression(self.faults, tree.get("value"), "value")
        kind = self.check(tree.get("value"), node)
        exceptions = []
        listed = tree.get("except")
        for entry in listed.items if isinstance(listed, Sequence) else ():
            exception = self._exception(entry, kind)
            if exception is not None:
                exceptions.append(exception)
        if kind is None:
            return None
        return Definition(name, kind, node, tuple(exceptions), key.place, self._provisions(tree))

    def _exception(self, entry: Tree, kind: Type | None) -> DefinitionException | None:
        tree = mapping(self.faults, entry, "an exception")
        if tree is None:
            return None
        self.faults.keys(tree, ("when", "value", "provisions", "says"), ("when", "value"))
        when = self.condition(tree.get("when"), "`when`")
        value = expression(self.faults, tree.get("value"), "value")
        own = self.check(tree.get("value"), value)
        if own is not None and kind is not None and own.kind is not kind.kind:
            both = {own.kind, kind.kind}
            if not both <= {Kind.RATIO, Kind.COUNT}:
                self.faults.tell(tree, "E502", f"the exception is {own}, the definition {kind}")
        says = words(self.faults, tree.get("says"), "says")
        return DefinitionException(when, value, self._provisions(tree), says)


def waiting(faults: Faults, tree: Tree | None) -> dict[str, tuple[Scalar, Tree]]:
    """The definitions of a file by name, not yet read."""
    return {key.text: (key, entry) for key, entry in (mapping(faults, tree, "definitions") or ())}

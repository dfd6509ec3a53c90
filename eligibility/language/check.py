"""Names, types and units of expressions, checked against a scope; every fault is collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from eligibility.classes import dataclass
from eligibility.errors import nearest
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.parse import ExpressionFault
from eligibility.language.types import Kind, Type

ZERO_OR_ONE = Type(Kind.COUNT, words=("literal",))


@dataclass
class Scope:
    """What an expression may name: facts by path, declared names, bound items.

    `resolve` gives the type of a definition (checking it first), or None when there is no such one.
    `used` collects the names of parameters and definitions that were met, `met` the fact paths,
    `spoken` the bound items.
    """

    facts: Mapping[str, Type]
    parameters: Mapping[str, Type]
    resolve: Callable[[str], Type | None]
    bound: dict[str, Type] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    declared: frozenset[str] = frozenset()
    spoken: set[str] = field(default_factory=set)


class Checker:
    """Infers the type of one expression; faults are collected in `faults`."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[ExpressionFault] = []

    def _fault(self, node: Node, code: str, message: str, help: str = "") -> None:
        self.faults.append(ExpressionFault(code, message, node.span, help))

    def truth(self, node: Node, what: str = "a condition") -> None:
        """Check that `node` is a yes/no."""
        found = self.infer(node)
        if found is not None and found.kind is not Kind.TRUTH:
            self._fault(node, "E504", f"{what} must be yes/no, and this is {_a(found)}")

    def infer(self, node: Node) -> Type | None:
        """The type of `node`, or None after a fault."""
        method: Callable[[Node], Type | None] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    def _constant(self, node: n.Constant) -> Type:
        if node.value is None:
            return t.NOTHING
        if isinstance(node.value, bool):
            return t.TRUTH
        return t.TEXT if isinstance(node.value, str) else ZERO_OR_ONE

    def _name(self, node: n.Name) -> Type | None:
        scope, path = self.scope, node.path
        head, _, tail = path.partition(".")
        if head in scope.bound:
            scope.spoken.add(head)
            return self._item_field(node, scope.bound[head], tail)
        if path == "as_of":
            return t.DATE
        if path in scope.parameters:
            scope.used.add(path)
            return scope.parameters[path]
        if path in scope.declared:
            scope.used.add(path)
            return scope.resolve(path)
        if path in scope.facts:
            scope.met.add(path)
            return scope.facts[path]
        known = [*scope.facts, *scope.parameters, *scope.declared, *scope.bound]
        self._fault(node, "E501", f"nothing declares `{path}`", self._lead(path, known))
        return None

    def _lead(self, path: str, known: list[str]) -> str:
        for name, kind in self.scope.facts.items():
            if path.startswith(name + ".") and kind.kind is Kind.LIST:
                return f"`{name}` is a list: name its items with `for item in {name}` or `each:`"
        return nearest(path, known)

    def _item_field(self, node: n.Name, item: Type, tail: str) -> Type | None:
        if not tail:
            return item
        if tail in item.fields:
            return item.fields[tail]
        help = nearest(tail, item.fields)
        self._fault(node, "E501", f"`{node.path}`: an item has no field `{tail}`", help)
        return None

    def _not(self, node: n.Not) -> Type:
        self.truth(node.operand, "what follows `not`")
        return t.TRUTH

    def _junction(self, node: n.Junction) -> Type:
        for operand in node.operands:
            self.truth(operand, f"each side of `{node.operator}`")
        return t.TRUTH

    def _compare(self, node: n.Compare) -> Type:
        left, right = self.infer(node.left), self.infer(node.right)
        if left is None or right is None:
            return t.TRUTH
        if node.operator in ("in", "not in"):
            self._membership(node, left, right)
        elif not _fit(left, right):
            self._mismatch(node, left, right, "compared with")
        elif node.operator not in ("==", "!="):
            if left.kind not in t.QUANTITIES | {Kind.DATE, Kind.DURATION} or Kind.NOTHING in (
                left.kind, right.kind,
            ):  # fmt: skip
                self._fault(node, "E503", f"`{node.operator}` does not order {_a(left)}")
        else:
            self._equality(node, left, right)
        return t.TRUTH

    def _equality(self, node: n.Compare, left: Type, right: Type) -> None:
        if left.kind is Kind.LIST or left.kind is Kind.RECORD or left.kind is Kind.TABLE:
            self._fault(node, "E503", f"`{node.operator}` does not compare {_a(left)}")
        if left.kind in t.QUANTITIES and Kind.NOTHING not in (left.kind, right.kind):
            literal = ZERO_OR_ONE in (left, right)
            if not literal and Kind.COUNT not in (left.kind, right.kind):
                help = "use <= or >=, or a definition"
                self._fault(node, "E503", "quantities are equal only to 0 or 1 here", help)
        for side, other in ((left, node.right), (right, node.left)):
            self._word(side, other)

    def _word(self, side: Type, other: Node) -> None:
        if side.kind is not Kind.ENUM or not isinstance(other, n.Constant):
            return
        if isinstance(other.value, str) and other.value not in side.words:
            help = nearest(other.value, side.words) or f"one of {', '.join(side.words)}"
            self._fault(other, "E505", f"`{other.value}` is none of its words", help)

    def _membership(self, node: n.Compare, left: Type, right: Type) -> None:
        if right.kind is Kind.TABLE and left.kind in t.WORDS:
            return
        if right.kind is not Kind.LIST or right.item is None:
            self._fault(node, "E503", f"`in` needs a list or a table, and this is {_a(right)}")
        elif not t.comparable(left, right.item):
            self._mismatch(node, left, right.item, "looked for among")
        else:
            for word in right.words if left.kind is Kind.ENUM else ():
                if word not in left.words:
                    help = nearest(word, left.words)
                    self._fault(node.right, "E505", f"`{word}` is none of its words", help)
            if right.item.kind is Kind.ENUM:
                self._word(right.item, node.left)

    def _mismatch(self, node: Node, left: Type, right: Type, verb: str) -> None:
        help = "compare quantities of one kind"
        money_and_area = {left.kind, right.kind} == {Kind.MONEY, Kind.AREA}
        if money_and_area:
            help = "multiply the area by a figure of money per area, or compare areas with areas"
        elif Kind.RATIO in (left.kind, right.kind):
            help = "multiply the ratio by the whole it is a share of"
        self._fault(node, "E502", f"{_a(left)} cannot be {verb} {_a(right)}", help)

    def _arithmetic(self, node: n.Arithmetic) -> Type | None:
        left, right = self.infer(node.left), self.infer(node.right)
        if left is None or right is None:
            return None
        if node.operator == "*":
            result = t.product(left, right)
            if result is None:
                self._fault(node, "E503", f"{_a(left)} cannot be multiplied by {_a(right)}")
            return result
        dates = left.kind, right.kind
        if dates == (Kind.DATE, Kind.DURATION):
            return t.DATE
        if dates == (Kind.DATE, Kind.DATE) and node.operator == "-":
            return t.DURATION
        if dates == (Kind.DURATION, Kind.DURATION):
            return t.DURATION
        if left.kind in t.QUANTITIES and right.kind in t.QUANTITIES and _fit(left, right):
            return right if left == ZERO_OR_ONE else left
        self._mismatch(node, left, right, "added to" if node.operator == "+" else "taken from")
        return None

    def _choice(self, node: n.Choice) -> Type | None:
        self.truth(node.condition)
        return self._joined(node, [node.then, node.otherwise])

    def _joined(self, node: Node, parts: list[Node]) -> Type | None:
        found = [self.infer(p) for p in parts]
        kinds = [f for f in found if f is not None]
        if len(kinds) < len(parts):
            return None
        result = next((k for k in kinds if k != ZERO_OR_ONE), kinds[0])
        for other in kinds:
            if not _fit(result, other):
                self._mismatch(node, result, other, "chosen beside")
                return None
        return result

    def _lookup(self, node: n.Lookup) -> Type | None:
        table, key = self.infer(node.table), self.infer(node.key)
        if table is None or key is None:
            return None
        if table.kind is not Kind.TABLE or key.kind not in t.WORDS:
            self._fault(node, "E503", "only a table can be looked up, by a word")
            return None
        return table.item

    def _call(self, node: n.Call) -> Type | None:
        if node.function == "finding":
            return self._finding(node)
        if node.function == "count" and len(node.arguments) == 1:
            found = self.infer(node.arguments[0])
            if found is not None and found.kind is not Kind.LIST:
                self._fault(node, "E506", f"`count` needs a list, and this is {_a(found)}")
            return t.COUNT
        if node.function in ("max", "min") and len(node.arguments) > 1:
            result = self._joined(node, list(node.arguments))
            if result is not None and result.kind not in t.QUANTITIES | {Kind.DATE, Kind.DURATION}:
                self._fault(node, "E506", f"`{node.function}` does not order {_a(result)}")
            return result
        self._fault(node, "E506", f"`{node.function}` does not take these arguments")
        return None

    def _finding(self, node: n.Call) -> Type:
        words = [a.value for a in node.arguments if isinstance(a, n.Constant)]
        if len(words) != 1 or len(node.arguments) != 1 or not isinstance(words[0], str):
            self._fault(node, "E506", "`finding` takes the id of one provision, in quotes")
        return t.TRUTH

    def _quantifier(self, node: n.Quantifier) -> Type | None:
        source = self.infer(node.source)
        if source is None:
            return None
        if source.kind is not Kind.LIST or source.item is None:
            self._fault(node.source, "E503", f"`for` needs a list, and this is {_a(source)}")
            return None
        before = self.scope.bound.get(node.variable)
        self.scope.bound[node.variable] = source.item
        try:
            return self._over_items(node)
        finally:
            self.scope.bound.pop(node.variable)
            if before is not None:
                self.scope.bound[node.variable] = before

    def _over_items(self, node: n.Quantifier) -> Type | None:
        if node.where is not None:
            self.truth(node.where, "what follows `if`")
        if node.function == "all":
            self.truth(node.element, "what `all` asks of each item")
            return t.TRUTH
        element = self.infer(node.element)
        if node.function in ("exists", "count"):
            if node.element != n.Name(node.variable):
                help = f"write {node.function}({node.variable} for {node.variable} in … if …)"
                self._fault(
                    node.element, "E506", f"`{node.function}` takes the items themselves", help
                )
            return t.TRUTH if node.function == "exists" else t.COUNT
        if element is None:
            return None
        allowed = t.QUANTITIES | ({Kind.DURATION} if node.function == "sum" else {Kind.DATE})
        if element.kind not in allowed:
            self._fault(node.element, "E506", f"`{node.function}` does not take {_a(element)}")
            return None
        default = self.infer(node.default) if node.default is not None else None
        if default is not None and not _fit(element, default):
            self._mismatch(node, element, default, "chosen beside")
        return element


def _fit(left: Type, right: Type) -> bool:
    literal = ZERO_OR_ONE
    if literal in (left, right):
        other = right if left == literal else left
        return other.kind in t.QUANTITIES | {Kind.NOTHING, Kind.DURATION}
    return t.comparable(left, right)


def _a(found: Type) -> str:
    words = {
        Kind.TRUTH: "a yes/no", Kind.TEXT: "a text", Kind.ENUM: "a word of a list",
        Kind.INDUSTRY: "an industry", Kind.DATE: "a date", Kind.AREA: "an area",
        Kind.MONEY: "an amount of money", Kind.RATE: "money per area", Kind.RATIO: "a ratio",
        Kind.COUNT: "a count", Kind.DURATION: "a period", Kind.RECORD: "an item of a list",
        Kind.TABLE: "a table", Kind.NOTHING: "`none`",
    }  # fmt: skip
    return words.get(found.kind, f"a {found}")

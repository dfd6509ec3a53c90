"""Checked expressions to Python closures over a `Situation`; nothing is evaluated as code.

A truth closure gives a truth set, a value closure a known value or the set of its possible values.
A closure whose truth is decided leaves no trace in `Situation.touched`: nothing it met matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from eligibility.evaluation import possible as p
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.lists import Lists
from eligibility.evaluation.situation import Situation, label, seen, unknown
from eligibility.evaluation.workdays import moved
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.check import Checker, Scope
from eligibility.language.figures import WORKING_DAYS
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label

Closure: TypeAlias = Callable[[Situation], Any]

_ORDER: dict[str, Callable[[Any, Any], int]] = {
    "==": p.same,
    "!=": lambda a, b: p.NOT[p.same(a, b)],
    "<=": p.at_most,
    "<": p.below,
    ">=": lambda a, b: p.at_most(b, a),
    ">": lambda a, b: p.below(b, a),
}
_ARITHMETIC = {"+": p.add, "-": p.subtract, "*": p.multiply}


class Compiler:
    """Compiles the expressions of one matter. Types and closures are kept by node and bindings."""

    def __init__(self, matter: Matter, facts: Mapping[str, Type]) -> None:
        self.matter = matter
        self.facts = facts
        self.bound: dict[str, Type] = {}
        self._definitions: dict[str, Closure] = {}
        self._kept: dict[tuple[Any, ...], tuple[Node, Any]] = {}
        self._scope = Scope(
            facts,
            {name: parameter.type for name, parameter in matter.parameters.items()},
            lambda name: matter.definitions[name].type,
            declared=frozenset(matter.definitions),
        )
        self.lists = Lists(self)

    def kept(self, what: str, make: Callable[[Node], Any], node: Node) -> Any:
        """What `make` gives for a node in the present bindings, made once."""
        bound = self.bound and tuple([(name, id(kind)) for name, kind in self.bound.items()])
        key = (what, id(node), bound or ())
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (node, make(node))
        return found[1]

    def type_of(self, node: Node) -> Type:
        """The type of a checked expression, in the present bindings."""
        found: Type = self.kept("type", self._infer, node)
        return found

    def _infer(self, node: Node) -> Type:
        self._scope.bound = dict(self.bound)
        return Checker(self._scope).infer(node) or t.NOTHING

    def closure(self, node: Node) -> Closure:
        """The closure of any expression but a list."""
        found: Closure = self.kept("closure", self._compiled, node)
        return found

    def _compiled(self, node: Node) -> Closure:
        method: Callable[[Node], Closure] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    def _constant(self, node: n.Constant) -> Closure:
        value: Any = NONE if node.value is None else seen(node.value)
        return lambda _: value

    def _name(self, node: n.Name) -> Closure:
        path = node.path
        head, _, tail = path.partition(".")
        if head in self.bound:
            return _field(head, tail, self.bound[head].fields[tail]) if tail else _item(head)
        if path == "as_of":
            return lambda s: s.as_of
        if path in self.matter.parameters:
            return lambda s: s.parameters[path]
        if path in self.matter.definitions:
            return self._definition(path)
        return _fact(path, self.facts[path])

    def _definition(self, name: str) -> Closure:
        if name not in self._definitions:
            definition = self.matter.definitions[name]
            if isinstance(definition, FilteredList):
                raise TypeError(f"{name} is a list")
            self._definitions[name] = self._with_exceptions(definition)
        return self._definitions[name]

    def _with_exceptions(self, definition: Definition) -> Closure:
        result = self.closure(definition.value)
        is_truth = definition.type.kind is Kind.TRUTH
        for exception in reversed(definition.exceptions):
            when, value = self.closure(exception.when), self.closure(exception.value)
            result = _choice(when, value, result, is_truth=is_truth)
        return result

    def _not(self, node: n.Not) -> Closure:
        operand = self.closure(node.operand)
        return lambda s: p.NOT[operand(s)]

    def _junction(self, node: n.Junction) -> Closure:
        parts = tuple(self.closure(o) for o in node.operands)
        return _junction(parts, TRUE) if node.operator == "and" else _junction(parts, FALSE)

    def _compare(self, node: n.Compare) -> Closure:
        if node.operator in ("in", "not in"):
            found = _decided(self.lists.membership(node.left, node.right))
            return found if node.operator == "in" else lambda s: p.NOT[found(s)]
        left, right = self.closure(node.left), self.closure(node.right)
        if self.type_of(node.left).kind is Kind.TRUTH:
            return _equivalence(left, right, negated=node.operator == "!=")
        relation = _ORDER[node.operator]

        def compare(s: Situation) -> int:
            before = len(s.touched)
            result = relation(left(s), right(s))
            if result != EITHER:
                del s.touched[before:]
            return result

        return compare

    def _arithmetic(self, node: n.Arithmetic) -> Closure:
        left, right = self.closure(node.left), self.closure(node.right)
        if self.type_of(node.right) == WORKING_DAYS:
            sign = -1 if node.operator == "-" else 1
            return lambda s: moved(left(s), right(s).working_days, sign, s)
        operation = _ARITHMETIC[node.operator]
        return lambda s: operation(left(s), right(s))

    def _choice(self, node: n.Choice) -> Closure:
        parts = (self.closure(x) for x in (node.condition, node.then, node.otherwise))
        return _choice(*parts, is_truth=self.type_of(node.then).kind is Kind.TRUTH)

    def _lookup(self, node: n.Lookup) -> Closure:
        table, key = self.closure(node.table), self.closure(node.key)

        def look(s: Situation) -> Any:
            word = key(s)
            rows = table(s)
            if word is p.SOME_WORD or (isinstance(word, Label) and word.name is None):
                return _any_of(list(rows.values()))
            return rows.get(word.name if isinstance(word, Label) else word, NONE)

        return look

    def _call(self, node: n.Call) -> Closure:
        if node.function == "finding":
            provision = node.arguments[0]
            assert isinstance(provision, n.Constant)  # noqa: S101  (checked when loaded)
            return _finding(str(provision.value))
        if node.function == "count":
            return self.lists.aggregate(
                n.Quantifier("count", "", node.arguments[0], n.Constant(True))
            )
        parts = tuple(self.closure(a) for a in node.arguments)
        largest = node.function == "max"
        return lambda s: p.extreme([part(s) for part in parts], largest=largest)

    def _quantifier(self, node: n.Quantifier) -> Closure:
        found = self.lists.aggregate(node)
        return _decided(found) if node.function in ("exists", "all") else found


def _field(variable: str, name: str, kind: Type) -> Closure:
    is_truth = kind.kind is Kind.TRUTH

    def get(s: Situation) -> Any:
        record = s.items[variable]
        value = record.fields.get(name, UNKNOWN)
        if value is UNKNOWN:
            return unknown(s, f"{record.path}.{name}", kind)
        return seen(value) if is_truth else value

    return get


def _item(variable: str) -> Closure:
    return lambda s: label(s, s.items[variable])


def _fact(path: str, kind: Type) -> Closure:
    if kind.kind is Kind.TRUTH:

        def get_truth(s: Situation) -> Any:
            value = s.values.get(path, UNKNOWN)
            if value is True:
                return TRUE
            if value is False:
                return FALSE
            return unknown(s, path, kind) if value is UNKNOWN else value

        return get_truth

    def get(s: Situation) -> Any:
        value = s.values.get(path, UNKNOWN)
        return unknown(s, path, kind) if value is UNKNOWN else label(s, value)

    return get


def _finding(provision: str) -> Closure:
    path = f"review.findings[{provision}]"

    def get(s: Situation) -> int:
        found = s.findings.get(provision)
        return p.truth(found) if found is not None else int(unknown(s, path, t.TRUTH))

    return get


def _junction(parts: tuple[Closure, ...], neutral: int) -> Closure:
    decisive = p.NOT[neutral]

    def join(s: Situation) -> int:
        before = len(s.touched)
        result = neutral
        for part in parts:
            found = part(s)
            if found == decisive:
                del s.touched[before:]
                return decisive
            if found == EITHER:
                result = EITHER
        return result

    return join


def _equivalence(left: Closure, right: Closure, *, negated: bool) -> Closure:
    def equal(s: Situation) -> int:
        a, b = left(s), right(s)
        result = EITHER if EITHER in (a, b) else p.truth(a == b)
        return p.NOT[result] if negated else result

    return equal


def _choice(condition: Closure, then: Closure, otherwise: Closure, *, is_truth: bool) -> Closure:
    if not is_truth:
        return lambda s: p.choose(condition(s), lambda: then(s), lambda: otherwise(s))

    def choose(s: Situation) -> int:
        before = len(s.touched)
        found = condition(s)
        result = (then(s) if found & TRUE else 0) | (otherwise(s) if found & FALSE else 0)
        if result != EITHER:
            del s.touched[before:]
        return int(result)

    return choose


def _decided(closure: Closure) -> Closure:
    def decide(s: Situation) -> int:
        before = len(s.touched)
        result = int(closure(s))
        if result != EITHER:
            del s.touched[before:]
        return result

    return decide


def _any_of(values: list[Any]) -> Any:
    """The set of a table's entries: their hull for figures, an unknown list for lists."""
    if not values or isinstance(values[0], tuple):
        return UNKNOWN
    result = NONE
    for value in values:
        result = p.hull(result, value)
    return result

"""The one translation of checked expressions into columns; the twin of `evaluation.compile`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from eligibility.classes import dataclass
from eligibility.evaluation.compile import Compiler
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter
from eligibility.language.types import Kind, Type
from eligibility.screening import columns_facts as facts
from eligibility.screening import columns_numbers as num
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, TOP, NotCovered
from eligibility.screening.columns_facts import Facts
from eligibility.screening.columns_lists import Lists
from eligibility.screening.columns_numbers import Months, Number
from eligibility.screening.columns_words import Truth, Word


@dataclass(frozen=True)
class Bound:
    """What a variable stands for: the items of `frame` (`kind`: their type), or one `word`."""

    frame: str
    kind: Type
    word: Word | None = None


class Nothing:
    """`none`, whatever it is compared with."""


NONE = Nothing()
Value = Truth | Number | Word | Months | Nothing


@dataclass(frozen=True)
class Figures:
    """What expressions stand on beside facts: figures in force by name, the day of judgement."""

    parameters: Mapping[str, Any]
    as_of: date


class Translator:
    """Translates the expressions of one matter; `bound` variables stand for items of lists."""

    def __init__(
        self, matter: Matter, types: Mapping[str, Type], figures: Figures, held: Facts
    ) -> None:
        self.matter, self.figures, self.facts = matter, figures, held
        self.types = types
        self.bound: dict[str, Bound] = {}
        self._order: list[str] = []
        self._kept: dict[tuple[Any, ...], Value] = {}
        self._typing = Compiler(matter, types)
        self.lists = Lists(self)

    @contextmanager
    def binding(
        self, variable: str, frame: str, kind: Type, word: Word | None = None
    ) -> Iterator[None]:
        """Let a variable stand for the items of a frame."""
        before = self.bound.get(variable)
        if before is not None:
            raise NotCovered(f"`{variable}` stands for two things")
        self.bound[variable] = Bound(frame, kind, word)
        self._order.append(variable)
        try:
            yield
        finally:
            self._order.pop()
            del self.bound[variable]

    def type_of(self, node: Node) -> Type:
        """The type of a checked expression, in the present bindings."""
        self._typing.bound = {name: b.kind for name, b in self.bound.items()}
        return self._typing.type_of(node)

    def value(self, node: Node) -> Value:
        """The value of any expression but a list; kept for the present bindings."""
        key = (id(node), *((v, self.bound[v]) for v in self._order))
        if key not in self._kept:
            method: Callable[[Node], Value] = getattr(self, f"_{type(node).__name__.lower()}")
            self._kept[key] = method(node)
        return self._kept[key]

    def truth(self, node: Node) -> Truth:
        """The value of a condition."""
        return cast("Truth", self.value(node))

    def variable(self, name: str) -> Bound:
        """What a variable stands for, refused where an inner list would hide its items."""
        bound = self.bound[name]
        inner = self._order[self._order.index(name) + 1 :]
        hidden = any(self.bound[other].frame == bound.frame for other in inner)
        if bound.word is None and hidden:
            raise NotCovered("two items of one list side by side")
        return bound

    def _constant(self, node: n.Constant) -> Value:
        if node.value is None:
            return NONE
        return facts.figure(node.value)

    def _name(self, node: n.Name) -> Value:
        path = node.path
        head, _, tail = path.partition(".")
        if head in self.bound:
            bound = self.variable(head)
            if bound.word is not None:
                return bound.word
            if not tail:
                return facts.item(bound.frame, bound.kind, open_=facts.open_item(bound.frame))
            return self.facts.value(bound.frame, tail, bound.kind.fields[tail])
        if path == "as_of":
            return num.number(facts.days(self.figures.as_of))
        if path in self.matter.parameters:
            return facts.figure(self.figures.parameters[path])
        if path in self.matter.definitions:
            return self._definition(path)
        return self.facts.value(TOP, path, self.types[path])

    def _definition(self, name: str) -> Value:
        key = (name, *((v, self.bound[v]) for v in self._order))
        if key not in self._kept:
            definition = self.matter.definitions[name]
            if isinstance(definition, FilteredList):
                raise NotCovered(f"{name} is a list")
            self._kept[key] = self._with_exceptions(definition)
        return self._kept[key]

    def _with_exceptions(self, definition: Definition) -> Value:
        result = self.value(definition.value)
        for exception in reversed(definition.exceptions):
            result = _chosen(self.truth(exception.when), self.value(exception.value), result)
        return result

    def _not(self, node: n.Not) -> Value:
        return w.negation(self.truth(node.operand))

    def _junction(self, node: n.Junction) -> Value:
        parts = [self.truth(part) for part in node.operands]
        return w.conjunction(parts) if node.operator == "and" else w.disjunction(parts)

    def _compare(self, node: n.Compare) -> Value:
        if node.operator in ("in", "not in"):
            found = self.lists.membership(node.left, node.right)
            return found if node.operator == "in" else w.negation(found)
        return compared(node.operator, self.value(node.left), self.value(node.right))

    def _arithmetic(self, node: n.Arithmetic) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if left is NONE or right is NONE:
            return NONE
        is_day = self.type_of(node.left).kind is Kind.DATE
        if isinstance(right, Months) and isinstance(left, Number) and is_day:
            sign = 1 if node.operator == "+" else -1
            return num.months_moved(left, sign * right.months)
        if not isinstance(left, Number) or not isinstance(right, Number):
            raise NotCovered("arithmetic with periods of months")
        if node.operator == "*":
            return num.multiplied(left, right)
        result = (num.added if node.operator == "+" else num.subtracted)(left, right)
        difference = node.operator == "-" and self.type_of(node.right).kind is Kind.DATE
        return num.days_within(result) if is_day and not difference else result

    def _choice(self, node: n.Choice) -> Value:
        return _chosen(
            self.truth(node.condition), self.value(node.then), self.value(node.otherwise)
        )

    def _lookup(self, node: n.Lookup) -> Value:
        key = self.value(node.key)
        rows = self.table(node.table)
        return facts.looked_up(rows, key if isinstance(key, Word) else w.NO_SUCH_WORD)

    def table(self, node: Node) -> Mapping[str, Any]:
        """A declared table as it is in force."""
        if not isinstance(node, n.Name) or node.path not in self.matter.parameters:
            raise NotCovered("a table that is not declared")
        return cast("Mapping[str, Any]", self.figures.parameters[node.path])

    def _call(self, node: n.Call) -> Value:
        if node.function == "finding":
            provision = node.arguments[0]
            assert isinstance(provision, n.Constant)  # noqa: S101  (checked when loaded)
            path = f"review.findings[{provision.value}]"
            return self.facts.value(TOP, path, Type(Kind.TRUTH))
        if node.function == "count":
            whole = n.Quantifier("count", "", node.arguments[0], n.Constant(True))
            return self.lists.aggregate(whole)
        values = [_as_number(self.value(a)) for a in node.arguments]
        return num.extreme(values, largest=node.function == "max")

    def _quantifier(self, node: n.Quantifier) -> Value:
        return self.lists.aggregate(node)


def compared(operator: str, left: Value, right: Value) -> Truth:
    """The truth of a comparison."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        same = w.equivalence(left, right)
    elif operator in ("==", "!="):
        same = _same(left, right)
    else:
        return _ordered(operator, _as_number(left), _as_number(right))
    return same if operator == "==" else w.negation(same)


def _same(left: Value, right: Value) -> Truth:
    if left is NONE and right is NONE:
        return w.YES
    if isinstance(left, Word) or isinstance(right, Word):
        return w.same_word(_as_word(left), _as_word(right))
    return num.same_number(_as_number(left), _as_number(right))


def _ordered(operator: str, left: Number, right: Number) -> Truth:
    if operator in (">", ">="):
        left, right = right, left
    return num.ordered(left, right, strict=operator in ("<", ">"))


def _as_number(value: Value) -> Number:
    if value is NONE:
        return num.NO_SUCH_NUMBER
    if not isinstance(value, Number):
        raise NotCovered("a period of months compared")
    return value


def _as_word(value: Value) -> Word:
    if value is NONE:
        return w.NO_SUCH_WORD
    if not isinstance(value, Word):
        raise NotCovered("a word compared with a number")
    return value


def _chosen(condition: Truth, then: Value, otherwise: Value) -> Value:
    if condition.f is FALSE:
        return then
    if condition.t is FALSE:
        return otherwise
    if isinstance(then, Truth) and isinstance(otherwise, Truth):
        return w.truth_choice(condition, then, otherwise)
    if isinstance(then, Word) or isinstance(otherwise, Word):
        return w.word_choice(condition, _as_word(then), _as_word(otherwise))
    if then == otherwise:
        return then
    return num.number_choice(condition, _as_number(then), _as_number(otherwise))

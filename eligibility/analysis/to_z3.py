"""Checked expressions to terms of Z3, over the facts of a space: the same tree, read once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis import terms as m
from eligibility.analysis.dates import Day
from eligibility.analysis.lists_to_z3 import Lists, ordered
from eligibility.analysis.space import Space, Word
from eligibility.analysis.terms import NOTHING, Number, Term, Untranslatable, both, negation
from eligibility.evaluation.compile import Compiler
from eligibility.evaluation.days import Workdays, counted, covered
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter
from eligibility.language.types import Type
from eligibility.language.units import Period

_ORDER: dict[str, Callable[[Term, Term], Any]] = {
    "==": m.same,
    "!=": lambda a, b: negation(m.same(a, b)),
    "<=": m.at_most,
    "<": m.below,
    ">=": lambda a, b: m.at_most(b, a),
    ">": lambda a, b: m.below(b, a),
}


class Translator(Lists):
    """Translates the expressions of one matter. `bound` holds the items that are spoken of."""

    def __init__(
        self, matter: Matter, facts: Mapping[str, Type], figures: Mapping[str, Any], space: Space,
        as_of: Day, findings: Mapping[str, bool], calendar: Workdays,
    ) -> None:  # fmt: skip
        super().__init__(matter, space)
        self.facts, self.figures = facts, figures
        self.as_of, self.findings, self.calendar = as_of, findings, calendar
        self.types = Compiler(matter, facts)
        self.forced: dict[Node, Any] = {}
        self._definitions: dict[Any, Any] = {}

    def truth(self, node: Node) -> Any:
        """The truth of a condition."""
        found = self._of(node)
        if isinstance(found, bool):
            return m.TRUE if found else m.FALSE
        if not z3.is_bool(found):
            raise Untranslatable(f"{node} is no truth")
        return found

    def value(self, node: Node) -> Any:
        """The value of an expression that is no truth and no list."""
        return self._of(node)

    def _of(self, node: Node) -> Any:
        if node in self.forced:  # what a condition would give if it came out so
            return self.forced[node]
        method: Callable[[Node], Any] = getattr(self, f"_{type(node).__name__.lower()}")
        return method(node)

    def _constant(self, node: n.Constant) -> Any:
        if node.value is None:
            return NOTHING
        if isinstance(node.value, bool):
            return m.TRUE if node.value else m.FALSE
        if isinstance(node.value, str):
            return Number(self.space.code(node.value))
        return Number(z3.IntVal(node.value))

    def _name(self, node: n.Name) -> Any:
        path = node.path
        head, _, tail = path.partition(".")
        if head in self.bound:
            return self._item(self.bound[head], tail)
        if path == "as_of":
            return self.as_of
        if path in self.matter.parameters:
            return self._figure(self.figures[path])
        if path in self.matter.definitions:
            return self._definition(path)
        return self.space.fact(path, self.facts[path])

    def _item(self, item: Any, tail: str) -> Any:
        if tail:
            return self.space.field(item, tail)
        return Number(self.space.code(item.word)) if isinstance(item, Word) else item

    def _figure(self, value: Any) -> Any:
        """A figure; periods, lists and tables stay what they are."""
        if isinstance(value, date):
            return dates.constant(value)
        if isinstance(value, str):
            return Number(self.space.code(value))
        if isinstance(value, int | Fraction):
            return Number(m.exact(value))
        return value

    def _definition(self, name: str) -> Any:
        key = (name, *sorted((k, id(v)) for k, v in self.bound.items()))
        if key not in self._definitions:
            definition = self.matter.definitions[name]
            if isinstance(definition, FilteredList):
                raise Untranslatable(f"{name} is a list")
            # the items are kept beside the term, so that their ids stay theirs
            self._definitions[key] = self._with_exceptions(definition), dict(self.bound)
        return self._definitions[key][0]

    def _with_exceptions(self, definition: Definition) -> Any:
        result = self._of(definition.value)
        for exception in reversed(definition.exceptions):
            result = self._chosen(self.truth(exception.when), exception.value, result)
        return result

    def _chosen(self, condition: Any, then: Node, otherwise: Any) -> Any:
        first = self._of(then)
        if z3.is_bool(first):
            return m.chosen(condition, first, otherwise)
        if isinstance(first, Period) or isinstance(otherwise, Period):
            if first == otherwise:
                return first
            raise Untranslatable("a choice between periods")
        return m.merged(condition, first, otherwise)

    def _not(self, node: n.Not) -> Any:
        return negation(self.truth(node.operand))

    def _junction(self, node: n.Junction) -> Any:
        parts = [self.truth(operand) for operand in node.operands]
        return both(*parts) if node.operator == "and" else m.either(*parts)

    def _compare(self, node: n.Compare) -> Any:
        if node.operator in ("in", "not in"):
            found = self._membership(node.left, node.right)
            return found if node.operator == "in" else negation(found)
        left, right = self._of(node.left), self._of(node.right)
        if z3.is_bool(left) or z3.is_bool(right):
            return m.known(z3.simplify(left == right if node.operator == "==" else left != right))
        return _ORDER[node.operator](ordered(left), ordered(right))

    def _arithmetic(self, node: n.Arithmetic) -> Any:
        left, right = self._of(node.left), self._of(node.right)
        if isinstance(left, Day) and isinstance(right, Day):
            exists = both(left.exists, right.exists)
            return Number(_term(left.ordinal - right.ordinal), exists)
        if isinstance(left, Day):
            return self._moved(left, right, -1 if node.operator == "-" else 1)
        left, right = ordered(left), ordered(right)
        if not (isinstance(left, Number) and isinstance(right, Number)):
            return NOTHING
        return m.arithmetic(node.operator, left, right)

    def _moved(self, day: Day, span: Any, sign: int) -> Term:
        if isinstance(span, Period) and span.months:
            return self.space.later(day, sign * span.months)
        if isinstance(span, Period) and span.working_days:
            return self._worked(day, span.working_days, sign)
        days = ordered(span)
        if not isinstance(days, Number):
            return NOTHING
        moved = day.ordinal + (days.term if sign > 0 else -days.term)
        return Day(_plain(moved), both(day.exists, days.exists))

    def _worked(self, day: Day, count: int, sign: int) -> Day:
        """A day moved by working days, between the years that the calendar covers."""
        if isinstance(day.ordinal, int):
            end, _ = counted(date.fromordinal(day.ordinal), count, sign, self.calendar)
            return Day(end.toordinal(), day.exists)
        return self.space.worked(day, count, sign, *covered(self.calendar))

    def _choice(self, node: n.Choice) -> Any:
        return self._chosen(self.truth(node.condition), node.then, self._of(node.otherwise))

    def _lookup(self, node: n.Lookup) -> Any:
        rows, key = self._of(node.table), self._of(node.key)
        result: Any = NOTHING
        for word, entry in rows.items():
            here = m.same(key, Number(self.space.code(word)))
            result = m.merged(here, self._figure(entry), result)
        return result

    def _call(self, node: n.Call) -> Any:
        if node.function == "finding":
            provision = str(getattr(node.arguments[0], "value", ""))
            found = self.findings.get(provision)
            path = f"review.findings[{provision}]"
            return self.space.truth(path) if found is None else (m.TRUE if found else m.FALSE)
        if node.function == "count":
            return self._count([there for _, there in self.listing(node.arguments[0])])
        values = [ordered(self._of(argument)) for argument in node.arguments]
        return m.extreme(values, largest=node.function == "max")


def _plain(term: Any) -> Any:
    """A whole number where the term is one."""
    if isinstance(term, int):
        return term
    simple = z3.simplify(term)
    return simple.as_long() if z3.is_int_value(simple) else simple


def _term(number: Any) -> Any:
    return z3.IntVal(number) if isinstance(number, int) else number

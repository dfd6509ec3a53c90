"""What an expression means when every fact is known: the language page, written down once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from properties.small_catalogue import DAY, FIGURES

from eligibility.evaluation.days import later
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter, Rule
from eligibility.language.units import Period
from eligibility.language.values import NONE, Label, Record


class Meaning:
    """Expressions of one matter over facts of which none is missing."""

    def __init__(self, matter: Matter, facts: dict[str, Any], findings: dict[str, bool]) -> None:
        self.matter, self.facts, self.findings = matter, facts, findings
        self.items: dict[str, Any] = {}

    def statuses(self, rule: Rule) -> Iterator[tuple[str | None, str]]:
        """Each subject's path with its status."""
        if rule.items is None:
            yield None, self._status(rule)
            return
        for item in self._list(rule.items):
            self.items[str(rule.variable)] = item
            yield subject(item), self._status(rule)
        self.items.pop(str(rule.variable), None)

    def _status(self, rule: Rule) -> str:
        if rule.when is not None and not self.of(rule.when):
            return "not_applicable"
        if rule.not_needed is not None and self.of(rule.not_needed):
            return "not_applicable"
        holds = bool(self.of(rule.condition))
        return "satisfied" if holds != (rule.kind == "prohibition") else "violated"

    def of(self, node: Node) -> Any:
        """The value of an expression."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _constant(self, node: n.Constant) -> Any:
        return NONE if node.value is None else node.value

    def _name(self, node: n.Name) -> Any:
        head, _, tail = node.path.partition(".")
        if head in self.items:
            item = self.items[head]
            return _plain(item.fields[tail]) if tail else _plain(item)
        if node.path == "as_of":
            return DAY
        if node.path in FIGURES:
            return FIGURES[node.path][1]
        definition = self.matter.definitions.get(node.path)
        if definition is None:
            return _plain(self.facts[node.path])
        assert not isinstance(definition, FilteredList)
        taken = (e.value for e in definition.exceptions if self.of(e.when))
        return self.of(next(taken, definition.value))

    def _not(self, node: n.Not) -> bool:
        return not self.of(node.operand)

    def _junction(self, node: n.Junction) -> bool:
        parts = [bool(self.of(o)) for o in node.operands]
        return all(parts) if node.operator == "and" else any(parts)

    def _compare(self, node: n.Compare) -> bool:
        left = self.of(node.left)
        if node.operator in ("in", "not in"):
            among = left is not NONE and left in [_plain(i) for i in self._list(node.right)]
            return among == (node.operator == "in")
        right = self.of(node.right)
        if node.operator in ("==", "!="):
            return (left == right) == (node.operator == "==")
        if left is NONE or right is NONE:
            return False
        return bool({"<": left < right, "<=": left <= right, ">": left > right}.get(
            node.operator, left >= right))  # fmt: skip

    def _arithmetic(self, node: n.Arithmetic) -> Any:
        left, right = self.of(node.left), self.of(node.right)
        if NONE in (left, right):
            return NONE
        if node.operator == "*":
            return left * right
        sign = 1 if node.operator == "+" else -1
        if not isinstance(left, date):
            return left + sign * right
        if isinstance(right, date):
            return (left - right).days
        if isinstance(right, Period):
            return later(left, right, sign)
        return left + sign * timedelta(days=right)

    def _choice(self, node: n.Choice) -> Any:
        return self.of(node.then if self.of(node.condition) else node.otherwise)

    def _lookup(self, node: n.Lookup) -> Any:
        return self.of(node.table).get(self.of(node.key), NONE)

    def _call(self, node: n.Call) -> Any:
        if node.function == "finding":
            return self.findings[node.arguments[0].value]  # type: ignore[union-attr,index]
        if node.function == "count":
            return len(self._list(node.arguments[0]))
        found = [v for v in map(self.of, node.arguments) if v is not NONE]
        return (max if node.function == "max" else min)(found, default=NONE)

    def _quantifier(self, node: n.Quantifier) -> Any:
        outer = self.items.get(node.variable)
        found = []
        for item in self._list(node.source):
            self.items[node.variable] = item
            if node.where is None or self.of(node.where):
                items = node.function in ("exists", "count")
                found.append(True if items else self.of(node.element))
        self.items[node.variable] = outer
        if outer is None:
            del self.items[node.variable]
        there = [value for value in found if value is not NONE]
        match node.function:
            case "exists":
                return bool(found)
            case "all":
                return all(found)
            case "count":
                return len(found)
            case "sum":
                return sum(there)
            case _:
                default = self.of(node.default) if node.default is not None else NONE
                return (max if node.function == "max" else min)(there) if there else default

    def _list(self, node: Node) -> list[Any]:
        definition = self.matter.definitions.get(node.path) if isinstance(node, n.Name) else None
        if isinstance(definition, FilteredList):
            return [i for i in self._list(definition.source) if self._kept(definition, i)]
        value = self.of(node)
        items = [] if value is NONE else list(value)
        if isinstance(node, n.Name) and node.path == "consents":
            return [c for c in items if c.fields["dated"] is not NONE and c.fields["dated"] <= DAY]
        return items

    def _kept(self, definition: FilteredList, item: Any) -> bool:
        outer = self.items.get(definition.variable)
        self.items[definition.variable] = item
        kept = bool(self.of(definition.where))
        self.items[definition.variable] = outer
        if outer is None:
            del self.items[definition.variable]
        return kept


def subject(item: Any) -> str:
    """What tells an item of a list from the others: its path, or how it is written."""
    if isinstance(item, Record):
        return item.path
    return item.written if isinstance(item, Label) else str(item)


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, Label) else value

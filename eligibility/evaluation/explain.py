"""The derivation of each finding: rule, conditions, operands with their values and origins.

A step is shown as it was evaluated; what an `and` or `or` no longer needed once it was decided
is marked so. `why_not` gives the smallest sets of conditions that would have to come out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eligibility.evaluation.compile import Compiler
from eligibility.evaluation.conditions import conditions, smallest_sets
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.lists import ListClosure
from eligibility.evaluation.plans import compiler_of
from eligibility.evaluation.situation import Situation
from eligibility.evaluation.steps import Derivation, Role, State, Step
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter, Rule
from eligibility.language.to_text import to_text
from eligibility.language.types import Kind
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.submission.facts import Facts, Origin


class Explainer:
    """Makes the derivations of one matter's rules."""

    def __init__(self, matter: Matter, facts: Facts) -> None:
        self.matter, self.facts = matter, facts
        self.compiler: Compiler

    def derivation(
        self, rule: Rule, subject: str | None, item: Any, situation: Situation, status: str
    ) -> Derivation:
        """The derivation of `rule` for an item (NONE: the rule speaks of no item)."""
        self._bind(rule, item, situation)
        parts = [("when", rule.when), ("not_needed", rule.not_needed), (rule.kind, rule.condition)]
        steps: list[Step] = []
        idle = False
        for name, node in parts:
            if node is not None:
                inner = self._step(node, situation)
                step = Step("condition", name, inner.state, children=(inner,))
                steps.append(_unneeded(step) if idle else step)
                idle = idle or inner.state == (
                    "failed" if name == "when" else "held" if name == "not_needed" else ""
                )
        why = tuple(self._why(rule, situation)) if status == "violated" else ()
        return Derivation(rule, subject, tuple(steps), why)

    def _bind(self, rule: Rule, item: Any, situation: Situation) -> None:
        self.compiler = compiler_of(self.matter, rule)
        if rule.variable is None or rule.items is None:
            return
        self.compiler.bound[rule.variable] = self.compiler.type_of(rule.items).item or t.TEXT
        if item is not NONE:
            situation.items[rule.variable] = item
        else:
            situation.items[rule.variable] = Record("", "", {})

    def _value(self, node: Node, situation: Situation) -> Any:
        before = len(situation.touched)
        value = self.compiler.closure(node)(situation)
        del situation.touched[before:]
        return value

    def _listing(self, node: Node) -> ListClosure:
        found: ListClosure = self.compiler.kept("list", self.compiler.lists.listing, node)
        return found

    def _text(self, node: Node) -> str:
        found: str = self.compiler.kept("text", to_text, node)
        return found

    def _state(self, node: Node, situation: Situation) -> State:
        truth = self._value(node, situation)
        return {TRUE: "held", FALSE: "failed", EITHER: "unknown"}[truth]  # type: ignore[return-value]

    def _step(self, node: Node, situation: Situation) -> Step:
        match node:
            case n.Junction():
                return self._junction(node, situation)
            case n.Not(operand=operand):
                child = self._step(operand, situation)
                return Step("condition", "not", self._state(node, situation), children=(child,))
            case n.Compare():
                return self._compare(node, situation)
            case n.Name():
                return self._name(node, situation)
            case n.Quantifier() | n.Call() | n.Choice() | n.Arithmetic() | n.Lookup():
                return self._compound(node, situation)
            case _:
                return self._plain("value", node, situation)

    def _junction(self, node: n.Junction, situation: Situation) -> Step:
        decisive = "failed" if node.operator == "and" else "held"
        children, decided = [], False
        for operand in node.operands:
            step = self._step(operand, situation)
            children.append(_unneeded(step) if decided else step)
            decided = decided or step.state == decisive
        return Step(
            "condition", node.operator, self._state(node, situation), children=tuple(children)
        )

    def _compare(self, node: n.Compare, situation: Situation) -> Step:
        children = [
            self._step(side, situation) for side in (node.left, node.right) if not _plain(side)
        ]
        return Step(
            "comparison", self._text(node), self._state(node, situation), children=tuple(children)
        )

    def _compound(self, node: Node, situation: Situation) -> Step:
        children = tuple(self._inner(node, situation))
        return self._plain("value", node, situation, children=children)

    def _inner(self, node: Node, situation: Situation) -> Iterator[Step]:
        if isinstance(node, n.Quantifier):
            yield from self._items(node, situation)
            return
        for child in n.children(node):
            if not _plain(child):
                yield self._step(child, situation)

    def _items(self, node: n.Quantifier, situation: Situation) -> Iterator[Step]:
        if isinstance(node.source, n.Name):
            named = self.matter.definitions.get(node.source.path)
            if isinstance(named, FilteredList):
                yield self._definition(node.source, named, situation)
                if node.where is None and node.element == n.Name(node.variable):
                    return
        source = self._listing(node.source)(situation)
        outer = situation.items.get(node.variable, NONE)
        before = dict(self.compiler.bound)
        self.compiler.bound[node.variable] = self.compiler.type_of(node.source).item or t.TEXT
        for item in source.there():
            situation.items[node.variable] = item
            parts = [
                p
                for p in (node.where, node.element)
                if p is not None and p != n.Name(node.variable)
            ]
            children = tuple(self._step(part, situation) for part in parts)
            state = children[0].state if children else "value"
            yield Step("item", f"{node.variable} = {_name_of(item)}", state, children=children)
        situation.items[node.variable] = outer
        self.compiler.bound = before

    def _name(self, node: n.Name, situation: Situation) -> Step:
        path = node.path
        definition = self.matter.definitions.get(path)
        if definition is not None:
            return self._definition(node, definition, situation)
        parameter = self.matter.parameters.get(path)
        if parameter is not None:
            day_value = situation.parameters.get(path)
            stated = next(
                (v for v in parameter.values if v.value == day_value), parameter.values[0]
            )
            return Step(
                "figure", path, "value", parameter.type, day_value,
                citation=stated.cite, written=stated.written, says=parameter.assumption,
            )  # fmt: skip
        return self._fact(node, situation)

    def _fact(self, node: n.Name, situation: Situation) -> Step:
        head, _, tail = node.path.partition(".")
        path = node.path
        item = situation.items.get(head)
        if head in self.compiler.bound and isinstance(item, Record):
            path = f"{item.path}.{tail}" if tail else item.path
        elif head in self.compiler.bound:
            path = _name_of(item)
        origin = self.facts.origins.get(path)
        return self._plain("fact", node, situation, text=path, origin=origin)

    def _plain(
        self, role: Role, node: Node, situation: Situation, *, text: str = "",
        origin: Origin | None = None, children: tuple[Step, ...] = (),
    ) -> Step:  # fmt: skip
        """A step of a node; without `text` its own."""
        kind = self.compiler.type_of(node)
        text = text or self._text(node)
        if kind.kind is Kind.LIST:
            listing = self._listing(node)(situation)
            value = UNKNOWN if listing.open_path else tuple(map(_name_of, listing.there()))
            return Step(role, text, "value", kind, value, origin, children=children)
        if kind.kind is Kind.TRUTH:
            state = self._state(node, situation)
            return Step(role, text, state, kind, origin=origin, children=children)
        if kind.kind is Kind.RECORD:
            return Step(role, text, "value", kind, origin=origin, children=children)
        value = self._value(node, situation)
        return Step(role, text, "value", kind, value, origin, children=children)

    def _definition(
        self, node: n.Name, definition: Definition | FilteredList, situation: Situation
    ) -> Step:
        if isinstance(definition, FilteredList):
            listed = n.Quantifier("count", definition.variable, definition.source,
                                  n.Name(definition.variable), definition.where)  # fmt: skip
            inside = tuple(self._items(listed, situation))
            return self._plain("definition", node, situation, children=inside)
        children, open_ = [], True
        for exception in definition.exceptions:
            when = self._step(exception.when, situation)
            taken = (when.state == "held") if when.state != "unknown" else None
            taken = taken if open_ else False
            within = (
                (when, self._step(exception.value, situation)) if taken is not False else (when,)
            )
            children.append(
                Step("exception", self._text(exception.value), when.state, says=exception.says,
                     taken=taken, children=within)
            )  # fmt: skip
            open_ = open_ and taken is not True
        if open_ and not _plain(definition.value):
            children.append(self._step(definition.value, situation))
        return self._plain("definition", node, situation, children=tuple(children))

    def _why(self, rule: Rule, situation: Situation) -> Iterator[tuple[Step, ...]]:
        """Each smallest set of conditions that must come out otherwise for the rule to be met."""
        met = FALSE if rule.kind == "prohibition" else TRUE
        found = conditions(self.matter, (rule.condition,))
        truths = {node: self._value(node, situation) for node in found}
        for nodes in smallest_sets(self.matter, rule.condition, truths, met):
            yield tuple(self._step(node, situation) for node in nodes)


def _unneeded(of: Step) -> Step:
    return Step(
        of.role, of.text, "not needed", of.type, of.value, of.origin, of.citation, of.written,
        of.says, of.taken, tuple(map(_unneeded, of.children)),
    )  # fmt: skip


def _plain(node: Node) -> bool:
    return isinstance(node, n.Constant) or (isinstance(node, n.Name) and node.path == "as_of")


def _name_of(item: Any) -> str:
    if isinstance(item, Record):
        return item.subject or item.path
    return item.written if isinstance(item, Label) else str(getattr(item, "value", item))

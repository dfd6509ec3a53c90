"""The derivation of each finding: rule, conditions, operands with their values and origins.

A step is shown as it was evaluated; what an `and` or `or` no longer needed once it was decided
is marked so. `why_not` gives the fewest conditions that would have to come out differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from eligibility.classes import dataclass
from eligibility.evaluation.compile import Compiler
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.situation import Situation
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import Citation, Definition, FilteredList, Matter, Rule, Words
from eligibility.language.to_text import to_text
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, Origin

Role = Literal[
    "condition",
    "comparison",
    "fact",
    "figure",
    "definition",
    "exception",
    "item",
    "value",
    "finding",
]
State = Literal["held", "failed", "unknown", "not needed", "value"]


@dataclass(frozen=True)
class Step:
    """One step of a derivation. `value` is in base units (see `type`); None where `state` says all.

    For a fact `origin` says where it stands, for a figure `citation`; an exception has `taken`.
    """

    role: Role
    text: str
    state: State
    type: Type = t.NOTHING
    value: Any = None
    origin: Origin | None = None
    citation: Citation | None = None
    written: str | None = None
    says: Words | None = None
    taken: bool | None = None
    children: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """The derivation of one finding: the occasion (`when`), whether it is needed, the condition."""

    rule: Rule
    subject: str | None
    steps: tuple[Step, ...]
    why_not: tuple[Step, ...] = ()


class Explainer:
    """Makes the derivations of one matter's rules."""

    def __init__(self, matter: Matter, facts: Facts) -> None:
        self.matter, self.facts = matter, facts
        self.compiler = Compiler(matter, catalogue())

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
        self.compiler = Compiler(self.matter, catalogue())
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
            "comparison", to_text(node), self._state(node, situation), children=tuple(children)
        )

    def _compound(self, node: Node, situation: Situation) -> Step:
        children = tuple(self._inner(node, situation))
        return replace(self._plain("value", node, situation), children=children)

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
        source = self.compiler.lists.listing(node.source)(situation)
        outer = situation.items.get(node.variable, NONE)
        before = dict(self.compiler.bound)
        self.compiler.bound[node.variable] = self.compiler.type_of(node.source).item or t.TEXT
        for item, _ in source.pairs:
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
        step = self._plain("fact", node, situation)
        return replace(step, text=path, origin=self.facts.origins.get(path))

    def _plain(self, role: Role, node: Node, situation: Situation) -> Step:
        kind = self.compiler.type_of(node)
        if kind.kind is Kind.LIST:
            listing = self.compiler.lists.listing(node)(situation)
            value = UNKNOWN if listing.open_path else tuple(_name_of(i) for i, _ in listing.pairs)
            return Step(role, to_text(node), "value", kind, value)
        if kind.kind is Kind.TRUTH:
            return Step(role, to_text(node), self._state(node, situation), kind)
        if kind.kind is Kind.RECORD:
            return Step(role, to_text(node), "value", kind)
        return Step(role, to_text(node), "value", kind, self._value(node, situation))

    def _definition(
        self, node: n.Name, definition: Definition | FilteredList, situation: Situation
    ) -> Step:
        whole = self._plain("definition", node, situation)
        if isinstance(definition, FilteredList):
            listed = n.Quantifier("count", definition.variable, definition.source,
                                  n.Name(definition.variable), definition.where)  # fmt: skip
            return replace(whole, children=tuple(self._items(listed, situation)))
        children, open_ = [], True
        for exception in definition.exceptions:
            when = self._step(exception.when, situation)
            taken = (when.state == "held") if when.state != "unknown" else None
            taken = taken if open_ else False
            inside = (
                (when, self._step(exception.value, situation)) if taken is not False else (when,)
            )
            children.append(
                Step("exception", to_text(exception.value), when.state, says=exception.says,
                     taken=taken, children=inside)
            )  # fmt: skip
            open_ = open_ and taken is not True
        if open_ and not _plain(definition.value):
            children.append(self._step(definition.value, situation))
        return replace(whole, children=tuple(children))

    def _why(self, rule: Rule, situation: Situation) -> Iterator[Step]:
        wanted = rule.kind == "prohibition"
        for node in self._flips(rule.condition, situation, to=not wanted) or ():
            yield self._step(node, situation)

    def _flips(self, node: Node, situation: Situation, *, to: bool) -> list[Node] | None:
        """The fewest conditions that must change for `node` to be `to`; None: it cannot."""
        now = self._value(node, situation)
        if now == (TRUE if to else FALSE):
            return []
        if isinstance(node, n.Not):
            return self._flips(node.operand, situation, to=not to)
        if isinstance(node, n.Name) and isinstance(
            self.matter.definitions.get(node.path), Definition
        ):
            definition = self.matter.definitions[node.path]
            if isinstance(definition, Definition) and not definition.exceptions:
                return self._flips(definition.value, situation, to=to)
        if not isinstance(node, n.Junction):
            return [node] if not isinstance(node, n.Constant) else None
        found = [self._flips(operand, situation, to=to) for operand in node.operands]
        if (node.operator == "and") == to:
            return None if None in found else [x for part in found for x in part or ()]
        possible = [part for part in found if part is not None]
        return min(possible, key=len) if possible else None


def _unneeded(step: Step) -> Step:
    return replace(step, state="not needed", children=tuple(_unneeded(c) for c in step.children))


def _plain(node: Node) -> bool:
    return isinstance(node, n.Constant) or (isinstance(node, n.Name) and node.path == "as_of")


def _name_of(item: Any) -> str:
    if isinstance(item, Record):
        return item.subject or item.path
    return item.written if isinstance(item, Label) else str(getattr(item, "value", item))

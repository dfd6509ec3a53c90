"""Mutants of a matter: its rules and definitions, each wrong in one small way.

Figures move by one unit as people write it: 1 m2, 1 yuan, 1 yuan per mu, one basis point, 1 item, 1
day, or 1 of a period's own unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter, Parameter, Rule
from eligibility.language.types import Kind
from eligibility.language.units import AREA_UNITS, M2, MONEY_UNITS, Period

NEIGHBOUR = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==",
            "in": "not in", "not in": "in"}  # fmt: skip
UNIT_OF: dict[Kind, int | Fraction] = {
    Kind.AREA: M2, Kind.MONEY: MONEY_UNITS["元"], Kind.RATIO: Fraction(1, 10_000),
    Kind.COUNT: 1, Kind.DURATION: 1,
    Kind.RATE: Fraction(MONEY_UNITS["元"], AREA_UNITS["亩"]),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A matter that is wrong in one way. `rules`: ids of the rules that the change touches.

    A change of what `shared.yaml` declares has the same name in every matter that uses it.
    """

    what: str
    rules: tuple[str, ...]
    matter: Matter


def mutants(matter: Matter) -> Iterator[Mutant]:
    """Every mutant of the matter, each change once and with a name of its own."""
    counted: Counter[str] = Counter()
    for mutant in _mutants(matter):
        counted[mutant.what] += 1
        number = counted[mutant.what]
        what = mutant.what if number == 1 else f"{mutant.what} (no. {number})"
        yield replace(mutant, what=what)


def _mutants(matter: Matter) -> Iterator[Mutant]:
    users = {name: _users(matter, name) for name in [*matter.definitions, *matter.parameters]}
    for rule in matter.rules:
        for what, wrong in _wrong_rules(rule):
            rules = tuple(wrong if r is rule else r for r in matter.rules)
            yield Mutant(f"{rule.id}: {what}", (rule.id,), replace(matter, rules=rules))
    for name, definition in matter.definitions.items():
        if users[name]:
            for what, wrong_one in _wrong_definitions(definition):
                changed = {**matter.definitions, name: wrong_one}
                home = _home(matter, definition)
                yield Mutant(
                    f"{home}/{name}: {what}", users[name], replace(matter, definitions=changed)
                )
    for name, parameter in matter.parameters.items():
        if users[name]:
            for what, wrong_figure in _wrong_figures(parameter):
                moved = {**matter.parameters, name: wrong_figure}
                home = _home(matter, parameter)
                yield Mutant(
                    f"{home}/{name}: {what}", users[name], replace(matter, parameters=moved)
                )


def _home(matter: Matter, declared: Definition | FilteredList | Parameter) -> str:
    own = declared.place.file == matter.file
    return f"{matter.jurisdiction}/{matter.name if own else 'shared'}"


def _wrong_rules(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for part in ("condition", "when", "not_needed"):
        node = getattr(rule, part)
        if node is not None:
            for what, wrong in wrong_nodes(node):
                yield f"{part}: {what}", replace(rule, **{part: wrong})
    if rule.when is not None:
        yield "when dropped", replace(rule, when=None)
    if rule.not_needed is not None:
        yield "not_needed dropped", replace(rule, not_needed=None)


def _wrong_definitions(
    definition: Definition | FilteredList,
) -> Iterator[tuple[str, Definition | FilteredList]]:
    if isinstance(definition, FilteredList):
        for what, wrong in wrong_nodes(definition.where):
            yield what, replace(definition, where=wrong)
        return
    for what, wrong in wrong_nodes(definition.value):
        yield what, replace(definition, value=wrong)
    for index, exception in enumerate(definition.exceptions):
        before, after = definition.exceptions[:index], definition.exceptions[index + 1 :]
        yield f"exception {index + 1} dropped", replace(definition, exceptions=before + after)
        for part in ("when", "value"):
            for what, wrong in wrong_nodes(getattr(exception, part)):
                changed = replace(exception, **{part: wrong})
                yield (
                    f"exception {index + 1} {part}: {what}",
                    replace(definition, exceptions=(*before, changed, *after)),
                )


def _wrong_figures(parameter: Parameter) -> Iterator[tuple[str, Parameter]]:
    for index, dated in enumerate(parameter.values):
        for what, value in _moved(parameter.type.kind, dated.value):
            before, after = parameter.values[:index], parameter.values[index + 1 :]
            moved = (*before, replace(dated, value=value), *after)
            yield f"{dated.written} {what}", replace(parameter, values=moved)


def _moved(kind: Kind, value: Any) -> Iterator[tuple[str, Any]]:
    """A figure one unit up and one unit down; nothing for words, lists and tables."""
    for step, sign in ((1, "+"), (-1, "-")):
        if isinstance(value, Period):
            unit = next(f.name for f in fields(value) if getattr(value, f.name))
            yield f"{sign}1 {unit}", replace(value, **{unit: getattr(value, unit) + step})
        elif isinstance(value, date):
            yield f"{sign}1 day", value + timedelta(days=step)
        elif kind in UNIT_OF and isinstance(value, int | Fraction):
            yield f"{sign}1 unit", value + step * UNIT_OF[kind]


def wrong_nodes(node: Node) -> Iterator[tuple[str, Node]]:
    """`node` with one comparison turned, or one operand, `not` or filter dropped."""
    if isinstance(node, n.Compare):
        for operator in dict.fromkeys(
            o for o in (NEIGHBOUR.get(node.operator), OPPOSITE[node.operator]) if o
        ):
            yield f"{node.operator} becomes {operator}", replace(node, operator=operator)
    if isinstance(node, n.Junction):
        for index in range(len(node.operands)):
            rest = node.operands[:index] + node.operands[index + 1 :]
            less = rest[0] if len(rest) == 1 else replace(node, operands=rest)
            yield f"operand {index + 1} of `{node.operator}` dropped", less
    if isinstance(node, n.Not):
        yield "`not` dropped", node.operand
    if isinstance(node, n.Quantifier) and node.where is not None:
        yield "`if` dropped", replace(node, where=None)
    for part in fields(node):
        below = getattr(node, part.name)
        if isinstance(below, tuple):
            for index, item in enumerate(below):
                for what, wrong in wrong_nodes(item):
                    changed = (*below[:index], wrong, *below[index + 1 :])
                    yield what, replace(node, **{part.name: changed})
        elif is_dataclass(below) and not isinstance(below, n.Span):
            for what, wrong in wrong_nodes(below):  # type: ignore[arg-type]
                yield what, replace(node, **{part.name: wrong})


def _users(matter: Matter, name: str) -> tuple[str, ...]:
    """The rules that use a definition or parameter, directly or through definitions."""
    return tuple(rule.id for rule in matter.rules if name in reached(matter, rule))


def reached(matter: Matter, rule: Rule) -> frozenset[str]:
    """Every name that a rule uses, through definitions too."""
    seen: set[str] = set()
    waiting = list(rule_nodes(rule))
    while waiting:
        for node in n.walk(waiting.pop()):
            if isinstance(node, n.Name) and node.path not in seen:
                seen.add(node.path)
                definition = matter.definitions.get(node.path)
                waiting += definition_nodes(definition) if definition is not None else []
    return frozenset(seen)


def rule_nodes(rule: Rule) -> list[Node]:
    """The expressions of a rule that its status depends on."""
    return [p for p in (rule.condition, rule.when, rule.not_needed, rule.items) if p is not None]


def definition_nodes(definition: Definition | FilteredList) -> list[Node]:
    """The expressions of a definition."""
    if isinstance(definition, FilteredList):
        return [definition.source, definition.where]
    exceptions = [p for e in definition.exceptions for p in (e.when, e.value)]
    return [definition.value, *exceptions]

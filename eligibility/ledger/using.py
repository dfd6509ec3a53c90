"""Which rules stand on which figures and definitions, and which rules only echo a yes/no fact."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter, Rule
from eligibility.language.types import Kind, Type

# Says where the project or zone lies: the scope of a text, not what one of its provisions asks.
SCOPE = "project.in_zone"


def used_names(rule: Rule, matter: Matter) -> list[str]:
    """The figures and definitions of a rule, through other definitions too, in order."""
    duties = [part for duty in rule.duties for part in (duty.unless, duty.due)]
    starts = (rule.condition, rule.when, rule.items, rule.not_needed, *duties)
    waiting = [node for node in starts if node is not None]
    found: dict[str, None] = {}
    while waiting:
        for node in n.walk(waiting.pop(0)):
            if not isinstance(node, n.Name) or node.path in found:
                continue
            definition = matter.definitions.get(node.path)
            if definition is not None or node.path in matter.parameters:
                found[node.path] = None
            if definition is not None:
                waiting.extend(parts(definition))
    return list(found)


def parts(definition: Definition | FilteredList) -> list[Node]:
    """The expressions of a definition."""
    if isinstance(definition, FilteredList):
        return [definition.source, definition.where]
    return [definition.value, *(x for e in definition.exceptions for x in (e.when, e.value))]


def echoed(rule: Rule, matter: Matter, facts: Mapping[str, Type]) -> str | None:
    """The yes/no fact that is all a rule asks; None when it asks more (or another thing)."""
    paths = [path for path in _asked(rule.condition, matter) if path != SCOPE]
    if len(paths) != 1 or paths[0] is None:
        return None
    return paths[0] if _is_truth(paths[0], rule, facts) else None


def _asked(node: Node, matter: Matter) -> list[str | None]:
    """The facts that a condition asks for as they are; None for anything else."""
    match node:
        case n.Not(operand=operand):
            return _asked(operand, matter)
        case n.Junction(operands=operands):
            return [path for operand in operands for path in _asked(operand, matter)]
        case n.Name(path=path):
            definition = matter.definitions.get(path)
            if isinstance(definition, Definition) and not definition.exceptions:
                return _asked(definition.value, matter)
            return [path if definition is None else None]
        case _:
            return [None]


def _is_truth(path: str, rule: Rule, facts: Mapping[str, Type]) -> bool:
    head, _, tail = path.partition(".")
    if head != rule.variable:
        return path in facts and facts[path].kind is Kind.TRUTH
    source = facts.get(rule.items.path) if isinstance(rule.items, n.Name) else None
    field = source.item.fields.get(tail) if source is not None and source.item else None
    return field is not None and field.kind is Kind.TRUTH

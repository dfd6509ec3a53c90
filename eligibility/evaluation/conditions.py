"""The conditions that an expression is made of, and the smallest sets of them that turn it over.

A condition is what stands under `and`, `or`, `not` and the definitions made of them: a comparison,
a yes/no fact, a finding, a quantifier. One that stands in two places is one condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.possible import NOT, conjunction, disjunction
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, Matter
from eligibility.language.types import Kind


def conditions(matter: Matter, roots: Iterable[Node]) -> tuple[Node, ...]:
    """The conditions that these expressions are made of, each once."""
    found: dict[Node, None] = {}
    for root in roots:
        found |= dict.fromkeys(_leaves(matter, root))
    return tuple(found)


def _leaves(matter: Matter, node: Node) -> Iterator[Node]:
    definition = _truth(matter, node)
    if isinstance(node, n.Not):
        yield from _leaves(matter, node.operand)
    elif isinstance(node, n.Junction):
        for operand in node.operands:
            yield from _leaves(matter, operand)
    elif definition is not None:
        for exception in definition.exceptions:
            yield from _leaves(matter, exception.when)
            yield from _leaves(matter, exception.value)
        yield from _leaves(matter, definition.value)
    elif not isinstance(node, n.Constant):
        yield node


def _truth(matter: Matter, node: Node) -> Definition | None:
    """The definition that a name stands for, if that is a yes or no."""
    definition = matter.definitions.get(node.path) if isinstance(node, n.Name) else None
    if isinstance(definition, Definition) and definition.type.kind is Kind.TRUTH:
        return definition
    return None


def outcome(matter: Matter, node: Node, truths: Mapping[Node, int]) -> int:
    """The truth of an expression from those of its conditions."""
    definition = _truth(matter, node)
    if isinstance(node, n.Not):
        return NOT[outcome(matter, node.operand, truths)]
    if isinstance(node, n.Junction):
        inner = [outcome(matter, operand, truths) for operand in node.operands]
        return conjunction(inner) if node.operator == "and" else disjunction(inner)
    if definition is not None:
        return _with_exceptions(matter, definition, truths)
    if isinstance(node, n.Constant):
        return TRUE if node.value is True else FALSE
    return truths[node]


def _with_exceptions(matter: Matter, definition: Definition, truths: Mapping[Node, int]) -> int:
    found = 0
    for exception in definition.exceptions:
        when = outcome(matter, exception.when, truths)
        found |= outcome(matter, exception.value, truths) if when & TRUE else 0
        if not when & FALSE:
            return found
    return found | outcome(matter, definition.value, truths)


def smallest_sets(
    matter: Matter, node: Node, truths: Mapping[Node, int], wanted: int
) -> tuple[tuple[Node, ...], ...]:
    """Every set of conditions that makes `node` come out as `wanted` when they come out otherwise.

    None of a set can be left out; the smallest sets come first. One that is open may come out
    either way.
    """
    found: list[tuple[Node, ...]] = []
    if outcome(matter, node, truths) == wanted:
        return ((),)
    names = [name for name in conditions(matter, (node,)) if name in truths]
    for size in range(1, len(names) + 1):
        alone = {one[0] for one in found if len(one) == 1}
        left = [name for name in names if name not in alone]
        for some in combinations(left if size > 1 else names, size):
            if any(set(less) <= set(some) for less in found):
                continue
            if any(outcome(matter, node, other) == wanted for other in _turned(truths, some)):
                found.append(some)
    return tuple(found)


def _turned(truths: Mapping[Node, int], some: tuple[Node, ...]) -> Iterator[Mapping[Node, int]]:
    """The truths with these conditions coming out otherwise."""
    ways = [(TRUE, FALSE) if truths[one] == EITHER else (NOT[truths[one]],) for one in some]
    for values in product(*ways):
        yield {**truths, **dict(zip(some, values, strict=True))}

"""A matter made ready for evaluation: every rule's expressions compiled once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from eligibility.classes import dataclass
from eligibility.evaluation.compile import Closure, Compiler
from eligibility.evaluation.facing import Facing
from eligibility.evaluation.lists import ListClosure
from eligibility.evaluation.mentioned import KeyedTable, constants, keyed_tables, words_of
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.check import ZERO_OR_ONE
from eligibility.language.nodes import Node
from eligibility.language.pack import (
    Definition,
    DefinitionException,
    Duty,
    Matter,
    Parameter,
    Rule,
    nodes_of,
)
from eligibility.language.types import COUNT, Kind, Type


@dataclass(frozen=True)
class ComparePlan:
    """A comparison of quantities or dates, with what it takes to show it.

    `left_name` and `right_name`: the side's name, where it is nothing but a name.

    `negated`: it stands under an odd number of `not`; `need`: it stands in `not_needed`.
    """

    operator: str
    kind: Type
    left: Closure
    right: Closure
    whole: Closure
    negated: bool
    need: bool = False
    left_name: str | None = None
    right_name: str | None = None


@dataclass(frozen=True)
class ExceptionPlan:
    """One exception of a definition that the rule uses."""

    definition: str
    index: int
    exception: DefinitionException
    when: Closure


@dataclass(frozen=True)
class DutyPlan:
    """A duty with its closures."""

    duty: Duty
    unless: Closure | None
    due: Closure | None


@dataclass(frozen=True)
class RulePlan:
    """A rule with its closures. `words` are those it mentions, `parameters` the figures it uses.

    `loose` are the words that it mentions outside the tables that it reads by one fact alone.
    `faces`: it compares words of two facts with each other.
    """

    rule: Rule
    condition: Closure
    when: Closure | None
    not_needed: Closure | None
    items: ListClosure | None
    duties: tuple[DutyPlan, ...]
    comparisons: tuple[ComparePlan, ...]
    exceptions: tuple[ExceptionPlan, ...]
    parameters: tuple[Parameter, ...]
    words: tuple[str, ...]
    facts: tuple[str, ...]
    fields: tuple[str, ...]
    nodes: tuple[Node, ...] = field(repr=False, default=())
    loose: tuple[str, ...] = ()
    tables: tuple[KeyedTable, ...] = ()
    faces: bool = False


@dataclass(frozen=True)
class MatterPlan:
    """A matter with its rule plans."""

    matter: Matter
    rules: tuple[RulePlan, ...]


def plan_matter(matter: Matter, facts: Mapping[str, Type]) -> MatterPlan:
    """The plan of a matter."""
    compiler = Compiler(matter, facts)
    return MatterPlan(matter, tuple(plan_rule(rule, compiler) for rule in matter.rules))


def plan_rule(rule: Rule, compiler: Compiler) -> RulePlan:
    """The plan of one rule."""
    items = compiler.lists.listing(rule.items) if rule.items is not None else None
    compiler = _bound(compiler, rule)
    reached = tuple(reach(compiler.matter, rule))
    used = _used(compiler.matter, reached)
    tables = keyed_tables(reached, used, compiler.facts)
    own = [*constants(reached), *words_of(p for p in used if p.name not in tables)]
    facing = Facing(reached, compiler.matter.parameters, compiler.facts)
    own += facing.words()
    return RulePlan(
        rule=rule,
        condition=compiler.closure(rule.condition),
        when=_maybe(compiler, rule.when),
        not_needed=_maybe(compiler, rule.not_needed),
        items=items,
        duties=tuple(
            DutyPlan(d, _maybe(compiler, d.unless), _maybe(compiler, d.due)) for d in rule.duties
        ),
        comparisons=_shown(compiler, rule),
        exceptions=tuple(_exceptions(compiler, reached)),
        parameters=used,
        words=tuple(dict.fromkeys((*constants(reached), *words_of(used)))),
        facts=tuple(dict.fromkeys(_facts(compiler, reached))),
        fields=tuple(dict.fromkeys(_fields(rule, reached))),
        nodes=reached,
        loose=tuple(dict.fromkeys(own)),
        tables=tuple(tables.values()),
        faces=bool(facing.pairs),
    )


def _maybe(compiler: Compiler, node: Node | None) -> Closure | None:
    return None if node is None else compiler.closure(node)


def _bound(compiler: Compiler, rule: Rule) -> Compiler:
    """A compiler of its own for a rule that speaks of items (its definitions may speak of them)."""
    if rule.items is None or rule.variable is None:
        return compiler
    own = Compiler(compiler.matter, compiler.facts)
    own.bound[rule.variable] = own.type_of(rule.items).item or t.TEXT
    return own


def reach(matter: Matter, rule: Rule) -> Iterator[Node]:
    """Every node that a rule stands on, definitions included, each definition once."""
    roots = [rule.condition, rule.when, rule.not_needed, rule.items]
    roots += [part for duty in rule.duties for part in (duty.unless, duty.due)]
    waiting = [root for root in roots if root is not None]
    met: set[str] = set()
    while waiting:
        for node in n.walk(waiting.pop(0)):
            yield node
            if (
                isinstance(node, n.Name)
                and node.path in matter.definitions
                and node.path not in met
            ):
                met.add(node.path)
                waiting.extend(nodes_of(matter.definitions[node.path]))


def _names(nodes: tuple[Node, ...]) -> Iterator[str]:
    return (node.path for node in nodes if isinstance(node, n.Name))


def _used(matter: Matter, nodes: tuple[Node, ...]) -> tuple[Parameter, ...]:
    names = dict.fromkeys(name for name in _names(nodes) if name in matter.parameters)
    return tuple(matter.parameters[name] for name in names)


def _facts(compiler: Compiler, nodes: tuple[Node, ...]) -> Iterator[str]:
    for path in _names(nodes):
        if path in compiler.facts:
            yield path


def _fields(rule: Rule, nodes: tuple[Node, ...]) -> Iterator[str]:
    for path in _names(nodes):
        head, _, tail = path.partition(".")
        if tail and head == rule.variable:
            yield tail


def _exceptions(compiler: Compiler, nodes: tuple[Node, ...]) -> Iterator[ExceptionPlan]:
    for name in dict.fromkeys(_names(nodes)):
        definition = compiler.matter.definitions.get(name)
        for index, exception in enumerate(getattr(definition, "exceptions", ())):
            yield ExceptionPlan(name, index, exception, compiler.closure(exception.when))


_SHOWN = frozenset(
    {Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT, Kind.DATE, Kind.DURATION}
)


def _shown(compiler: Compiler, rule: Rule) -> tuple[ComparePlan, ...]:
    """The comparisons of the condition, then those of `not_needed`."""
    own = list(_comparisons(compiler, rule.condition))
    need = _comparisons(compiler, rule.not_needed) if rule.not_needed is not None else ()
    return (*own, *(replace(plan, need=True) for plan in need))


def _comparisons(compiler: Compiler, node: Node, *, negated: bool = False) -> Iterator[ComparePlan]:
    match node:
        case n.Not(operand=operand):
            yield from _comparisons(compiler, operand, negated=not negated)
        case n.Junction(operands=operands):
            for operand in operands:
                yield from _comparisons(compiler, operand, negated=negated)
        case n.Name(path=path) if path in compiler.matter.definitions:
            definition = compiler.matter.definitions[path]
            if isinstance(definition, Definition) and not definition.exceptions:
                yield from _comparisons(compiler, definition.value, negated=negated)
        case n.Compare(operator=operator) if operator not in ("in", "not in"):
            left, right = compiler.type_of(node.left), compiler.type_of(node.right)
            if left.kind in _SHOWN and right.kind in _SHOWN:
                yield ComparePlan(
                    operator, _unit_of(left, right), compiler.closure(node.left),
                    compiler.closure(node.right), compiler.closure(node), negated,
                    left_name=_plain_name(node.left), right_name=_plain_name(node.right),
                )  # fmt: skip


def _unit_of(left: Type, right: Type) -> Type:
    """What both sides are measured in: a count beside a ratio wins, a literal never does."""
    if left == ZERO_OR_ONE:
        return right
    return right if right == COUNT and left.kind is Kind.RATIO else left


def _plain_name(node: Node) -> str | None:
    return node.path if isinstance(node, n.Name) else None

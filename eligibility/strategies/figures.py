"""What a pack compares facts with: its figures by kind, and the words that matter to each name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import Any

from eligibility.classes import dataclass
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, FilteredList, Matter, Pack, Rule
from eligibility.language.types import Kind


@dataclass
class Figures:
    """Figures by kind, words by the name they are compared with, and the facts that are named.

    Names of items are given by their list: `land.parcels.area` for the `area` of each parcel.
    """

    numbers: dict[Kind, set[Any]] = field(default_factory=lambda: defaultdict(set))
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: set[str] = field(default_factory=set)

    @cached_property
    def named(self) -> frozenset[str]:
        """The facts that are named, and what they stand in (`land.parcels` for its `area`)."""
        parts = [fact.split(".") for fact in self.facts]
        return frozenset(".".join(p[:end]) for p in parts for end in range(1, len(p) + 1))


def figures_of(pack: Pack, matters: Iterable[str] | None = None) -> Figures:
    """The figures of a pack, or of some of its matters."""
    chosen = pack.matters if matters is None else matters
    return figures_in(pack.matters[name] for name in chosen if name in pack.matters)


def figures_in(matters: Iterable[Matter]) -> Figures:
    """The figures, words and facts of these matters."""
    found = Figures()
    for matter in matters:
        _add_numbers(found, matter)
        for node, lists in expressions(matter):
            _add_words(found, matter, node, lists)
        found.facts.update(path.replace("[]", "") for path in matter.opens_on)
    if any(path.partition(".")[0] == "consents" for path in found.facts):
        found.facts.add("consents.dated")  # a consent counts from its date, whatever the rules say
    return found


def expressions(matter: Matter) -> Iterator[tuple[Node, dict[str, str]]]:
    """Every expression of a matter, with the lists of the items that it may name."""
    shared: dict[str, str] = {}
    for rule in matter.rules:
        if rule.variable is not None and isinstance(rule.items, n.Name):
            shared[rule.variable] = _list_behind(matter, rule.items.path)
    for rule in matter.rules:
        for node in rule_expressions(rule):
            yield node, shared
    for definition in matter.definitions.values():
        for node in definition_expressions(definition):
            yield node, shared | _item_of(matter, definition)


def rule_expressions(rule: Rule) -> list[Node]:
    """The expressions of a rule, those of its duties included."""
    duties = [p for d in rule.duties for p in (d.unless, d.due)]
    parts = (rule.condition, rule.when, rule.not_needed, rule.items, *duties)
    return [part for part in parts if part is not None]


def definition_expressions(definition: Definition | FilteredList) -> list[Node]:
    """The expressions of a definition."""
    if isinstance(definition, FilteredList):
        return [definition.source, definition.where]
    exceptions = [part for e in definition.exceptions for part in (e.when, e.value)]
    return [definition.value, *exceptions]


def _item_of(matter: Matter, definition: Definition | FilteredList) -> dict[str, str]:
    if isinstance(definition, FilteredList) and isinstance(definition.source, n.Name):
        return {definition.variable: _list_behind(matter, definition.source.path)}
    return {}


def _list_behind(matter: Matter, path: str) -> str:
    """The fact that a list is, or is filtered from."""
    definition = matter.definitions.get(path)
    if isinstance(definition, FilteredList) and isinstance(definition.source, n.Name):
        return _list_behind(matter, definition.source.path)
    return path


def _add_numbers(found: Figures, matter: Matter) -> None:
    for parameter in matter.parameters.values():
        for dated in parameter.values:
            values = dated.value.values() if isinstance(dated.value, dict) else [dated.value]
            kind = parameter.type.item.kind if parameter.type.item else parameter.type.kind
            found.numbers[kind].update(v for v in values if not isinstance(v, str | tuple))


def _add_words(found: Figures, matter: Matter, node: Node, lists: dict[str, str]) -> None:
    """Note the words that each name in `node` is compared with, and the facts it names."""
    if isinstance(node, n.Quantifier) and isinstance(node.source, n.Name):
        head, _, tail = node.source.path.partition(".")
        source = f"{lists[head]}.{tail}" if head in lists else node.source.path
        lists = lists | {node.variable: _list_behind(matter, source)}
    if isinstance(node, n.Name):
        found.facts.add(_fact(node, lists))
    sides = _sides(node)
    for left, right in (sides, sides[::-1]) if sides else ():
        if isinstance(left, n.Name):
            found.words[_fact(left, lists)].update(_words(matter, right))
    for child in n.children(node):
        _add_words(found, matter, child, lists)


def _sides(node: Node) -> tuple[Node, ...]:
    if isinstance(node, n.Compare):
        return (node.left, node.right)
    return (node.key, node.table) if isinstance(node, n.Lookup) else ()


def _fact(name: n.Name, lists: dict[str, str]) -> str:
    head, _, tail = name.path.partition(".")
    if head not in lists:
        return name.path
    return f"{lists[head]}.{tail}" if tail else lists[head]


def _words(matter: Matter, node: Node) -> set[str]:
    """The words that a node holds: itself, a list's words, a table's keys, its entries' words."""
    if isinstance(node, n.Constant) and isinstance(node.value, str):
        return {node.value}
    entries = isinstance(node, n.Lookup)
    named = node.table if isinstance(node, n.Lookup) else node
    parameter = matter.parameters.get(named.path) if isinstance(named, n.Name) else None
    values = [dated.value for dated in parameter.values] if parameter is not None else []
    if entries:
        values = [entry for table in values if isinstance(table, dict) for entry in table.values()]
    return {word for value in values for word in _texts(value)}


def _texts(value: Any) -> Iterator[str]:
    """The words of a value; of a table its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple | list | frozenset | set):
        for item in value:
            yield from _texts(item)

"""The words that a rule mentions: those of them that can make a difference to a submission.

An unknown word is tried out with each of them. Of a table that is only ever read by one fact
(`table[zone.name]`), the row of the fact's known value speaks, and the other rows are silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.situation import Situation
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Parameter
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record

# Silent words that are tried all the same, to be different from one another.
_SPARE = 2


@dataclass(frozen=True)
class KeyedTable:
    """A table that a rule reads by one fact alone: the fact, all words, those of each row."""

    fact: str
    words: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]


def constants(nodes: Iterable[Node]) -> Iterator[str]:
    """The words that stand in expressions."""
    for node in nodes:
        if isinstance(node, n.Constant) and isinstance(node.value, str):
            yield node.value


def words_of(parameters: Iterable[Parameter]) -> Iterator[str]:
    """The words of parameters, on whatever day."""
    for parameter in parameters:
        for value in parameter.values:
            yield from _words(value.value)


def keyed_tables(
    nodes: tuple[Node, ...], parameters: Iterable[Parameter], facts: Mapping[str, Type]
) -> dict[str, KeyedTable]:
    """The tables among the parameters that are read by one fact alone, by name."""
    met: dict[str, int] = {}
    keys: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, n.Name):
            met[node.path] = met.get(node.path, 0) + 1
        elif isinstance(node, n.Lookup):
            _note(keys, node.table, node.key)
        elif isinstance(node, n.Compare) and node.operator in ("in", "not in"):
            _note(keys, node.right, node.left)
    return {
        p.name: _keyed(p, keys[p.name][0])
        for p in parameters
        if p.type.kind is Kind.TABLE
        and len(keys.get(p.name, ())) == met[p.name]
        and len(set(keys[p.name])) == 1
        and keys[p.name][0] in facts
    }


def _note(keys: dict[str, list[str]], table: Node, key: Node) -> None:
    if isinstance(table, n.Name):
        keys.setdefault(table.path, []).append(key.path if isinstance(key, n.Name) else "")


def _keyed(parameter: Parameter, fact: str) -> KeyedTable:
    rows: dict[str, tuple[str, ...]] = {}
    for value in parameter.values:
        for key, row in value.value.items():
            rows[key] = (*rows.get(key, ()), *_words(row))
    return KeyedTable(fact, tuple(dict.fromkeys(words_of([parameter]))), rows)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _words(part)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield key
            yield from _words(part)


def _met(values: Iterable[Any]) -> Iterator[str]:
    """The words among known values, those within records included."""
    for value in values:
        if isinstance(value, tuple):
            yield from _met(value)
        elif isinstance(value, Record):
            yield from _met(value.fields.values())
        else:
            name = value.name if isinstance(value, Label) else value
            if isinstance(name, str):
                yield name


def that_matter(
    loose: Iterable[str], tables: Iterable[KeyedTable], facts: Iterable[str], situation: Situation
) -> tuple[str, ...]:
    """The words that can make a difference: a rule's own, and known ones that it compares with.

    `loose` are the rule's words outside `tables`, `facts` those that it speaks of.
    """
    found = dict.fromkeys(loose)
    silent: dict[str, None] = {}
    for table in tables:
        key = _word(situation.values.get(table.fact, UNKNOWN))
        found |= dict.fromkeys(table.words if key is None else table.rows.get(key, ()))
        silent |= dict.fromkeys(table.words)
    values = [situation.values.get(path) for path in facts]
    found |= dict.fromkeys(_met((*values, *situation.items.values())))
    spare = [word for word in silent if word not in found]
    return (*found, *spare[:_SPARE])


def _word(value: Any) -> str | None:
    """A known value as a table's key; None while it is not known."""
    if isinstance(value, Label):
        return value.name
    return value if isinstance(value, str) else "" if value is NONE else None

"""Checked packs to JSON and back, without the examples; a matter's rules are read when first used.

INVARIANT: only plain values and the classes named here are ever made; the text is never run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from eligibility.errors import Place
from eligibility.language import nodes, pack
from eligibility.language.pack import Definition, FilteredList, Matter, Pack, Parameter, Rule
from eligibility.language.types import Kind, Type
from eligibility.language.units import Period

_CLASSES: dict[str, type] = {
    made.__name__: made
    for made in (
        nodes.Span, nodes.Constant, nodes.Name, nodes.Not, nodes.Junction, nodes.Compare,
        nodes.Arithmetic, nodes.Choice, nodes.Lookup, nodes.Quantifier, nodes.Call,
        pack.Words, pack.InForce, pack.Citation, pack.ParameterValue, pack.Parameter,
        pack.DefinitionException, pack.Definition, pack.FilteredList, pack.Duty, pack.Reading,
        pack.Rule, pack.Source, pack.Vocabulary, Type, Period,
    )
}  # fmt: skip
_BODY = ("parameters", "definitions", "rules")


class Unstorable(TypeError):
    """A value that has no stored form."""


class Writer:
    """Writes the packs of one folder; types that are facts' own are written by their path."""

    def __init__(self, home: Path, facts: Mapping[str, Type]) -> None:
        self.home = str(home / "_")[:-1]
        self.facts = {id(kind): path for path, kind in named_types(facts).items()}

    def pack(self, whole: Pack) -> str:
        """The text of a pack."""
        written = {
            "jurisdiction": whole.jurisdiction, "digest": whole.digest,
            "source": self.plain(whole.source), "vocabulary": self.plain(whole.vocabulary),
            "matters": [self._matter(matter) for matter in whole.matters.values()],
        }  # fmt: skip
        return _dumped(written)

    def _matter(self, matter: Matter) -> list[Any]:
        rules = tuple(replace(rule, examples=()) for rule in matter.rules)
        head = {f.name: getattr(matter, f.name) for f in fields(matter) if f.name not in _BODY}
        body = [self.plain(part) for part in (matter.parameters, matter.definitions, rules)]
        return [self.plain(head | {"file": self._name(matter.file)}), _dumped(body)]

    def plain(self, value: Any) -> Any:
        """The value in what JSON has."""
        kind = type(value)
        if value is None or kind in (str, int, bool):
            return value
        if kind is tuple:
            return ["()", *map(self.plain, value)]
        if isinstance(value, Mapping):
            return {str(key): self.plain(part) for key, part in value.items()}
        if kind is Place:
            return ["Place", self._name(value.file), value.line, value.column, value.width]
        if kind is Type and id(value) in self.facts:
            return ["fact", self.facts[id(value)]]
        if kind.__name__ in _CLASSES and kind is _CLASSES[kind.__name__]:
            return [kind.__name__, *(self.plain(getattr(value, f.name)) for f in fields(value))]
        if kind in (date, Fraction):
            return [kind.__name__, str(value)]
        if kind is Kind:
            return ["Kind", value.name]
        raise Unstorable(f"no stored form of {value!r}")

    def _name(self, file: str) -> str:
        if not file.startswith(self.home):
            raise Unstorable(f"{file} does not lie in {self.home}")
        return file.removeprefix(self.home)


class Reader:
    """Reads what `Writer` wrote; `home` is the folder in which places lie."""

    def __init__(self, home: Path, facts: Mapping[str, Type]) -> None:
        self.home = str(home / "_")[:-1]
        self.facts = facts
        self._named: Mapping[str, Type] = {}
        self._made: dict[str, Callable[[list[Any]], Any]] = {
            name: _maker(made, self) for name, made in _CLASSES.items()
        }
        self._made |= {
            "()": lambda parts: tuple(map(self.value, parts[1:])),
            "Place": lambda parts: Place(self.home + parts[1], *parts[2:]),
            "fact": lambda parts: self._type(parts[1]),
            "date": lambda parts: date.fromisoformat(parts[1]),
            "Fraction": lambda parts: Fraction(parts[1]),
            "Kind": lambda parts: Kind[parts[1]],
        }

    def pack(self, text: str) -> Pack:
        """The pack that a text holds."""
        whole = json.loads(text)
        matters = (StoredMatter.made(self, self.value(head), body)
                   for head, body in whole["matters"])  # fmt: skip
        return Pack(
            whole["jurisdiction"], self.value(whole["source"]), self.value(whole["vocabulary"]),
            {matter.name: matter for matter in matters}, whole["digest"],
        )  # fmt: skip

    def value(self, part: Any) -> Any:
        """The value of a part."""
        kind = type(part)
        if kind is list:
            return self._made[part[0]](part)
        if kind is dict:
            return {key: self.value(inner) for key, inner in part.items()}
        return part

    def _type(self, path: str) -> Type:
        if not self._named:
            self._named = named_types(self.facts)
        return self._named[path]


class StoredMatter(Matter):
    """A matter whose parameters, definitions and rules are read when they are first asked for."""

    @classmethod
    def made(cls, reader: Reader, head: Mapping[str, Any], body: str) -> StoredMatter:
        """The matter with its head read."""
        matter = cls.__new__(cls)
        matter.__dict__.update(head, file=reader.home + head["file"], _waiting=(reader, body))
        return matter

    def _read(self, name: str) -> Any:
        reader, body = self.__dict__["_waiting"]
        values = dict(zip(_BODY, map(reader.value, json.loads(body)), strict=True))
        self.__dict__.update(values)
        return values[name]

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters by name."""
        found: Mapping[str, Parameter] = self._read("parameters")
        return found

    @cached_property
    def definitions(self) -> Mapping[str, Definition | FilteredList]:
        """The definitions by name."""
        found: Mapping[str, Definition | FilteredList] = self._read("definitions")
        return found

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in the order of the file."""
        found: tuple[Rule, ...] = self._read("rules")
        return found


def named_types(facts: Mapping[str, Type]) -> dict[str, Type]:
    """The types of facts, of the items of lists, and of the fields of records, by path."""
    found = dict(facts)
    waiting = list(facts.items())
    while waiting:
        path, kind = waiting.pop()
        below = {f"{path}.{name}": inner for name, inner in kind.fields.items()}
        if kind.item is not None:
            below[f"{path}[]"] = kind.item
        found |= below
        waiting += below.items()
    return found


def _maker(made: type, reader: Reader) -> Callable[[list[Any]], Any]:
    return lambda parts: made(*map(reader.value, parts[1:]))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""A checked rule set: matters, rules, parameters and definitions of one jurisdiction; frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from eligibility.classes import dataclass
from eligibility.errors import Place
from eligibility.language.nodes import Call, Constant, Node, walk
from eligibility.language.types import Type

Language = Literal["zh", "en"]
RuleKind = Literal["requirement", "prohibition", "permission", "priority", "target"]
Force = Literal["binding", "default", "target", "encouraged", "discretion"]
MatterKind = Literal["compliance", "permission", "supervision"]
Subject = Literal["project", "parcel", "zone", "authority"]
Mark = Literal["verified", "unverified"]

KIND_OF_KEY: dict[str, RuleKind] = {
    "require": "requirement", "forbid": "prohibition", "permit": "permission",
    "prefer": "priority", "aim": "target",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class InForce:
    """The days on which something is in force, both included; None: no limit stated."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class Citation:
    """Where a rule stands in its source: the jurisdiction's text and the locator within it."""

    source: str
    locator: str


@dataclass(frozen=True)
class ParameterValue:
    """A figure with the days on which it is in force, its citation, and how it is written."""

    value: Any
    written: str
    cite: Citation
    provisions: tuple[str, ...]
    in_force: InForce = InForce()


@dataclass(frozen=True)
class Parameter:
    """A figure (or list, or table) of the text. `id` is `<jurisdiction>/<matter>/<name>`."""

    id: str
    name: str
    type: Type
    values: tuple[ParameterValue, ...]
    assumption: Words | None
    place: Place

    def on(self, day: date) -> ParameterValue | None:
        """The value in force on `day`, if any."""
        return next((v for v in self.values if v.in_force.covers(day)), None)


@dataclass(frozen=True)
class DefinitionException:
    """An exception of a definition: taken when `when` holds and no earlier one does."""

    when: Node
    value: Node
    provisions: tuple[str, ...]
    says: Words | None


@dataclass(frozen=True)
class Definition:
    """A named value with ordered exceptions."""

    name: str
    type: Type
    value: Node
    exceptions: tuple[DefinitionException, ...]
    place: Place
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilteredList:
    """A named sublist: the items of `source` for which `where` holds."""

    name: str
    type: Type
    variable: str
    source: Node
    where: Node
    place: Place
    provisions: tuple[str, ...] = ()


def nodes_of(definition: Definition | FilteredList) -> list[Node]:
    """The expressions that a definition is made of, exceptions included."""
    if isinstance(definition, FilteredList):
        return [definition.source, definition.where]
    return [definition.value, *(x for e in definition.exceptions for x in (e.when, e.value))]


@dataclass(frozen=True)
class Duty:
    """What falls due once a rule is satisfied, unless `unless` already holds."""

    id: str
    says: Words
    unless: Node | None
    due: Node | None


@dataclass(frozen=True)
class Reading:
    """How an open term without a figure is read."""

    id: str
    says: Words


@dataclass(frozen=True)
class Example:
    """An inline example: a partial submission (a located mapping) and the status it must give."""

    note: str
    given: Any
    status: str
    subject: str | None
    place: Place


@dataclass(frozen=True)
class Rule:
    """The encoding of one or more provisions. `condition` is the expression behind its kind's key.

    `scope` names what its expressions may use besides facts: see `Matter.parameters` and
    `Matter.definitions`. `variable` and `items` are set when it speaks of each item of a list.
    """

    id: str
    matter: str
    jurisdiction: str
    provisions: tuple[str, ...]
    cite: Citation
    kind: RuleKind
    force: Force
    condition: Node
    says: Words
    when: Node | None = None
    variable: str | None = None
    items: Node | None = None
    not_needed: Node | None = None
    route: Words | None = None
    duties: tuple[Duty, ...] = ()
    readings: tuple[Reading, ...] = ()
    in_force: InForce = InForce()
    governs_over: tuple[str, ...] = ()
    governs_because: Words | None = None
    mark: Mark | None = None
    examples: tuple[Example, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    place: Place = Place("", 1, 1)

    @property
    def decides(self) -> bool:
        """Whether it can do more than be reported: no target, priority or encouragement can."""
        binds = self.force in ("binding", "default", "discretion")
        return self.kind == "permission" or (self.kind in ("requirement", "prohibition") and binds)


@dataclass(frozen=True)
class Matter:
    """A question a reviewer decides, with the rules of one jurisdiction that answer it."""

    name: str
    jurisdiction: str
    kind: MatterKind
    subject: Subject
    about: Words
    opens_on: tuple[str, ...]
    refers_to_law: bool
    parameters: Mapping[str, Parameter] = field(hash=False)
    definitions: Mapping[str, Definition | FilteredList] = field(hash=False)
    rules: tuple[Rule, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Source:
    """The policy text: its standing in time and why results may be advisory only."""

    jurisdiction: str
    title: Words
    issuer: Words
    status: Literal["adopted", "draft", "undated"]
    advisory: Words | None
    in_force: InForce
    transition: Literal["by_receipt", "by_judgement"]
    transition_assumption: Words | None
    transition_cite: str | None
    extends: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Names of industries and zones: every synonym (after NFKC and trimming) to its own name.

    `provisions` are those whose lists it carries, by the name of the industry or zone.
    """

    industries: Mapping[str, str] = field(default_factory=dict, hash=False)
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    zones: Mapping[str, str] = field(default_factory=dict, hash=False)
    provisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Pack:
    """Everything one jurisdiction's folder holds. `digest` is over its files' bytes."""

    jurisdiction: str
    source: Source
    vocabulary: Vocabulary
    matters: Mapping[str, Matter] = field(hash=False)
    digest: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)

    def rule(self, id: str) -> Rule | None:
        """The rule of that id, if this pack has it."""
        found = (r for m in self.matters.values() for r in m.rules if r.id == id)
        return next(found, None)

    @cached_property
    def provisions(self) -> frozenset[str]:
        """The provisions that its rules encode or wait for a finding on."""
        return frozenset(i for m in self.matters.values() for i in _provisions(m))


def _provisions(matter: Matter) -> Iterator[str]:
    nodes = [node for d in matter.definitions.values() for node in nodes_of(d)]
    for rule in matter.rules:
        yield from rule.provisions
        nodes += [rule.condition] if rule.when is None else [rule.condition, rule.when]
    for node in nodes:
        for part in walk(node):
            if isinstance(part, Call) and part.function == "finding":
                yield from (str(a.value) for a in part.arguments if isinstance(a, Constant))

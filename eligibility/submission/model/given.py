"""What a model holds for a fact: its value, the node that it was read from, its evidence."""

from __future__ import annotations

from dataclasses import field
from typing import Any, TypeAlias

from eligibility.classes import dataclass
from eligibility.language.tree import Mapping, Node, Sequence
from eligibility.language.values import Value
from eligibility.submission.facts import Evidence


@dataclass(slots=True, eq=False)
class Answer:
    """One fact as it was given. `value` may be NONE, or UNKNOWN where the text says so."""

    value: Value
    node: Node
    evidence: Evidence | None = None


@dataclass(slots=True, eq=False)
class Rows:
    """A list of records as it was given: the items as models, and their nodes."""

    models: tuple[Any, ...]  # of one class below `declare.Section`
    node: Sequence
    evidence: Evidence | None = None

    def nodes(self) -> list[Mapping]:
        """The nodes of the items, in order."""
        return [node for node in self.node.items if isinstance(node, Mapping)]


Given: TypeAlias = Answer | None
Items: TypeAlias = Rows | None


@dataclass(slots=True)
class Context:
    """What a reading carries along: the steps to round to, the node being read, the warnings."""

    area_step: int = 0
    money_step: int = 0
    node: Node | None = None
    warnings: list[str] = field(default_factory=list)

    def warn(self, message: str) -> None:
        """Note a warning about the node being read."""
        line = f"line {self.node.place.line}: " if self.node is not None else ""
        self.warnings.append(line + message)

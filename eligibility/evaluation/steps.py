"""What a derivation is made of: steps, each with what came of it and where its value stands."""

from __future__ import annotations

from typing import Any, Literal

from eligibility.classes import dataclass
from eligibility.language import types as t
from eligibility.language.pack import Citation, Rule, Words
from eligibility.language.types import Type
from eligibility.submission.facts import Origin

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
    """The derivation of one finding: the occasion (`when`), whether it is needed, the condition.

    `why_not`: the smallest sets of conditions that would have to come out otherwise for the rule to
    be met, where it is not; the fewest first.
    """

    rule: Rule
    subject: str | None
    steps: tuple[Step, ...]
    why_not: tuple[tuple[Step, ...], ...] = ()

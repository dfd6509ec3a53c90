"""The answer everyone speaks: Assessment, with its matters and findings; frozen."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from eligibility.classes import dataclass
from eligibility.language.pack import Matter, Rule, Words

Status = Literal["satisfied", "violated", "unknown", "not_applicable"]
Conclusion = Literal[
    "rejected", "undetermined", "refer", "conditional", "approved", "not_applicable"
]
# Worst first: the verdict is the worst conclusion of the matters assessed (contract, section 2).
WORST_FIRST: tuple[Conclusion, ...] = (
    "rejected", "undetermined", "refer", "conditional", "approved", "not_applicable",
)  # fmt: skip


@dataclass(frozen=True)
class Adopted:
    """The adopted text of a jurisdiction, as the office's settings name it."""

    number: str
    date: date | None


@dataclass(frozen=True)
class Comparison:
    """The deciding comparison: two exact values and the room left (negative: short by so much).

    `left_name` and `right_name`: the fact (`land.parcels[].start_by` for an item's) or `as_of`,
    where the side is nothing else.
    """

    left: str
    operator: str
    right: str
    margin: str | None
    left_value: Any = None
    right_value: Any = None
    margin_value: Any = None
    unit: str = ""
    left_name: str | None = None
    right_name: str | None = None


@dataclass(frozen=True)
class Assumption:
    """A reading of an open term that was used; `overridden_by`: who put another value in place."""

    id: str
    says: Words
    value: str
    overridden_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class OwedDuty:
    """A duty that falls due later, and the day when it can be told."""

    id: str
    says: Words
    due: date | None
    rule: str
    subject: str | None = None


@dataclass(frozen=True)
class ExceptionTaken:
    """An exception of a definition that a rule used: whether it was taken (None: not known)."""

    definition: str
    index: int
    taken: bool | None
    says: Words | None
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One rule applied to one subject."""

    rule: Rule
    subject: str | None
    status: Status
    possible: frozenset[Status]
    comparison: Comparison | None
    missing: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    exceptions: tuple[ExceptionTaken, ...]
    duties: tuple[OwedDuty, ...]
    departure: str | None = None
    layer: Literal["local", "background"] = "local"
    note: Words | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatterResult:
    """One matter's conclusion with every finding."""

    matter: Matter
    conclusion: Conclusion
    decided_by: tuple[str, ...]
    findings: tuple[Finding, ...]
    duties: tuple[OwedDuty, ...]
    in_verdict: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotAssessed:
    """A matter that was left out, and why."""

    matter: str
    reason: Words


@dataclass(frozen=True)
class Assessment:
    """The answer to one submission. Everything in it comes from rules and facts."""

    file: str
    submission_digest: str
    rulebook_digest: str
    as_of: date
    as_of_is_today: bool
    governing_day: date
    jurisdiction: str
    engine: str
    verdict: Conclusion
    advisory: tuple[Words, ...]
    matters: tuple[MatterResult, ...]
    not_assessed: tuple[NotAssessed, ...]
    missing: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]
    project_name: str | None = None
    other_transition: tuple[tuple[str, Conclusion], ...] = ()
    fired: tuple[str, ...] = ()
    adopted: Adopted | None = None

    @property
    def behind(self) -> tuple[MatterResult, ...]:
        """The matters that give the verdict; none where no matter applies."""
        return tuple(
            m
            for m in self.matters
            if m.in_verdict and m.conclusion == self.verdict != "not_applicable"
        )

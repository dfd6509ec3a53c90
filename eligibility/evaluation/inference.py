"""What an inference engine is given and what it must answer.

The evaluation computes exact, three-valued truths (`MatterCase`); an engine infers from them the
statuses, the exceptions chosen, the duties owed, the conclusions and the verdict (`Inference`).
There are two: the interpreter (`conclude.py`, the oracle) and durable-rules (`backends`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import Conclusion, Status
from eligibility.language.pack import Matter, Rule

# A truth as a set of possible truth values: bit 1 for true, bit 2 for false.
TRUE, FALSE, EITHER = 1, 2, 3

# An outcome of one completion of the missing facts: does the rule apply (occasion holds and the
# permission is needed), and does its condition hold. `holds` is None where the rule does not apply.
Outcome = tuple[bool, bool | None]


@dataclass(frozen=True)
class ExceptionCase:
    """The truth of one exception's `when`, over all completions."""

    definition: str
    index: int
    truth: int


@dataclass(frozen=True)
class RuleCase:
    """One rule applied to one subject: `outcomes` holds every outcome that some completion gives.

    `duties` pairs each duty's id with the truth of "it is owed if the rule is satisfied".
    `caps_at_refer`: an unverified background rule, which never gives more than `refer`.
    `departed`: a departure from it is on record. `reported_only`: it decides nothing (a layer that
    does not decide here). `of_any`: it stands for any item of this list, which is not known.
    """

    key: int
    rule: Rule
    subject: str | None
    outcomes: frozenset[Outcome]
    exceptions: tuple[ExceptionCase, ...] = ()
    duties: tuple[tuple[str, int], ...] = ()
    departed: bool = False
    caps_at_refer: bool = False
    reported_only: bool = False
    of_any: str | None = None


@dataclass(frozen=True)
class MatterCase:
    """A matter that is assessed, with all its rule cases. `in_verdict`: its conclusion counts."""

    matter: Matter
    cases: tuple[RuleCase, ...]
    in_verdict: bool


@dataclass(frozen=True)
class MatterInference:
    """A matter's conclusion and the keys of the rule cases that decided it."""

    conclusion: Conclusion
    decided_by: tuple[int, ...]


@dataclass(frozen=True)
class Inference:
    """An engine's answer.

    `possible` are sets of statuses by case key; `taken` says, by case key, which exceptions
    (definition, index) were chosen (TRUE: chosen, EITHER: perhaps); `owed` are duty ids by case
    key; `fired` names the productions in firing order (if it has any).
    """

    possible: Mapping[int, frozenset[Status]] = field(hash=False)
    taken: Mapping[int, Mapping[tuple[str, int], int]] = field(hash=False)
    owed: Mapping[int, tuple[str, ...]] = field(hash=False)
    matters: Mapping[str, MatterInference] = field(hash=False)
    verdict: Conclusion = "not_applicable"
    fired: tuple[str, ...] = ()


class Engine(Protocol):
    """An inference engine."""

    name: str

    def infer(self, cases: tuple[MatterCase, ...]) -> Inference:
        """Statuses, exceptions, duties, conclusions and verdict of these cases."""
        ...

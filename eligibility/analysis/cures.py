"""What a remedy is: changes of facts that cure a verdict, with what they rest on; frozen."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.analysis.cores import Forbidden
from eligibility.evaluation.assessment import Assessment, Conclusion
from eligibility.language.types import Type
from eligibility.language.values import UNKNOWN, Value
from eligibility.submission.model.declare import Lever


@dataclass(frozen=True)
class Figure:
    """The least figure that an added item must name, should it name one."""

    path: str
    type: Type
    least: Value


@dataclass(frozen=True)
class Change:
    """One fact changed: from, to, by whom. `others`: other words that would do as well.

    `rounded` is the nearest value in the units people write that goes as far; `figures` are those
    of an item that is added.
    """

    path: str
    type: Type
    lever: Lever
    old: Value
    new: Value
    rounded: Value
    others: tuple[Value, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Assumed:
    """A fact that is not known and would have to turn out as said (one of the ways).

    `low` and `high` are the least and the most that would do, where it is a quantity or a day.
    """

    path: str
    type: Type
    value: Value
    low: Value = UNKNOWN
    high: Value = UNKNOWN
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Cure:
    """A set of changes with what it rests on; `assessment` is the interpreter's, replayed."""

    changes: tuple[Change, ...]
    assumed: tuple[Assumed, ...]
    assessment: Assessment


@dataclass(frozen=True)
class Remedy:
    """The cures of a verdict: all of the smallest size. `target`: the conclusion they reach.

    `forbidden` names the facts that rule every cure out; `complete` is false where a limit was met
    or a question stayed open (`unsettled`). `departures`: default rules, a departure from which
    would lift a verdict that is referred.
    """

    now: Assessment
    target: Conclusion
    size: int
    cures: tuple[Cure, ...]
    forbidden: Forbidden | None
    levers: tuple[str, ...]
    complete: bool = True
    unsettled: str = ""
    departures: tuple[str, ...] = ()

    @property
    def verdict(self) -> Conclusion:
        """The verdict as it is."""
        return self.now.verdict

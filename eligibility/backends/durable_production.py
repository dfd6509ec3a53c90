"""Productions, their patterns, and the ruleset that durable-rules reads; pure data, no engine.

Working memory holds integers only.

INVARIANT: a condition on what is absent stands last, after a `stage` fact that is asserted only
when everything before it has come to rest, and compares with constants or for equality.
durable-rules 2.0.28 does not withdraw a match that is already waiting, and crashes when a condition
on absence stands first or compares two fields by size. A fact that was matched already does not
count as present for a later condition on absence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import Conclusion, Status

Test: TypeAlias = "dict[str, Any]"
Pattern: TypeAlias = "dict[str, Any]"

GROUPS, WEIGHTS, ASSISTS, CONCLUSION = 2, 3, 4, 5  # the stages after the first, in order


@dataclass(frozen=True)
class Answer:
    """What the firing of a production tells the caller, for the case it fired for."""

    statuses: frozenset[Status] = frozenset()
    taken: tuple[str, int, int] | None = None
    owed: str | None = None
    conclusion: Conclusion | None = None


@dataclass(frozen=True)
class Production:
    """When its patterns match, `derives` is asserted, with fields `copied` from what matched.

    `copied` holds (field of the new fact, alias, its field). The case it fires for is the `case` of
    the match called `f`. `to_verdict`: what it derives goes to the ruleset of the verdict.
    """

    about: str
    says: str
    when: tuple[Pattern, ...]
    derives: Mapping[str, int] | None = None
    copied: tuple[tuple[str, str, str], ...] = ()
    answer: Answer = Answer()
    to_verdict: bool = False

    @property
    def name(self) -> str:
        """How the production is named in an explanation."""
        return f"{self.about}: {self.says}"


def fact(alias: str, *tests: Test, **equal: int) -> Pattern:
    """A condition that some fact has these fields and passes these tests."""
    every = [*({key: value} for key, value in equal.items()), *tests]
    return {alias: every[0] if len(every) == 1 else {"$and": every}}


def absent(*tests: Test, alias: str = "absent", **equal: int) -> Pattern:
    """A condition that no fact, other than those matched before, passes these tests."""
    return fact(f"{alias}$not", *tests, **equal)


def same(key: str, alias: str) -> Test:
    """A test that a field equals that of an earlier match."""
    return {key: {alias: key}}


def below(value: int, *keys: str) -> list[Test]:
    """Tests that each of these fields is at most `value`."""
    return [{"$lte": {key: value}} for key in keys]


def either(alternatives: Sequence[Sequence[Test]]) -> Test:
    """A test that one of several lists of tests holds."""
    each = [{"$and": [*tests]} if len(tests) > 1 else tests[0] for tests in alternatives]
    return each[0] if len(each) == 1 else {"$or": each}


def ruleset(productions: Iterable[Production]) -> dict[str, dict[str, Any]]:
    """The ruleset as durable-rules reads it, without actions, each production by its place.

    `opened` fires for every submission (a state in which nothing fired must not be deleted);
    `seen` never fires, but takes every fact, so that none is refused as unhandled. With `cap`, a
    production fires once for all its matches.
    """
    rules: dict[str, dict[str, Any]] = {
        "opened": {"all": [fact("o", opened=1)]},
        "seen": {"all": [fact("f", {"$ex": {"sid": 1}}), fact("o", never=1)]},
    }
    for place, production in enumerate(productions):
        rules[str(place)] = {"all": list(production.when), "cap": 100_000}
    return rules

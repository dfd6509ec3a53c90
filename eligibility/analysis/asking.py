"""Which missing facts can still change the verdict, and how much each could settle alone.

No fact that can is ever left out. Where one unknown quantity decides in several rules whether they
apply, a fact that another rule then hides may be listed all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from eligibility.analysis.docket import Decided, Docket, Heard, docket
from eligibility.analysis.trying import domain_of, extremes, open_facts
from eligibility.evaluation.assess import Question
from eligibility.evaluation.assessment import WORST_FIRST, Conclusion
from eligibility.evaluation.conclude import RANK, worst
from eligibility.evaluation.situation import DISCRETE
from eligibility.language.library import Rulebook
from eligibility.language.types import Type
from eligibility.submission.facts import Submission

MOST_TRIED = 800  # decisions of one matter; beyond, every fact that holds it open is listed


@dataclass(frozen=True)
class Wanted:
    """A missing fact that can change the verdict.

    `settles` names the open matters that some value of it settles alone, `matters` and `rules`
    those that wait for it.
    """

    path: str
    type: Type
    settles: tuple[str, ...]
    matters: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What is still needed, the most decisive first; `possible`: the verdicts that can come."""

    verdict: Conclusion
    possible: tuple[Conclusion, ...]
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True)
class _Leaf:
    tried: dict[str, Any]
    possible: frozenset[Conclusion]
    open: tuple[str, ...]
    reported: frozenset[Any] | None = None


@dataclass
class _Explored:
    """A matter with the completions that were tried; `whole` when none was left out."""

    decided: Decided
    leaves: list[_Leaf]
    types: dict[str, Type]
    budget: int = MOST_TRIED

    @property
    def whole(self) -> bool:
        return self.budget >= 0


def ask(rulebook: Rulebook, submission: Submission, question: Question) -> Asked:
    """The facts that can still change the verdict of a submission."""
    hearing = docket(rulebook, submission, question)
    counting = [hearing.decide(heard) for heard in hearing.heard if heard.in_verdict]
    verdict = worst(decided.conclusion for decided in counting)
    possible = _possible_verdicts(counting)
    if verdict != "undetermined":
        return Asked(verdict, possible, ())
    explored = [_explored(hearing, d) for d in counting if d.conclusion == "undetermined"]
    found: dict[str, Wanted] = {}
    for one in explored:
        floor = max((_least(d) for d in counting if d is not one.decided), default=0)
        for path in _relevant(one, floor):
            _note(found, hearing, one, path)
    if not found:  # every completion gives one verdict, and yet the rules cannot be decided
        for one in explored:
            for path in one.types:
                _note(found, hearing, one, path)
    ordered = sorted(found.values(), key=lambda w: (-len(w.settles), -len(w.rules)))
    return Asked(verdict, possible, tuple(ordered))


def _possible_verdicts(counting: list[Decided]) -> tuple[Conclusion, ...]:
    found: set[Conclusion] = {"not_applicable"}
    for decided in counting:
        found = {worst((one, other)) for one in found for other in decided.possible}
    return tuple(c for c in WORST_FIRST if c in found)


def _least(decided: Decided) -> int:
    return min(RANK[c] for c in decided.possible)


def _explored(hearing: Docket, decided: Decided) -> _Explored:
    found = _Explored(decided, [], {})
    found.types |= open_facts(decided)
    _branch(hearing, decided.heard, decided, {}, found)
    return found


def _branch(
    hearing: Docket, heard: Heard, decided: Decided, tried: dict[str, Any], found: _Explored
) -> None:
    """Try the values of unknown yes/no facts and words one by one; collect what comes out."""
    found.budget -= 1
    if len(decided.possible) == 1 or not found.whole:
        found.leaves.append(_Leaf(dict(tried), decided.possible, ()))
        return
    types = open_facts(decided)
    found.types |= types
    path = next((p for p, kind in types.items() if kind.kind in DISCRETE and p not in tried), None)
    if path is None:
        leaf = _Leaf(dict(tried), decided.possible, tuple(types), _reported(decided))
        found.leaves.append(leaf)
        return
    for value in domain_of(hearing, heard, types[path]):
        tried[path] = value
        _branch(hearing, heard, hearing.decide(heard, tried), tried, found)
        del tried[path]


def _reported(decided: Decided) -> frozenset[Any] | None:
    """Of rules that are only reported, which may apply; None where one can do more.

    Whether such a rule is met makes no difference to the conclusion, only whether it applies.
    """
    found = set()
    for applied in decided.deciding:
        rule = applied.case.rule
        weak = rule.force in ("target", "encouraged") and rule.kind != "permission"
        if rule.kind not in ("priority", "target") and not weak:
            return None
        applies = frozenset(outcome[0] for outcome in applied.case.outcomes)
        found.add((applied.case.rule.id, applied.case.subject, applies))
    return frozenset(found)


def _relevant(explored: _Explored, floor: int) -> Iterator[str]:
    """Facts whose value makes a difference that the other matters do not hide (`floor`)."""
    if not explored.whole:
        yield from explored.types
        return
    found: set[str] = set()
    for leaf in explored.leaves:
        if _shows(leaf.possible, floor):
            found.update(leaf.open)
    for one, other in combinations(explored.leaves, 2):
        alike = one.reported is not None and one.reported == other.reported
        if one.possible == other.possible and (len(one.possible) == 1 or alike):
            continue
        if _shows(one.possible | other.possible, floor):
            differing = [
                p for p, v in one.tried.items() if p in other.tried and other.tried[p] != v
            ]
            if len(differing) == 1:
                found.update(differing)
    yield from (path for path in explored.types if path in found)


def _shows(possible: frozenset[Conclusion], floor: int) -> bool:
    return len({max(RANK[c], floor) for c in possible}) > 1


def _note(found: dict[str, Wanted], hearing: Docket, one: _Explored, path: str) -> None:
    name, kind = one.decided.heard.name, one.types[path]
    rules = dict.fromkeys(
        a.case.rule.id for a in one.decided.deciding if path in open_facts(one.decided, a)
    )
    before = found.get(path, Wanted(path, kind, (), (), ()))
    settles = (name,) if _settles(hearing, one.decided.heard, path, kind) else ()
    found[path] = replace(
        before,
        settles=before.settles + settles,
        matters=(*before.matters, name),
        rules=(*before.rules, *rules),
    )


def _settles(hearing: Docket, heard: Heard, path: str, kind: Type) -> bool:
    """Whether some value of the fact alone gives the matter its conclusion."""
    values = (
        domain_of(hearing, heard, kind)
        if kind.kind in DISCRETE
        else extremes(kind, hearing.as_of, path)
    )
    return any(len(hearing.decide(heard, {path: value}).possible) == 1 for value in values)

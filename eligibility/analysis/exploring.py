"""A matter that is open, tried with the values of its missing facts: what each makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from eligibility.analysis.docket import Decided, Docket, Heard
from eligibility.analysis.trying import domain_of, open_facts
from eligibility.evaluation.assessment import Conclusion
from eligibility.evaluation.conclude import RANK
from eligibility.evaluation.situation import DISCRETE
from eligibility.evaluation.soundness import inexact_facts
from eligibility.language.pack import Rule
from eligibility.language.types import Type
from eligibility.submission.catalogue import catalogue

MOST_TRIED = 200  # decisions of one matter; beyond, every fact that holds it open is taken


@dataclass(frozen=True)
class _Leaf:
    tried: dict[str, Any]
    possible: frozenset[Conclusion]
    open: tuple[str, ...]
    reported: frozenset[Any] | None = None


@dataclass
class Explored:
    """A matter with the completions that were tried; `whole` when none was left out."""

    decided: Decided
    leaves: list[_Leaf]
    types: dict[str, Type]
    budget: int = MOST_TRIED

    @property
    def whole(self) -> bool:
        """Whether every combination of yes/no facts and words was tried."""
        return self.budget >= 0

    @property
    def linked(self) -> bool:
        """Whether a quantity ties rules together, so that what one waits for another may hide."""
        if not self.whole:
            return True
        met: set[str] = set()
        for applied in self.decided.deciding:
            open_here = open_facts(self.decided, applied)
            quantities = {p for p, kind in open_here.items() if kind.kind not in DISCRETE}
            if met & quantities or self._twice(applied.plan.rule):
                return True
            met |= quantities
        return False

    def _twice(self, rule: Rule) -> bool:
        """Whether a quantity stands more than once in a rule."""
        parts = self.decided.heard.parts
        matters = (p.layer.matter for p in parts if rule in p.layer.matter.rules)
        return any(inexact_facts(matter, rule, catalogue()) for matter in matters)


def explored(hearing: Docket, decided: Decided) -> Explored:
    """A matter with what its completions make of it."""
    found = Explored(decided, [], {})
    found.types |= open_facts(decided)
    _branch(hearing, decided.heard, decided, {}, found)
    return found


def _branch(
    hearing: Docket, heard: Heard, decided: Decided, tried: dict[str, Any], found: Explored
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
        if rule.decides:
            return None
        applies = frozenset(outcome[0] for outcome in applied.case.outcomes)
        found.add((rule.id, applied.case.subject, applies))
    return frozenset(found)


def relevant(explored: Explored, floor: int) -> Iterator[str]:
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

"""The outcomes that the completions of missing facts can give, and which facts still matter.

Unknown yes/no facts and words are tried out one by one, so that a fact that stands in several
places has one value in all of them; what is then left open by quantities is a range. The result
holds every outcome that some completion gives, and nothing else as long as no unknown quantity
stands twice in the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.inference import FALSE, TRUE, Outcome
from eligibility.evaluation.mentioned import that_matter
from eligibility.evaluation.plan import RulePlan
from eligibility.evaluation.possible import NOT, conjunction
from eligibility.evaluation.situation import DISCRETE, WORDS, Situation, domain, listed_path

MAX_TRIED = 3000
MAX_COMPARED = 400


@dataclass(frozen=True)
class Leaf:
    """Some completions: the values tried, the outcomes they give, the quantities still open."""

    tried: dict[str, Any]
    outcomes: frozenset[Outcome]
    open: tuple[str, ...]


def outcomes(
    plan: RulePlan, situation: Situation, member: Callable[[], int] | None = None
) -> tuple[frozenset[Outcome], tuple[str, ...]]:
    """Every possible outcome of a rule, and the missing facts that can still change it.

    `member` tells whether the rule's item is in its list, where that is not sure.
    """
    situation.touched.clear()
    found = evaluate(plan, situation, member)
    if len(found) == 1 or not situation.touched:
        return found, ()
    leaves: list[Leaf] = []
    words = that_matter(plan.loose, plan.tables, plan.facts, situation)
    trying = Trying(plan, situation, member, words, spare(plan, situation))
    budget = try_out(trying, leaves, MAX_TRIED)
    if budget < 0:
        situation.tried.clear()
        situation.touched.clear()
        found = evaluate(plan, situation, member)
        return found, settled_by(situation.touched)
    found = frozenset().union(*(leaf.outcomes for leaf in leaves))
    return found, (() if len(found) == 1 else settled_by(_relevant(leaves)))


@dataclass(frozen=True)
class Trying:
    """What values are tried out for: a rule with an item in a situation, and the words to try."""

    plan: RulePlan
    situation: Situation
    member: Callable[[], int] | None
    words: tuple[str, ...]
    spare: int


def evaluate(
    plan: RulePlan, situation: Situation, member: Callable[[], int] | None = None
) -> frozenset[Outcome]:
    """The possible outcomes, as far as they show without trying values."""
    applies = member() if member is not None else TRUE
    if plan.when is not None and applies != FALSE:
        applies = conjunction((applies, plan.when(situation)))
    if plan.not_needed is not None and applies != FALSE:
        applies = conjunction((applies, NOT[plan.not_needed(situation)]))
    found: set[Outcome] = set()
    if applies & FALSE:
        found.add((False, None))
    if applies & TRUE:
        holds = plan.condition(situation)
        if holds & TRUE:
            found.add((True, True))
        if holds & FALSE:
            found.add((True, False))
    return frozenset(found)


def try_out(trying: Trying, leaves: list[Leaf], budget: int) -> int:
    """Collect the leaves below the values tried so far; gives what is left of the budget."""
    situation = trying.situation
    situation.touched.clear()
    found = evaluate(trying.plan, situation, trying.member)
    path, values = _next(trying) if len(found) > 1 else (None, ())
    if path is None:
        open_facts = tuple(dict.fromkeys(situation.touched)) if len(found) > 1 else ()
        leaves.append(Leaf(dict(situation.tried), found, open_facts))
        return budget - 1
    for value in values:
        situation.tried[path] = value
        budget = try_out(trying, leaves, budget - 1)
        del situation.tried[path]
        if budget < 0:
            return budget
    return budget


def spare(plan: RulePlan, situation: Situation) -> int:
    """How many words that the rule does not mention are tried: enough to be all different."""
    if not plan.faces:
        return 2
    types = situation.types
    return max(2, len({path for path in situation.touched if types[path].kind in WORDS}))


def _next(trying: Trying) -> tuple[str | None, tuple[Any, ...]]:
    situation = trying.situation
    for path in situation.touched:
        if situation.types[path].kind in DISCRETE:
            return path, domain(situation.types[path], trying.words, trying.spare)
    return None, ()


def _relevant(leaves: list[Leaf]) -> list[str]:
    """Facts that make a difference.

    Quantities open in an undecided leaf; words and truths in which two leaves with different
    outcomes differ, all else agreeing.
    """
    found = dict.fromkeys(path for leaf in leaves for path in leaf.open)
    tried = list(dict.fromkeys(path for leaf in leaves for path in leaf.tried))
    if len(leaves) > MAX_COMPARED:
        return [*tried, *found]
    waiting = set(tried) - set(found)
    for one, other in combinations(leaves, 2):
        if not waiting:
            break
        if one.outcomes == other.outcomes and len(one.outcomes) == 1:
            continue
        differing = [
            path
            for path in one.tried
            if path in other.tried and one.tried[path] != other.tried[path]
        ]
        undecided = len(one.outcomes) > 1 and len(other.outcomes) > 1
        if len(differing) == 1 and (undecided or one.outcomes != other.outcomes):
            found[differing[0]] = None
            waiting.discard(differing[0])
    return [path for path in [*tried, *found] if path in found]


def settled_by(paths: list[str]) -> tuple[str, ...]:
    """The facts that settle these, without repeats: an unknown list stands for its items."""
    return tuple(dict.fromkeys(listed_path(path) for path in paths))

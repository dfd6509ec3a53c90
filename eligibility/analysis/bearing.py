"""Whether a missing fact bears on the verdict: two completions that differ in it alone differ.

Asked of Z3 with every value that a missing fact may have; so a fact that another rule or matter
always hides is found not to bear, though each rule by itself waits for it. What Z3 does not settle
counts as bearing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import z3

from eligibility.analysis.docket import Docket, Heard
from eligibility.analysis.matter_terms import conclusion, heard, larger, setting_of
from eligibility.analysis.solving import Solver, Unsettled, Untranslatable
from eligibility.analysis.space import Space
from eligibility.analysis.trying import words_of
from eligibility.language import nodes as n

STEPS = 3_000_000  # of one question


def bears(
    hearing: Docket, path: str, own: Sequence[Heard], others: Sequence[Heard], floor: int
) -> bool:
    """Whether some completions give different verdicts through this fact alone.

    `own` are the open matters that wait for the fact, `others` the other open ones; `floor` is the
    rank that the matters already decided give the verdict at least.
    """
    if any(_counts(one) for one in own):
        return True  # how many items a list can have is bounded here
    try:
        if not _moves(hearing, path, own, (), floor):
            return False
        return not others or _moves(hearing, path, own, others, floor)
    except (Unsettled, Untranslatable):
        return True


def _counts(one: Heard) -> bool:
    """Whether a rule of the matter counts the items of a list that meet a condition."""
    nodes = (node for part in one.parts for plan in part.plan.rules for node in plan.nodes)
    return any(
        isinstance(node, n.Quantifier) and node.function == "count" and node.where is not None
        for node in nodes
    )


def _moves(
    hearing: Docket, path: str, own: Sequence[Heard], others: Sequence[Heard], floor: int
) -> bool:
    words = dict.fromkeys(w for one in (*own, *others) for w in words_of(hearing, one))
    industries = tuple(sorted(set(hearing.pack.vocabulary.industries.values())))
    space = Space(tuple(words), industries, known=hearing.facts.values)
    rest = _worst(hearing, others, space, z3.IntVal(floor))
    here = _worst(hearing, own, space, rest)
    twin = _without(space, path)
    there = _worst(hearing, own, twin, rest)
    solver = Solver([space, twin], hearing.calendar, STEPS)
    solver.add(*space.axioms, *twin.axioms)
    return solver.holds(here != there)


def _worst(hearing: Docket, matters: Iterable[Heard], space: Space, floor: Any) -> Any:
    """The rank of the worst conclusion of these matters, `floor` at least."""
    verdict = floor
    for one in matters:
        applied = heard(one, space, setting_of(hearing))
        verdict = larger(verdict, conclusion(applied, one.opened.matter.kind))
    return verdict


def _without(space: Space, path: str) -> Space:
    """The same facts in another space, but for one, which is yet to be made there."""
    inside = (f"{path}[", f"{path}.")
    kept = {p: term for p, term in space.made.items() if p != path and not p.startswith(inside)}
    types = {p: space.types[p] for p in kept if p in space.types}
    return Space(
        space.words, space.industries, known=space.known, tag="other ", made=kept, types=types,
        codes=space.codes, labels=space.labels,
    )  # fmt: skip

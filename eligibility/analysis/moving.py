"""One submission as terms in which only what may be changed, or is not known, can vary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import z3

from eligibility.analysis.docket import Docket
from eligibility.analysis.levers import Move, movable, move
from eligibility.analysis.matter_terms import Applied, conclusion, heard, larger, setting_of
from eligibility.analysis.space import Space
from eligibility.analysis.world import possible
from eligibility.language.values import UNKNOWN, Record, Value


@dataclass(frozen=True)
class Table:
    """The terms: what may move, what is not known, the rules applied and the verdict's rank."""

    space: Space
    moves: dict[str, Move]
    unknown: tuple[str, ...]
    applied: tuple[Applied, ...]
    verdict: Any
    conditions: tuple[Any, ...]


def table(hearing: Docket) -> Table:
    """The terms of a docket, with levers free."""
    first = space_of(hearing, frozenset())
    verdict_of(hearing, first)  # to learn which facts the rules reach
    free = frozenset(
        path
        for path, type in first.types.items()
        if movable(path, type, stated(hearing, path), hearing.as_of)
    )
    space = space_of(hearing, free)
    verdict, applied = verdict_of(hearing, space)
    moves = {}
    for path in sorted(free):
        found = move(space, path, stated(hearing, path), hearing.as_of)
        if found is not None:
            moves[path] = found
    conditions = [*possible(space), *(c for m in moves.values() for c in m.conditions)]
    return Table(space, moves, _unknown(hearing, space), tuple(applied), verdict, tuple(conditions))


def space_of(hearing: Docket, free: frozenset[str]) -> Space:
    """The facts of a docket as terms, those in `free` as variables."""
    words: dict[str, None] = {}
    for one in hearing.heard:
        for part in one.parts:
            words |= dict.fromkeys(w for plan in part.plan.rules for w in plan.words)
    industries = tuple(sorted(set(hearing.pack.vocabulary.industries.values())))
    return Space(tuple(words), industries, known=hearing.facts.values, free=free)


def verdict_of(hearing: Docket, space: Space) -> tuple[Any, list[Applied]]:
    """The rank of the verdict, and every rule applied."""
    verdict: Any = z3.IntVal(0)
    every: list[Applied] = []
    for one in hearing.heard:
        if one.in_verdict:
            applied = heard(one, space, setting_of(hearing))
            every += applied
            verdict = larger(verdict, conclusion(applied, one.opened.matter.kind))
    return verdict, every


def stated(hearing: Docket, path: str) -> Value:
    """What a submission states of a fact, fields of items included."""
    head, mark, rest = path.partition("[")
    value = hearing.facts.get(head)
    while mark:
        index, _, below = rest.partition("].")
        if not isinstance(value, tuple) or int(index) >= len(value):
            return UNKNOWN
        item = value[int(index)]
        if not isinstance(item, Record):
            return UNKNOWN
        head, mark, rest = below.partition("[")
        value = item.fields.get(head, UNKNOWN)
    return value


def _unknown(hearing: Docket, space: Space) -> tuple[str, ...]:
    """The facts that nobody stated and that the rules reach; of a list only the list itself."""
    lists = {p for p in space.made if isinstance(space.made[p], list)}
    found = []
    for path in space.made:
        special = path.startswith("review.")
        if not special and stated(hearing, path) is not UNKNOWN:
            continue
        inside = any(path.startswith(f"{one}[") and _new(hearing, one, path) for one in lists)
        if not inside:
            found.append(path)
    return tuple(found)


def _new(hearing: Docket, path_of_list: str, path: str) -> bool:
    """Whether a field belongs to an item that the submission does not have."""
    value = stated(hearing, path_of_list)
    index = int(path[len(path_of_list) + 1 :].partition("]")[0])
    return not isinstance(value, tuple) or index >= len(value)

"""Broken monotonicity: a fact moved in the direction of its lever makes a conclusion worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import z3

from eligibility.analysis.bench import Bench, Question, likely
from eligibility.analysis.finding import ProofFinding
from eligibility.analysis.levers import lever_of
from eligibility.analysis.matter_terms import conclusion, heard
from eligibility.analysis.solving import Solver, Unsettled
from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.terms import FALSE, TRUE, Number, negation
from eligibility.analysis.witness import Witness
from eligibility.analysis.world import possible
from eligibility.evaluation.conclude import RANK
from eligibility.language.pack import Words
from eligibility.language.types import Kind, Type
from eligibility.submission.catalogue import info_of

_MEASURED = frozenset({Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT})


def broken(table: Bench) -> Iterator[Question]:
    """For each fact with a lever of one direction: whether moving it makes a conclusion worse."""
    for path, type in list(table.space.types.items()):
        if "[1]" in path or "[2]" in path:
            continue  # the first item stands for the others
        lever = lever_of(path, type)
        if lever is not None and lever.direction in ("up", "down"):
            yield (), partial(_worse, table, path, up=lever.direction == "up")


def _worse(table: Bench, path: str, *, up: bool) -> Iterator[ProofFinding]:
    moved = _moved(table.space, path, up=up)
    if moved is None:
        return
    after, differs = moved
    applied = heard(table.heard, after, table.setting)
    rank = conclusion(applied, table.matter.kind)
    solver = Solver([table.space, after])
    solver.add(*possible(table.space), *possible(after), *differs)
    table.questions += 1
    model = likely(
        solver, [table.space, after], table.setting.as_of, table.day,
        table.rank >= RANK["approved"], rank > table.rank,
    )  # fmt: skip
    if model is None:
        return
    before, then = table.witness_of(model), table.witness_of(model, after)
    if not _confirmed(before, then):
        raise Unsettled("the interpreter does not confirm what was found")
    info = info_of(path)
    label = info.label if info is not None else Words(path, path)
    way = Words("增加" if up else "减少", "more" if up else "less")
    says = Words(f"{label.zh}{way.zh}，结论反而变差", f"{way.en} of {label.en} makes it worse")
    found = tuple(w for w in (before, then) if w is not None)
    yield ProofFinding(
        "non_monotone", table.pack.jurisdiction, table.matter.name, (), says, found, detail=path
    )


def _confirmed(before: Witness | None, then: Witness | None) -> bool:
    if before is None or then is None:
        return False
    first, second = (RANK[w.assessment.verdict] for w in (before, then))
    return RANK["approved"] <= first < second


def _moved(space: Space, path: str, *, up: bool) -> tuple[Space, list[Any]] | None:
    """The same facts with one moved, and what holds of the move; None: it has no measure."""
    type, made = space.types[path], space.made[path]
    after = replace(
        space, made={}, types=dict(space.types), axioms=[], working=[], fresh=space.fresh + 1000
    )
    if isinstance(made, list):
        return _moved_list(after, path, type, made, up=up)
    if z3.is_bool(made):
        after.made[path] = TRUE if up else FALSE
        return after, [negation(made) if up else made]
    if not isinstance(made, Number) or type.kind not in _MEASURED:
        return None
    term = (
        z3.Int(f"{space.name(path)}'") if z3.is_int(made.term) else z3.Real(f"{space.name(path)}'")
    )
    after.made[path] = Number(term, made.exists)
    bounds = [term >= (type.low or 0), *_most(term, type)]
    return after, [term > made.term if up else term < made.term, made.exists, *bounds]


def _most(term: Any, type: Type) -> list[Any]:
    if type.high is None:
        return []
    high = z3.Q(type.high.numerator, type.high.denominator)
    return [z3.ToReal(term) <= high] if z3.is_int(term) else [term <= high]


def _moved_list(
    after: Space, path: str, type: Type, made: list[Any], *, up: bool
) -> tuple[Space, list[Any]] | None:
    if type.item is not None and type.item.kind is Kind.RECORD:
        if not up:
            return None
        row = Row(f"{path}[{len(made)}]", type.item, TRUE)
        after.made[path] = [*made, row]
        return after, []
    moved, conditions = [], []
    for word in made:
        if not isinstance(word, Word):
            return None
        present = z3.Bool(f"{after.name(path)}[{word.word}]'")
        first, second = (word.present, present) if up else (present, word.present)
        conditions.append(z3.Implies(first, second))
        moved.append(Word(word.word, present))
    after.made[path] = moved
    return after, conditions

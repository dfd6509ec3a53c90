"""Why there is no cure: the facts that forbid every one, and the rules that they offend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import z3

from eligibility.analysis import terms as m
from eligibility.analysis.dates import Day, constant
from eligibility.analysis.docket import Docket
from eligibility.analysis.levers import lever_of, move
from eligibility.analysis.matter_terms import Applied
from eligibility.analysis.moving import Table, space_of, stated, verdict_of
from eligibility.analysis.solving import limited
from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.terms import NOTHING, Number, exact
from eligibility.analysis.world import possible
from eligibility.language.types import Type
from eligibility.language.values import NONE, UNKNOWN, Label, Value

_STEPS = 20_000_000  # of one question; `solving.py` says how long they take


@dataclass(frozen=True)
class Fixed:
    """A fact that nobody can change, as it stands."""

    path: str
    type: Type
    value: Value


@dataclass(frozen=True)
class Forbidden:
    """Facts that together forbid every cure (none fewer do), and the rules violated by them."""

    facts: tuple[Fixed, ...]
    rules: tuple[tuple[str, str | None], ...]
    settled: bool = True


def forbidden(hearing: Docket, table: Table, most: int) -> Forbidden:
    """The least facts for which no change leads to a verdict of rank 1 to `most`."""
    bare = replace(hearing, reviewed=replace(hearing.reviewed, findings={}))
    fixed = {
        path: value
        for path in table.space.types
        if path not in table.moves and (value := stated(hearing, path)) is not UNKNOWN
        and not _of_records(table.space, path)
    }  # fmt: skip
    space = space_of(hearing, frozenset(fixed) | frozenset(table.moves))
    verdict, applied = verdict_of(bare, space)
    solver = limited(_STEPS)
    solver.add(*possible(space), verdict >= 1, verdict <= most)
    for path in table.moves:
        found = move(space, path, stated(hearing, path), hearing.as_of)
        solver.add(*(found.conditions if found is not None and lever_of(path, found.type) else ()))
    marks: dict[str, Any] = {}
    for path, value in fixed.items():
        if path in space.made:
            marks[path] = z3.Bool(f"fixed.{path}")
            solver.add(z3.Implies(marks[path], is_value(space, space.made[path], value)))
    for provision, held in hearing.findings.items():
        path = f"review.findings[{provision}]"
        if path in space.made:
            fixed[path] = held
            marks[path] = z3.Bool(f"fixed.{path}")
            solver.add(z3.Implies(marks[path], space.made[path] == held))
    core = _least(solver, marks)
    facts = tuple(Fixed(path, space.types[path], fixed[path]) for path in core or ())
    return Forbidden(facts, _offended(solver, marks, core or (), applied), core is not None)


def _of_records(space: Space, path: str) -> bool:
    item = space.types[path].item
    return item is not None and bool(item.fields)


def _least(solver: z3.Solver, marks: dict[str, Any]) -> tuple[str, ...] | None:
    """The facts of an unsatisfiable core that cannot do without any of them."""
    if solver.check(*marks.values()) != z3.unsat:
        return None
    names = {str(mark): path for path, mark in marks.items()}
    core = [names[str(mark)] for mark in solver.unsat_core()]
    for path in list(core):
        rest = [marks[p] for p in core if p != path]
        if solver.check(*rest) == z3.unsat:
            core.remove(path)
    return tuple(p for p in marks if p in core)


def _offended(
    solver: z3.Solver, marks: dict[str, Any], core: tuple[str, ...], applied: list[Applied]
) -> tuple[tuple[str, str | None], ...]:
    """The rules that are violated, or not granted, whenever the core holds."""
    given = limited(_STEPS)
    kept = [a for a in solver.assertions() if not _is_goal(a)]
    given.add(*kept, *(marks[path] for path in core))
    return tuple(
        (one.rule.id, one.subject)
        for one in applied
        if one.rule.decides and not one.reported_only and not z3.is_false(one.violated)
        and given.check(z3.Not(one.violated)) == z3.unsat
    )  # fmt: skip


def _is_goal(assertion: Any) -> bool:
    """The two conditions on the verdict are the only ones that may contradict the core."""
    return (
        bool(z3.is_le(assertion) or z3.is_ge(assertion))
        and assertion.num_args() == 2
        and (z3.is_app_of(assertion.arg(0), z3.Z3_OP_ITE))
    )


def is_value(space: Space, made: Any, value: Value) -> Any:
    """That a term has a value."""
    if isinstance(made, list):
        return m.both(*(_is_there(one, value) for one in made))
    if z3.is_bool(made):
        return made == bool(value)
    if value is NONE:
        return m.negation(made.exists)
    if isinstance(made, Day):
        return m.same(made, constant(value))  # type: ignore[arg-type]
    return m.same(made, _number(space, value))


def _is_there(one: Any, value: Value) -> Any:
    listed = value if isinstance(value, tuple) else ()
    words = {(w.name or w.written) if isinstance(w, Label) else w for w in listed}
    if isinstance(one, Word):
        return one.present if one.word in words else m.negation(one.present)
    return m.negation(one.present) if isinstance(one, Row) and one.record is None else m.TRUE


def _number(space: Space, value: Value) -> Any:
    if isinstance(value, Label):
        return Number(space.code(value.name)) if value.name is not None else NOTHING
    if isinstance(value, str):
        return Number(space.code(value))
    return Number(exact(value))  # type: ignore[arg-type]

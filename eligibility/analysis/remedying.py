"""The smallest sets of changes that cure a verdict, each replayed by the interpreter.

That no smaller set exists is what Z3 found unsatisfiable on the way; that a set does cure is what
the interpreter says of the changed submission.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis import facts_of
from eligibility.analysis.cores import forbidden, is_value
from eligibility.analysis.cures import Assumed, Change, Cure, Figure, Remedy
from eligibility.analysis.departing import departures
from eligibility.analysis.docket import docket
from eligibility.analysis.levers import WORDS, Move, practical
from eligibility.analysis.moving import Table, table
from eligibility.analysis.narrowing import end, least, measure
from eligibility.analysis.ordinary import figures, wishes
from eligibility.analysis.solving import Solver, Unsettled
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Conclusion
from eligibility.evaluation.conclude import RANK, worst
from eligibility.language.library import Rulebook
from eligibility.language.values import NONE, UNKNOWN, Value
from eligibility.submission.facts import Submission

MOST_SETS, MOST_VALUES, MOST_REPLAYS = 24, 6, 12


def remedy(rulebook: Rulebook, submission: Submission, question: Question) -> Remedy:
    """The smallest cures of a submission's verdict."""
    now = assess(rulebook, submission, question)
    if now.verdict in ("approved", "not_applicable"):
        return Remedy(now, now.verdict, 0, (), None, ())
    found = _Search(rulebook, submission, question, now).run()
    return replace(found, departures=departures(rulebook, submission, question, now))


class _Search:
    def __init__(
        self, rulebook: Rulebook, submission: Submission, question: Question, now: Assessment
    ) -> None:
        self.rulebook, self.submission, self.question, self.now = (
            rulebook,
            submission,
            question,
            now,
        )
        self.hearing = docket(rulebook, submission, question)
        self.table: Table = table(self.hearing)
        self.solver = Solver([self.table.space], self.hearing.calendar)
        self.solver.add(*self.table.conditions)
        self.moves = self.table.moves
        self.complete = True

    def run(self) -> Remedy:
        """Cures that lead to approval; where none does, those that lead to a conditional one."""
        levers = tuple(self.moves)
        targets: tuple[Conclusion, ...] = ("approved", "conditional")
        for target in (t for t in targets if RANK[t] < RANK[self.now.verdict]):
            try:
                size, cures = self._reach(target)
            except Unsettled as open_:
                return Remedy(self.now, target, 0, (), None, levers, False, str(open_))
            if cures:
                return Remedy(self.now, target, size, tuple(cures), None, levers, self.complete)
        worst_allowed: Conclusion = (
            "conditional" if self.now.verdict != "conditional" else "approved"
        )
        core = forbidden(self.hearing, self.table, RANK[worst_allowed])
        return Remedy(self.now, worst_allowed, 0, (), core, levers, self.complete)

    def _reach(self, target: Conclusion) -> tuple[int, list[Cure]]:
        goal = self.table.verdict == RANK[target]
        flags = [move.changed for move in self.moves.values()]
        if not self.solver.holds(goal):
            return 0, []
        for size in range(len(flags) + 1):
            few = z3.AtMost(*flags, size) if flags else z3.BoolVal(True)
            cures = self._of_size(goal, few, target)
            if cures:
                return size, sorted(cures, key=_effort)
        return 0, []

    def _of_size(self, goal: Any, few: Any, target: Conclusion) -> list[Cure]:
        found: list[Cure] = []
        barred: list[Any] = []
        for _ in range(MOST_SETS):
            model = self.solver.model(goal, few, *barred)
            if model is None:
                return found
            chosen = self._changed(model)
            cure = self._cure(goal, chosen, target)
            if cure is not None:
                found.append(cure)
            barred.append(_other_than(self.moves[path] for path in chosen))
        self.complete = False
        return found

    def _changed(self, model: z3.ModelRef) -> tuple[str, ...]:
        return tuple(
            path
            for path, move in self.moves.items()
            if z3.is_true(model.eval(move.changed, model_completion=True))
        )

    def _cure(self, goal: Any, chosen: tuple[str, ...], target: Conclusion) -> Cure | None:
        """The least changes of these facts; tried again where the interpreter says otherwise."""
        still = [z3.Not(m.changed) for p, m in self.moves.items() if p not in chosen]
        wished = wishes(self.table, self.hearing.as_of.toordinal())
        tried = next(list(w) for w in wished if not w or self.solver.holds(goal, *still, *w))
        for _ in range(MOST_REPLAYS):
            model = self._least(goal, chosen, [*still, *tried])
            if model is None:
                return None
            values = {path: self._read(model, path) for path in chosen}
            unknown = {path: self._read(model, path) for path in self.table.unknown}
            if self._frozen({**values, **unknown}) == target:
                needed = self._needed(values, unknown, target)
                answer = self._replay({**values, **needed})
                if answer.verdict == target:
                    return self._told(goal, still, values, needed, answer, target)
            tried.append(self._otherwise(model, (*chosen, *self.table.unknown)))
        self.complete = False
        return None

    def _least(self, goal: Any, chosen: tuple[str, ...], more: list[Any]) -> z3.ModelRef | None:
        """A model with these facts changed as little as possible, one after the other."""
        whole = [goal, *more, *(self.moves[path].changed for path in chosen)]
        model = self.solver.model(*whole)
        for path in chosen:
            move = self.moves[path]
            if model is None or z3.is_int_value(move.amount):
                continue
            model = least(self.solver, move, whole, model)
            whole.append(move.amount <= model.eval(move.amount, model_completion=True))
        return model

    def _read(self, model: z3.ModelRef, path: str) -> Value:
        return facts_of.read(model, self.table.space, path)

    def _replay(self, values: dict[str, Value]) -> Assessment:
        changed = facts_of.changed(self.submission, values)
        return assess(self.rulebook, changed, self.question)

    def _frozen(self, values: dict[str, Value]) -> Conclusion:
        """The verdict on the matters that are open now, whatever else the new facts would open."""
        changed = facts_of.changed(self.submission, values)
        findings = {f.provision: f.status == "satisfied" for f in changed.review.findings}
        facts = {**self.hearing.facts.values, **changed.facts.values}
        return worst(
            self.hearing.decide(heard, values=facts, findings=findings).conclusion
            for heard in self.hearing.heard
            if heard.in_verdict
        )

    def _needed(
        self, values: dict[str, Value], unknown: dict[str, Value], target: Conclusion
    ) -> dict[str, Value]:
        """The unknown facts without which the verdict would stay open."""
        needed = dict(unknown)
        for path in unknown:
            rest = {p: v for p, v in needed.items() if p != path}
            if self._frozen({**values, **rest}) == target:
                needed = rest
        return needed

    def _told(
        self, goal: Any, still: list[Any], values: dict[str, Value], needed: dict[str, Value],
        answer: Assessment, target: Conclusion,
    ) -> Cure:  # fmt: skip
        fixed = {**values, **needed}
        rounded = self._rounded(still, values, needed, target)
        changes = []
        for path, new in values.items():
            move = self.moves[path]
            others = self._others(goal, still, path, fixed, target) if isinstance(new, str) else ()
            named = self._figures(path, move.old, fixed, target)
            changes.append(
                Change(path, move.type, move.lever, move.old, new, rounded[path], others, named)
            )
        assumed = tuple(self._assumed(goal, still, path, fixed) for path in needed)
        return Cure(tuple(changes), assumed, answer)

    def _rounded(
        self, still: list[Any], values: dict[str, Value], needed: dict[str, Value],
        target: Conclusion,
    ) -> dict[str, Value]:  # fmt: skip
        """The changes in the units that people write, as far as such a submission is possible."""
        space, rounded = self.table.space, dict(values)
        for path, new in values.items():
            near = practical(self.moves[path].old, new, self.moves[path].type)
            tried = {**rounded, path: near}
            if near == new:
                continue
            given = [is_value(space, space.made[p], v) for p, v in tried.items()]
            if (
                self.solver.holds(*still, *given)
                and self._replay({**tried, **needed}).verdict == target
            ):
                rounded = tried
        return rounded

    def _figures(
        self, path: str, old: Value, fixed: dict[str, Value], target: Conclusion
    ) -> tuple[Figure, ...]:
        """The figures that the items which a list gains must name, should they name any."""

        def cures(items: Value) -> bool:
            return self._frozen({**fixed, path: items}) == target

        return figures(self.table.space.types[path], old, fixed[path], cures)

    def _assumed(self, goal: Any, still: list[Any], path: str, fixed: dict[str, Value]) -> Assumed:
        """An unknown fact as it would have to be, with the ends of what would do."""
        space, type = self.table.space, self.table.space.types[path]
        made, value, target = space.made[path], fixed[path], self._frozen(fixed)
        if isinstance(value, tuple):
            return Assumed(path, type, value, figures=self._figures(path, (), fixed, target))
        if measure(made) is None or value is NONE or type.kind in WORDS:
            return Assumed(path, type, value)
        given = [is_value(space, space.made[p], v) for p, v in fixed.items() if p != path]
        whole = [goal, *still, *given, made.exists]
        ends = (end(self.solver, made, type, whole, largest=largest) for largest in (False, True))
        low, high = (UNKNOWN if m is None else self._read(m, path) for m in ends)
        if any(self._frozen({**fixed, path: end}) != target for end in (low, high)):
            return Assumed(path, type, value)  # with less known the ends do not hold
        return Assumed(path, type, value, low, high)

    def _others(
        self, goal: Any, still: list[Any], path: str, fixed: dict[str, Value], target: Conclusion
    ) -> tuple[Value, ...]:
        """Other words of a changed fact that cure as well, all else being the same."""
        space, old = self.table.space, self.moves[path].old
        given = [is_value(space, space.made[p], v) for p, v in fixed.items() if p != path]
        seen: list[Value] = [fixed[path], old]
        found: list[Value] = []
        while len(found) < MOST_VALUES:
            barred = [z3.Not(is_value(space, space.made[path], word)) for word in seen]
            model = self.solver.model(goal, *still, *given, *barred)
            if model is None:
                break
            seen.append(self._read(model, path))
            if self._replay({**fixed, path: seen[-1]}).verdict == target:
                found.append(seen[-1])
        return tuple(found)

    def _otherwise(self, model: z3.ModelRef, paths: Iterable[str]) -> Any:
        """That not every one of these facts has the value of the model."""
        space = self.table.space
        terms = []
        for path in paths:
            made = space.made[path]
            for term in made if isinstance(made, list) else (made,):
                terms += [t for t in _parts(term) if not isinstance(t, bool | int)]
        return z3.Or([t != model.eval(t, model_completion=True) for t in terms])


def _parts(term: Any) -> list[Any]:
    if hasattr(term, "present"):
        return [term.present]
    if z3.is_expr(term):
        return [term]
    return [getattr(term, "term", getattr(term, "ordinal", True)), term.exists]


def _other_than(moves: Iterable[Move]) -> Any:
    """That not all of these are changed at once (for no changes at all: never)."""
    flags = [z3.Not(move.changed) for move in moves]
    return z3.Or(flags) if flags else z3.BoolVal(False)


def _effort(cure: Cure) -> tuple[int, int, Any, Any]:
    """Fewer assumptions first, then the smaller changes, each as a share of what it was."""
    share = Fraction(0)
    for change in cure.changes:
        if isinstance(change.old, int | Fraction) and isinstance(change.new, int | Fraction):
            share += abs(Fraction(change.new) - change.old) / (abs(Fraction(change.old)) or 1)
        else:
            share += 1
    return len(cure.changes), len(cure.assumed), share, tuple(c.path for c in cure.changes)

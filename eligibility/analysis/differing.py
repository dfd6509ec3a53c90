"""Two versions of a rule set: what was changed, and which way each matter's conclusions moved.

A matter is `equal` when no possible submission comes out differently, `stricter` when some come out
worse and none better, `looser` the other way round, `incomparable` when both happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import z3

from eligibility.analysis.bench import (
    heard_of,
    industries,
    judged,
    likely,
    mentioned,
    other_than,
    span_of,
)
from eligibility.analysis.changed import RuleChange, rule_changes
from eligibility.analysis.matter_terms import Applied, Setting, conclusion, heard
from eligibility.analysis.solving import Solver, Unsettled, Untranslatable
from eligibility.analysis.space import LENGTH, Space
from eligibility.analysis.terms import FALSE, both, either, negation
from eligibility.analysis.witness import Witness, content_of, replay
from eligibility.analysis.world import possible
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.conclude import RANK
from eligibility.evaluation.days import PUBLISHED
from eligibility.language.library import Rulebook
from eligibility.language.pack import Matter, Pack

Direction = Literal["equal", "stricter", "looser", "incomparable", "new", "gone", "unsettled"]
_TRIES, _MOST_DAYS = 4, 6


@dataclass(frozen=True)
class Shown:
    """One submission decided by both versions."""

    old: Witness
    new: Witness


@dataclass(frozen=True)
class MatterDiff:
    """How a matter moved. `worse`, `better`: submissions that come out so by the new rules."""

    jurisdiction: str
    matter: str
    direction: Direction
    changes: tuple[RuleChange, ...]
    worse: Shown | None = None
    better: Shown | None = None
    reason: str = ""


def differences(
    old: Rulebook, new: Rulebook, day: date, *, everything: bool = False
) -> Iterator[MatterDiff]:
    """Each matter that was changed (with `everything`, each matter)."""
    for place in sorted({*old.packs, *new.packs}):
        before, after = old.packs.get(place), new.packs.get(place)
        names = {*(before.matters if before else ()), *(after.matters if after else ())}
        for name in sorted(names):
            a = before.matters.get(name) if before else None
            b = after.matters.get(name) if after else None
            if a is None or b is None or before is None or after is None:
                direction: Direction = "new" if a is None else "gone"
                yield MatterDiff(place, name, direction, rule_changes(a, b))
                continue
            changed = rule_changes(a, b)
            if changed or everything or before.source != after.source:
                yield _compared(old, new, (before, a), (after, b), day, changed)


def _compared(
    old: Rulebook, new: Rulebook, before: tuple[Pack, Matter], after: tuple[Pack, Matter],
    day: date, changed: tuple[RuleChange, ...],
) -> MatterDiff:  # fmt: skip
    place, name = after[0].jurisdiction, after[1].name
    worse: Shown | None = None
    better: Shown | None = None
    try:
        for one in _days(before, after, day):
            pair = _Pair(old, new, before, after, one)
            worse = worse or pair.shown(worse=True)
            better = better or pair.shown(worse=False)
    except (Unsettled, Untranslatable) as open_:
        return MatterDiff(place, name, "unsettled", changed, worse, better, str(open_))
    return MatterDiff(place, name, _direction(worse, better), changed, worse, better)


def _direction(worse: Shown | None, better: Shown | None) -> Direction:
    if worse is not None:
        return "stricter" if better is None else "incomparable"
    return "equal" if better is None else "looser"


def _days(before: tuple[Pack, Matter], after: tuple[Pack, Matter], day: date) -> list[date]:
    """A day of each span on which the same figures of both versions are in force."""
    found = [day]
    for pack, matter in (before, after):
        spans = [pack.source.in_force, *(rule.in_force for rule in matter.rules)]
        spans += [v.in_force for p in matter.parameters.values() for v in p.values]
        found += [edge for s in spans for edge in (s.since, s.until) if edge is not None]
    return list(dict.fromkeys(found))[:_MOST_DAYS]


class _Pair:
    """A matter in both versions over the same facts."""

    def __init__(
        self, old: Rulebook, new: Rulebook, before: tuple[Pack, Matter],
        after: tuple[Pack, Matter], day: date,
    ) -> None:  # fmt: skip
        self.old, self.new, self.place, self.name = old, new, after[0].jurisdiction, after[1].name
        names = tuple(dict.fromkeys((*industries(before[0]), *industries(after[0]))))
        self.space = Space(mentioned(before[1], mentioned(after[1])), names, length=LENGTH)
        self.day = day
        spans = [span_of(*before, day), span_of(*after, day)]
        self.as_of = judged(self.space, max(s[0] for s in spans), min(s[1] for s in spans))
        setting = Setting(self.as_of, {}, PUBLISHED)
        self.sides = [
            heard(heard_of(pack, matter, day), self.space, setting)
            for pack, matter in (before, after)
        ]
        self.ranks = [
            conclusion(side, matter.kind)
            for side, (_, matter) in zip(self.sides, (before, after), strict=True)
        ]
        self.solver = Solver([self.space])
        self.solver.add(*possible(self.space))

    def shown(self, *, worse: bool) -> Shown | None:
        """A submission that comes out worse (or better) under the new rules, replayed by both."""
        first, second = self.ranks if worse else reversed(self.ranks)
        wanted = either(second > first, *self._reported(worse=worse))
        barred: list[Any] = []
        for _ in range(_TRIES):
            model = likely(self.solver, [self.space], self.as_of, self.day, wanted, *barred)
            if model is None:
                return None
            found = self._replayed(model)
            if found is not None and _moved(found, worse=worse):
                return found
            barred.append(other_than(model, self.space))
        raise Unsettled("the interpreter does not confirm what was found")

    def _reported(self, *, worse: bool) -> Iterator[Any]:
        """A rule that is only reported by one version is violated there and not by the other."""
        first, second = self.sides if worse else reversed(self.sides)
        known = _violations(first)
        for rule, truth in _violations(one for one in second if not one.rule.decides).items():
            yield both(truth, negation(known.get(rule, FALSE)))

    def _replayed(self, model: z3.ModelRef) -> Shown | None:
        content = content_of(model, self.space)
        as_of = date.fromordinal(model.eval(self.as_of.ordinal, model_completion=True).as_long())
        sides = [
            replay(book, content, self.place, (self.name,), as_of) for book in (self.old, self.new)
        ]
        return Shown(sides[0], sides[1]) if sides[0] is not None and sides[1] is not None else None


def _violations(applied: Iterable[Applied]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in applied:
        found[one.rule.id] = either(found.get(one.rule.id, FALSE), one.violated)
    return found


def _moved(found: Shown, *, worse: bool) -> bool:
    """Whether the interpreter finds the submission to have moved in that direction."""
    first, second = (found.old, found.new) if worse else (found.new, found.old)
    before, after = (RANK[w.assessment.verdict] for w in (first, second))
    return after > before or bool(_missed(second.assessment) - _violated(first.assessment))


def _violated(answer: Assessment) -> set[str]:
    return {f.rule.id for m in answer.matters for f in m.findings if f.status == "violated"}


def _missed(answer: Assessment) -> set[str]:
    """The rules that are violated and only reported."""
    weak = {f.rule.id for m in answer.matters for f in m.findings if not f.rule.decides}
    return weak & _violated(answer)

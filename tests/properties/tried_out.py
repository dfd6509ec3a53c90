"""Decides a matter over the small catalogue, and holds what is said to every completion tried."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from properties.plain_meaning import Meaning
from properties.plain_meaning import subject as subject_of
from properties.small_catalogue import DAY, FACTS, FIGURES
from properties.small_worlds import completions, domains, filled, gaps

from eligibility.evaluation.cases import Applied, Standing, apply_rules
from eligibility.evaluation.conclude import Interpreter, possible_conclusions, statuses
from eligibility.evaluation.inference import EITHER, MatterCase, MatterInference
from eligibility.evaluation.plan import MatterPlan, plan_matter
from eligibility.evaluation.situation import Situation
from eligibility.language.pack import FilteredList, Matter
from eligibility.language.to_text import to_text
from eligibility.language.types import Kind
from eligibility.language.values import Label, Record


@dataclass
class Decided:
    """A matter decided for one submission."""

    applied: list[Applied]
    case: MatterCase
    conclusion: MatterInference

    def __init__(self, plan: MatterPlan, facts: dict[str, Any], findings: dict[str, bool]) -> None:
        figures = {name: value for name, (_, value) in FIGURES.items()}
        situation = Situation(facts, DAY, figures, findings)
        found = apply_rules(plan, situation, Standing(DAY, frozenset()), frozenset())
        self.applied = [one.numbered(key) for key, one in enumerate(found)]
        self.case = MatterCase(plan.matter, tuple(a.case for a in self.applied), True)
        self.inference = Interpreter().infer((self.case,))
        self.conclusion = self.inference.matters["m"]


def subject(applied: Applied) -> str | None:
    item = applied.item
    return subject_of(item) if isinstance(item, str | Label | Record) else None


MOST = 200


class Trial:
    """One matter with one submission, and its completions."""

    def __init__(
        self, matter: Matter, given: dict[str, Any], findings: dict[str, bool], most: int = MOST
    ) -> None:
        self.matter, self.plan = matter, plan_matter(matter, FACTS)
        self.given, self.findings = given, findings
        self.gaps = gaps(matter, given, findings)
        random = Random(0)  # noqa: S311  the same completions each time
        tried = domains(self.gaps, random, most)
        self.chosen, self.all = completions(tried, random, most)
        self.said = Decided(self.plan, given, findings)
        self.worlds = [filled(given, findings, c) for c in self.chosen]

    def plain(self, facts: Any, findings: Any) -> dict[tuple[str, str | None], str]:
        meaning = Meaning(self.matter, facts, findings)
        return {
            (rule.id, where): status
            for rule in self.matter.rules
            for where, status in meaning.statuses(rule)
        }

    def text(self) -> str:
        """The matter and the submission, to be read when something does not hold."""
        lines = []
        for name, d in self.matter.definitions.items():
            if isinstance(d, FilteredList):
                lines.append(f"{name}: {to_text(d.source)} where {to_text(d.where)}")
            else:
                other = [f" | {to_text(e.value)} when {to_text(e.when)}" for e in d.exceptions]
                lines.append(f"{name}: {to_text(d.value)}{''.join(other)}")
        for r in self.matter.rules:
            parts = {"each": r.items, "when": r.when, "not_needed": r.not_needed}
            said = "".join(f" {k} {to_text(v)}" for k, v in parts.items() if v is not None)
            unless = [to_text(d.unless) for d in r.duties if d.unless is not None]
            lines += [f"{r.id} {r.kind} {r.force}{said}: {to_text(r.condition)} duties {unless}"]
        return "\n".join([self.matter.kind, *lines, f"given {self.given} {self.findings}"])

    def check(self) -> None:
        meant = [self.plain(*world) for world in self.worlds]
        quantified = any(
            k.kind not in (Kind.TRUTH, Kind.ENUM, Kind.TEXT, Kind.INDUSTRY)
            for k in self.gaps.values()
        )
        for applied in self.said.applied:
            rule, where = applied.case.rule, subject(applied)
            possible = statuses(applied.case)
            per_world = []
            for meaning in meant:
                own = [
                    s
                    for (id, w), s in meaning.items()
                    if id == rule.id
                    and (where in (None, w) or "[*]" in str(where) or "[?]" in str(where))
                ]
                per_world.append(frozenset(own) or frozenset({"not_applicable"}))
            found = frozenset().union(*per_world)
            told = (rule.id, where, "possible", possible, "found", found)
            assert found <= possible, ("UNSOUND", *told, self.world_of(per_world, found - possible))
            if self.all and not quantified:
                assert found == possible, ("INEXACT", *told)
            self.missing(
                applied,
                per_world,
                exact=self.all and not quantified,
                possible=possible,
            )
        self.conclusions(meant)

    def world_of(self, per_world: list[frozenset[str]], wrong: frozenset[str]) -> Any:
        return next(c for c, f in zip(self.chosen, per_world, strict=True) if f & wrong)

    def missing(
        self,
        applied: Applied,
        per_world: list[frozenset[str]],
        *,
        exact: bool,
        possible: Any,
    ) -> None:
        listed = set(applied.missing) if len(possible) > 1 else set()
        if len(possible) > 1 and not listed:
            raise AssertionError(
                ("NOTHING MISSING", applied.case.rule.id, subject(applied), possible)
            )
        for path in self.gaps:
            changes = self.changes(path, per_world)
            if changes and path not in listed:
                raise AssertionError(
                    ("NOT LISTED", applied.case.rule.id, subject(applied), path, listed, changes)
                )
            if exact and path in listed and not changes:
                raise AssertionError(
                    ("LISTED IN VAIN", applied.case.rule.id, subject(applied), path, listed)
                )
        extra = [p for p in listed if p not in self.gaps]
        assert not extra, ("NO SUCH GAP", applied.case.rule.id, subject(applied), extra, listed)

    def changes(self, path: str, per_world: list[frozenset[str]]) -> Any:
        groups: dict[Any, Any] = {}
        for chosen, status in zip(self.chosen, per_world, strict=True):
            key = tuple(
                (k, id(v) if isinstance(v, tuple) else v) for k, v in chosen.items() if k != path
            )
            other = groups.setdefault(key, (status, chosen))
            if other[0] != status:
                return (other, (status, chosen))
        return None

    def conclusions(self, meant: list[dict[tuple[str, str | None], str]]) -> None:
        levels = possible_conclusions(self.said.case)
        for chosen, world, meaning in list(zip(self.chosen, self.worlds, meant, strict=True))[
            :: max(1, len(meant) // 25)
        ]:
            whole = Decided(self.plan, *world)
            for applied in whole.applied:
                own = statuses(applied.case)
                wanted = meaning.get((applied.case.rule.id, subject(applied)), "not_applicable")
                assert own == {wanted}, (
                    "MEANING",
                    applied.case.rule.id,
                    subject(applied),
                    own,
                    wanted,
                    chosen,
                )
            concluded = whole.conclusion.conclusion
            assert concluded in levels, ("CONCLUSION", levels, concluded, chosen)
            if self.said.conclusion.conclusion != "undetermined":
                assert self.said.conclusion.conclusion == concluded, (
                    "OVERTURNED",
                    self.said.conclusion,
                    concluded,
                    chosen,
                )
            self.parts(whole, chosen)

    def parts(self, whole: Decided, chosen: Any) -> None:
        after = {(a.case.rule.id, subject(a)): a for a in whole.applied}
        for applied in self.said.applied:
            other = after.get((applied.case.rule.id, subject(applied)))
            if other is None:
                continue
            key, new = applied.case.key, other.case.key
            taken = self.said.inference.taken.get(key, {})
            then = whole.inference.taken.get(new, {})
            for which, truth in taken.items():
                assert which not in then or truth in (EITHER, then[which]), (
                    "EXCEPTION",
                    applied.case.rule.id,
                    which,
                    truth,
                    then,
                    chosen,
                )
            owed = set(self.said.inference.owed.get(key, ()))
            assert owed <= set(whole.inference.owed.get(new, ())), (
                "DUTY",
                applied.case.rule.id,
                owed,
                chosen,
            )

"""The matters of one assessment with the rules that count, to be decided for other facts as well.

Which matters are open and which layer decides is settled once, by the submission itself; facts that
are tried out afterwards open no further matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from eligibility.evaluation.assess import Assessing, Layer, Question
from eligibility.evaluation.assessment import Conclusion
from eligibility.evaluation.cases import Applied, apply_rules
from eligibility.evaluation.conclude import conclude, possible_conclusions
from eligibility.evaluation.days import Workdays
from eligibility.evaluation.figures_in_force import Figures, in_force
from eligibility.evaluation.inference import MatterCase
from eligibility.evaluation.office import Office
from eligibility.evaluation.opening import Opened, choose
from eligibility.evaluation.plan import MatterPlan
from eligibility.evaluation.plans import plan_of
from eligibility.evaluation.reviewed import Reviewed, reviewed
from eligibility.evaluation.situation import Situation
from eligibility.evaluation.timing import governing_day, out_of_force
from eligibility.language.library import Rulebook
from eligibility.language.pack import Pack
from eligibility.submission.facts import Facts, Submission


@dataclass(frozen=True)
class Part:
    """The rules of one text on a matter, made ready, with the figures in force."""

    layer: Layer
    plan: MatterPlan
    figures: Figures


@dataclass(frozen=True)
class Heard:
    """One matter: its local and background rules, and whether its conclusion counts."""

    opened: Opened
    parts: tuple[Part, ...]
    in_verdict: bool

    @property
    def name(self) -> str:
        """The name of the matter."""
        return self.opened.name


@dataclass(frozen=True)
class Decided:
    """A matter decided for some facts: the rules applied, the conclusion and those still possible.

    `deciding` are the rules applied that decided it, or that hold it open.
    """

    heard: Heard
    applied: tuple[Applied, ...]
    conclusion: Conclusion
    possible: frozenset[Conclusion]
    deciding: tuple[Applied, ...]


@dataclass(frozen=True)
class Docket:
    """The matters that one submission opened, on one day."""

    rulebook: Rulebook
    submission: Submission
    facts: Facts
    as_of: date
    day: date
    packs: tuple[Pack, ...]
    reviewed: Reviewed
    office: Office
    heard: tuple[Heard, ...]

    @property
    def pack(self) -> Pack:
        """The pack of the submission's own jurisdiction."""
        return self.packs[0]

    @property
    def findings(self) -> Mapping[str, bool]:
        """The findings on record that count on the day of judgement."""
        return self.reviewed.findings

    @property
    def calendar(self) -> Workdays:
        """The working days, those of the office included."""
        return self.office.calendar

    def decide(
        self,
        heard: Heard,
        tried: dict[str, Any] | None = None,
        values: Mapping[str, Any] | None = None,
        findings: Mapping[str, bool] | None = None,
    ) -> Decided:
        """A matter decided: `tried` stands in for unknown facts, `values` replaces all facts."""
        applied: list[Applied] = []
        for part in heard.parts:
            situation = Situation(
                self.facts.values if values is None else values, self.as_of, part.figures.values,
                self.findings if findings is None else findings,
                tried=dict(tried or {}), calendar=self.calendar,
            )  # fmt: skip
            applied += apply_rules(part.plan, situation, part.layer.standing, part.figures.missing)
        return decided(heard, applied)

    def on(self, part: Part, as_of: Any, day: date) -> list[Applied]:
        """The rules of a part applied with another day of judgement and of law.

        `as_of` may be a range of days on which the same entries of the review count.
        """
        first = as_of if isinstance(as_of, date) else as_of.low
        counting = reviewed(
            self.submission.review, first, list(self.packs), self.rulebook, self.office
        )
        standing = replace(part.layer.standing, day=day, departures=counting.departures)
        if not part.layer.background:
            out = out_of_force(self.pack, day, self.office)
            standing = replace(standing, not_in_force=out)
        figures = in_force(part.layer.matter, day, counting.overrides)
        situation = Situation(
            self.facts.values, as_of, figures.values, counting.findings, calendar=self.calendar
        )
        return list(apply_rules(part.plan, situation, standing, figures.missing))

    def governing(self, as_of: date) -> date:
        """The day whose law governs when judged on `as_of`."""
        return governing_day(self.pack, as_of, self.submission.review)


def decided(heard: Heard, found: Iterable[Applied]) -> Decided:
    """What rules that were applied make of their matter."""
    applied = tuple(replace(a, case=replace(a.case, key=i)) for i, a in enumerate(found))
    case = MatterCase(heard.opened.matter, tuple(a.case for a in applied), heard.in_verdict)
    inferred = conclude(case)
    keys = set(inferred.decided_by)
    deciding = tuple(a for a in applied if a.case.key in keys)
    return Decided(heard, applied, inferred.conclusion, possible_conclusions(case), deciding)


def docket(rulebook: Rulebook, submission: Submission, question: Question) -> Docket:
    """The docket of a submission; `Refused` as `assess` refuses."""
    under_way = Assessing(rulebook, submission, question, None)
    asked = question.matters or submission.matters
    chosen, _ = choose(under_way.pack, under_way.backgrounds, under_way.facts, asked)
    day = governing_day(under_way.pack, under_way.as_of, submission.review)
    heard = tuple(_heard(under_way, opened, day) for opened in chosen)
    packs = (under_way.pack, *under_way.backgrounds)
    return Docket(
        rulebook, submission, under_way.facts, under_way.as_of, day, packs, under_way.reviewed,
        question.office, heard,
    )  # fmt: skip


def _heard(under_way: Assessing, opened: Opened, day: date) -> Heard:
    parts = [
        Part(
            layer, plan_of(layer.matter), in_force(layer.matter, day, under_way.reviewed.overrides)
        )
        for layer in under_way.layers(opened, day)
    ]
    counts = opened.asked or opened.matter.subject not in ("zone", "authority")
    return Heard(opened, tuple(parts), counts)

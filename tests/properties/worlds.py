"""Packs, drawn situations over them, and their assessments: what the properties speak about."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.evaluation.inference import Engine
from eligibility.language.library import Rulebook, load_packs
from eligibility.language.pack import Matter, Pack
from eligibility.strategies import facts
from eligibility.strategies.for_facts import DAY
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, Submission


@cache
def rulebook() -> Rulebook:
    """Every pack of the checkout, or of the folder that RULES names."""
    folder = os.environ.get("RULES")
    return load_packs(catalogue(), folder=Path(folder) if folder else None)


def matters() -> list[tuple[str, str]]:
    """Jurisdiction and matter of every matter with a rule."""
    packs = sorted(rulebook().packs.items())
    return [
        (j, m) for j, pack in packs for m, matter in sorted(pack.matters.items()) if matter.rules
    ]


@dataclass(frozen=True)
class Situation:
    """A matter of a jurisdiction and the facts of one submission to it."""

    jurisdiction: str
    matter: str
    facts: Facts

    @property
    def pack(self) -> Pack:
        """The pack of the jurisdiction."""
        return rulebook().packs[self.jurisdiction]

    @property
    def rules(self) -> Matter:
        """The matter with its rules."""
        return self.pack.matters[self.matter]

    def knowing(self, others: Facts) -> Situation:
        """The same situation with other facts."""
        return replace(self, facts=others)


@st.composite
def situations(
    draw: st.DrawFn, holes: int | None = None, only: tuple[tuple[str, str], ...] | None = None
) -> Situation:
    """A situation of any matter, or of one of `only`."""
    jurisdiction, matter = draw(st.sampled_from(only or matters()))
    drawn = draw(facts(rulebook().packs[jurisdiction], [matter], holes=holes))
    return Situation(jurisdiction, matter, drawn)


def decide(
    situation: Situation, engine: Engine | None = None, rules: Rulebook | None = None
) -> Assessment:
    """The assessment of the situation's matter, asked for by name, the background left out."""
    submission = Submission(
        "drawn", situation.jurisdiction, (situation.matter,), DAY, situation.facts
    )
    question = Question(background=False)
    return assess(rules or rulebook(), submission, question, engine)


def findings(assessment: Assessment) -> dict[tuple[str, str | None], Finding]:
    """The findings by rule and subject."""
    return {(f.rule.id, f.subject): f for m in assessment.matters for f in m.findings}


def statuses(assessment: Assessment) -> dict[tuple[str, str | None], str]:
    """The statuses by rule and subject."""
    return {key: finding.status for key, finding in findings(assessment).items()}


def conclusions(assessment: Assessment) -> dict[str, str]:
    """The conclusions by matter, and the verdict."""
    return {m.matter.name: m.conclusion for m in assessment.matters} | {"": assessment.verdict}

"""Packs, drawn situations over them, and their assessments: what the properties speak about."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from eligibility.errors import Place
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.evaluation.inference import Engine
from eligibility.language import nodes as n
from eligibility.language.library import Rulebook, load_packs
from eligibility.language.pack import Matter, Pack
from eligibility.strategies import completions, facts
from eligibility.strategies.figures import expressions
from eligibility.strategies.for_facts import DAY
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import (
    Departure,
    Facts,
    OpenNormFinding,
    Review,
    Submission,
)

HERE = Place("drawn", 1, 1)
OUTCOMES = ("satisfied", "violated")


@cache
def rulebook() -> Rulebook:
    """Every pack of the checkout, or of the folder that RULES names."""
    folder = os.environ.get("RULES")
    return load_packs(catalogue(), folder=Path(folder) if folder else None)


def matters() -> list[tuple[str, str]]:
    """Jurisdiction and matter of every matter with a rule."""
    return [
        (place, name)
        for place, pack in sorted(rulebook().packs.items())
        for name, matter in sorted(pack.matters.items())
        if matter.rules
    ]


@dataclass(frozen=True)
class Situation:
    """A matter of a jurisdiction, the facts of one submission to it, and the reviewer's part."""

    jurisdiction: str
    matter: str
    facts: Facts
    norms: Mapping[str, str] = field(default_factory=dict)
    departures: tuple[str, ...] = ()

    @property
    def pack(self) -> Pack:
        """The pack of the jurisdiction."""
        return rulebook().packs[self.jurisdiction]

    @property
    def rules(self) -> Matter:
        """The matter with its rules."""
        return self.pack.matters[self.matter]

    @property
    def submission(self) -> Submission:
        """The submission that asks for the matter by name."""
        norms = [OpenNormFinding(p, s, "", None, "", HERE) for p, s in self.norms.items()]
        departures = [Departure(rule, "", None, "", None, HERE) for rule in self.departures]
        review = Review(findings=tuple(norms), departures=tuple(departures))
        return Submission("drawn", self.jurisdiction, (self.matter,), DAY, self.facts, review)


@st.composite
def situations(
    draw: st.DrawFn, holes: int | None = None, only: tuple[tuple[str, str], ...] | None = None
) -> Situation:
    """A situation of any matter, or of one of `only`."""
    jurisdiction, name = draw(st.sampled_from(only or matters()))
    pack = rulebook().packs[jurisdiction]
    drawn = draw(facts(pack, [name], holes=holes))
    known = [n for n in norms(pack.matters[name]) if holes == 0 or draw(st.booleans())]
    found = {norm: draw(st.sampled_from(OUTCOMES)) for norm in known}
    defaults = [r.id for r in pack.matters[name].rules if r.force == "default"]
    departed = tuple(rule for rule in defaults if draw(st.integers(0, 3)) == 3)
    return Situation(jurisdiction, name, drawn, found, departed)


def norms(matter: Matter) -> list[str]:
    """The open norms that wait for the reviewer's finding."""
    nodes = [part for node, _ in expressions(matter) for part in n.walk(node)]
    calls = [p for p in nodes if isinstance(p, n.Call) and p.function == "finding"]
    words = [p.value for call in calls for p in call.arguments if isinstance(p, n.Constant)]
    return sorted({word for word in words if isinstance(word, str)})


@st.composite
def fuller(draw: st.DrawFn, situation: Situation, holes: int = 0) -> Situation:
    """The situation with what is missing filled in: all of it, or (`holes`) some of it."""
    more = draw(completions(situation.pack, situation.facts, [situation.matter], holes=holes))
    known = [norm for norm in norms(situation.rules) if holes == 0 or draw(st.booleans())]
    added = {norm: draw(st.sampled_from(OUTCOMES)) for norm in known}
    return replace(situation, facts=more, norms={**added, **situation.norms})


def decide(
    situation: Situation, engine: Engine | None = None, rules: Rulebook | None = None
) -> Assessment:
    """The assessment of the situation's matter, asked for by name, the background left out."""
    question = Question(background=False)
    return assess(rules or rulebook(), situation.submission, question, engine)


def findings(assessment: Assessment) -> dict[tuple[str, str | None], Finding]:
    """The findings by rule and subject."""
    return {(f.rule.id, f.subject): f for m in assessment.matters for f in m.findings}


def statuses(assessment: Assessment) -> dict[tuple[str, str | None], str]:
    """The statuses by rule and subject."""
    return {key: finding.status for key, finding in findings(assessment).items()}


def conclusions(assessment: Assessment) -> dict[str, str]:
    """The conclusions by matter, and the verdict."""
    return {m.matter.name: m.conclusion for m in assessment.matters} | {"": assessment.verdict}

"""Whole packs with the national background: every matter that the facts open, at once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from properties.worlds import DAY, findings, rulebook

from eligibility.backends.durable import DurableEngine
from eligibility.evaluation.assess import assess
from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.strategies import completions, facts
from eligibility.submission.facts import Submission

DURABLE = DurableEngine()


@st.composite
def projects(draw: st.DrawFn) -> Submission:
    """A submission with facts of several matters of one jurisdiction, none asked for by name."""
    place = draw(st.sampled_from(sorted(rulebook().packs)))
    pack = rulebook().packs[place]
    chosen = draw(st.lists(st.sampled_from(sorted(pack.matters)), min_size=1, max_size=4))
    drawn = draw(facts(pack, sorted(set(chosen))))
    return Submission("drawn", place, (), DAY, drawn)


@given(projects())
def test_both_engines_give_the_same_assessment_of_a_whole_pack(project: Submission) -> None:
    one = assess(rulebook(), project, engine=DURABLE)
    other = assess(rulebook(), project)
    assert replace(one, engine="", fired=()) == replace(other, engine="", fired=())


@given(projects())
def test_the_verdict_is_the_worst_conclusion_of_the_matters_that_count(project: Submission) -> None:
    answer = assess(rulebook(), project)
    counting = [m.conclusion for m in answer.matters if m.in_verdict]
    assert answer.verdict == min(counting, key=WORST_FIRST.index, default="not_applicable")


@given(projects(), st.data())
def test_learning_facts_never_overturns_a_status_of_a_whole_pack(
    project: Submission, data: st.DataObject
) -> None:
    assert project.jurisdiction is not None
    pack = rulebook().packs[project.jurisdiction]
    opened = [m.matter.name for m in assess(rulebook(), project).matters]
    more = data.draw(completions(pack, project.facts, opened, holes=30))
    before = findings(assess(rulebook(), project))
    after = findings(assess(rulebook(), replace(project, facts=more)))
    for key in before.keys() & after.keys():
        assert after[key].possible <= before[key].possible, key

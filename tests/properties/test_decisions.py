"""What is decided stays decided, and what is unknown can still go either way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from properties.worlds import Situation, conclusions, decide, findings, situations

from eligibility.strategies import completions


@given(situations(), st.data(), st.sampled_from([0, 50]))
def test_learning_facts_never_overturns_a_status(
    situation: Situation, data: st.DataObject, holes: int
) -> None:
    fuller = data.draw(
        completions(situation.pack, situation.facts, [situation.matter], holes=holes)
    )
    before, after = findings(decide(situation)), findings(decide(situation.knowing(fuller)))
    for key, finding in after.items():
        if key in before:
            assert finding.possible <= before[key].possible, key


@given(situations(), st.data(), st.sampled_from([0, 50]))
def test_learning_facts_never_overturns_a_conclusion_or_the_verdict(
    situation: Situation, data: st.DataObject, holes: int
) -> None:
    fuller = data.draw(
        completions(situation.pack, situation.facts, [situation.matter], holes=holes)
    )
    before, after = conclusions(decide(situation)), conclusions(decide(situation.knowing(fuller)))
    for name, conclusion in before.items():
        if conclusion != "undetermined":
            assert after[name] == conclusion, name or "the verdict"

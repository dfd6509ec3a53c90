"""What is decided stays decided, whatever is learnt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from properties.worlds import Situation, conclusions, decide, findings, fuller, situations


@given(situations(), st.data(), st.sampled_from([0, 50]))
def test_learning_facts_never_overturns_a_status(
    situation: Situation, data: st.DataObject, holes: int
) -> None:
    more = data.draw(fuller(situation, holes))
    before, after = findings(decide(situation)), findings(decide(more))
    for key, finding in after.items():
        if key in before:
            assert finding.possible <= before[key].possible, key


@given(situations(), st.data(), st.sampled_from([0, 50]))
def test_learning_facts_never_overturns_a_conclusion_or_the_verdict(
    situation: Situation, data: st.DataObject, holes: int
) -> None:
    more = data.draw(fuller(situation, holes))
    before, after = conclusions(decide(situation)), conclusions(decide(more))
    for name, conclusion in before.items():
        if conclusion != "undetermined":
            assert after[name] == conclusion, name or "the verdict"


@given(situations(), st.data())
def test_knowing_every_fact_decides_every_rule(situation: Situation, data: st.DataObject) -> None:
    whole = data.draw(fuller(situation))
    for key, finding in findings(decide(whole)).items():
        to_map = [path for path in finding.missing if "review.industries" in path]
        assert finding.missing == tuple(to_map), key
        assert (finding.status == "unknown") == bool(to_map), key

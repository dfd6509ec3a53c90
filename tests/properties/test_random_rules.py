"""Random rules over a small catalogue, decided for partial submissions, against all completions."""

from __future__ import annotations

from hypothesis import given, note, settings
from hypothesis import strategies as st
from properties.random_rules import matters
from properties.small_worlds import submissions
from properties.tried_out import Trial

from eligibility.backends import engine
from eligibility.evaluation.conclude import Interpreter


@settings(max_examples=3 * settings().max_examples)
@given(st.data())
def test_what_is_said_of_random_rules_holds_in_every_completion(data: st.DataObject) -> None:
    matter = data.draw(matters())
    trial = Trial(matter, *data.draw(submissions(matter)), most=100)
    note(trial.text())
    trial.check()


@settings(max_examples=max(20, settings().max_examples // 5))
@given(st.data())
def test_both_engines_say_the_same_of_random_rules(data: st.DataObject) -> None:
    matter = data.draw(matters())
    case = Trial(matter, *data.draw(submissions(matter)), most=1).said.case
    plain, durable = Interpreter().infer((case,)), engine("durable").infer((case,))
    assert durable.possible == plain.possible
    assert durable.owed == plain.owed
    assert durable.taken == plain.taken
    assert durable.matters == plain.matters
    assert durable.verdict == plain.verdict

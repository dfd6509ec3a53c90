"""`calendar` finds the days that a sweep of every day finds, and soon."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.worlds import Situation, rulebook, situations

from eligibility.analysis.changes import Change, changes
from eligibility.evaluation.assess import Question, assess
from eligibility.strategies.for_facts import DAY
from eligibility.submission.facts import Facts, Submission

NEAR, FAR = timedelta(days=60), timedelta(days=400)
QUESTION = Question(background=False)


def found(drawn: Situation, since: date, until: date) -> tuple[Change, ...]:
    return changes(rulebook(), drawn.submission, QUESTION, since, until)


def swept(drawn: Situation, since: date, until: date) -> set[tuple[object, ...]]:
    """Every change between two days that follow each other."""
    result, before, day = set(), None, since
    while day <= until:
        answer = assess(rulebook(), drawn.submission, replace(QUESTION, as_of=day))
        now = {m.matter.name: m.conclusion for m in answer.matters}
        for name in now if before is not None else ():
            if before[name] != now[name]:
                result.add((day, name, before[name], now[name]))
        before, day = now, day + timedelta(days=1)
    return result


def check(drawn: Situation, span: timedelta) -> None:
    since, until = DAY - span, DAY + span
    listed = found(drawn, since, until)
    assert {(c.day, c.matter, c.before, c.after) for c in listed} == swept(drawn, since, until)
    assert all(c.causes for c in listed)


@settings(max_examples=30)
@given(situations(holes=5))
def test_the_calendar_is_a_sweep_of_every_day(drawn: Situation):
    check(drawn, NEAR)


@pytest.mark.slow
@settings(max_examples=220, deadline=None)
@given(st.sampled_from([5, 30, 70]).flatmap(lambda holes: situations(holes=holes)))
def test_the_calendar_is_a_sweep_of_every_day_for_many(drawn: Situation):
    check(drawn, FAR)


@pytest.mark.parametrize("place", sorted(rulebook().packs))
def test_a_file_that_states_nothing_has_its_calendar_in_two_seconds(place: str):
    """Every matter is asked for, and no rule can be decided on any day."""
    matters = tuple(name for name, m in rulebook().packs[place].matters.items() if m.rules)
    given = Submission("drawn", place, matters, DAY, Facts({}, {}))
    started = time.process_time()
    changes(rulebook(), given, Question(), DAY, DAY + 5 * FAR)
    assert time.process_time() - started < 2

"""`calendar` finds the days that a sweep of every day finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from properties.worlds import Situation, rulebook, situations

from eligibility.analysis.changes import Change, changes
from eligibility.evaluation.assess import Question, assess
from eligibility.strategies.for_facts import DAY

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


@settings(max_examples=30, derandomize=True)
@given(situations(holes=5))
def test_the_calendar_is_a_sweep_of_every_day(drawn: Situation):
    check(drawn, NEAR)


@pytest.mark.slow
@settings(max_examples=220)
@given(situations(holes=10))
def test_the_calendar_is_a_sweep_of_every_day_for_many(drawn: Situation):
    check(drawn, FAR)

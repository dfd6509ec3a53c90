"""The public strategies draw what they promise."""

from __future__ import annotations

import json

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from properties.worlds import rulebook

from eligibility.errors import Refused
from eligibility.language.located import parse
from eligibility.strategies import completions, facts, submissions
from eligibility.submission.facts import Facts
from eligibility.submission.read import read_submission

YULIN = rulebook().packs["yulin"]
MATTER = ["ancillary-land"]
QUICK = settings(max_examples=5000, phases=[Phase.generate], database=None, deadline=None)


@given(submissions(YULIN, MATTER))
def test_a_submission_is_read_or_contradicts_itself(drawn: dict[str, object]) -> None:
    codes: set[str] = set()
    try:
        read_submission(parse(json.dumps(drawn, ensure_ascii=False), "drawn.json"))
    except Refused as refused:
        codes = {d.code for d in refused.diagnostics}
    assert codes <= {"E208"}


@given(facts(YULIN, MATTER), st.data())
def test_a_completion_keeps_what_is_known(drawn: Facts, data: st.DataObject) -> None:
    whole = data.draw(completions(YULIN, drawn, MATTER))
    for path, value in drawn.values.items():
        if not isinstance(value, tuple) and value is not drawn.get("no.such.fact"):
            assert whole.get(path) == value


def test_an_area_exactly_at_the_cap_is_drawn_and_one_base_unit_above_it() -> None:
    for above in (0, 1):

        def at(drawn: Facts, above: int = above) -> bool:
            part, whole = drawn.get("ancillary.land_area"), drawn.get("land.total_area")
            if not isinstance(part, int) or not isinstance(whole, int) or not whole:
                return False
            return part * 100 == whole * 7 + above * 100

        find(facts(YULIN, MATTER, holes=0), at, settings=QUICK)

"""More ancillary land, floor or facilities never makes a project more eligible."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.worlds import Situation, conclusions, decide, situations, statuses

from eligibility.language.units import M2
from eligibility.strategies.for_facts import with_origins

ANCILLARY = (("yulin", "ancillary-land"), ("national", "ancillary-land"))
MORE = (1, M2, 1000 * M2)


@pytest.mark.parametrize("path", ["ancillary.land_area", "ancillary.floor_area"])
@given(situation=situations(only=ANCILLARY), more=st.sampled_from(MORE))
def test_more_ancillary_land_never_turns_rejected_into_anything_else(
    path: str, situation: Situation, more: int
) -> None:
    area = situation.facts.get(path)
    if not isinstance(area, int):
        return
    share = path.rpartition(".")[2].replace("area", "share").replace("_", "-")
    larger = replace(situation, facts=with_origins({**situation.facts.values, path: area + more}))
    before, after = decide(situation), decide(larger)
    rule = (f"{situation.jurisdiction}/ancillary-land/{share}", None)
    if statuses(before).get(rule) == "violated":
        assert statuses(after)[rule] == "violated"
    if conclusions(before)[""] == "rejected":
        assert conclusions(after)[""] != "approved"


@given(situations(only=ANCILLARY), st.sampled_from(["hotel", "guest_house", "commodity_housing"]))
def test_a_banned_facility_more_never_turns_rejected_into_approved(
    situation: Situation, facility: str
) -> None:
    given_ones = situation.facts.get("ancillary.facilities")
    known = given_ones if isinstance(given_ones, tuple) else ()
    more = tuple(dict.fromkeys((*known, facility)))
    values = {**situation.facts.values, "ancillary.facilities": more}
    before, after = decide(situation), decide(replace(situation, facts=with_origins(values)))
    if conclusions(before)[""] == "rejected":
        assert conclusions(after)[""] == "rejected"

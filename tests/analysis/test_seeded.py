"""Seeded defects are caught by the detector that their kind names; rewrites come out equal."""

from __future__ import annotations

import pytest

pytest.importorskip("z3")

import seeded_defects

from eligibility.language.library import jurisdictions, rules_folder


def test_defects_of_a_pack_are_caught():
    counted, missed = seeded_defects.run(["yulin"], most=2)
    assert not missed
    assert sum(counted.values()) >= 30


@pytest.mark.slow
def test_defects_of_every_pack_are_caught():
    names = [name for name in jurisdictions(rules_folder()) if name != "national"]
    counted, missed = seeded_defects.run(names)
    assert not missed
    rewritten = sum(k for (_, detector, _), k in counted.items() if detector == "diff")
    assert sum(counted.values()) >= 80
    assert rewritten >= 10

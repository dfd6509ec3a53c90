"""A rule that is wrong in a small way is noticed by an example or a case."""

from __future__ import annotations

import pytest
from mutation import Bench, Score, equivalent

from eligibility.language.library import load_packs
from eligibility.submission.catalogue import catalogue

RULEBOOK = load_packs(catalogue())
LEAST = 95  # of a hundred; aim at 100: `python tests/mutation.py` names what survives


@pytest.mark.parametrize("jurisdiction", sorted(RULEBOOK.packs))
def test_wrong_rules_are_noticed(jurisdiction: str) -> None:
    score: Score = Bench(RULEBOOK, RULEBOOK.packs[jurisdiction]).score()
    assert score.made > 0
    assert score.share >= LEAST, "\n".join([score.text(), *score.untested])
    own = {what for what in equivalent() if what.startswith(f"{jurisdiction}/")}
    assert sorted(own - set(score.survivors)) == [], "called equivalent, but noticed"

"""Every small wrong in a rule is noticed by an example or a case."""

from __future__ import annotations

import pytest
from mutation import Bench, equivalent

from eligibility.language.library import load_packs
from eligibility.submission.catalogue import catalogue

RULEBOOK = load_packs(catalogue())


@pytest.mark.parametrize("jurisdiction", sorted(RULEBOOK.packs))
def test_a_wrong_rule_is_noticed(jurisdiction: str) -> None:
    score = Bench(RULEBOOK, RULEBOOK.packs[jurisdiction]).score()
    assert score.made > 0
    assert sorted(set(score.survivors) - set(equivalent())) == []


def test_no_mutant_called_equivalent_is_noticed_after_all() -> None:
    names = {entry.partition("/")[0] for entry in equivalent()}
    survivors = {
        survivor
        for name in names
        for survivor in Bench(RULEBOOK, RULEBOOK.packs[name]).score().survivors
    }
    assert sorted(set(equivalent()) - survivors) == []

"""Inside the exact part of the language, `unknown` means that two completions differ."""

from __future__ import annotations

from hypothesis import given
from properties.brute import completed, domains, size
from properties.worlds import Situation, decide, findings, situations

from eligibility.evaluation.soundness import inexact_facts
from eligibility.submission.catalogue import catalogue

MOST = 1500


@given(situations(holes=10))
def test_an_unknown_status_has_two_completions_that_differ(situation: Situation) -> None:
    for key, finding in findings(decide(situation)).items():
        if finding.status != "unknown" or inexact_facts(situation.rules, finding.rule, catalogue()):
            continue
        values = domains(situation, finding.rule)
        if values is None or size(values) > MOST:
            continue
        found = set()
        for whole in completed(situation, values):
            found.add(findings(decide(whole))[key].status)
            if len(found - {"unknown"}) > 1:
                break
        assert len(found - {"unknown"}) > 1, (key, found, values)

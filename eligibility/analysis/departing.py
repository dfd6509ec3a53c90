"""The default rules from which a departure, put on record, would lift a matter that is referred."""

from __future__ import annotations

from dataclasses import replace

from eligibility.errors import Place
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.language.library import Rulebook
from eligibility.submission.facts import Departure, Submission

SUPPOSED = Place("supposed", 1, 1)


def departures(
    rulebook: Rulebook, submission: Submission, question: Question, now: Assessment
) -> tuple[str, ...]:
    """The rules to depart from, for the verdict to be approved or conditional; none if that fails.

    The answer is decided again with these departures on record.
    """
    if now.verdict != "refer":
        return ()
    rules = {
        finding.rule.id: None
        for matter in now.matters
        if matter.in_verdict and matter.conclusion == "refer"
        for finding in matter.findings
        if finding.rule.id in matter.decided_by and finding.rule.force == "default"
    }
    review = submission.review
    more = tuple(Departure(rule, "", None, "", None, SUPPOSED) for rule in rules)
    supposed = replace(submission, review=replace(review, departures=review.departures + more))
    after = assess(rulebook, supposed, question)
    return tuple(rules) if after.verdict in ("approved", "conditional") else ()

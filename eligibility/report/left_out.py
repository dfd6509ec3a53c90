"""The matters that were not assessed, in one line for each reason."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assessment import Assessment
from eligibility.report.reader import Reader
from eligibility.report.view import Line


def left_out(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    """For each reason: how many matters, then their titles."""
    by_reason: dict[str, list[str]] = {}
    for left in assessment.not_assessed:
        by_reason.setdefault(reader.say(left.reason), []).append(reader.matter(left.matter))
    for reason, names in by_reason.items():
        counted = reader.phrase("matters_count").format(reason=reason, count=len(names))
        yield Line(reader.colon(counted, reader.listed(names)), "faint")

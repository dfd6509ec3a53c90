"""The answers of one pass: flags to texts."""

from __future__ import annotations

from collections.abc import Container, Sequence

from eligibility.screening.answer_columns import (
    CONCLUSION,
    DECIDED,
    DECIDED_BY,
    MISSING,
    MISSING_FACTS,
    VERDICT,
)
from eligibility.screening.answers import flagged, statuses
from eligibility.screening.columns import TOP
from eligibility.screening.deciding import Plan
from eligibility.screening.plain import Passed
from eligibility.screening.polars_door import of_columns, pl


def answers(
    passed: Passed, plan: Plan, rules: Sequence[str], columns: Container[str]
) -> pl.DataFrame:
    """The columns of the answer, as `answers.answers` gives them."""
    top = passed.told[TOP]
    told = [c for c in top.get_columns() if c.name.startswith((VERDICT, CONCLUSION))]
    if DECIDED_BY in columns:
        told.append(flagged(top, DECIDED).alias(DECIDED_BY))
    if MISSING_FACTS in columns:
        told.append(flagged(top, MISSING).alias(MISSING_FACTS))
    return of_columns([*told, *statuses(plan, rules, passed.told, passed.frames)])

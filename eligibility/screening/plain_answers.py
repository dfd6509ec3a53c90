"""The answers of one pass: flags to texts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from eligibility.screening.answer_columns import (
    CONCLUSION,
    DECIDED,
    DECIDED_BY,
    MISSING,
    MISSING_FACTS,
    REPORTED,
    STATUS,
    STATUSES,
    VERDICT,
)
from eligibility.screening.answers import of_items, status_of
from eligibility.screening.columns import TOP, Col
from eligibility.screening.combinations import named
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.plain import Passed
from eligibility.screening.polars_door import of_columns, pl


def answers(
    passed: Passed, plan: Plan, statuses: Sequence[str], columns: Container[str]
) -> pl.DataFrame:
    """The columns of the answer, as `answers.answers` gives them."""
    top = passed.frames[TOP]
    kept = (VERDICT, CONCLUSION, STATUS)
    told = of_columns(c for c in top.get_columns() if c.name.startswith(kept))
    more = [_named(top, DECIDED).alias(DECIDED_BY)] if DECIDED_BY in columns else []
    more += [_named(top, MISSING).alias(MISSING_FACTS)] if MISSING_FACTS in columns else []
    reported = plan.reported
    of_rules = (_of_items(passed, reported, rule) for rule in statuses)
    return told.hstack(more + [s for s in of_rules if s is not None])


def _named(top: pl.DataFrame, prefix: str) -> pl.Series:
    names = sorted(n for n in top.columns if n.startswith(prefix))
    return named(top.select(pl.col(n).alias(n.removeprefix(prefix)) for n in names), top.height)


def _of_items(
    passed: Passed, reported: Mapping[str, tuple[Entry, Col]], rule: str
) -> pl.Series | None:
    """The statuses of a rule that is none of the rows' own; None: it is."""
    top = passed.frames[TOP]
    entry, _ = reported.get(rule, (None, None))
    if entry is None:
        blank = pl.repeat(None, top.height, dtype=STATUSES, eager=True)
        return blank.alias(STATUS + rule)
    if entry.columns.frame == TOP:
        return None
    table = passed.frames[entry.columns.frame]
    items = table.select("#top", status_of(entry).alias("s"))
    return of_items(items, top[REPORTED + rule]).alias(STATUS + rule)

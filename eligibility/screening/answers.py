"""What a screening answers for each row: verdict, conclusions, deciding rules, statuses."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from eligibility.evaluation.assessment import Assessment
from eligibility.screening.answer_columns import (
    COLUMNS,
    CONCLUSION,
    CONCLUSIONS,
    DECIDED,
    DECIDED_BY,
    MISSING,
    MISSING_FACTS,
    REPORTED,
    STATUS,
    STATUSES,
    VERDICT,
)
from eligibility.screening.columns import TOP
from eligibility.screening.combinations import SEPARATOR, named
from eligibility.screening.deciding import Plan
from eligibility.screening.engine import Decided, Engine
from eligibility.screening.frames import Frames
from eligibility.screening.items_told import Layout, layout
from eligibility.screening.polars_door import of_columns, pl
from eligibility.screening.steps import TOP_ROW


def answers(decided: Decided, engine: Engine, rules: Sequence[str]) -> pl.DataFrame:
    """The answer's columns for the rows of a table, in their order."""
    top = decided.conclusions
    found = [c for c in top.get_columns() if c.name.startswith((VERDICT, CONCLUSION))]
    found.append(flagged(top, DECIDED).alias(DECIDED_BY))
    found.append(_missing(decided, top.height).alias(MISSING_FACTS))
    reported = {TOP: top} | engine.report(rules).run(decided.frames)
    return of_columns([*found, *statuses(engine.plan, rules, reported, decided.frames)])


def flagged(top: pl.DataFrame, prefix: str) -> pl.Series:
    """For each row the names of the columns with a prefix that are true, as one text."""
    names = sorted(n for n in top.columns if n.startswith(prefix))
    flags = [top[n].alias(n.removeprefix(prefix)) for n in names]
    return named(pl.DataFrame(flags), top.height)


def _missing(decided: Decided, height: int) -> pl.Series:
    """The facts that would settle each row; none where it is not undetermined."""
    found = pl.repeat("", height, dtype=pl.Categorical, eager=True)
    rows = decided.undetermined
    if rows.len() == 0:
        return found
    texts = flagged(decided.missing, MISSING).cast(pl.String)
    if decided.told:
        held = texts.to_list()
        for row, paths in decided.told.items():
            both = {*held[row].split(SEPARATOR), *map(unnumbered, paths)} - {""}
            held[row] = SEPARATOR.join(sorted(both))
        texts = pl.Series(held, dtype=pl.String)
    return found.cast(pl.String).scatter(rows, texts).cast(pl.Categorical)


def statuses(
    plan: Plan, rules: Sequence[str], found: Mapping[str, pl.DataFrame], frames: Frames
) -> Iterator[pl.Series]:
    """The statuses of rules: one for each subject in order; null where a rule does not speak.

    `found` has by frame what `statuses_of` tells; `frames`: to which row each item belongs.
    """
    top = found[TOP]
    layouts: dict[str, Layout] = {}
    for rule in rules:
        entry, _ = plan.reported.get(rule, (None, None))
        if entry is None:
            yield pl.repeat(None, top.height, dtype=STATUSES, eager=True).alias(STATUS + rule)
            continue
        frame = entry.columns.frame
        if frame == TOP:
            yield top[STATUS + rule]
            continue
        if frame not in layouts:
            layouts[frame] = layout(frames[frame][TOP_ROW], top.height)
        told = layouts[frame].told(found[frame][STATUS + rule], top[REPORTED + rule])
        yield told.alias(STATUS + rule)


def of_assessment(
    assessment: Assessment, matters: Sequence[str], statuses: Sequence[str]
) -> dict[str, Any]:
    """The same columns from an assessment."""
    by_name = {m.matter.name: m for m in assessment.matters}
    found: dict[str, Any] = {VERDICT: assessment.verdict}
    for name in matters:
        found[CONCLUSION + name] = by_name[name].conclusion if name in by_name else None
    found[DECIDED_BY] = SEPARATOR.join(
        sorted({rule for m in assessment.behind for rule in m.decided_by})
    )
    found[MISSING_FACTS] = SEPARATOR.join(sorted({unnumbered(p) for p in assessment.missing}))
    given: dict[str, list[str]] = {}
    for matter in assessment.matters:
        for finding in matter.findings:
            given.setdefault(finding.rule.id, []).append(finding.status)
    found |= {
        STATUS + rule: SEPARATOR.join(given[rule]) if rule in given else None for rule in statuses
    }
    return found


def unnumbered(path: str) -> str:
    """A missing fact without the number of its item (`land.parcels[].started`)."""
    if path.startswith("review.industries["):
        return "review.industries[]"
    head, *rest = path.split("[")
    return head + "".join(
        "[" + (part if not part[:1].isdigit() else part.lstrip("0123456789")) for part in rest
    )


def schema(
    matters: Sequence[str], statuses: Sequence[str], items: Container[str]
) -> dict[str, Any]:
    """The columns of an answer with their types; `items`: the rules with a status for each item."""
    found: dict[str, Any] = {VERDICT: CONCLUSIONS}
    found |= {CONCLUSION + name: CONCLUSIONS for name in matters}
    found |= {DECIDED_BY: pl.Categorical, MISSING_FACTS: pl.Categorical}
    return found | {STATUS + r: pl.Categorical if r in items else STATUSES for r in statuses}


def is_told(name: str, columns: Container[str]) -> bool:
    """Whether a column of the answer is among those asked for."""
    kind = name.partition(":")[0]
    return kind in columns or kind not in COLUMNS

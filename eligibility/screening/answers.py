"""What a screening answers for each row: verdict, conclusions, deciding rules, statuses."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from eligibility.evaluation.assessment import WORST_FIRST, Assessment
from eligibility.screening.answer_columns import (
    COLUMNS,
    CONCLUSION,
    CONCLUSIONS,
    COUNTS,
    DECIDED,
    DECIDED_BY,
    MISSING,
    MISSING_FACTS,
    OPENED,
    REPORTED,
    STATUS,
    STATUSES,
    VERDICT,
)
from eligibility.screening.columns import FALSE, TOP
from eligibility.screening.columns_frames import on_top
from eligibility.screening.combinations import SEPARATOR, distinct, named
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.engine import Decided
from eligibility.screening.polars_door import pl
from eligibility.screening.to_polars import program


def answers(decided: Decided, plan: Plan, statuses: Sequence[str]) -> pl.DataFrame:
    """The answer's columns for the rows of a table, in their order.

    Few rows differ in their conclusions: each combination is put into words once.
    """
    at, kinds = distinct(decided.conclusions)
    worded = _worded(kinds, plan)[at]
    return worded.with_columns(
        _missing(decided, worded.height).alias(MISSING_FACTS),
        *(_statuses(decided, plan, rule) for rule in statuses),
    )


def _worded(found: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The answers to each combination."""
    rules = sorted((e.id, m.name) for m in plan.matters for e in m.rules)
    columns: dict[str, list[str | None]] = {VERDICT: [], DECIDED_BY: []}
    columns |= {CONCLUSION + m.name: [] for m in plan.matters}
    for row in found.iter_rows(named=True):
        verdict = _worst(row, f"{VERDICT}|")
        columns[VERDICT].append(verdict)
        settling = []
        for matter in plan.matters:
            told = _worst(row, f"{CONCLUSION}{matter.name}|") if row[OPENED + matter.name] else None
            columns[CONCLUSION + matter.name].append(told)
            if told == verdict != WORST_FIRST[-1] and row[COUNTS + matter.name]:
                settling.append(matter.name)
        decided = (r for r, name in rules if name in settling and row.get(DECIDED + r))
        columns[DECIDED_BY].append(SEPARATOR.join(decided))
    types = dict.fromkeys(columns, CONCLUSIONS) | {DECIDED_BY: pl.Categorical}
    return pl.DataFrame(columns, schema=types)


def _worst(row: Mapping[str, bool], prefix: str) -> str:
    return next((w for w in WORST_FIRST if row[prefix + w]), WORST_FIRST[-1])


def _missing(decided: Decided, height: int) -> pl.Series:
    """The facts that would settle each row; none where it is not undetermined."""
    rows = decided.undetermined
    if rows.len() == 0:
        return pl.repeat("", height, dtype=pl.Categorical, eager=True)
    names = sorted(n for n in decided.missing.columns if n.startswith(MISSING))
    flags = decided.missing.select(pl.col(n).alias(n.removeprefix(MISSING)) for n in names)
    told = pl.DataFrame({"#": rows, "m": named(flags, rows.len())})
    every = pl.DataFrame({"#": pl.int_range(height, eager=True).cast(told.schema["#"])})
    return every.join(told, on="#", how="left", maintain_order="left")["m"].fill_null("")


def _statuses(decided: Decided, plan: Plan, rule: str) -> pl.Series:
    """The statuses of a rule's subjects, one for each in order; null where it does not speak."""
    entry, where = plan.reported.get(rule, (None, FALSE))
    height = decided.frames.height
    if entry is None:
        return pl.repeat(None, height, dtype=STATUSES, eager=True).alias(STATUS + rule)
    reported = program({REPORTED: on_top(where)}).run(decided.frames)[TOP][REPORTED]
    if entry.static:
        off = pl.DataFrame({"r": reported}).select(
            pl.when(pl.col("r")).then(pl.lit("not_applicable", dtype=STATUSES))
        )
        return off.to_series().alias(STATUS + rule)
    table = decided.frames[entry.columns.frame]
    if entry.columns.frame != TOP:
        items = table.select("#top", status_of(entry).alias("s"))
        return of_items(items, reported).alias(STATUS + rule)
    own = table.select(s=status_of(entry).cast(STATUSES)).with_columns(r=reported)
    return own.select(pl.when(pl.col("r")).then(pl.col("s")).alias(STATUS + rule)).to_series()


def status_of(entry: Entry) -> pl.Expr:
    """The status of a rule, from the columns of its outcomes."""
    off, holds, fails = (pl.col(entry.column(p)) for p in ("off", "holds", "fails"))
    if entry.plan.rule.kind == "prohibition":
        holds, fails = fails, holds
    several = off.cast(pl.Int8) + holds.cast(pl.Int8) + fails.cast(pl.Int8) > 1
    return (
        pl.when(several).then(pl.lit("unknown")).when(holds).then(pl.lit("satisfied"))
        .when(fails).then(pl.lit("violated")).otherwise(pl.lit("not_applicable"))
    )  # fmt: skip


def of_items(statuses: pl.DataFrame, reported: pl.Series) -> pl.Series:
    """The statuses `s` of a row's items (`#top`) as one text; null where none is `reported`."""
    items = statuses.group_by("#top", maintain_order=True).agg(pl.col("s").str.join(SEPARATOR))
    rows = pl.DataFrame({"#top": pl.int_range(reported.len(), dtype=pl.UInt32, eager=True)})
    found = rows.join(items, on="#top", how="left", maintain_order="left").with_columns(r=reported)
    told = pl.col("s").fill_null("not_applicable").cast(pl.Categorical)
    return found.select(pl.when(pl.col("r")).then(told)).to_series()


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

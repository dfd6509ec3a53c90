"""What a screening answers for each row: verdict, conclusions, deciding rules, statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eligibility.evaluation.assessment import WORST_FIRST, Assessment
from eligibility.screening.columns import TOP
from eligibility.screening.deciding import Plan
from eligibility.screening.engine import (
    CONCLUSION,
    COUNTS,
    DECIDED,
    MISSING,
    OPENED,
    VERDICT,
    Decided,
)
from eligibility.screening.polars_door import pl

NUMBER, DECIDED_BY, MISSING_FACTS = "row", "decided_by", "missing"
STATUS = "status:"
SEPARATOR = "; "
_BITS = 62


def answers(decided: Decided, plan: Plan, statuses: Sequence[str]) -> pl.DataFrame:
    """The answer's columns for the rows of a table, in their order.

    Few rows differ in their conclusions: each combination is put into words once.
    """
    at, distinct = _combinations(decided.conclusions)
    worded = _worded(distinct, plan)[at]
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
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _worst(row: Mapping[str, bool], prefix: str) -> str:
    return next((w for w in WORST_FIRST if row[prefix + w]), WORST_FIRST[-1])


def _combinations(flags: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """For each row the number of its combination of flags, and the combinations."""
    names = flags.columns
    chunks = [names[i : i + _BITS] for i in range(0, len(names), _BITS)]
    packed = flags.select(
        pl.sum_horizontal(*(
            pl.col(name).cast(pl.Int64) * (1 << bit) for bit, name in enumerate(chunk)
        )).alias(f"#{index}")
        for index, chunk in enumerate(chunks)
    )  # fmt: skip
    distinct = packed.unique(maintain_order=True).with_row_index("#at")
    at = packed.join(distinct, on=packed.columns, how="left", maintain_order="left")["#at"]
    unpacked = distinct.select(
        ((pl.col(f"#{index}") // (1 << bit)) % 2 == 1).alias(name)
        for index, chunk in enumerate(chunks)
        for bit, name in enumerate(chunk)
    )
    return at, unpacked


def named(flags: pl.DataFrame, height: int) -> pl.Series:
    """For each row the names of the columns that are true, as one text."""
    if not flags.columns:
        return pl.Series([""] * height, dtype=pl.String)
    names = flags.columns
    texts = [
        SEPARATOR.join(name for name, here in zip(names, row, strict=True) if here)
        for row in flags.iter_rows()
    ]
    return pl.Series(texts, dtype=pl.String)


def _missing(decided: Decided, height: int) -> pl.Series:
    """The facts that would settle each row; none where it is not undetermined."""
    rows = decided.undetermined
    if rows.len() == 0:
        return pl.repeat("", height, dtype=pl.String, eager=True)
    names = sorted(n for n in decided.missing.columns if n.startswith(MISSING))
    flags = decided.missing.select(pl.col(n).alias(n.removeprefix(MISSING)) for n in names)
    if not names:
        return pl.repeat("", height, dtype=pl.String, eager=True)
    at, distinct = _combinations(flags)
    told = pl.DataFrame({"#": rows, "m": named(distinct, distinct.height).gather(at)})
    every = pl.DataFrame({"#": pl.int_range(height, eager=True).cast(told.schema["#"])})
    return every.join(told, on="#", how="left", maintain_order="left")["m"].fill_null("")


def _statuses(decided: Decided, plan: Plan, rule: str) -> pl.Series:
    """The statuses of a rule's subjects, one for each in order; null where it does not speak."""
    entry = plan.entries().get(rule)
    height = decided.frames.height
    if entry is None:
        return pl.repeat(None, height, dtype=pl.String, eager=True).alias(STATUS + rule)
    table = decided.frames[entry.columns.frame]
    off, holds, fails = (pl.col(entry.column(p)) for p in ("off", "holds", "fails"))
    if entry.plan.rule.kind == "prohibition":
        holds, fails = fails, holds
    several = off.cast(pl.Int8) + holds.cast(pl.Int8) + fails.cast(pl.Int8) > 1
    status = (
        pl.when(several).then(pl.lit("unknown")).when(holds).then(pl.lit("satisfied"))
        .when(fails).then(pl.lit("violated")).otherwise(pl.lit("not_applicable"))
    )  # fmt: skip
    if entry.columns.frame == TOP:
        return table.select(status.alias(STATUS + rule)).to_series()
    items = table.select("#top", status.alias("s")).group_by("#top", maintain_order=True).agg("s")
    rows = pl.DataFrame({"#top": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    found = rows.join(items, on="#top", how="left", maintain_order="left")["s"]
    return found.list.join(SEPARATOR).fill_null("not_applicable").alias(STATUS + rule)


def of_assessment(
    assessment: Assessment, matters: Sequence[str], statuses: Sequence[str]
) -> dict[str, Any]:
    """The same columns from an assessment."""
    by_name = {m.matter.name: m for m in assessment.matters}
    found: dict[str, Any] = {VERDICT: assessment.verdict}
    for name in matters:
        found[CONCLUSION + name] = by_name[name].conclusion if name in by_name else None
    settling = [
        m for m in assessment.matters
        if m.in_verdict and m.conclusion == assessment.verdict and m.conclusion != "not_applicable"
    ]  # fmt: skip
    found[DECIDED_BY] = SEPARATOR.join(sorted({rule for m in settling for rule in m.decided_by}))
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


def schema(matters: Sequence[str], statuses: Sequence[str]) -> Mapping[str, Any]:
    """The columns of an answer with their types."""
    found: dict[str, Any] = {VERDICT: pl.String}
    found |= {CONCLUSION + name: pl.String for name in matters}
    found |= {DECIDED_BY: pl.String, MISSING_FACTS: pl.String}
    return found | {STATUS + rule: pl.String for rule in statuses}

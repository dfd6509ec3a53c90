"""What a screening answers for each row: verdict, conclusions, deciding rules, statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eligibility.evaluation.assessment import WORST_FIRST, Assessment
from eligibility.screening.columns import TOP
from eligibility.screening.deciding import Plan
from eligibility.screening.engine import CONCLUSION, COUNTS, DECIDED, MISSING, OPENED, VERDICT, Decided
from eligibility.screening.polars_door import pl
from eligibility.screening.to_polars import ROW

NUMBER, DECIDED_BY, MISSING_FACTS = "row", "decided_by", "missing"
STATUS = "status:"
WORDS = pl.List(pl.String)
_BITS = 62


def answers(decided: Decided, plan: Plan, statuses: Sequence[str]) -> pl.DataFrame:
    """The answer's columns for the rows of a table, in their order."""
    found = decided.conclusions
    names = [m.name for m in plan.matters]
    table = found.select(
        _worst(f"{VERDICT}|").alias(VERDICT),
        *(
            pl.when(pl.col(OPENED + name)).then(_worst(f"{CONCLUSION}{name}|")).alias(CONCLUSION + name)
            for name in names
        ),
    )
    deciding = found.select(
        _settles(entry_id, name).alias(entry_id)
        for entry_id, name in sorted(_rules(plan))
        if DECIDED + entry_id in found.columns
    )
    missing = found.select(
        pl.col(column).alias(column.removeprefix(MISSING))
        for column in sorted(found.columns)
        if column.startswith(MISSING)
    )
    return table.with_columns(
        listed(deciding, found.height).alias(DECIDED_BY), listed(missing, found.height).alias(MISSING_FACTS),
        *(_statuses(decided, plan, rule) for rule in statuses),
    )  # fmt: skip


def _rules(plan: Plan) -> Iterable[tuple[str, str]]:
    return ((e.id, m.name) for m in plan.matters for e in m.rules)


def _settles(rule: str, matter: str) -> pl.Expr:
    """Whether a rule decided the verdict: it decided a matter that counts and came out so."""
    same = [
        pl.col(f"{CONCLUSION}{matter}|{c}") & (_worst(f"{VERDICT}|") == c)
        for c in WORST_FIRST
        if c != "not_applicable"
    ]
    return pl.col(DECIDED + rule) & pl.col(COUNTS + matter) & pl.any_horizontal(*same)


def _worst(prefix: str) -> pl.Expr:
    result = pl.lit("not_applicable")
    for conclusion in reversed(WORST_FIRST):
        result = pl.when(pl.col(prefix + conclusion)).then(pl.lit(conclusion)).otherwise(result)
    return result


def listed(flags: pl.DataFrame, height: int) -> pl.Series:
    """For each row the names of the columns that are true."""
    names = flags.columns
    if not names:
        return pl.Series([[]] * height, dtype=WORDS)
    chunks = [names[i : i + _BITS] for i in range(0, len(names), _BITS)]
    packed = flags.select(
        pl.sum_horizontal(*(
            pl.col(name).cast(pl.Int64) * (1 << bit) for bit, name in enumerate(chunk)
        )).alias(str(index))
        for index, chunk in enumerate(chunks)
    )  # fmt: skip
    distinct = packed.unique()
    texts = [
        [
            name for chunk, bits in zip(chunks, row, strict=True)
            for bit, name in enumerate(chunk) if bits >> bit & 1
        ]
        for row in distinct.iter_rows()
    ]  # fmt: skip
    lookup = distinct.with_columns(pl.Series("names", texts, dtype=WORDS))
    return packed.join(lookup, on=packed.columns, how="left", maintain_order="left")["names"]


def _statuses(decided: Decided, plan: Plan, rule: str) -> pl.Series:
    """The statuses of a rule's subjects, one for each in order; null where it does not speak."""
    entry = plan.entries().get(rule)
    height = decided.frames.height
    if entry is None:
        return pl.repeat(None, height, dtype=WORDS, eager=True).alias(STATUS + rule)
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
        return table.select(pl.concat_list(status).alias(STATUS + rule)).to_series()
    items = table.select("#top", status.alias("s")).group_by("#top", maintain_order=True).agg("s")
    rows = pl.DataFrame({"#top": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    found = rows.join(items, on="#top", how="left", maintain_order="left")["s"]
    return found.fill_null(["not_applicable"]).alias(STATUS + rule)


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
    found[DECIDED_BY] = sorted({rule for m in settling for rule in m.decided_by})
    found[MISSING_FACTS] = sorted({_unnumbered(path) for path in assessment.missing})
    given: dict[str, list[str]] = {}
    for matter in assessment.matters:
        for finding in matter.findings:
            given.setdefault(finding.rule.id, []).append(finding.status)
    found |= {STATUS + rule: given.get(rule) for rule in statuses}
    return found


def _unnumbered(path: str) -> str:
    """A missing fact without the number of its item (`land.parcels[].started`)."""
    head, *rest = path.split("[")
    return head + "".join("[" + (part if not part[:1].isdigit() else part.lstrip("0123456789")) for part in rest)


def schema(matters: Sequence[str], statuses: Sequence[str]) -> Mapping[str, Any]:
    """The columns of an answer with their types."""
    found: dict[str, Any] = {VERDICT: pl.String}
    found |= {CONCLUSION + name: pl.String for name in matters}
    found |= {DECIDED_BY: WORDS, MISSING_FACTS: WORDS}
    return found | {STATUS + rule: WORDS for rule in statuses}


__all__ = ["NUMBER", "ROW", "answers", "listed", "of_assessment", "schema"]

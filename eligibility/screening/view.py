"""A rule set as one SQL view: the verdict, each matter's conclusion, each rule's status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening import columns as c
from eligibility.screening.answer_columns import STATUS
from eligibility.screening.columns import TOP, TRUE, Col
from eligibility.screening.columns_frames import anywhere, in_frame, on_top
from eligibility.screening.columns_nodes import make
from eligibility.screening.deciding import Entry, MatterEntry, Plan
from eligibility.screening.sql_operations import DIALECTS, Dialect, column, named
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.steps import HERE, ordered
from eligibility.screening.to_sql import query, text
from eligibility.screening.view_head import head
from eligibility.submission.catalogue import info_of

NOTHING: Mapping[str, str] = {}
EXACT, WITHIN = "exact", "within"


def view(
    plan: Plan, name: str, dialect: str, *, statuses: bool = False,
    office: Mapping[str, str] = NOTHING,
) -> str:  # fmt: skip
    """The statement that creates the view `<name>_verdicts`; `statuses`: with every rule's.

    `office`: what an office states for every project, told at the head.
    """
    written = DIALECTS[dialect]
    outputs = expressions(plan, statuses=statuses)
    columns = named_statuses(plan, written) if statuses else {}
    body = query(outputs, name, lambda inner: _answer(inner, plan, columns), written)
    made = exp.Create(
        this=exp.Table(this=exp.to_identifier(f"{name}_verdicts", quoted=True)),
        kind="VIEW", replace=True, expression=body,
    )  # fmt: skip
    told = "\n".join(f"-- {line}" for line in head(plan, outputs, name, written, columns, office))
    return f"{told}\n{text(made, written)};\n"


def expressions(plan: Plan, *, statuses: bool = False) -> dict[str, Col]:
    """What the view is made of: truths for each row of the table, and the statuses in words."""
    found: dict[str, Col] = {}
    verdicts: dict[str, list[Col]] = defaultdict(list)
    for matter, (opened, counts, concluded) in plan.conclusions(at_once=True).items():
        found[f"o|{matter}"] = opened
        for conclusion, col in concluded.each.items():
            found[f"c|{matter}|{conclusion}"] = col
            verdicts[conclusion].append(c.and_(counts, col))
    for name, cols in verdicts.items():
        found[f"v|{name}"] = c.or_(*cols)
    for one in plan.matters if statuses else ():
        found |= {STATUS + e.id: _status(e, one) for e in one.rules}
    found[EXACT] = c.not_(plan.again())
    placed = {k: on_top(v) for k, v in found.items()}
    within = _within(placed)
    return placed | {WITHIN: on_top(within), EXACT: on_top(c.and_(placed[EXACT], within))}


def _status(entry: Entry, matter: MatterEntry) -> Col:
    """The status of a rule; of one for items, those of the items, in their order.

    There is none where the matter is not assessed, or without this rule.
    """
    held, rule = entry.columns, entry.plan.rule
    satisfied, violated = held.outcome.holds, held.outcome.fails
    if rule.kind == "prohibition":
        satisfied, violated = violated, satisfied
    one = c.if_(satisfied, c.word("satisfied"), c.word("not_applicable"))
    one = c.if_(violated, c.word("violated"), one)
    status, frame = c.if_(held.outcome.open, c.word("unknown"), one), held.frame
    status = in_frame(status, frame)
    while frame != TOP:
        frame = c.parent(frame)
        status = make("agg", (status,), "texts", "s", frame=frame, nullable=True)
    told = c.coalesce(status, c.word("not_applicable"))
    return c.if_(matter.reported(entry), told, c.NO_WORD)


def _within(outputs: Mapping[str, Col]) -> Col:
    """Whether every value is one that a fact can have: what `assess` would refuse is not decided.

    The widths of all numbers are proved from these bounds.
    """
    bounds: dict[tuple[str, str], tuple[int, int]] = {}
    texts: set[tuple[str, str]] = set()
    for node in ordered(outputs.values()):
        where = (node.frame or TOP, node.data)
        if node.op == "col" and node.kind == "i":
            low, high = bounds.get(where, (node.low, node.high))
            bounds[where] = max(low, node.low), min(high, node.high)
        elif node.op == "col" and node.kind == "s":
            texts.add(where)
    found: Col = TRUE
    for (frame, name), (low, high) in sorted(bounds.items()):
        held = c.column(frame, name, "i", low=-(2**63), high=2**63 - 1)
        inside = c.and_(
            c.below(c.integer(low), held, touching=True),
            c.below(held, c.integer(high), touching=True),
        )
        found = c.and_(found, c.not_(anywhere(c.not_(inside), frame)))
    for frame, name in sorted(texts):
        words = _words(frame, name)
        if words:
            held = c.column(frame, name, "s")
            outside = c.not_(c.or_(c.is_null(held), c.among(held, words)))
            found = c.and_(found, c.not_(anywhere(outside, frame)))
    return found


def _words(frame: str, name: str) -> frozenset[str]:
    info = info_of(name if frame == TOP else f"{frame}[].{name}")
    return frozenset(info.type.words) if info is not None else frozenset()


def named_statuses(plan: Plan, dialect: Dialect) -> dict[str, str]:
    """The column of each rule's status, by rule; a name that is too long ends in a digest."""
    found = {}
    for rule in sorted(e.id for m in plan.matters for e in m.rules):
        name, most = STATUS + rule, dialect.longest_name
        if most is not None and len(name.encode()) > most:
            digest = sha256(name.encode()).hexdigest()[:8]
            name = f"{name[: most - 9]}~{digest}"
        found[rule] = name
    return found


def _answer(inner: exp.Select, plan: Plan, statuses: Mapping[str, str]) -> exp.Select:
    def worst(prefix: str) -> exp.Case:
        found = exp.Case()
        for conclusion in WORST_FIRST[:-1]:
            found = found.when(column(f"{prefix}{conclusion}"), exp.convert(conclusion), copy=False)
        return found.else_(exp.convert(WORST_FIRST[-1]), copy=False)

    def shown(value: exp.Expr, *flags: str) -> exp.Case:
        return exp.Case().when(exp.and_(*map(column, flags)), value, copy=False)

    columns: list[exp.Expr] = [column(HERE), named(shown(worst("v|"), WITHIN), "verdict")]
    for matter in plan.matters:
        value = shown(worst(f"c|{matter.name}|"), f"o|{matter.name}", WITHIN)
        columns.append(named(value, f"conclusion:{matter.name}"))
    for rule, name in statuses.items():
        columns.append(named(shown(column(STATUS + rule), WITHIN), name))
    columns.append(named(column(EXACT), EXACT))
    return exp.select(*columns, copy=False).from_(inner.subquery("decided", copy=False), copy=False)

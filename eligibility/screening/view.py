"""A rule set as one SQL view: the verdict, each matter's conclusion, the rules that decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_facts import EPOCH, SCALES
from eligibility.screening.deciding import Plan
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.steps import HERE, steps
from eligibility.screening.to_sql import query, table_of
from eligibility.submission.catalogue import info_of

DIALECTS = ("duckdb", "postgres", "spark")
EXACT = "exact"


def view(plan: Plan, name: str, dialect: str) -> str:
    """The statement that creates the view `<name>_verdicts`."""
    outputs = expressions(plan)
    body = query(outputs, name, lambda inner: _answer(inner, plan), dialect)
    mark = "`" if dialect == "spark" else '"'
    head = "\n".join(f"-- {line}" for line in _described(plan, name))
    return f"{head}\nCREATE OR REPLACE VIEW {mark}{name}_verdicts{mark} AS\n{body};\n"


def expressions(plan: Plan) -> dict[str, Col]:
    """What the view is made of: truths for each row of the table."""
    found: dict[str, Col] = {}
    verdicts: dict[str, list[Col]] = defaultdict(list)
    for matter, (opened, counts, concluded) in plan.conclusions(at_once=True).items():
        found[f"o|{matter}"] = opened
        for conclusion, col in concluded.each.items():
            found[f"c|{matter}|{conclusion}"] = col
            verdicts[conclusion].append(c.and_(counts, col))
        for rule, col in concluded.decided_by.items():
            found[f"d|{rule}"] = c.and_(opened, col)
    for name, cols in verdicts.items():
        found[f"v|{name}"] = c.or_(*cols)
    opened_of = {e.id: m.opened() for m in plan.matters for e in m.rules}
    again: Col = FALSE
    for entry in plan.entries().values():
        held, frame = c.and_(entry.columns.recheck, opened_of[entry.id]), entry.columns.frame
        while frame != TOP and held is not FALSE:
            held, frame = c.gathered("any", held, frame), c.parent(frame)
        again = c.or_(again, held)
    found[EXACT] = c.not_(again)
    return {
        k: c.lifted(v, TOP) if v.frame is not None else c.placed(v, TOP) for k, v in found.items()
    }


def _answer(inner: exp.Select, plan: Plan) -> exp.Select:
    def worst(prefix: str) -> exp.Case:
        found = exp.Case()
        for conclusion in WORST_FIRST[:-1]:
            flag = exp.column(exp.to_identifier(f"{prefix}{conclusion}", quoted=True))
            found = found.when(flag, exp.convert(conclusion), copy=False)
        return found.else_(exp.convert(WORST_FIRST[-1]), copy=False)

    columns: list[exp.Expr] = [
        exp.column(exp.to_identifier(HERE, quoted=True)),
        exp.alias_(worst("v|"), "verdict", copy=False),
    ]
    for matter in plan.matters:
        opened = exp.column(exp.to_identifier(f"o|{matter.name}", quoted=True))
        shown = exp.Case().when(opened, worst(f"c|{matter.name}|"), copy=False)
        columns.append(exp.alias_(shown, f"conclusion:{matter.name}", quoted=True, copy=False))
    columns.append(exp.column(exp.to_identifier(EXACT, quoted=True)))
    return exp.select(*columns, copy=False).from_(inner.subquery("decided", copy=False), copy=False)


def reads(plan: Plan) -> dict[str, list[str]]:
    """The columns that the view reads, by frame."""
    found: dict[str, set[str]] = defaultdict(set)
    for frame, column in steps(expressions(plan)).reads():
        found[frame].add(column)
    return {frame: sorted(found[frame]) for frame in sorted(found)}


def _described(plan: Plan, name: str) -> Iterator[str]:
    yield f"{plan.pack.jurisdiction}, as of {plan.as_of}; a row is exact unless `{EXACT}` is false:"
    yield "then a verdict of undetermined may be said too often, and `assess` says it exactly"
    for frame, columns in reads(plan).items():
        keys = '"#i" number of the row' + (
            "" if frame == TOP else ', "#row" of its parent, "#top" of the project'
        )
        yield f'table "{table_of(name, frame)}": {keys}'
        for column in columns:
            if not column.startswith("#"):
                yield f'  "{column}" {_unit(frame, column)}'


def _unit(frame: str, column: str) -> str:
    base, _, mark = column.partition("#")
    if mark:
        said = {"none": "known not to exist", "open": "stands for an unknown list",
                "written": "as written, where unmapped", "given": "was stated"}  # fmt: skip
        return f"boolean: {said.get(mark, mark)}" if mark != "written" else f"text: {said[mark]}"
    info = info_of(base if frame == TOP else f"{frame}[].{base}")
    if info is None:
        return "text" if base == "word" else "boolean: found satisfied (true) or violated"
    kind = info.type.kind
    parts = {"area": "integer: millionths of a third of a square metre", "money": "integer: fen",
             "date": f"integer: days since {EPOCH}", "yes/no": "boolean"}  # fmt: skip
    if kind in SCALES:
        return f"integer: {SCALES[kind]} parts"
    return parts.get(kind.value, "integer" if kind.value == "count" else "text")

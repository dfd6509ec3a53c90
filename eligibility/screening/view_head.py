"""What stands above a view: the tables and columns that it reads, and in which units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from eligibility.screening.columns import TOP, Col, parent
from eligibility.screening.columns_facts import EPOCH, ITEM, SCALES, WRITTEN_MARK
from eligibility.screening.deciding import Plan
from eligibility.screening.sql_joined import table_of
from eligibility.screening.sql_nested import plain_lists
from eligibility.screening.sql_operations import Dialect
from eligibility.screening.steps import steps
from eligibility.submission.catalogue import info_of

LABEL = ITEM + WRITTEN_MARK


def reads(outputs: Mapping[str, Col]) -> dict[str, list[str]]:
    """The columns that a view reads, by frame."""
    found: dict[str, set[str]] = defaultdict(set)
    for frame, column in steps(outputs).reads():
        found[frame].add(column)
    return {frame: sorted(found[frame]) for frame in sorted(found)}


def head(
    plan: Plan, outputs: Mapping[str, Col], name: str, dialect: Dialect,
    statuses: Mapping[str, str], office: Mapping[str, str],
) -> Iterator[str]:  # fmt: skip
    """The lines of the comment."""
    yield f"{plan.pack.jurisdiction}, as of {plan.as_of}"
    yield "a row is exact unless `exact` is false: then `undetermined` may be said too often, and"
    yield "`assess` says it exactly; no verdict at all: a value is one that `assess` refuses"
    for path, said in office.items():
        yield f"the office states `{path}: {said}`: to be put where the column is NULL"
    for rule, column in statuses.items():
        if not column.endswith(rule):
            yield f'"{column}" is the status of {rule}'
    yield from (_nested if dialect.nested else _joined)(outputs, name)


def _joined(outputs: Mapping[str, Col], name: str) -> Iterator[str]:
    yield "a list that is not known has one item whose `#open` is true"
    for frame, columns in reads(outputs).items():
        keys = '"#i" number of the row' + (
            "" if frame == TOP else ', "#row" of its parent, "#top" of the project'
        )
        yield f'table "{table_of(name, frame)}": {keys}'
        for column in columns:
            if column == "#open" or not column.startswith("#"):
                also = f"; `{frame}[?]` of a list that is not known" if column == LABEL else ""
                yield f'  "{column}" {_unit(frame, column)}{also}'


def _nested(outputs: Mapping[str, Col], name: str) -> Iterator[str]:
    yield "a list that is not known is NULL"
    yield f"table `{name}`: `#i` number of the row"
    yield from _fields(outputs, TOP, "  ")


def _fields(outputs: Mapping[str, Col], frame: str, indent: str) -> Iterator[str]:
    found = reads(outputs)
    for column in found.get(frame, ()):
        if not column.startswith("#"):
            yield f"{indent}`{column}` {_unit(frame, column)}"
    plain = plain_lists(outputs)
    for inner in found:
        if inner == TOP or parent(inner) != frame:
            continue
        field = inner if frame == TOP else inner[len(frame) + 3 :]
        if inner in plain:
            yield f"{indent}`{field}` array of text"
        else:
            yield f"{indent}`{field}` array of struct:"
            yield from _fields(outputs, inner, indent + "  ")


def _unit(frame: str, column: str) -> str:
    base, _, mark = column.partition("#")
    if mark:
        said = {"none": "known not to exist", "open": "stands for an unknown list",
                "written": "as written, where unmapped", "given": "was stated"}  # fmt: skip
        return f"boolean: {said.get(mark, mark)}" if mark != "written" else f"text: {said[mark]}"
    info = info_of(base if frame == TOP else f"{frame}[].{base}")
    if info is None:
        return "text" if base == ITEM else "boolean: found satisfied (true) or violated"
    kind = info.type.kind
    parts = {"area": "integer: millionths of a third of a square metre", "money": "integer: fen",
             "date": f"integer: days since {EPOCH}", "yes/no": "boolean"}  # fmt: skip
    if kind in SCALES:
        return f"integer: {SCALES[kind]} parts"
    return parts.get(kind.value, "integer" if kind.value == "count" else "text")

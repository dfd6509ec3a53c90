"""Rows handed back to the interpreter: facts taken out of their columns, and a rule's outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from eligibility.evaluation.cases import Standing, apply_rules
from eligibility.evaluation.days import Workdays
from eligibility.evaluation.figures_in_force import Figures
from eligibility.evaluation.inference import Outcome
from eligibility.evaluation.plan import MatterPlan, RulePlan
from eligibility.evaluation.situation import Situation
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import (
    EPOCH,
    ITEM,
    NONE_MARK,
    OPEN,
    SCALES,
    WRITTEN_MARK,
    key_of,
)
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import ROW
from eligibility.submission.catalogue import info_of

FINDING = "review.findings["
_ANY = object()  # an item that stands for any of a list that is not known


class Row(NamedTuple):
    """The known facts of one row by path, the reviewer's findings by provision."""

    values: Mapping[str, Any]
    findings: Mapping[str, bool]


def rows(
    frames: Frames, types: Mapping[str, Type], provisions: Iterable[str] = ()
) -> Iterator[Row]:
    """The facts of these types and the findings on some provisions, for each row."""
    table = frames[TOP]
    held = {p: _values(table, p, types[p]) for p in types if p in table.columns}
    for path, kind in types.items():
        if kind.item is not None and path in frames.tables:
            lists = _by_parent(frames, path, kind.item)
            held[path] = [_items(path, lists.get(i, ())) for i in range(frames.height)]
    nature = {p: NONE for p in types if p not in table.columns and _absent(p)}
    found = {p: table[name].to_list() for p in provisions
             if (name := f"{FINDING}{p}]") in table.columns}  # fmt: skip
    for index in range(frames.height):
        values = {p: v for p, cells in held.items() if (v := cells[index]) is not UNKNOWN}
        findings = {p: v for p, cells in found.items() if (v := cells[index]) is not None}
        yield Row(nature | values, findings)


def _absent(path: str) -> bool:
    """Whether a fact that no column holds is taken for absent."""
    info = info_of(path)
    return info is not None and info.absent


def _values(table: pl.DataFrame, name: str, kind: Type) -> list[Any]:
    """The values of a fact as the interpreter takes them."""
    held = table[name].to_list()
    if None in held:
        blank: list[Any] = [UNKNOWN] * len(held)
        if name + WRITTEN_MARK in table.columns:
            written = table[name + WRITTEN_MARK].to_list()
            blank = [UNKNOWN if text is None else Label(text, None) for text in written]
        if name + NONE_MARK in table.columns:
            none = table[name + NONE_MARK].to_list()
            blank = [NONE if is_none else v for v, is_none in zip(blank, none, strict=True)]
        return [b if v is None else _known(v, kind) for v, b in zip(held, blank, strict=True)]
    return [_known(value, kind) for value in held]


def _known(held: Any, kind: Type) -> Any:
    if kind.kind is Kind.DATE:
        return EPOCH + timedelta(days=held)
    if kind.kind in SCALES:
        return Fraction(held, SCALES[kind.kind])
    return Label(held, held) if kind.kind is Kind.INDUSTRY else held


def _by_parent(frames: Frames, frame: str, item: Type) -> dict[int, list[Any]]:
    """The items of a list by the row they belong to: fields of records, or words.

    `_ANY` stands for the items of a list that is not known.
    """
    table = frames[frame]
    if item.kind is Kind.RECORD:
        entries: list[Any] = list(_records(frames, frame, item))
    else:
        entries = _values(table, ITEM, item) if ITEM in table.columns else [""] * table.height
    found: dict[int, list[Any]] = {}
    for row, open_, entry in zip(table[ROW], table[OPEN], entries, strict=True):
        found.setdefault(row, []).append(_ANY if open_ else entry)
    return found


def _records(frames: Frames, frame: str, item: Type) -> Iterator[dict[str, Any]]:
    """The fields of each record; a list within one as its entries."""
    table = frames[frame]
    held: dict[str, list[Any]] = {}
    for name, kind in item.fields.items():
        inner = key_of(frame, name)
        if kind.item is not None:
            if inner in frames.tables:
                lists = _by_parent(frames, inner, kind.item)
                held[name] = [lists.get(index, []) for index in range(table.height)]
        elif name in table.columns:
            held[name] = _values(table, name, kind)
        elif _absent(inner):
            held[name] = [NONE] * table.height
    for index in range(table.height):
        yield {name: cells[index] for name, cells in held.items()}


def _items(path: str, entries: Iterable[Any]) -> Any:
    """The items of a list, records with their paths."""
    found: list[Any] = []
    for index, entry in enumerate(entries):
        if entry is _ANY:
            return UNKNOWN
        found.append(_record(f"{path}[{index}]", entry) if isinstance(entry, dict) else entry)
    return tuple(found)


def _record(path: str, entry: Mapping[str, Any]) -> Record:
    fields = {
        name: _items(f"{path}.{name}", value) if isinstance(value, list) else value
        for name, value in entry.items()
    }
    id = fields.get("id")
    return Record(path, id if isinstance(id, str) else path, fields)


@dataclass(frozen=True)
class Asking:
    """What the interpreter needs beside a row: a rule, its figures on `day`, the office's days."""

    plan: RulePlan
    matter: MatterPlan
    figures: Figures
    as_of: date
    day: date
    calendar: Workdays


class Answer(NamedTuple):
    """What the interpreter says of a rule for a subject: its outcomes, the facts still missing.

    `owing`: the facts missing for its duties.
    """

    outcomes: frozenset[Outcome]
    missing: tuple[str, ...]
    owing: tuple[str, ...]


def answered(asking: Asking, row: Row) -> list[Answer]:
    """What the interpreter says of a rule, for each of its subjects in order."""
    situation = Situation(
        row.values, asking.as_of, asking.figures.values, row.findings, calendar=asking.calendar
    )
    one = MatterPlan(asking.matter.matter, (asking.plan,))
    standing = Standing(asking.day, frozenset())
    found = apply_rules(one, situation, standing, asking.figures.missing)
    return [Answer(a.case.outcomes, a.missing, a.owing) for a in found]

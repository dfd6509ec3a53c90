"""Rows handed back to the interpreter: facts taken out of their columns, and a rule's outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from eligibility.errors import Place
from eligibility.evaluation.cases import Standing, apply_rules
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
from eligibility.screening.headings import RECEIVED
from eligibility.screening.opening import GIVEN_MARK
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import ROW
from eligibility.screening.to_polars import Frames
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Origin

FINDING = "review.findings["
STATED = "#stated"
SOMEWHERE = Origin("", Place("", 1, 1))


@dataclass(frozen=True)
class Row:
    """The facts of one row by path, the reviewer's findings by provision, the day of receipt.

    `origins` names what was stated, as far as that makes a difference (opening a matter).
    """

    values: Mapping[str, Any]
    findings: Mapping[str, bool]
    received_on: date | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)


def rows(frames: Frames, types: Mapping[str, Type]) -> Iterator[Row]:
    """The facts of each row, as the interpreter takes them; those of these types alone."""
    columns = _of(frames[TOP], types).to_dict(as_series=False)
    lists = {
        path: _by_parent(frames, path, kind.item)
        for path, kind in types.items()
        if kind.item is not None and path in frames.tables
    }
    names = [p for p in types if p in columns]
    nature = dict.fromkeys((p for p in types if p not in columns and _absent(p)), NONE)
    findings = [name for name in columns if name.startswith(FINDING)]
    for index in range(frames.height):
        values = {p: _value(columns, p, index, types[p]) for p in names}
        stated: dict[str, Origin] = {}
        values |= {p: _items(p, found.get(index, ()), stated) for p, found in lists.items()}
        given = {f[len(FINDING) : -1]: columns[f][index] for f in findings}
        received = columns.get(RECEIVED, [None] * frames.height)[index]
        yield Row(
            nature | {p: v for p, v in values.items() if v is not UNKNOWN},
            {provision: found for provision, found in given.items() if found is not None},
            None if received is None else EPOCH + timedelta(days=received),
            stated | _origins(columns, values, index),
        )


def _of(table: pl.DataFrame, types: Mapping[str, Type]) -> pl.DataFrame:
    """The columns of some facts, with the reviewer's findings and the day of receipt."""
    names = (
        n for n in table.columns
        if n.partition("#")[0] in types or n.startswith(FINDING) or n == RECEIVED
    )  # fmt: skip
    return table.select(names)


def _absent(path: str) -> bool:
    """Whether a fact that no column holds is taken for absent."""
    info = info_of(path)
    return info is not None and info.absent


def _origins(
    columns: Mapping[str, list[Any]], values: Mapping[str, Any], index: int
) -> dict[str, Origin]:
    """What was stated; a fact that is absent by nature is marked (`#given`)."""
    stated: dict[str, Origin] = {}
    for path, value in values.items():
        if _is_stated(columns, path, index, value, path):
            stated[path] = SOMEWHERE
    return stated


def _value(columns: Mapping[str, list[Any]], name: str, index: int, kind: Type) -> Any:
    held = columns[name][index]
    if held is None:
        none = columns.get(name + NONE_MARK)
        if none is not None and none[index]:
            return NONE
        written = columns.get(name + WRITTEN_MARK)
        if written is not None and written[index] is not None:
            return Label(written[index], None)
        return UNKNOWN
    if kind.kind is Kind.DATE:
        return EPOCH + timedelta(days=held)
    if kind.kind in SCALES:
        return Fraction(held, SCALES[kind.kind])
    return Label(held, held) if kind.kind is Kind.INDUSTRY else held


def _by_parent(frames: Frames, frame: str, item: Type) -> dict[int, list[Any]]:
    """The items of a list by the row they belong to: fields of records, words, or OPEN."""
    table = frames[frame]
    columns = table.to_dict(as_series=False)
    nested = {
        name: _by_parent(frames, key_of(frame, name), kind.item)
        for name, kind in item.fields.items()
        if kind.item is not None and key_of(frame, name) in frames.tables
    }
    names = [name for name in item.fields if name in columns]
    nature = {
        n: NONE for n, kind in item.fields.items()
        if n not in columns and kind.item is None and _absent(key_of(frame, n))
    }  # fmt: skip
    found: dict[int, list[Any]] = {}
    for index, row in enumerate(columns[ROW]):
        entry: Any = OPEN
        if not columns[OPEN][index]:
            if item.kind is not Kind.RECORD:
                entry = _value(columns, ITEM, index, item) if ITEM in columns else ""
            else:
                entry = nature | {n: _value(columns, n, index, item.fields[n]) for n in names}
                entry |= {n: lists.get(index, []) for n, lists in nested.items()}
                entry[STATED] = tuple(
                    n for n in names if _is_stated(columns, n, index, entry[n], key_of(frame, n))
                )
        found.setdefault(row, []).append(entry)
    return found


def _is_stated(
    columns: Mapping[str, list[Any]], name: str, index: int, value: Any, path: str
) -> bool:
    """Whether a value was stated; one that is absent by nature need not have been."""
    marks = columns.get(name + GIVEN_MARK)
    if marks is None:
        return value is not UNKNOWN and not (value is NONE and _absent(path))
    return value is not UNKNOWN and bool(marks[index])


def _items(path: str, entries: Iterable[Any], stated: dict[str, Origin]) -> Any:
    """The items of a list; which of their fields were stated is noted."""
    found: list[Any] = []
    for index, entry in enumerate(entries):
        if entry is OPEN:
            return UNKNOWN
        if isinstance(entry, dict):
            at = f"{path}[{index}]"
            stated.update({f"{at}.{name}": SOMEWHERE for name in entry[STATED]})
            fields = {
                name: _items(f"{at}.{name}", value, stated) if isinstance(value, list) else value
                for name, value in entry.items()
                if name != STATED
            }
            id = fields.get("id")
            found.append(Record(at, id if isinstance(id, str) else at, fields))
        else:
            found.append(entry)
    return tuple(found)


@dataclass(frozen=True)
class Asking:
    """What the interpreter needs beside a row to say a rule's outcomes."""

    plan: RulePlan
    matter: MatterPlan
    figures: Figures
    as_of: Any


def outcomes(asking: Asking, row: Row) -> list[frozenset[Outcome]]:
    """The outcomes of a rule, one set for each of its subjects in order."""
    situation = Situation(row.values, asking.as_of, asking.figures.values, row.findings)
    one = MatterPlan(asking.matter.matter, (asking.plan,))
    standing = Standing(asking.as_of, frozenset())
    found = apply_rules(one, situation, standing, asking.figures.missing)
    return [applied.case.outcomes for applied in found]

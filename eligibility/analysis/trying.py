"""The values that are tried for a fact that is not known, and the facts that hold a matter open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from eligibility.analysis.docket import Decided, Docket, Heard
from eligibility.evaluation.cases import Applied
from eligibility.evaluation.inference import EITHER
from eligibility.evaluation.situation import domain, listed_path
from eligibility.language import types as t
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, Label, Record
from eligibility.submission.catalogue import info_of
from eligibility.submission.model.scalars import EARLIEST, LATEST

FAR = timedelta(days=36525)


def domain_of(hearing: Docket, heard: Heard, kind: Type) -> tuple[Any, ...]:
    """Every value of an unknown yes/no or word that can make a difference to the matter."""
    return domain(kind, words_of(hearing, heard))


def words_of(hearing: Docket, heard: Heard) -> tuple[str, ...]:
    """The words that a matter's rules mention, and those that the facts they look at hold."""
    words: dict[str, None] = {}
    for part in heard.parts:
        for plan in part.plan.rules:
            words |= dict.fromkeys(plan.words)
            for path in plan.facts:
                words |= dict.fromkeys(_names(hearing.facts.values.get(path)))
    return tuple(words)


def _names(value: Any) -> Iterator[str]:
    """The words that a known value holds."""
    if isinstance(value, tuple):
        for item in value:
            yield from _names(item)
    elif isinstance(value, Record):
        for inner in value.fields.values():
            yield from _names(inner)
    elif isinstance(value, Label):
        if value.name is not None:
            yield value.name
    elif isinstance(value, str):
        yield value


def extremes(kind: Type, as_of: date, path: str) -> tuple[Any, ...]:
    """Values at the ends of what a quantity, a date or a list may be, and between."""
    absent = (NONE,) if kind.absent else ()
    if kind.kind is Kind.LIST:
        return ((), *((word,) for word in (kind.item.words if kind.item else ())))
    if kind.kind is Kind.DATE:
        return (EARLIEST, as_of - FAR, as_of, as_of + timedelta(days=1), LATEST, *absent)
    if path.startswith("office."):
        return ()
    low, high = kind.low or 0, kind.high
    step = 1 if kind.low_open else 0
    return (low + step, *((high,) if high is not None else (10**18,)), *absent)


def open_facts(decided: Decided, only: Applied | None = None) -> dict[str, Type]:
    """The missing facts that hold a matter open (or one rule of it), with their types."""
    found: dict[str, Type] = {}
    for applied in decided.deciding if only is None else (only,):
        types = applied.situation.types
        for path in (*applied.missing, *_of_duties(applied)):
            found.setdefault(_in_file(applied, path), types.get(path) or _declared(path))
    return found


def _declared(path: str) -> Type:
    """The type of a fact as the dictionary has it; a list where it has none."""
    if path.startswith("review."):
        return t.TRUTH if path.startswith("review.findings") else t.INDUSTRY
    info = info_of(path)
    return info.type if info is not None else Type(Kind.LIST)


def _in_file(applied: Applied, path: str) -> str:
    """The path as the file has it: `parcel.delays` is `land.parcels[0].delays`."""
    head, dot, tail = path.partition(".")
    item = applied.item
    if dot and head == applied.plan.rule.variable and isinstance(item, Record):
        return f"{item.path}.{tail}"
    return path


def _of_duties(applied: Applied) -> Iterator[str]:
    """The facts that settle whether a duty is owed, where the rule can be satisfied."""
    situation = applied.situation
    if (True, applied.case.rule.kind != "prohibition") not in applied.case.outcomes:
        return
    if applied.plan.rule.variable is not None:
        situation.items[applied.plan.rule.variable] = applied.item
    for plan, (_, truth) in zip(applied.plan.duties, applied.case.duties, strict=False):
        if truth == EITHER and plan.unless is not None:
            situation.touched.clear()
            plan.unless(situation)
            yield from dict.fromkeys(listed_path(path) for path in situation.touched)

"""What expressions are evaluated in: facts, figures, findings, and the completion being tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.days import PUBLISHED, Workdays
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.evaluation.possible import SOME_WORD, Range
from eligibility.language.types import INDUSTRY, Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record

WORDS = frozenset({Kind.TEXT, Kind.ENUM, Kind.INDUSTRY})
WHOLE = frozenset({Kind.AREA, Kind.MONEY, Kind.COUNT})
DISCRETE = WORDS | {Kind.TRUTH}
OTHERS = ("\0one other", "\0another")


@dataclass
class Situation:
    """One submission on one day, seen by one pack.

    `tried` holds the values of a completion that is being tried, by fact path; `touched` lists the
    unknown facts that were met (a path may stand there more than once). `calendar`: the office's
    working days, where they add to the published ones.
    """

    values: Mapping[str, Any]
    as_of: date
    parameters: Mapping[str, Any]
    findings: Mapping[str, bool]
    items: dict[str, Any] = field(default_factory=dict)
    tried: dict[str, Any] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    types: dict[str, Type] = field(default_factory=dict)
    calendar: Workdays = PUBLISHED


def unknown(situation: Situation, path: str, kind: Type) -> Any:
    """The set of values that an unknown fact of this type can take, or the one being tried."""
    if path in situation.tried:
        return situation.tried[path]
    situation.touched.append(path)
    situation.types[path] = kind
    if kind.kind is Kind.TRUTH:
        return EITHER
    if kind.kind in WORDS:
        return SOME_WORD
    if kind.kind is Kind.LIST:
        return UNKNOWN
    if kind.low_open and kind.low is not None and kind.kind in WHOLE:
        return Range(kind.low + 1, kind.high, or_none=kind.absent)
    return Range(kind.low, kind.high, kind.low_open, or_none=kind.absent)


def seen(value: Any) -> Any:
    """A known fact as expressions see it: truths as truth sets, all else as it is."""
    if value is True:
        return TRUE
    if value is False:
        return FALSE
    return value


def label(situation: Situation, value: Any) -> Any:
    """An industry that is not mapped is an unknown word that the reviewer's mapping settles."""
    if type(value) is Label and value.name is None:
        found = unknown(situation, f"review.industries[{value.written}]", INDUSTRY)
        return value if found is SOME_WORD else found
    return value


def open_item(path: str, kind: Type | None) -> Any:
    """The item that stands for any of an unknown list's."""
    inner = f"{path}[?]"
    if kind is not None and kind.kind is Kind.RECORD:
        return Record(inner, inner, dict.fromkeys(kind.fields, UNKNOWN))
    if kind is not None and kind.kind is Kind.INDUSTRY:
        return Label(inner, None)
    return SOME_WORD


def domain(kind: Type, mentioned: tuple[str, ...], spare: int = 2) -> tuple[Any, ...]:
    """Every value of an unknown yes/no or word that can make a difference.

    Of words only those that the rule mentions make one, and `spare` that it does not (facts that
    it compares with each other may hold the same word or different ones).
    """
    absent = (NONE,) if kind.absent else ()
    if kind.kind is Kind.TRUTH:
        return (TRUE, FALSE)
    if kind.kind is Kind.ENUM:
        rest = [word for word in kind.words if word not in mentioned]
        return (*(word for word in kind.words if word in mentioned), *rest[:spare], *absent)
    others = (*OTHERS, *(f"{OTHERS[1]} {number}" for number in range(spare - 2)))
    return (*mentioned, *others, *absent)


def listed_path(path: str) -> str:
    """The fact that would settle `path`: an unknown list stands for each of its items."""
    for mark in ("[?]", "[*]"):
        head, found, _ = path.partition(mark)
        if found:
            return head.removeprefix("review.industries[")
    return path

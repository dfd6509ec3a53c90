"""The data dictionary as a document and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import groupby
from typing import Any

from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.wording import type_name
from eligibility.submission.catalogue import FactInfo


def matching(facts: Iterable[FactInfo], pattern: str | None) -> tuple[FactInfo, ...]:
    """The facts whose path or name holds the pattern, or fits it where it has `*` or `?`."""
    if not pattern:
        return tuple(facts)
    wanted = pattern.lower()
    if any(c in wanted for c in "*?"):
        return tuple(f for f in facts if fnmatchcase(f.path.lower(), wanted))
    return tuple(
        f for f in facts if any(wanted in t.lower() for t in (f.path, f.label.zh, f.label.en))
    )


def document(facts: tuple[FactInfo, ...], reader: Reader) -> Document:
    """A table a section; a single fact in full."""
    heading = reader.phrase("facts_count").format(count=len(facts))
    if len(facts) == 1:
        return Document(heading=facts[0].path, sections=(_in_full(facts[0], reader),))
    sections = tuple(
        Section(name, (_table(tuple(group), reader),))
        for name, group in groupby(facts, key=lambda f: f.path.partition(".")[0].removesuffix("[]"))
    )
    return Document(heading=heading, sections=sections)


def _table(facts: tuple[FactInfo, ...], reader: Reader) -> Table:
    headings = tuple(map(reader.phrase, ("fact", "name", "type", "units", "proof")))
    rows = tuple(
        (
            f.path,
            reader.say(f.label),
            type_name(f.type, reader.language),
            _units(f, reader),
            reader.say(f.proof),
        )
        for f in facts
    )
    return Table(headings, rows)


def _units(fact: FactInfo, reader: Reader) -> str:
    """The units, or the first words of a choice; the bounds stand in the full view."""
    parts = [fact.unit] if fact.unit else []
    if fact.choices:
        parts = [" ".join(list(fact.choices)[:4]) + (" …" if len(fact.choices) > 4 else "")]
    if fact.absent:
        parts.append(reader.phrase("absent"))
    return " · ".join(parts)


def _in_full(fact: FactInfo, reader: Reader) -> Section:
    lines = [Line(reader.say(fact.label), "strong")]
    if reader.say(fact.description):
        lines.append(Line(reader.say(fact.description)))
    lines.append(Line(reader.colon(reader.phrase("type"), type_name(fact.type, reader.language))))
    if fact.unit or fact.bounds:
        text = " · ".join([*([fact.unit] if fact.unit else []), *fact.bounds])
        lines.append(Line(reader.colon(reader.phrase("bounds"), text)))
    if fact.absent:
        lines.append(Line(reader.phrase("absent")))
    if fact.choices:
        under = tuple(Line(f"{word}  {label}") for word, label in fact.choices.items())
        lines.append(Line(reader.phrase("choices"), under=under))
    if reader.say(fact.proof):
        lines.append(Line(reader.colon(reader.phrase("proof"), reader.say(fact.proof))))
    return Section("", tuple(lines))


def to_json(facts: Iterable[FactInfo]) -> dict[str, Any]:
    """The dictionary as an object tagged `eligibility.facts/1`."""
    return tagged("facts", facts=[_one(fact) for fact in facts])


def _one(fact: FactInfo) -> dict[str, Any]:
    return {
        "fact": fact.path,
        "type": str(fact.type),
        "label": words(fact.label),
        "description": words(fact.description),
        "unit": fact.unit,
        "bounds": list(fact.bounds),
        "absent": "none" if fact.absent else None,
        "choices": dict(fact.choices),
        "proof": words(fact.proof),
        "lever": {
            "who": fact.lever.who,
            "direction": fact.lever.direction,
            "act": words(fact.lever.act),
        },
    }

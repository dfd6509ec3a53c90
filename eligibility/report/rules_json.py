"""Rules as JSON: `eligibility.rules/1` and `eligibility.rule/1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eligibility.language.pack import InForce, Parameter
from eligibility.report.formulas import told
from eligibility.report.reader import Reader
from eligibility.report.rule_page import Beside, used_parameters
from eligibility.report.rule_pages import Entry
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Line


def listing(entries: Iterable[Entry], digest: str) -> dict[str, Any]:
    """The table of rules."""
    return tagged("rules", rulebook=digest, rules=[_short(entry) for entry in entries])


def page(entry: Entry, reader: Reader, beside: Beside) -> dict[str, Any]:
    """One rule in full; its formula in words is in the reader's language."""
    rule = entry.rule
    return tagged(
        "rule",
        **_short(entry),
        expressions={key: " ".join(text.split()) for key, text in rule.texts.items()},
        formula={key: _flat(line) for key, line in told(rule, entry.matter, reader)},
        in_force=_days(rule.in_force),
        source={
            "title": words(entry.source.title),
            "issuer": words(entry.source.issuer),
            "status": entry.source.status,
            "in_force": _days(entry.source.in_force),
        },
        parameters=[_parameter(parameter) for parameter in used_parameters(entry)],
        duties=[{"id": d.id, "says": words(d.says)} for d in rule.duties],
        readings=[{"id": r.id, "says": words(r.says)} for r in rule.readings],
        examples=[
            {"note": e.note, "status": e.status, "subject": e.subject} for e in rule.examples
        ],
        provisions_say={
            id: words(beside.provisions[id].says)
            for id in rule.provisions
            if id in beside.provisions
        },
        cases=[
            {"file": c.file, "status": c.status, "conclusion": c.conclusion} for c in beside.cases
        ],
        file=rule.place.file,
        line=rule.place.line,
    )


def _flat(line: Line) -> str | dict[str, Any]:
    """A line, or with the lines under it as an object of one key."""
    return {line.text: [_flat(below) for below in line.under]} if line.under else line.text


def _short(entry: Entry) -> dict[str, Any]:
    rule = entry.rule
    return {
        "id": rule.id,
        "jurisdiction": rule.jurisdiction,
        "matter": rule.matter,
        "matter_kind": entry.matter.kind,
        "about": words(entry.matter.about),
        "kind": rule.kind,
        "force": rule.force,
        "provisions": list(rule.provisions),
        "citation": {"source": rule.cite.source, "locator": rule.cite.locator},
        "says": words(rule.says),
        "governs_over": list(rule.governs_over),
        "mark": rule.mark,
        "examples_count": len(rule.examples),
    }


def _days(of: InForce) -> dict[str, str | None]:
    return {
        "from": of.since.isoformat() if of.since else None,
        "to": of.until.isoformat() if of.until else None,
    }


def _parameter(of: Parameter) -> dict[str, Any]:
    return {
        "id": of.id,
        "type": str(of.type),
        "assumption": words(of.assumption),
        "values": [
            {
                "value": v.written,
                "locator": v.cite.locator,
                "provisions": list(v.provisions),
                "in_force": _days(v.in_force),
            }
            for v in of.values
        ],
    }

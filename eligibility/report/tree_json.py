"""Derivations as JSON: `eligibility.explanation/1`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.comparison import exact
from eligibility.evaluation.possible import Range
from eligibility.evaluation.steps import Derivation, Step
from eligibility.language.types import Kind
from eligibility.language.values import NONE, Label
from eligibility.report.to_json import tagged, words
from eligibility.submission.facts import Origin


def to_json(assessment: Assessment, derivations: Sequence[Derivation]) -> dict[str, Any]:
    """The derivation of every finding, with the order in which the network fired."""
    findings = [f for m in assessment.matters for f in m.findings]
    statuses = {(f.rule.id, f.subject): f.status for f in findings}
    return tagged(
        "explanation",
        file=assessment.file,
        as_of=assessment.as_of.isoformat(),
        jurisdiction=assessment.jurisdiction,
        engine=assessment.engine,
        verdict=assessment.verdict,
        rules=[
            {
                "id": d.rule.id,
                "subject": d.subject,
                "status": statuses[d.rule.id, d.subject],
                "steps": [_step(step) for step in d.steps],
                "why_not": [_step(step) for step in d.why_not[0]] if d.why_not else [],
                "why_not_sets": [[_step(step) for step in one] for one in d.why_not],
            }
            for d in derivations
        ],
        fired=list(assessment.fired),
    )


def _step(of: Step) -> dict[str, Any]:
    return {
        "role": of.role,
        "text": of.text,
        "state": of.state,
        "type": of.type.kind.value if of.type.kind is not Kind.NOTHING else None,
        "value": _value(of),
        "origin": _origin(of.origin),
        "citation": {"source": of.citation.source, "locator": of.citation.locator}
        if of.citation is not None
        else None,
        "says": words(of.says),
        "taken": of.taken,
        "children": [_step(child) for child in of.children],
    }


def _value(of: Step) -> Any:
    """The exact value; null where the state says all, or where it is not known."""
    value = of.value
    if value is NONE:
        return "none"
    if isinstance(value, (int, Fraction, date, Range)) and not isinstance(value, bool):
        return exact(value, of.type.kind)
    if isinstance(value, tuple):
        return [item.written if isinstance(item, Label) else str(item) for item in value]
    if isinstance(value, Label):
        return None if "[?]" in value.written else value.written
    return value if isinstance(value, str) else None


def _origin(of: Origin | None) -> dict[str, Any] | None:
    if of is None:
        return None
    evidence = of.evidence
    return {
        "text": of.text,
        "file": of.place.file,
        "line": of.place.line,
        "column": of.place.column,
        "evidence": evidence.document if evidence is not None else None,
        "page": evidence.page if evidence is not None else None,
        "stated_on": evidence.stated_on.isoformat()
        if evidence is not None and evidence.stated_on is not None
        else None,
    }

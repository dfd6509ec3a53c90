"""An assessment as JSON, in the shape of the contract (section 4); numbers are exact."""

from __future__ import annotations

import json
from typing import Any

from eligibility import __version__
from eligibility.errors import Diagnostic
from eligibility.evaluation.assessment import (
    Adopted,
    Assessment,
    Assumption,
    Comparison,
    Finding,
    MatterResult,
    OwedDuty,
)
from eligibility.language.pack import Language, Words

PROGRAM = f"eligibility {__version__}"
TEMPLATE = "eligibility.template/1"  # the tag of an empty project file


def tagged(name: str, **content: Any) -> dict[str, Any]:
    """An object with its format tag (`eligibility.<name>/1`) and the program's version."""
    return {"format": f"eligibility.{name}/1", "program": PROGRAM, **content}


def dumps(content: Any, *, ascii_only: bool = False) -> str:
    """The JSON text, two blanks a level; `ascii_only` for an output that cannot hold Chinese."""
    return json.dumps(content, ensure_ascii=ascii_only, indent=2, allow_nan=False) + "\n"


def words(of: Words | None) -> dict[str, str] | None:
    """A text in both languages."""
    return None if of is None else {"zh": of.zh, "en": of.en}


def assessment(of: Assessment, language: Language) -> dict[str, Any]:
    """The object of one submission; texts that stand alone are in `language`."""
    return tagged(
        "assessment",
        file=of.file,
        submission=of.submission_digest,
        rulebook=of.rulebook_digest,
        as_of=of.as_of.isoformat(),
        as_of_is_today=of.as_of_is_today,
        governing_day=of.governing_day.isoformat(),
        jurisdiction=of.jurisdiction,
        project=of.project_name,
        engine=of.engine,
        verdict=of.verdict,
        adopted=_adopted(of.adopted),
        advisory=[w.in_language(language) for w in of.advisory],
        advisory_says=[words(w) for w in of.advisory],
        matters=[_matter(m) for m in of.matters],
        matters_not_assessed=[
            {"matter": n.matter, "reason": n.reason.in_language(language), "says": words(n.reason)}
            for n in of.not_assessed
        ],
        missing=list(of.missing),
        assumptions=[_assumption(a) for a in of.assumptions],
        other_transition=[
            {"matter": matter, "conclusion": conclusion}
            for matter, conclusion in of.other_transition
        ],
        warnings=list(of.warnings),
    )


def _adopted(of: Adopted | None) -> dict[str, Any] | None:
    if of is None:
        return None
    return {"number": of.number, "date": of.date.isoformat() if of.date is not None else None}


def _matter(of: MatterResult) -> dict[str, Any]:
    return {
        "matter": of.matter.name,
        "about": words(of.matter.about),
        "kind": of.matter.kind,
        "conclusion": of.conclusion,
        "in_verdict": of.in_verdict,
        "decided_by": list(of.decided_by),
        "duties": [_duty(d) for d in of.duties],
        "missing": list(of.missing),
        "rules": [_finding(f) for f in of.findings],
    }


def _finding(of: Finding) -> dict[str, Any]:
    rule = of.rule
    return {
        "id": rule.id,
        "provisions": list(rule.provisions),
        "kind": rule.kind,
        "force": rule.force,
        "status": of.status,
        "possible": sorted(of.possible),
        "subject": of.subject,
        "citation": {"source": rule.cite.source, "locator": rule.cite.locator},
        "says": words(rule.says),
        "comparison": _comparison(of.comparison),
        "exceptions": [
            {
                "definition": e.definition,
                "index": e.index,
                "taken": e.taken,
                "says": words(e.says),
                "provisions": list(e.provisions),
            }
            for e in of.exceptions
        ],
        "assumptions": [_assumption(a) for a in of.assumptions],
        "missing": list(of.missing),
        "duties": [_duty(d) for d in of.duties],
        "departure": of.departure,
        "layer": of.layer,
        "mark": rule.mark,
        "note": words(of.note),
        "facts": list(of.facts),
    }


def _comparison(of: Comparison | None) -> dict[str, Any] | None:
    if of is None:
        return None
    return {"left": of.left, "operator": of.operator, "right": of.right, "margin": of.margin}


def _assumption(of: Assumption) -> dict[str, Any]:
    return {
        "id": of.id,
        "says": words(of.says),
        "value": of.value,
        "overridden_by": of.overridden_by,
        "reason": of.reason,
    }


def _duty(of: OwedDuty) -> dict[str, Any]:
    return {
        "id": of.id,
        "says": words(of.says),
        "due": of.due.isoformat() if of.due is not None else None,
        "rule": of.rule,
        "subject": of.subject,
    }


def diagnostic(of: Diagnostic, rendered: str) -> dict[str, Any]:
    """One fault; `rendered` is the text that a person would have been shown."""
    place = of.place
    return {
        "code": of.code,
        "message": of.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "source_line": of.source_line,
        "help": of.help,
        "rendered": rendered,
    }

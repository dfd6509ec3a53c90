"""Reads the corpus of submissions and holds each case to what it wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility.errors import Diagnostic, Refused
from eligibility.language.located import decode, parse
from eligibility.language.pack import Vocabulary
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.submission.facts import Evidence, Submission
from eligibility.submission.read import Known, read_submission

CORPUS = Path(__file__).parents[1] / "corpus" / "submission"
COPPER = "铜基材精深加工"
VOCABULARY = Vocabulary(
    industries={COPPER: COPPER, "铜精深加工": COPPER},
    codes={"C325": COPPER},
    zones={"玉林高新区": "玉林高新区", "玉林高新技术产业开发区": "玉林高新区"},
)
KNOWN = Known(matters=lambda _: ("ancillary-land", "idle-land"), vocabulary=lambda _: VOCABULARY)
KEYS = {"note", "file", "text", "round_to", "want", "want_errors", "want_warnings", "want_evidence"}


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case of the corpus with its name: the file and the note."""
    for path in sorted(CORPUS.rglob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield f"{path.parent.name}/{path.stem}: {case['note']}", case


def check(case: dict[str, Any]) -> None:
    """Fail unless the case comes out as it wants; a case that wants nothing fails."""
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    assert "want" in case or case.get("want_errors"), "the case expects nothing"
    if case.get("want_errors"):
        with pytest.raises(Refused) as refused:
            read(case)
        check_errors(list(refused.value.diagnostics), case["want_errors"])
    else:
        check_facts(read(case), case)


def read(case: dict[str, Any]) -> Submission:
    """The submission of a case."""
    file = case.get("file", "case.yaml")
    root = parse(decode(case["text"].encode("utf-8", "surrogatepass"), file), file)
    return read_submission(root, known=KNOWN, round_to=case.get("round_to"))


def check_errors(found: list[Diagnostic], wanted: list[dict[str, Any]]) -> None:
    """Each wanted error in turn, and no other."""
    told = [(d.code, d.place.line if d.place else None, d.message) for d in found]
    assert len(found) == len(wanted), told
    for diagnostic, want in zip(found, wanted, strict=True):
        assert diagnostic.code == want["code"], told
        assert want.get("message", "") in diagnostic.message
        assert want.get("help", "") in diagnostic.help
        place = diagnostic.place
        assert place is not None
        assert place.line == want.get("line", place.line), told
        assert place.column == want.get("column", place.column), told


def check_facts(submission: Submission, case: dict[str, Any]) -> None:
    """The wanted values, evidence and warnings."""
    for path, want in case["want"].items():
        assert shown(value_at(submission, path)) == want, path
    for path, want in case.get("want_evidence", {}).items():
        assert cited(submission.facts.origins[path].evidence) == want
    wanted = case.get("want_warnings", [])
    assert len(submission.warnings) == len(wanted), submission.warnings
    for warning, part in zip(submission.warnings, wanted, strict=True):
        assert part in warning


def value_at(submission: Submission, path: str) -> Value:
    """The value of a path, into records too."""
    top, found, rest = path.partition("[")
    value = submission.facts.get(top)
    if not found:
        return value
    index, _, field = rest.partition("].")
    assert isinstance(value, tuple)
    record = value[int(index)]
    assert isinstance(record, Record)
    return record.fields[field]


def shown(value: Value) -> str | None:
    """A value as the corpus writes it; None when it is not known."""
    if value is UNKNOWN:
        return None
    if value is NONE:
        return "none"
    if isinstance(value, tuple):
        return f"[{', '.join(str(shown(item)) for item in value if not isinstance(item, Record))}]"
    if isinstance(value, Label):
        return f"{value.written} = {value.name}" if value.name else value.written
    assert isinstance(value, str | bool | int | Fraction | date)
    return str(value)


def cited(evidence: Evidence | None) -> str:
    """Evidence as the corpus writes it."""
    assert evidence is not None
    page = f" p. {evidence.page}" if evidence.page else ""
    return evidence.document + page + (f" of {evidence.stated_on}" if evidence.stated_on else "")

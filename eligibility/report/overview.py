"""Several assessments in one table: file, project, conclusion."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.evaluation.assessment import WORST_FIRST, Assessment
from eligibility.report.reader import Reader
from eligibility.report.view import Document, Section, Table
from eligibility.report.wording import CONCLUSIONS, verdict


def overview(assessments: Sequence[Assessment], reader: Reader) -> Document:
    """The table of all files, and how many came out how."""
    rows = tuple((a.file, a.project_name or "", _shown(a, reader)) for a in assessments)
    headings = tuple(map(reader.phrase, ("file", "project", "conclusion")))
    counts = [(c, sum(a.verdict == c for a in assessments)) for c in WORST_FIRST]
    told = [f"{reader.say(CONCLUSIONS[c])} {n}" for c, n in counts if n]
    return Document(
        heading=reader.colon(f"{reader.phrase('files')} {len(assessments)}", reader.listed(told)),
        sections=(Section("", (Table(headings, rows),)),),
    )


def _shown(assessment: Assessment, reader: Reader) -> str:
    shown = verdict(assessment, reader.language)
    mild = assessment.advisory and reader.bracketed(reader.phrase("advisory_verdict"))
    return f"{shown}{mild or ''}"

"""Which fact each column of a table holds; the reader of headings is that of `assess`."""

from __future__ import annotations

from eligibility.submission.tables.headings import (
    AS_OF,
    CODE,
    FILE_NO,
    JURISDICTION,
    MATTERS,
    NAME,
    RECEIVED,
    Target,
    fact_of,
    targets,
)

__all__ = [
    "AS_OF", "CODE", "FILE_NO", "JURISDICTION", "MATTERS", "NAME", "RECEIVED", "Target", "fact_of",
    "targets",
]  # fmt: skip

"""Which fact each column of a table holds; the reader of headings is that of `assess`."""

from __future__ import annotations

from eligibility.submission.tables.headings import (
    CODE,
    JURISDICTION,
    NAME,
    RECEIVED,
    Target,
    fact_of,
    targets,
)

__all__ = ["CODE", "JURISDICTION", "NAME", "RECEIVED", "Target", "fact_of", "targets"]

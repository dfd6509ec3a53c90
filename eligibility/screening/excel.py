"""Workbooks as tables to be screened; their cells are read as `assess` reads them."""

from __future__ import annotations

from pathlib import Path

from eligibility.screening.polars_door import pl
from eligibility.submission.tables.plain_cells import plain_cells


def cells(path: Path) -> pl.DataFrame:
    """The sheet of projects, every cell as its own text."""
    columns = plain_cells(path)
    return pl.DataFrame(
        {name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()}
    )

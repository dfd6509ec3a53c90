"""The one door to calamine: workbooks read as cells, and a sentence where it is absent."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, Refused
from eligibility.screening.by_file import text_of
from eligibility.screening.polars_door import pl

try:
    from python_calamine import CalamineWorkbook
except ImportError:
    raise Refused([
        Diagnostic(
            "E101", "reading a workbook needs python-calamine, which is not installed",
            help='pip install "eligibility[screen]"',
        )
    ]) from None  # fmt: skip


def cells(path: Path) -> pl.DataFrame:
    """The first sheet of a workbook, every cell as its own text."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    if not rows:
        return pl.DataFrame()
    headings = [str(cell).strip() for cell in rows[0]]
    columns = {
        heading: pl.Series([_text(row[index]) for row in rows[1:]], dtype=pl.String)
        for index, heading in enumerate(headings)
        if heading
    }
    return pl.DataFrame(columns)


def _text(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return text_of(cell) if isinstance(cell, float | bool | date | datetime | int) else str(cell)

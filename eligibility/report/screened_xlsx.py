"""The answer of a screening as one sheet of a workbook, row by row, however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from eligibility.errors import refuse
from eligibility.language.pack import Language
from eligibility.report.results_xlsx import COLOURS, TITLE
from eligibility.report.xlsx_door import MAX_DIGITS, MAX_ROWS, LongBook, Sheet

Part = tuple[Sequence[str], Iterable[Sequence[Any]]]
_WIDTHS = {"row": 8, "decided_by": 40, "missing": 40, "reason": 80}
_WIDTH = 18


def check_height(rows: int, out: str) -> None:
    """Refuse a table that has more rows than a sheet."""
    if rows >= MAX_ROWS:
        refuse(
            "E104", f"`{out}`: a sheet holds {MAX_ROWS - 1:,} rows below its headings, "
            f"and the table has {rows:,}", help="write .parquet, .csv or .ndjson",
        )  # fmt: skip


def to_workbook(
    path: Path, parts: Iterable[Part], language: Language, made_on: date, room: Path
) -> None:
    """Write the parts of an answer to a workbook; `room` is a folder for what is on its way."""
    book = LongBook(path, TITLE.in_language(language), made_on, room)
    sheet = book.sheet(TITLE.in_language(language))
    row = 0
    for headings, rows in parts:
        if row == 0:
            sheet.headings(0, headings, [_WIDTHS.get(h, _WIDTH) for h in headings])
        verdict = list(headings).index("verdict")
        for cells in rows:
            row += 1
            _row(sheet, row, cells, verdict)
    book.close()


def _row(sheet: Sheet, row: int, cells: Sequence[Any], verdict: int) -> None:
    for column, cell in enumerate(cells):
        look: dict[str, Any] = {"text_wrap": False}
        if column == verdict and cell in COLOURS:
            background, ink = COLOURS[cell]
            look |= {"bg_color": background, "font_color": ink}
        if cell is None:
            continue
        if type(cell) is int and abs(cell) < 10**MAX_DIGITS:
            sheet.number(row, column, cell, **look)
        else:
            sheet.text(row, column, _text(cell), **look)


def _text(cell: Any) -> str:
    if isinstance(cell, list):
        return "; ".join(map(_text, cell))
    if isinstance(cell, float):  # binary file: as its shortest decimal
        exact = Decimal(repr(cell))
        return f"{exact:f}" if exact.is_finite() else repr(cell)
    return str(cell)

"""The one door to calamine: the sheets of a workbook, their numbers as shortest decimals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eligibility.errors import refuse
from eligibility.submission.tables.cells import shortest
from eligibility.submission.tables.grid import Grid, Value
from eligibility.submission.tables.xlsx_marks import Marks, marks_of

MAX_ROWS, MAX_COLUMNS = 200_000, 2_000


def grids(path: Path) -> Iterator[Grid]:
    """The sheets of a workbook in their order; `Refused` when it cannot be read."""
    file = str(path)
    try:
        import python_calamine as calamine  # noqa: PLC0415  heavy, and only for workbooks
    except ImportError:
        refuse(
            "E101", f"reading `{path.name}` needs python-calamine, which is not installed",
            file=file, help='pip install "eligibility[desk]"',
        )  # fmt: skip
    marks = marks_of(path)
    try:
        with path.open("rb") as stream:
            book = calamine.CalamineWorkbook.from_filelike(stream)
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            yield _grid(sheet, marks.get(meta.name), hidden, file)
    except calamine.PasswordError:
        refuse("E103", "the workbook is protected by a password", file=file,
               help="save a copy without one")  # fmt: skip
    except calamine.CalamineError as error:
        refuse("E103", f"the workbook cannot be read: {_reason(error)}", file=file,
               help="open it in a spreadsheet program and save it as .xlsx")  # fmt: skip


def _reason(error: Exception) -> str:
    lines = str(error).splitlines()
    return (lines[0] if lines else type(error).__name__)[:120].lower()


def _grid(sheet: Any, found: Marks | None, hidden: bool, file: str) -> Grid:
    marks = found or Marks()
    if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
        refuse(
            "E104", f"the sheet `{sheet.name}` has {sheet.total_height} rows and "
            f"{sheet.total_width} columns", file=file,
            help=f"at most {MAX_ROWS} rows and {MAX_COLUMNS} columns are read; use `screen`",
        )  # fmt: skip
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    filled = _filled(rows, sheet.merged_cell_ranges or [])
    return Grid(
        sheet.name, rows, marks.hidden_rows, marks.hidden_columns, marks.percent, marks.errors,
        marks.unsaved, filled, hidden, found is not None,
    )  # fmt: skip


def _value(cell: Any) -> Value:
    if isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):  # binary file: calamine gives every number as one
        return shortest(cell)
    return "" if cell is None else cell


def _filled(rows: list[list[Value]], merged: list[Any]) -> dict[tuple[int, int], tuple[int, int]]:
    """Put the value of a merged cell into every row that it spans; tells where it was put."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in merged:
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
            if row > top and top < len(rows) and left < len(rows[row]):
                rows[row][left] = rows[top][left]
    return found

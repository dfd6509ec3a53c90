"""The one door to XlsxWriter: workbooks in which every text stays a text and nothing can run."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import xlsxwriter.exceptions

from eligibility.report.width import width

# A cell that begins like this would be run as a formula once somebody edits it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_TEXT = 32_767
MAX_ROWS = 1_048_576  # with the headings
MAX_DIGITS = 15  # that a cell keeps of a number
FONT = "等线"
LINE, MAX_HEIGHT = 16, 409  # points
A3, A4 = 8, 9
LINED: dict[str, Any] = {"border": 1, "border_color": "#D9D9D9"}
_BASE = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}


class Book:
    """A workbook under way; `made_on` stands in its properties, so that its bytes repeat."""

    def __init__(self, title: str, made_on: date) -> None:
        self._bytes = io.BytesIO()
        self._begin(self._bytes, {"in_memory": True}, title, made_on)

    def _begin(self, into: Any, more: Mapping[str, Any], title: str, made_on: date) -> None:
        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd", **more,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(into, options)
        created = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001  no clock
        self._book.set_properties({"title": title, "created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def sheet(self, name: str) -> Sheet:
        """A new sheet behind the others."""
        return Sheet(self, self._book.add_worksheet(name))

    def format(self, **properties: Any) -> Any:
        """The format of these properties, made once."""
        key = tuple(sorted({**_BASE, **properties}.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def content(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._bytes.getvalue()


class LongBook(Book):
    """A workbook written to a file row by row, however long it is.

    `room` is a folder for what is on its way.
    """

    def __init__(self, path: Path, title: str, made_on: date, room: Path) -> None:
        more = {"constant_memory": True, "tmpdir": str(room)}
        self._begin(str(path), more, title, made_on)

    def close(self) -> None:
        """Finish the file; OSError where the disk does not hold it."""
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as failed:
            raise failed.args[0] from None


class Sheet:
    """A sheet under way; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.raw = book, sheet
        self.widths: Sequence[int] = ()

    def text(self, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as a text, whatever it looks like."""
        if text.startswith(FORMULA):
            properties["quote_prefix"] = True
        shown = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
        self.raw.write_string(row, column, shown, self.book.format(**properties))

    def row(self, row: int, texts: Sequence[str], looks: Mapping[int, Mapping[str, Any]]) -> None:
        """Write a row of texts, some in a look of their own, as high as its longest text needs."""
        lines = 1
        for column, text in enumerate(texts):
            self.text(row, column, text, **LINED, **looks.get(column, {}))
            wide = (
                self.widths[column] * 9 // 10 if column < len(self.widths) else 20
            )  # words break early
            lines = max(lines, sum(-(-width(one) // wide) or 1 for one in text.split("\n")))
        self.raw.set_row(row, min(LINE * lines + 6, MAX_HEIGHT))

    def number(self, row: int, column: int, number: int, **properties: Any) -> None:
        """Write a whole number."""
        self.raw.write_number(row, column, number, self.book.format(**properties))

    def headings(self, row: int, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Headings that stay in sight, with a width for each column."""
        self.widths = widths
        for column, (text, wide) in enumerate(zip(headings, widths, strict=True)):
            self.text(row, column, text, bold=True, bg_color="#1F3864", font_color="#FFFFFF",
                      border=1, border_color="#BFBFBF")  # fmt: skip
            self.raw.set_column(column, column, wide)
        self.raw.freeze_panes(row + 1, 0)

    def filters(self, row: int, last_row: int, columns: int) -> None:
        """Filters on the headings, and the page set up to be printed."""
        self.raw.autofilter(row, 0, max(last_row, row), columns - 1)
        self.raw.repeat_rows(row)
        self.printed()

    def printed(self, *, landscape: bool = True) -> None:
        """As wide as the page (A3 across, or A4), with page numbers."""
        if landscape:
            self.raw.set_landscape()
        self.raw.set_paper(A3 if landscape else A4)
        self.raw.set_margins(0.4, 0.4, 0.5, 0.6)  # measure: a page
        self.raw.fit_to_pages(1, 0)
        self.raw.set_footer("&C&P / &N")

    def validation(self, rows: tuple[int, int], column: int, options: Mapping[str, Any]) -> None:
        """A drop-down or a check on the cells of a column."""
        self.raw.data_validation(rows[0], column, rows[1], column, dict(options))

"""A formal paper as a Word file: A4, 仿宋 body and 黑体 headings, page numbers, the same bytes.

This file and its pieces are the one place that knows python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from eligibility.language.pack import Words
from eligibility.report.clauses import SIGNS
from eligibility.report.docx_pieces import field, font, margins, run_of, shade, tight, write
from eligibility.report.fixed_zip import fixed
from eligibility.report.paper import (
    Entries,
    Entry,
    Fields,
    Grid,
    Paper,
    Part,
    Signatures,
    headline,
)
from eligibility.report.to_text import printable
from eligibility.report.view import Line, Table

W = Words
BODY, HEAD = "仿宋", "黑体"
WIDTH = 156  # millimetres between the margins of an A4 page
FINDINGS = (W("序号", "No."), W("审查内容和理由", "What is asked, and why"), W("结果", "Result"),
            W("依据和规则", "Article and rule"))  # fmt: skip
MOST_WHOLE = 300  # characters of a row that is kept on one page
PAGE = W("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")


def to_docx(paper: Paper) -> bytes:
    """The bytes of the Word file."""
    return _Writer(paper).written()


class _Writer:
    """Writes one paper; findings are numbered through it."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.numbers = paper, count(1)
        self.doc: Any = docx.Document()

    def written(self) -> bytes:
        paper = self.paper
        self._page()
        self._styles()
        self._properties()
        title = self.doc.add_paragraph(style="Title")
        run_of(title, paper.title)
        if paper.subject:
            run_of(self.doc.add_paragraph(style="Subtitle"), paper.subject)
        if paper.badge:
            run_of(self.doc.add_paragraph(style="Subtitle"), paper.badge, paper.tone, bold=True)
        self._lines(paper.opening)
        for part in paper.parts:
            self._part(part, 1)
        for text in paper.closing:
            run_of(self.doc.add_paragraph(), text, "faint")
        out = io.BytesIO()
        self.doc.save(out)
        return fixed(out.getvalue())

    def say(self, words: Words) -> str:
        return words.in_language(self.paper.language)

    def _page(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(30), Mm(28)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shown = " · ".join(t for t in (self.paper.title, self.paper.subject) if t)
        run_of(head, shown, "faint", size=9)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for piece in self.say(PAGE).replace("{pages}", "|NUMPAGES|").replace(
            "{page}", "|PAGE|"
        ).split("|"):  # fmt: skip
            if piece in ("PAGE", "NUMPAGES"):
                field(foot, piece)
            elif piece:
                run_of(foot, piece, size=9)

    def _styles(self) -> None:
        styles = self.doc.styles
        font(styles["Normal"], BODY, 12)
        styles["Normal"].paragraph_format.space_after = Pt(3)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        for name, size in (("Title", 20), ("Subtitle", 14), ("Heading 1", 15), ("Heading 2", 13)):
            style = styles[name]
            font(style, HEAD, size)
            style.paragraph_format.space_before = Pt(10 if name.startswith("Heading") else 0)
            style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.keep_with_next = True
        for name in ("Title", "Subtitle"):
            styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            border = styles[name].element.pPr.find(qn("w:pBdr"))
            if border is not None:
                styles[name].element.pPr.remove(border)

    def _properties(self) -> None:
        properties = self.doc.core_properties
        moment = datetime.fromisoformat(f"{self.paper.day}T00:00:00+00:00")
        properties.created = properties.modified = moment.replace(tzinfo=None)
        properties.author = properties.last_modified_by = "eligibility"
        properties.title = printable(self.paper.title)
        properties.subject = printable(" ".join(self.paper.subject.split()))
        properties.language = "zh-CN" if self.paper.language == "zh" else "en"
        properties.comments = ""
        properties.revision = 1

    def _part(self, part: Part, level: int) -> None:
        if part.title:
            heading = self.doc.add_heading(level=level)
            run_of(heading, headline(part.title))
            if part.badge:
                colon = "：" if self.paper.language == "zh" else ": "
                run_of(heading, f"{colon}{part.badge}", part.tone)
        for block in part.blocks:
            if isinstance(block, Line):
                self._lines((block,))
            elif isinstance(block, Table):
                self._grid(Grid(block.headings, block.rows, _widths(block)))
            elif isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Entries):
                self._entries(block)
            elif isinstance(block, Fields):
                self._fields(block.rows)
            else:
                self._signatures(block)
        for inner in part.parts:
            self._part(inner, min(level + 1, 2))

    def _lines(self, lines: Iterable[Line], depth: int = 0) -> None:
        for line in lines:
            paragraph = self.doc.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(6 * depth)
            size = 10 if line.tone == "faint" else None
            run_of(paragraph, line.text, line.tone, bold=line.tone == "strong", size=size)
            self._lines(line.under, depth + 1)

    def _table(self, widths: tuple[int, ...], headings: tuple[str, ...] = ()) -> Any:
        table = self.doc.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        margins(table)
        whole = sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(WIDTH * width // whole)
        if headings:
            row = self._row(table)
            repeat = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  python-docx has no name for it
            for cell, text in zip(row.cells, headings, strict=True):
                shade(cell)
                write(cell, headline(text), bold=True)
        return table

    def _row(self, table: Any, *, whole: bool = True) -> Any:
        row = table.add_row()
        if whole:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  as above
        return row

    def _after(self) -> None:
        """A small gap, so that two tables do not run into one."""
        gap = self.doc.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        run_of(gap, "", size=4)

    def _grid(self, grid: Grid) -> None:
        table = self._table(grid.widths, grid.headings)
        for values in grid.rows:
            whole = sum(map(len, values)) < MOST_WHOLE
            for cell, text in zip(self._row(table, whole=whole).cells, values, strict=True):
                write(cell, text)
        self._after()

    def _fields(self, rows: Iterable[tuple[str, str]]) -> None:
        table = self._table((26, 74))
        for name, value in rows:
            left, right = self._row(table).cells
            shade(left)
            write(left, headline(name))
            write(right, value)
        self._after()

    def _signatures(self, block: Signatures) -> None:
        table = self._table((40, 60))
        for label in block.labels:
            row = self._row(table)
            row.height = Mm(13)
            write(row.cells[0], label)
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = label != block.labels[-1]
        self._after()

    def _entries(self, block: Entries) -> None:
        run_of(
            self.doc.add_paragraph(), headline(block.title), bold=True
        ).paragraph_format.keep_with_next = True
        headings = tuple(self.say(w) for w in FINDINGS)
        table = self._table((8, 52, 13, 27), headings)
        for entry in block.entries:
            length = len(entry.says) + sum(len(line.text) for line in _flat(entry.reasons))
            self._entry(self._row(table, whole=length < MOST_WHOLE).cells, entry)
        self._after()

    def _entry(self, cells: Any, entry: Entry) -> None:
        number, what, result, where = cells
        write(number, str(next(self.numbers)))
        write(what, entry.says, bold=True)
        for line in _flat(entry.reasons):
            run_of(tight(what.add_paragraph()), line.text, line.tone, size=10)
        write(result, f"{SIGNS[entry.mark]} {entry.status}", tone=entry.tone, bold=True)
        write(where, entry.cited, size=9)
        run_of(tight(where.add_paragraph()), entry.rule, "faint", size=8)


def _widths(table: Table) -> tuple[int, ...]:
    """How wide the columns of a table are to be: as their longest text, within reason."""
    columns = zip(table.headings, *table.rows, strict=True)
    return tuple(min(max(*map(len, column), 8), 36) for column in columns)


def _flat(lines: Iterable[Line]) -> Iterable[Line]:
    for line in lines:
        yield line
        yield from _flat(line.under)

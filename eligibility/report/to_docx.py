"""A formal paper as a Word file: A4, 仿宋 body and 黑体 headings, page numbers, the same bytes.

The one place that knows python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from eligibility.language.pack import Words
from eligibility.report.clauses import SIGNS
from eligibility.report.fixed_zip import fixed
from eligibility.report.paper import Entries, Entry, Fields, Grid, Paper, Part, Signatures
from eligibility.report.to_text import printable
from eligibility.report.view import Line, Table, Tone

W = Words
BODY, HEAD, LATIN = "仿宋", "黑体", "Times New Roman"
WIDTH = 156  # millimetres between the margins of an A4 page
COLOURS: dict[Tone, RGBColor] = {
    "good": RGBColor(0x1B, 0x5E, 0x20), "bad": RGBColor(0xA3, 0x15, 0x15),
    "open": RGBColor(0x7A, 0x4A, 0x00), "faint": RGBColor(0x55, 0x55, 0x55),
}  # fmt: skip
FINDINGS = (W("序号", "No."), W("审查内容和理由", "What is asked, and why"), W("结果", "Result"),
            W("依据和规则", "Article and rule"))  # fmt: skip
PAGE = W("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
GREY = "F0F0F0"


def to_docx(paper: Paper) -> bytes:
    """The bytes of the Word file."""
    return _Writer(paper).written()


class _Writer:
    """Writes one paper; findings are numbered through it."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.numbers = paper, count(1)
        self.doc: Any = new_document()

    def written(self) -> bytes:
        paper = self.paper
        self._page()
        self._styles()
        self._properties()
        title = self.doc.add_paragraph(style="Title")
        _run(title, paper.title)
        if paper.subject:
            _run(self.doc.add_paragraph(style="Subtitle"), paper.subject)
        if paper.badge:
            _run(self.doc.add_paragraph(style="Subtitle"), paper.badge, paper.tone, bold=True)
        self._lines(paper.opening)
        for part in paper.parts:
            self._part(part, 1)
        for text in paper.closing:
            _run(self.doc.add_paragraph(), text, "faint")
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
        _run(head, shown, "faint", size=9)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for piece in self.say(PAGE).replace("{pages}", "|NUMPAGES|").replace(
            "{page}", "|PAGE|"
        ).split("|"):  # fmt: skip
            if piece in ("PAGE", "NUMPAGES"):
                _field(foot, piece)
            elif piece:
                _run(foot, piece, size=9)

    def _styles(self) -> None:
        styles = self.doc.styles
        _font(styles["Normal"], BODY, 12)
        styles["Normal"].paragraph_format.space_after = Pt(3)
        for name, size in (("Title", 20), ("Subtitle", 14), ("Heading 1", 15), ("Heading 2", 13)):
            style = styles[name]
            _font(style, HEAD, size)
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
            _run(heading, part.title)
            if part.badge:
                colon = "：" if self.paper.language == "zh" else ": "
                _run(heading, f"{colon}{part.badge}", part.tone)
        for block in part.blocks:
            if isinstance(block, Line):
                self._lines((block,))
            elif isinstance(block, Table):
                self._grid(Grid(block.headings, block.rows, (1,) * len(block.headings)))
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
            _run(paragraph, line.text, line.tone, bold=line.tone == "strong")
            self._lines(line.under, depth + 1)

    def _table(self, widths: tuple[int, ...], headings: tuple[str, ...] = ()) -> Any:
        table = self.doc.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        whole = sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(WIDTH * width // whole)
        if headings:
            row = self._row(table)
            repeat = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  python-docx has no name for it
            for cell, text in zip(row.cells, headings, strict=True):
                _shade(cell)
                _write(cell, text, bold=True)
        return table

    def _row(self, table: Any) -> Any:
        row = table.add_row()
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001  as above
        return row

    def _after(self) -> None:
        """A small gap, so that two tables do not run into one."""
        gap = self.doc.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        _run(gap, "", size=4)

    def _grid(self, grid: Grid) -> None:
        table = self._table(grid.widths, grid.headings)
        for values in grid.rows:
            for cell, text in zip(self._row(table).cells, values, strict=True):
                _write(cell, text)
        self._after()

    def _fields(self, rows: Iterable[tuple[str, str]]) -> None:
        table = self._table((26, 74))
        for name, value in rows:
            left, right = self._row(table).cells
            _shade(left)
            _write(left, name)
            _write(right, value)
        self._after()

    def _signatures(self, block: Signatures) -> None:
        table = self._table((40, 60))
        for label in block.labels:
            row = self._row(table)
            row.height = Mm(13)
            _write(row.cells[0], label)
        self._after()

    def _entries(self, block: Entries) -> None:
        _run(self.doc.add_paragraph(), block.title, bold=True).paragraph_format.keep_with_next = True
        headings = tuple(self.say(w) for w in FINDINGS)
        table = self._table((8, 52, 13, 27), headings)
        for entry in block.entries:
            self._entry(self._row(table).cells, entry)
        self._after()

    def _entry(self, cells: Any, entry: Entry) -> None:
        number, what, result, where = cells
        _write(number, str(next(self.numbers)))
        _write(what, entry.says, bold=True)
        for line in _flat(entry.reasons):
            _run(_tight(what.add_paragraph()), line.text, line.tone, size=10)
        _write(result, f"{SIGNS[entry.mark]} {entry.status}", tone=entry.tone, bold=True)
        _write(where, entry.cited, size=9)
        _run(_tight(where.add_paragraph()), entry.rule, "faint", size=8)


def _flat(lines: Iterable[Line]) -> Iterable[Line]:
    for line in lines:
        yield line
        yield from _flat(line.under)


def _tight(paragraph: Any) -> Any:
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _write(
    cell: Any, text: str, *, tone: Tone = "plain", bold: bool = False, size: int | None = None
) -> None:
    """A cell's text; a new line begins a new paragraph."""
    paragraph = _tight(cell.paragraphs[0])
    for number, part in enumerate(text.split("\n")):
        if number:
            paragraph = _tight(cell.add_paragraph())
        _run(paragraph, part, tone, bold=bold, size=size or 10)


def _run(
    paragraph: Any, text: str, tone: Tone = "plain", *, bold: bool = False, size: int | None = None
) -> Any:
    """The paragraph with a text added to it; what no file may hold is replaced."""
    run = paragraph.add_run(printable(" ".join(text.splitlines())))
    run.bold = True if bold else None
    if size is not None:
        run.font.size = Pt(size)
    if tone in COLOURS:
        run.font.color.rgb = COLOURS[tone]
    return paragraph


def _font(style: Any, name: str, size: int) -> None:
    """The font of a style, by name, for Chinese and for Latin letters."""
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), LATIN)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), GREY)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  as above


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills: the number of this page, or of all pages."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("", "1"), ("end", "")):
        if kind:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece = OxmlElement("w:instrText" if text == name else "w:t")
            piece.text = text
        run._r.append(piece)  # noqa: SLF001  as above

"""The small pieces of a Word file: runs, cells, fonts by name, fields, shades."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from eligibility.report.to_text import printable
from eligibility.report.view import Tone

LATIN = "Times New Roman"
GREY = "F0F0F0"
COLOURS: dict[Tone, RGBColor] = {
    "good": RGBColor(0x1B, 0x5E, 0x20),
    "bad": RGBColor(0xA3, 0x15, 0x15),
    "open": RGBColor(0x7A, 0x4A, 0x00),
    "faint": RGBColor(0x55, 0x55, 0x55),
}


def tight(paragraph: Any) -> Any:
    """The paragraph without room under it."""
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def write(
    cell: Any, text: str, *, tone: Tone = "plain", bold: bool = False, size: int | None = None
) -> None:
    """A cell's text; a new line begins a new paragraph."""
    paragraph = tight(cell.paragraphs[0])
    for number, part in enumerate(text.split("\n")):
        if number:
            paragraph = tight(cell.add_paragraph())
        run_of(paragraph, part, tone, bold=bold, size=size or 10)


def run_of(
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


def font(style: Any, name: str, size: int) -> None:
    """The font of a style, by name, for Chinese and for Latin letters."""
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), LATIN)


def margins(table: Any) -> None:
    """A little room above and below the text of each cell."""
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "90"), ("bottom", "40"), ("right", "90")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    table._tbl.tblPr.append(room)  # noqa: SLF001  python-docx has no name for it


def shade(cell: Any) -> None:
    """A grey ground for a cell that names what stands beside or under it."""
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:fill"), GREY)
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001  python-docx has no name for it


def field(paragraph: Any, name: str) -> None:
    """A field that Word fills: the number of this page, or of all pages."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece = OxmlElement("w:instrText" if text == name else "w:t")
            piece.text = text
        run._r.append(piece)  # noqa: SLF001  python-docx has no name for it

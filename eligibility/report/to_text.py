"""A document as plain text: two blanks a level, colour only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.report.view import Document, Line, Section, Table, Tone
from eligibility.report.width import wrap

_COLOURS: dict[Tone, str] = {
    "good": "32", "bad": "1;31", "open": "33", "faint": "2", "strong": "1",
}  # fmt: skip


def to_text(document: Document, *, colour: bool = False, columns: int | None = None) -> str:
    """The whole document; `columns` wraps long lines, None leaves them whole."""
    paint = _Paint(colour, columns)
    lines = [
        paint.inked(
            printable(document.heading), document.tone if document.tone != "plain" else "strong"
        )
    ]
    lines += [line for text in document.opening for line in paint.wrapped(text, 0, "plain")]
    for section in document.sections:
        lines += ["", *_section(section, paint)]
    if document.closing:
        lines.append("")
        lines += [line for text in document.closing for line in paint.wrapped(text, 0, "faint")]
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """The text with control characters replaced, so that no input can move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else "\ufffd" for c in text)


class _Paint:
    """How lines are laid out: with or without colour, wrapped or not."""

    def __init__(self, colour: bool, columns: int | None) -> None:
        self.colour, self.columns = colour, columns

    def inked(self, text: str, tone: Tone) -> str:
        code = _COLOURS.get(tone)
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def wrapped(self, text: str, indent: int, tone: Tone) -> Iterator[str]:
        room = max(self.columns - indent, 20) if self.columns else None
        text = printable(text)
        parts = wrap(text, room) if room else [text]
        for part in parts:
            yield " " * indent + self.inked(part, tone)


def _section(section: Section, paint: _Paint) -> Iterator[str]:
    if section.title:
        yield paint.inked(
            printable(section.title), section.tone if section.tone != "plain" else "strong"
        )
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield from _line(block, 2, paint)


def _line(line: Line, indent: int, paint: _Paint) -> Iterator[str]:
    yield from paint.wrapped(line.text, indent, line.tone)
    for below in line.under:
        yield from _line(below, indent + 2, paint)


def _table(table: Table) -> Iterator[str]:
    # tabulate takes as long to load as the whole program; most answers need no table
    from eligibility.report.tables import draw  # noqa: PLC0415

    rows = [tuple(map(printable, row)) for row in table.rows]
    for row in draw(table.headings, rows).splitlines():
        yield f"  {row}".rstrip()

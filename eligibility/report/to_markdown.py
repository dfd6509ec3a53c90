"""A document as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.report.view import Document, Line, Section, Table

# Markdown and HTML would read these; a submission's own text must stay text.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def to_markdown(document: Document, *, level: int = 1) -> str:
    """The whole document: headings from `level` down, lists and tables of the common dialect."""
    lines = [f"{'#' * level} {escaped(document.heading)}", ""]
    lines += [f"{escaped(text)}  " for text in document.opening]
    for section in document.sections:
        lines += ["", *_section(section, level + 1)]
    if document.closing:
        lines += ["", "---", "", *(f"{escaped(text)}  " for text in document.closing)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text with everything escaped that Markdown would take for its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _section(section: Section, level: int) -> Iterator[str]:
    if section.title:
        yield f"{'#' * level} {escaped(section.title)}"
        yield ""
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)
            yield ""
        else:
            yield from _line(block, 0)


def _line(line: Line, depth: int) -> Iterator[str]:
    text = escaped(line.text)
    shown = f"**{text}**" if line.tone in ("bad", "strong") and depth == 0 else text
    yield f"{'  ' * depth}- {shown}"
    for below in line.under:
        yield from _line(below, depth + 1)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.headings)
    yield _row(("---",) * len(table.headings), raw=True)
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escaped(cell) for cell in cells) + " |"

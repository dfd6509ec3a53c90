"""Faults as text: code and message, the place, the line with a caret under the words, a way out."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.errors import Diagnostic
from eligibility.report.to_text import printable
from eligibility.report.width import width

# A longer line is shown around the place only.
MOST_COLUMNS = 160
_BEFORE = 60


def to_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """All faults, one after another, a blank line between them."""
    return "\n".join(one(d, colour=colour) for d in diagnostics)


def one(of: Diagnostic, *, colour: bool = False) -> str:
    """One fault, in the way of compilers."""
    red, bold, plain = ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") if colour else ("", "", "")
    kind = "note" if of.code.startswith("F") else "error"
    lines = [f"{red}{kind}[{of.code}]{plain}: {bold}{printable(of.message)}{plain}"]
    gutter = ""
    if of.place is not None:
        place = of.place
        lines.append(f"  --> {printable(place.file)}:{place.line}:{place.column}")
        if of.source_line.strip():
            gutter = " " * len(str(place.line))
            shown, blanks, carets = _caret(of.source_line, place.column, place.width)
            lines += [
                f"{gutter} |",
                f"{place.line} | {shown}",
                f"{gutter} | {' ' * blanks}{red}{'^' * carets}{plain}",
            ]
    if of.help:
        lines.append(f"{gutter} = help: {printable(of.help)}")
    return "\n".join(lines) + "\n"


def _caret(source: str, column: int, span: int) -> tuple[str, int, int]:
    """The line to show, the blanks before the caret, the number of carets; all in columns."""
    source = printable(source.rstrip("\r\n").replace("\t", " "))
    start = max(column - 1, 0)
    if len(source) > MOST_COLUMNS:
        first = max(start - _BEFORE, 0)
        head = "…" if first else ""
        tail = "…" if first + MOST_COLUMNS < len(source) else ""
        source = head + source[first : first + MOST_COLUMNS] + tail
        start = start - first + len(head)
    end = min(start + max(span, 1), max(len(source), start + 1))
    return source, width(source[:start]), max(width(source[start:end]), 1)

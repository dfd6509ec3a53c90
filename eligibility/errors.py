"""What is told when an input is refused: places, diagnostics, the exception that carries them.

Every fault of every file is collected and raised once, as `Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from eligibility.classes import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A place in a text: file as the user named it, line and column from 1, width in characters.

    Line 0: the name says where (a row and column of a table).
    """

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Diagnostic:
    """One fault: a stable code (`codes.py`), a sentence, its place, the line itself, a way out."""

    code: str
    message: str
    place: Place | None = None
    source_line: str = ""
    help: str = ""

    def sort_key(self) -> tuple[str, int, int, str]:
        """File, line, column, code: the order in which faults are printed."""
        if self.place is None:
            return ("", 0, 0, self.code)
        return (self.place.file, self.place.line, self.place.column, self.code)


class Refused(Exception):
    """An input that was refused, with all its faults."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(
            sorted(diagnostics, key=Diagnostic.sort_key)
        )
        super().__init__("; ".join(d.message for d in self.diagnostics))


def refuse(code: str, message: str, *, file: str = "", help: str = "") -> NoReturn:
    """Raise `Refused` with one diagnostic about a whole file (or about no file at all)."""
    place = Place(file, 1, 1) if file else None
    raise Refused([Diagnostic(code, message, place, help=help)])


def nearest(word: str, known: Iterable[str]) -> str:
    """A suggestion sentence naming the nearest known word, or an empty string."""
    import difflib  # noqa: PLC0415  only who makes a mistake needs it

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean `{close[0]}`?" if close else ""

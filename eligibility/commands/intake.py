"""What `assess` is given: project files one by one, and the rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eligibility.classes import dataclass
from eligibility.commands import console
from eligibility.commands.desk import Desk
from eligibility.errors import Diagnostic, Refused
from eligibility.language.located import load

if TYPE_CHECKING:
    from eligibility.submission.facts import Submission


@dataclass(frozen=True)
class Taken:
    """A submission and the text that it was read from; `row` tells of the row behind it."""

    submission: Submission
    text: str
    row: Mapping[str, Any] | None = None


def is_table(name: str) -> bool:
    """Whether a file of that name holds a row for each project."""
    from eligibility.submission.tables import SUFFIXES

    return Path(name).suffix.lower() in SUFFIXES


def taken(desk: Desk, name: str, faults: list[Diagnostic]) -> Iterator[Taken]:
    """The submissions of a file; the faults of those that are refused are collected."""
    if is_table(name):
        yield from _rows(desk, Path(name), faults)
        return
    try:
        tree = load(name)
        yield Taken(desk.read(tree), tree.source.text)
    except Refused as refused:
        faults.extend(refused.diagnostics)


def _rows(desk: Desk, path: Path, faults: list[Diagnostic]) -> Iterator[Taken]:
    """The rows of a table; what was left out or hidden is told beside the answer."""
    from eligibility.submission.tables.reading import open_table, rows_of

    try:
        book = open_table(path)
        for note in book.notes:
            console.word(f"{path}: {note}")
        for row in rows_of(book, desk.read):
            faults.extend(row.faults)
            if row.submission is not None:
                place = {"file": row.file, "sheet": row.sheet, "row": row.number}
                yield Taken(row.submission, row.text, place)
    except Refused as refused:
        faults.extend(refused.diagnostics)

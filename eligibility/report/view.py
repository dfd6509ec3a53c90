"""What is to be shown, with no format in it: documents, sections, lines and tables."""

from __future__ import annotations

from typing import Literal, TypeAlias

from eligibility.classes import dataclass

Tone = Literal["plain", "good", "bad", "open", "faint", "strong"]


@dataclass(frozen=True)
class Line:
    """One statement, and the statements that belong under it."""

    text: str
    tone: Tone = "plain"
    under: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows under headings; every cell is text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = "Line | Table"


@dataclass(frozen=True)
class Section:
    """A titled part of a document."""

    title: str
    blocks: tuple[Block, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Document:
    """A heading with its tone, the lines right under it, the sections, the last lines."""

    heading: str
    tone: Tone = "plain"
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()

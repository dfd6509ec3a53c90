"""What a formal paper shows, with no format in it: findings with marks, trees and scales, fields.

Word and HTML are both made from a `Paper`; a plain `Document` becomes one by `paper_of`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from eligibility.classes import dataclass
from eligibility.language.pack import Language
from eligibility.report.view import Document, Line, Table, Tone

Mark = Literal["held", "failed", "unknown", "not_applicable", "value"]


@dataclass(frozen=True)
class Scale:
    """A figure and its limit on one axis, in thousandths of its length.

    Each goes from its least to its greatest value, the same where it is known. `side` is the side
    of the limit that the rule asks for.
    """

    low: int
    high: int
    limit_low: int
    limit_high: int
    side: Literal["below", "above"]
    figure_text: str
    limit_text: str
    sentence: str
    tone: Tone


@dataclass(frozen=True)
class Branch:
    """A step of a derivation: whether it held, its words, and the steps under it."""

    mark: Mark
    text: str
    under: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One finding: what the rule asks, how it came out, why, where it stands; `rule` is its id."""

    mark: Mark
    status: str
    says: str
    tone: Tone
    reasons: tuple[Line, ...]
    cited: str
    rule: str
    scale: Scale | None = None
    tree: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Entries:
    """Findings under one heading (none: those that decided)."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Fields:
    """Names with their values, as a form prints them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table that says how wide its columns are, in parts of the whole."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Signatures:
    """Room for those who sign: one name of an office a line."""

    labels: tuple[str, ...]


Block: TypeAlias = "Line | Table | Entries | Fields | Grid | Signatures"


@dataclass(frozen=True)
class Part:
    """A titled part, its conclusion beside the title, and smaller parts under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    badge: str = ""
    tone: Tone = "plain"
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A whole paper. `day` dates the file itself, so that the same answer gives the same bytes."""

    language: Language
    title: str
    subject: str
    badge: str
    tone: Tone
    opening: tuple[Line, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    day: str


def paper_of(document: Document, language: Language, day: str) -> Paper:
    """A plain document as a paper."""
    return Paper(
        language=language,
        title=document.heading,
        subject="",
        badge="",
        tone=document.tone,
        opening=tuple(Line(text) for text in document.opening),
        parts=tuple(Part(s.title, s.blocks, tone=s.tone) for s in document.sections if s.blocks),
        closing=document.closing,
        day=day,
    )


def headline(text: str) -> str:
    """The text as a heading begins: with a capital, where the script has them."""
    return text[:1].upper() + text[1:]

"""Locators as rule files write them (`二(五)1 句2`, `五、(十八) s2`, `六(二)第1句`), looked up.

A clause (`c1`, `分句1`) is read as its sentence; a bracket beside the numbers is a remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from eligibility.classes import dataclass
from eligibility.ledger.document import (
    NUMERALS,
    Document,
    Line,
    Part,
    Sentence,
    paragraphs,
    sentences,
)

_N = f"[{NUMERALS}]{{1,3}}"
_FIRST = re.compile(rf"({_N})(?:[、.]\s*|(?=[(\d\s第句末首]|$))")
_TITLE = re.compile(r"(?![第句末首前后各])[一-鿿]+\s*")
_SECOND = re.compile(rf"\(({_N})\)((?:[、,]\({_N}\))*)\s*")
_THIRD = re.compile(r"(\d{1,2})((?:、\d{1,2})*)(?!\d*[句段])\s*")
_REMARK = re.compile(rf"\((?!{_N}\))[^()]*(?:\([^()]*\)[^()]*)*\)")
_SENTENCES = re.compile(
    r"第(\d+(?:[、,]\s*\d+)*)句|(?<!分)(?:句|s)(\d+(?:\s*[-~至]\s*(?:句|s)?\d+|[、,]\s*(?:句|s)\d+)*)"
)
_PREAMBLE = re.compile(r"序|引言|导语|preamble|前言|通知|标题")
_EVERYWHERE = re.compile(r"文头|全文|各条|.*every item")
_SPLIT = re.compile(r"[;/]|\band\b")


@dataclass(frozen=True)
class Spot:
    """One place that a locator names: headings by level, a paragraph, sentences (all when empty).

    `dash`: the paragraph is counted among those that begin with a dash. -1 is the last one.
    `everywhere`: the whole text.
    """

    headings: tuple[tuple[int, str], ...]
    paragraph: int | None = None
    numbers: tuple[int, ...] = ()
    dash: bool = False
    everywhere: bool = False


class NoSuchPlace(Exception):
    """A locator that the text does not have, with the reason."""


def read_locator(locator: str) -> tuple[Spot, ...]:
    """The spots that a locator names; none where it cannot be read."""
    found: list[Spot] = []
    path: tuple[tuple[int, str], ...] = ()
    for piece in _SPLIT.split(unicodedata.normalize("NFKC", locator)):
        for spot in _piece(piece.strip(), path):
            found.append(spot)
            path = spot.headings
    return tuple(found)


def _piece(piece: str, before: tuple[tuple[int, str], ...]) -> Iterator[Spot]:
    if _EVERYWHERE.match(piece):
        yield Spot((), everywhere=True)
        return
    if _PREAMBLE.match(piece):
        yield from _selected((), _REMARK.sub("", piece))
        return
    path: list[tuple[int, str]] = []
    first = _FIRST.match(piece)
    if first:
        path.append((1, first.group(1)))
        piece = piece[first.end() :].strip()
        piece = _TITLE.sub("", piece, count=1) if _TITLE.match(piece) else piece
    others: list[tuple[int, str]] = []
    second = _SECOND.match(piece)
    if second:
        path = path or [h for h in before if h[0] < 2]
        others = [(2, number) for number in re.findall(_N, second.group(2))]
        path.append((2, second.group(1)))
        piece = piece[second.end() :]
    third = _THIRD.match(piece)
    if third:
        path = path or [h for h in before if h[0] < 3]
        others = [(3, number) for number in re.findall(r"\d+", third.group(2))] or others
        path.append((3, third.group(1)))
        piece = piece[third.end() :]
    rest = _REMARK.sub("", piece)
    if not path and _SENTENCES.search(rest):
        path = list(before)
    if path:
        yield from _selected(tuple(path), rest)
    for other in others:
        yield Spot((*(h for h in path if h[0] < other[0]), other))


def _selected(path: tuple[tuple[int, str], ...], rest: str) -> Iterator[Spot]:
    dash = "破折号" in rest
    paragraph = re.search(r"第(\d+)(?:、\d+)*(?:段|个破折号)", rest)
    number = int(paragraph.group(1)) if paragraph else 1 if "首段" in rest else None
    picked: list[int] = []
    for match in _SENTENCES.finditer(rest):
        picked += _numbers(match.group(1) or match.group(2))
    if "末句" in rest:
        picked.append(-1)
    if "首句" in rest and not picked:
        picked.append(1)
    yield Spot(path, number, tuple(dict.fromkeys(picked)), dash)


def _numbers(text: str) -> Iterator[int]:
    for part in re.split(r"[、,]", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        yield from range(ends[0], ends[-1] + 1)


def at(document: Document, locator: str) -> tuple[Sentence, ...]:
    """The sentences of all spots of a locator (none where it cannot be read); `NoSuchPlace`."""
    kept = document.looked_up.get(locator)
    if kept is None:
        try:
            spots = read_locator(locator)
            kept = tuple(s for spot in spots for s in find(document, spot))
        except NoSuchPlace as error:
            kept = str(error)
        document.looked_up[locator] = kept
    if isinstance(kept, str):
        raise NoSuchPlace(kept)
    return kept


def find(document: Document, spot: Spot) -> tuple[Sentence, ...]:
    """What stands at a spot; `NoSuchPlace` when the text does not have it."""
    part = document.root
    for level, number in spot.headings:
        part = _below(part, level, number)
    whole = spot.headings or spot.everywhere
    lines = part.all_lines() if whole else part.lines
    if not lines and not whole:
        raise NoSuchPlace("the text has no preamble")
    if spot.paragraph is not None:
        lines = _paragraph(lines, spot)
    elif not spot.numbers:
        lines = [Line(part.line, part.caption), *lines]
    told = sentences(lines)
    if not spot.numbers:
        return tuple(told)
    caption = Sentence(part.caption, part.line)
    return tuple(_sentence(told, number, caption) for number in spot.numbers)


def _below(part: Part, level: int, number: str) -> Part:
    for below in part.walk():
        if below is not part and (below.level, below.number) == (level, number):
            return below
    inside = f"{part.number}: " if part.number else ""
    raise NoSuchPlace(f"{inside}no heading {number} of level {level}")


def _paragraph(lines: list[Line], spot: Spot) -> list[Line]:
    found = paragraphs(lines)
    if spot.dash:
        found = [p for p in found if p[0].text.startswith("—")]
    assert spot.paragraph is not None  # noqa: S101  (asked for by the caller)
    if not 1 <= spot.paragraph <= len(found):
        raise NoSuchPlace(f"{len(found)} paragraphs, no paragraph {spot.paragraph}")
    return found[spot.paragraph - 1]


def _sentence(told: list[Sentence], number: int, caption: Sentence) -> Sentence:
    if number == 0:
        return caption
    if number > len(told) or not told:
        raise NoSuchPlace(f"{len(told)} sentences, no sentence {number}")
    return told[number if number < 0 else number - 1]

"""A policy text as headings, paragraphs and sentences, each with the line on which it begins.

Headings are `一、`, `(一)`, `1.` and `(1)`; a heading's own caption goes up to its first full stop.
A file may hold several texts: a new one begins where `一、` comes again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field

from eligibility.classes import dataclass

NUMERALS = "一二三四五六七八九十"
_HEADINGS = (
    re.compile(rf"[{NUMERALS}]{{1,3}}(?=[、.])"),
    re.compile(rf"\(([{NUMERALS}]{{0,3}})\)"),
    re.compile(r"(\d{1,2})\s*[.、](?!\d)|(\d)(?=[一-鿿])(?![年月日个家项条倍])"),
    re.compile(r"\((\d{1,2})\)"),
)
_MARKS = re.compile(r"^[\s\-*·•]+")
# pinyin that a broken conversion has put behind characters: `經(jīng)`
_PINYIN = re.compile(r"\([a-zü-ǜà-ÿāēěīńňōūǎǐǒǔ\s,]{1,8}\)")
# what a lost full stop or character leaves behind
DAMAGE = re.compile(r"\?\?|(?<=[一-鿿])\?|�|__|[A-Za-z]*bet\d+|(?<!\d)20\d{3,5}日")
_STOPS = "。!！"
_TRADITIONAL = str.maketrans(
    "萬億畝頃個兩項條戶層處種類級達園區門間標準號們國業產際",
    "万亿亩顷个两项条户层处种类级达园区门间标准号们国业产际",
)


@dataclass(frozen=True)
class Line:
    """A line of the file, made plain, with its number."""

    number: int
    text: str


@dataclass
class Part:
    """A heading with what stands under it. `lines`: its own text, the caption left out."""

    level: int
    number: str
    caption: str
    line: int
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def walk(self) -> Iterator[Part]:
        """The part and every part below it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def all_lines(self) -> list[Line]:
        """Its own lines and those of the parts below it, captions included."""
        found = list(self.lines)
        for part in self.parts:
            found += [Line(part.line, part.caption), *part.all_lines()]
        return found


@dataclass(frozen=True)
class Sentence:
    """A sentence, with the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Document:
    """One text of a file. `root` holds the preamble's lines and the parts of the first level.

    `looked_up` keeps what stands at a locator once it was asked for (a text: why nothing does).
    """

    file: str
    root: Part
    looked_up: dict[str, tuple[Sentence, ...] | str] = field(default_factory=dict, compare=False)


def plain(text: str) -> str:
    """The text after NFKC, without pinyin, blanks and bold marks; numbers' words simplified."""
    text = _PINYIN.sub("", unicodedata.normalize("NFKC", text)).replace("**", "")
    return re.sub(r"\s+", "", text).translate(_TRADITIONAL)


def documents(file: str, text: str) -> list[Document]:
    """The texts that a file holds, in order."""
    lines = [Line(i, _MARKS.sub("", _unpinyin(raw))) for i, raw in enumerate(text.splitlines(), 1)]
    lines = [line for line in lines if line.text.strip()]
    starts = [i for i, line in enumerate(lines) if _opens(line.text)]
    found, begin = [], 0
    for place, start in enumerate(starts):
        begin = _preamble(lines, start, starts[place - 1] if place else 0)
        after = starts[place + 1] if place + 1 < len(starts) else len(lines)
        end = _preamble(lines, after, start) if after < len(lines) else after
        found.append(Document(file, _tree(lines[begin:end])))
    return found


def _unpinyin(raw: str) -> str:
    return _PINYIN.sub("", unicodedata.normalize("NFKC", raw)).replace("**", "").strip()


def _opens(text: str) -> bool:
    return bool(re.match(r"一[、.]", text))


def _preamble(lines: list[Line], start: int, after: int) -> int:
    """Where the preamble of the text begins whose first heading is line `start`."""
    begin = start
    while begin > after and heading(lines[begin - 1].text) is None:
        begin -= 1
    return begin


def heading(text: str) -> tuple[int, str, int] | None:
    """Level (1 to 4), number and length of the mark of a heading line; None: no heading."""
    for level, form in enumerate(_HEADINGS, 1):
        found = form.match(text)
        if found:
            end = found.end() + (1 if level == 1 else 0)
            return level, found.group(found.lastindex or 0), end
    return None


def _tree(lines: Iterable[Line]) -> Part:
    root = Part(0, "", "", 0)
    open_parts = [root]
    for line in lines:
        found = heading(line.text)
        if found is None:
            open_parts[-1].lines.append(Line(line.number, line.text))
            continue
        level, number, end = found
        while open_parts[-1].level >= level:
            open_parts.pop()
        parent = open_parts[-1]
        number = number or _next(parent)
        caption, rest = _caption(line.text[end:].strip())
        part = Part(level, number, caption, line.number)
        if rest:
            part.lines.append(Line(line.number, rest))
        parent.parts.append(part)
        open_parts.append(part)
    return root


def _next(parent: Part) -> str:
    """The number that a heading has lost: the one after its elder's."""
    elder = parent.parts[-1].number if parent.parts else ""
    return NUMERALS[NUMERALS.index(elder) + 1] if elder in NUMERALS[:9] and elder else NUMERALS[0]


def _caption(text: str) -> tuple[str, str]:
    caption, stop, rest = text.partition("。")
    return (caption + stop, rest) if rest else (text, "")


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Lines joined to paragraphs: one ends where a line ends with a stop or a closing bracket."""
    found: list[list[Line]] = [[]]
    for line in lines:
        found[-1].append(line)
        if line.text.rstrip()[-1:] in "。;:)]〕】!":
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def sentences(lines: list[Line]) -> list[Sentence]:
    """The sentences of these lines; a bracket that begins behind a stop ends one, too.

    `??` stands where a full stop was lost together with the character behind it.
    """
    text, starts = "", []
    for line in lines:
        starts.append((len(text), line.number))
        text += plain(line.text)
    found, begin = [], 0
    for stop in re.finditer(rf"[{_STOPS}]+|\?{{2,}}|\?(?=。)", text):
        if stop.start() > begin:
            found.append(_sentence(text, begin, stop.end(), starts))
        begin = stop.end()
    if begin < len(text):
        found.append(_sentence(text, begin, len(text), starts))
    return found


def _sentence(text: str, begin: int, end: int, starts: list[tuple[int, int]]) -> Sentence:
    line = next(number for offset, number in reversed(starts) if offset <= begin)
    return Sentence(text[begin:end], line)

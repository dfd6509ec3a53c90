"""The nodes of a text that was read: scalars as written, sequences, mappings, each with its place.

Nodes keep offsets into their `Source`; places (line, column) are worked out when asked for, so that
reading stays cheap. Nodes are never changed once read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import Any, TypeAlias

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Place

MAX_EXCERPT = 300


@dataclass(eq=False)
class Source:
    """A text and the name the user knows it by."""

    file: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end` (the first line of them)."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        width = min(end - start, len(self.line(line)) - column + 1)
        return Place(self.file, line, column, max(width, 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty when there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]

    def excerpt(self, number: int) -> str:
        """The line as a message shows it: nothing when it is too long to be of use."""
        line = self.line(number)
        return line if len(line) <= MAX_EXCERPT else ""

    def fault(self, code: str, message: str, start: int, end: int, help: str = "") -> Diagnostic:
        """A diagnostic about the characters from `start` up to `end`."""
        place = self.place(start, end)
        return Diagnostic(code, message, place, self.excerpt(place.line), help)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both counted from 1."""
        line = min(line, len(self._starts))
        return min(self._starts[line - 1] + column - 1, len(self.text))


@dataclass(slots=True, eq=False)
class Located:
    """What every node knows: its source and the characters that it covers."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def place(self) -> Place:
        """File, line, column and width."""
        return self.source.place(self.start, self.end)

    @property
    def source_line(self) -> str:
        """The line on which the node begins."""
        return self.source.excerpt(self.place.line)

    def fault(self, code: str, message: str, help: str = "") -> Diagnostic:
        """A diagnostic about this node, with its place and line."""
        return self.source.fault(code, message, self.start, self.end, help)


@dataclass(slots=True, eq=False)
class Scalar(Located):
    """One value as its own text. `style` is its quote or block mark; empty for a plain one."""

    text: str
    style: str = ""

    @property
    def quoted(self) -> bool:
        """Whether the text stood in quotes or in a block."""
        return self.style != ""

    def at(self, offset: int, width: int = 1) -> Place:
        """The place of the character `offset` of `text`, through quotes and folded lines."""
        source, where = self.source.text, self.start
        if self.style in ("|", ">"):
            where = source.find("\n", where) + 1
        elif self.style:
            where += 1
        for char in self.text[:offset].split():
            for letter in char:
                found = source.find(letter, where, self.end)
                where = found + 1 if found >= 0 else where
        if self.text[offset : offset + 1].strip():
            found = source.find(self.text[offset], where, self.end)
            where = found if found >= 0 else where
        return self.source.place(where, where + width)


@dataclass(slots=True, eq=False)
class Sequence(Located):
    """A list of nodes."""

    items: list[Node]


@dataclass(slots=True, eq=False)
class Mapping(Located):
    """Keys and their nodes, in the order of the text; no key stands twice."""

    entries: list[tuple[Scalar, Node]]

    def get(self, key: str) -> Node | None:
        """The node of `key`, or None."""
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself as it stands in the text, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def __contains__(self, key: str) -> bool:
        return any(name.text == key for name, _ in self.entries)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping

UNKNOWN_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


def is_null(node: Node) -> bool:
    """Whether the node is empty or an unquoted `null` or `~`."""
    return isinstance(node, Scalar) and not node.style and node.text in UNKNOWN_WORDS


def plain(node: Node) -> Any:
    """The node as dicts, lists and strings (None for null)."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if is_null(node) else node.text

"""Conditions in the languages of engines that write them alike but for some words and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peers.codes import Cases
from peers.job import Expression


@dataclass(frozen=True)
class Dialect:
    """How an engine writes a column, what is known of it, a negation, a word and a choice of words.

    `within` holds the column and the words in quotes; `signs` are those unlike the job's.
    """

    column: str
    known: str
    missing: str
    within: str
    negated: str = "!({})"
    quote: str = '"'
    signs: Mapping[str, str] = field(default_factory=lambda: {"and": "&&", "or": "||"})

    def choice(self, found: Cases) -> str:
        """The cases as one expression of conditions and their codes."""
        text = str(found.left)
        for condition, code in reversed(found.listed):
            text = f"({self.text(condition)}) ? {code} : ({text})"
        return text

    def text(self, expression: Expression) -> str:
        """A condition."""
        operation, *parts = expression
        if operation == "const":
            return self._quoted(parts[0]) if isinstance(parts[0], str) else str(parts[0])
        if operation in ("known", "missing"):
            return (self.known if operation == "known" else self.missing).format(parts[0])
        if operation == "col":
            return self.column.format(parts[0])
        if operation == "not":
            return self.negated.format(self.text(parts[0]))
        if operation == "in":
            return self.within.format(self.text(parts[0]), ", ".join(map(self._quoted, parts[1])))
        sign = self.signs.get(operation, operation)
        return f"({self.text(parts[0])} {sign} {self.text(parts[1])})"

    def _quoted(self, word: str) -> str:
        return f"{self.quote}{word}{self.quote}"

"""Maps industry labels and zone names to the names of a jurisdiction's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from eligibility.classes import dataclass
from eligibility.language.pack import Vocabulary
from eligibility.language.units import plain
from eligibility.language.values import Label

_CODE = re.compile(r"([A-T]?)(\d{2,4})(?:\s.*)?")


@dataclass(frozen=True)
class Mapper:
    """Finds the vocabulary's own name for a label; the reviewer's mapping goes first."""

    vocabulary: Vocabulary = Vocabulary()
    reviewed: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, written: str) -> Label:
        """The label with its name, where there is one."""
        clean = plain(written)
        return Label(clean, self._declared(self.reviewed.get(clean, clean)))

    def labels(self, written: Iterable[Label]) -> tuple[Label, ...]:
        """The labels without repeats: two that the vocabulary names alike count once.

        The reviewer's mapping removes none, so that it never overturns what a count decided.
        """
        found: dict[str, Label] = {}
        for label in written:
            clean = plain(label.written)
            found.setdefault(self._declared(clean) or clean, self.label(clean))
        return tuple(found.values())

    def _declared(self, label: str) -> str | None:
        return self.vocabulary.industries.get(plain(label)) or self._by_code(label)

    def zone(self, written: str) -> str | None:
        """The vocabulary's own name of a zone, or None when it is in no list."""
        return self.vocabulary.zones.get(plain(written))

    def _by_code(self, label: str) -> str | None:
        found = _CODE.fullmatch(plain(label).upper())
        if not found:
            return None
        letter, digits = found.groups()
        for length in range(len(digits), 1, -1):
            prefix = digits[:length]
            name = self.vocabulary.codes.get(letter + prefix) or self._without_letter(
                letter, prefix
            )
            if name:
                return name
        return None

    def _without_letter(self, letter: str, digits: str) -> str | None:
        if letter:
            return self.vocabulary.codes.get(digits)
        named = {
            name
            for code, name in self.vocabulary.codes.items()
            if code[:1].isalpha() and code[1:] == digits
        }
        return named.pop() if len(named) == 1 else None

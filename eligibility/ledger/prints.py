"""Prints of the places of provisions: digests that tell a changed text without keeping any of it.

`rules/<jurisdiction>/provisions.prints` holds a line a provision: id, digest of its locator, digest
of what stands there. A line whose locator has been changed since is not compared.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from eligibility.ledger.document import Sentence

FILE = "provisions.prints"
_LENGTH = 12


def digest(text: str) -> str:
    """A short digest of a text, of its letters and digits only: punctuation differs in copies."""
    kept = "".join(c for c in text if unicodedata.category(c)[0] in "LN" or c == "%")
    return hashlib.sha256(kept.encode()).hexdigest()[:_LENGTH]


def print_of(locator: str, sentences: Iterable[Sentence]) -> str:
    """The print of a place: the digests of its locator and of its sentences."""
    return f"{digest(locator)} {digest(''.join(s.text for s in sentences))}"


def differs(sealed: str, now: str) -> bool:
    """Whether what stands at a place is other than when it was sealed (with the same locator)."""
    locator, _, text = sealed.partition(" ")
    locator_now, _, text_now = now.partition(" ")
    return locator == locator_now and text != text_now


def read_prints(folder: Path, jurisdiction: str) -> dict[str, str]:
    """The prints of a text by provision; none where it was never sealed."""
    path = folder / jurisdiction / FILE
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.partition(" ")[::2] for line in lines if line and line[0] != "#")


def written(prints: Mapping[str, str]) -> str:
    """The text of a file of prints."""
    head = "# Digests of the cited places, written by `rules ledger --texts DIR --seal`.\n"
    return head + "".join(f"{id} {one}\n" for id, one in prints.items())

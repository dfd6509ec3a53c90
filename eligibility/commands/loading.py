"""What commands load: rule sets, engines, the office's settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eligibility.language import shelf
from eligibility.language.library import Rulebook, load_packs

if TYPE_CHECKING:
    from eligibility.report.rule_pages import Entry


def packs(folder: Path | None, wanted: Iterable[str] | None) -> Rulebook:
    """The rule sets wanted (all when None), with those that they extend."""
    from eligibility.submission.catalogue import catalogue

    return load_packs(catalogue(), wanted, folder)


def packs_to_decide(folder: Path | None, jurisdiction: str) -> Rulebook:
    """The rule sets that decide for a jurisdiction, where possible as a run before left them.

    The examples of their rules may be left out.
    """
    from eligibility.submission.catalogue import catalogue

    return shelf.packs_to_decide(catalogue(), [jurisdiction], folder)


def entries(book: Rulebook) -> Iterator[Entry]:
    """Every rule with its matter and its source, by jurisdiction and matter."""
    from eligibility.report.rule_pages import Entry

    for name in sorted(book.packs):
        pack = book.packs[name]
        for _, matter in sorted(pack.matters.items()):
            for rule in matter.rules:
                yield Entry(rule, matter, pack.source)

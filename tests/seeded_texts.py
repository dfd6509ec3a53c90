"""Defects that only the text itself can tell: figures and places of the packs that are not its own.

Planted into copies of the packs, and held against the reader's own copies of the texts as
`rules ledger --texts` does.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eligibility.language.ledger import load_ledger
from eligibility.language.library import Rulebook, load_packs, rules_folder
from eligibility.ledger.cited import Place, check, read_texts
from eligibility.ledger.document import Document
from eligibility.submission.catalogue import catalogue

TEXTS = rules_folder().resolve().parent.parent / "shared" / "policy" / "texts"
Edit = Callable[[str], str]


@dataclass(frozen=True)
class Planted:
    """A defect that only the text itself can tell: a figure, or a place, that is not the text's."""

    name: str
    id: str
    file: str
    edit: Edit


def against_the_text(name: str, book: Rulebook, texts: list[Document]) -> Iterator[Planted]:
    """Figures and places of a pack that its text has, each put wrong."""
    found = cited(name, book, texts)
    figures = [p for p in found if p.what == "figure" and p.state == "found"]
    for place in figures:
        _, matter, figure = place.id.split("/")
        line = re.compile(
            rf"^(  {figure}:\s*(?:\{{value: |\n    value: ))(\d+)(?![\d.-])", re.MULTILINE
        )
        if "[" not in place.id:
            yield Planted(
                "a digit too many in a figure",
                place.id,
                f"{matter}.yaml",
                lambda text, line=line: line.sub(_a_digit_more, text, count=1),
            )
    for place in (p for p in found if p.what == "provision" and p.state == "found"):
        entry = re.compile(rf"(id: {place.id}\n\s+locator: ).*")
        yield Planted("a place that the text has not", place.id, "provisions.yaml",
                      lambda text, entry=entry: entry.sub(r"\1九十九、(九)", text))  # fmt: skip


def _a_digit_more(found: re.Match[str]) -> str:
    """Such a figure as its place does not print for something else, which would not be told."""
    return f"{found.group(1)}{found.group(2)}9"


def cited(name: str, book: Rulebook, texts: list[Document]) -> tuple[Place, ...]:
    """What `rules ledger --texts` looks up for a pack."""
    return check(book.packs[name], load_ledger(name, book.folder), texts).places


def held_against_the_text(name: str, most: int) -> Iterator[tuple[str, str, str]]:
    """Kind, what was planted, and whether the ledger's check tells of it."""
    texts = read_texts(TEXTS)
    original = load_packs(catalogue(), [name])
    taken: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "rules"
        shutil.copytree(rules_folder(), root)
        for one in against_the_text(name, original, texts):
            file = root / name / one.file
            if taken[one.name] == most or not file.is_file():
                continue
            text = file.read_text(encoding="utf-8")
            if one.edit(text) == text:
                continue
            taken[one.name] += 1
            file.write_text(one.edit(text), encoding="utf-8")
            places = cited(name, load_packs(catalogue(), [name], root), texts)
            told = [p.id for p in places if p.state not in ("found", "reading")]
            file.write_text(text, encoding="utf-8")
            yield one.name, one.id, "caught" if told == [one.id] else f"told of {told}"

"""The control of `rules ledger --texts`: what is changed in copies of the texts is what is told.

The texts are not part of the project: ELIGIBILITY_TEXTS names a folder of copies; without it they
are looked for beside the checkout, and without any the test is skipped.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from house.files import ROOT

from eligibility.language.ledger import load_ledger
from eligibility.language.library import Rulebook, load_packs
from eligibility.ledger.cited import Checked, Place, check, read_texts
from eligibility.submission.catalogue import catalogue

TEXTS = Path(os.environ.get("ELIGIBILITY_TEXTS", ROOT.parent / "shared" / "policy" / "texts"))
TRIALS = 30
STOPS = ",;:。，；：、"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TEXTS.is_dir(), reason="no copies of the texts at hand"),
]


@dataclass(frozen=True)
class Figure:
    """A figure where it is printed: file, line, offset in the raw line, and whose it is."""

    jurisdiction: str
    file: str
    line: int
    start: int
    printed: str
    id: str


def checks(book: Rulebook, folder: Path) -> dict[str, Checked]:
    texts = read_texts(folder)
    return {
        name: check(pack, load_ledger(name, book.folder), texts)
        for name, pack in book.packs.items()
    }


def figures(found: dict[str, Checked]) -> list[Figure]:
    """The cited figures that stand once in their line, so that it is known which one is meant."""
    told = []
    for one in found.values():
        lines = (TEXTS / one.file).read_text(encoding="utf-8").split("\n") if one.file else []
        for place in one.places:
            if place.what == "figure" and place.state == "found":
                assert one.file is not None
                start = _once(lines[place.lines[0] - 1], place)
                if start is not None:
                    told.append(
                        Figure(
                            one.jurisdiction,
                            one.file,
                            place.lines[0],
                            start,
                            place.printed,
                            place.id,
                        )
                    )
    return told


def _once(line: str, place: Place) -> int | None:
    number = re.match(r"[\d,.]+|[一二两三四五六七八九十百千]+", place.printed)
    if number is None:
        return None
    alike = [m.start() for m in re.finditer(rf"(?<![\d.]){re.escape(number.group())}(?!\d)", line)]
    whole = [m.start() for m in re.finditer(re.escape(place.printed), line)]
    return whole[0] if len(alike) == 1 and whole == alike else None


def changed(lines: list[str], of: Figure, _: random.Random) -> tuple[int, int]:
    """Another number in the place of the figure; gives the characters that are no longer there."""
    line = lines[of.line - 1]
    digits = re.match(r"\d+", of.printed)
    new = str(int(digits.group()) + 1) if digits else "六"
    old = digits.group() if digits else of.printed[0]
    lines[of.line - 1] = line[: of.start] + new + line[of.start + len(old) :]
    return of.start, of.start + 1


def deleted(lines: list[str], of: Figure, _: random.Random) -> tuple[int, int]:
    """The clause of the figure deleted; the stops around it stay."""
    line = lines[of.line - 1]
    begin = max(line.rfind(stop, 0, of.start) for stop in STOPS) + 1
    ends = [at for stop in STOPS if (at := line.find(stop, of.start)) >= 0]
    end = min(ends, default=len(line))
    lines[of.line - 1] = line[:begin] + line[end:]
    return begin, end


def moved(lines: list[str], of: Figure, draw: random.Random) -> tuple[int, int]:
    """The clause of the figure moved to the end of a sentence elsewhere in the file."""
    before = lines[of.line - 1]
    begin, end = deleted(lines, of, draw)
    far = [i for i, text in enumerate(lines)
           if abs(i + 1 - of.line) > 30 and text.rstrip().endswith("。")]  # fmt: skip
    to = draw.choice(far)
    lines[to] = lines[to].rstrip()[:-1] + "," + before[begin:end] + "。"
    return begin, end


CHANGES: dict[str, Callable[[list[str], Figure, random.Random], tuple[int, int]]] = {
    "changed": changed, "deleted": deleted, "moved": moved,
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_packs(catalogue())


@pytest.fixture(scope="module")
def known(book: Rulebook) -> list[Figure]:
    found = checks(book, TEXTS)
    assert [(p.id, p.state) for one in found.values() for p in one.faults] == []
    return figures(found)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_exactly_what_was_changed_is_told(
    book: Rulebook, known: list[Figure], tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311  no secret
    copies = Path(shutil.copytree(TEXTS, tmp_path / "texts"))
    copies.chmod(0o755)
    one = draw.choice(known)
    kind = draw.choice(sorted(CHANGES))
    path = copies / one.file
    path.chmod(0o644)
    lines = path.read_text(encoding="utf-8").split("\n")
    begin, end = CHANGES[kind](lines, one, draw)
    path.write_text("\n".join(lines), encoding="utf-8")
    gone = {f.id for f in known
            if (f.file, f.line) == (one.file, one.line) and begin <= f.start < end}  # fmt: skip
    told = {p.id for c in checks(book, copies).values() for p in c.faults}
    assert told == gone, (kind, one)

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
from eligibility.ledger.document import Document, Sentence, plain
from eligibility.ledger.locator import NoSuchPlace, at
from eligibility.ledger.prints import print_of
from eligibility.submission.catalogue import catalogue

TEXTS = Path(os.environ.get("ELIGIBILITY_TEXTS", ROOT.parent / "shared" / "policy" / "texts"))
TRIALS = 30
STOPS = ",;:。，；：、"
NUMBER = r"[\d,.]+|[一二两三四五六七八九十百千]+"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TEXTS.is_dir(), reason="no copies of the texts at hand"),
]
Change = Callable[[list[str], "Spot", random.Random], "tuple[range, int | None]"]


@dataclass(frozen=True)
class Spot:
    """Where a change is made: a line (counted from 0) of a file, an offset, what stands there."""

    file: str
    line: int
    start: int
    printed: str
    id: str


def checks(book: Rulebook, folder: Path, sealed: dict[str, dict[str, str]]) -> dict[str, Checked]:
    texts = read_texts(folder)
    return {
        name: check(pack, load_ledger(name, book.folder), texts, sealed.get(name, {}))
        for name, pack in book.packs.items()
    }


def lines_of(folder: Path, file: str) -> list[str]:
    return (folder / file).read_text(encoding="utf-8").split("\n")


def figures(found: dict[str, Checked]) -> list[Spot]:
    """The cited figures that stand once in their line, so that it is known which one is meant."""
    told = []
    for one in found.values():
        lines = lines_of(TEXTS, one.file) if one.file else []
        for place in one.places:
            if place.what == "figure" and place.state == "found":
                assert one.file is not None
                line = place.lines[0] - 1
                start = _once(lines[line], place)
                if start is not None:
                    told.append(Spot(one.file, line, start, place.printed, place.id))
    return told


def _once(line: str, place: Place) -> int | None:
    number = re.match(NUMBER, place.printed)
    if number is None:
        return None
    alike = [m.start() for m in re.finditer(rf"(?<![\d.]){re.escape(number.group())}(?!\d)", line)]
    whole = [m.start() for m in re.finditer(re.escape(place.printed), line)]
    return whole[0] if len(alike) == 1 and whole == alike else None


def changed(lines: list[str], of: Spot, _: random.Random) -> tuple[range, int | None]:
    """Another number in the place of the figure; tells what is gone, and where something came."""
    line, digits = lines[of.line], re.match(r"\d+", of.printed)
    new = str(int(digits.group()) + 1) if digits else "六"
    old = digits.group() if digits else of.printed[0]
    lines[of.line] = line[: of.start] + new + line[of.start + len(old) :]
    return range(of.start, of.start + 1), None


def deleted(lines: list[str], of: Spot, _: random.Random) -> tuple[range, int | None]:
    """The clause at the spot deleted; the stops around it stay."""
    line = lines[of.line]
    begin = max(line.rfind(stop, 0, of.start) for stop in STOPS) + 1
    ends = [at for stop in STOPS if (at := line.find(stop, of.start)) >= 0]
    end = min(ends, default=len(line))
    lines[of.line] = line[:begin] + line[end:]
    return range(begin, end), None


def moved(lines: list[str], of: Spot, draw: random.Random) -> tuple[range, int | None]:
    """The clause at the spot moved to the end of a sentence elsewhere in the file."""
    before = lines[of.line]
    gone, _ = deleted(lines, of, draw)
    far = [i for i, text in enumerate(lines)
           if abs(i - of.line) > 30 and text.rstrip().endswith("。")]  # fmt: skip
    to = draw.choice(far)
    lines[to] = lines[to].rstrip()[:-1] + "," + before[gone.start : gone.stop] + "。"
    return gone, to


CHANGES: dict[str, Change] = {"changed": changed, "deleted": deleted, "moved": moved}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_packs(catalogue())


@pytest.fixture(scope="module")
def untouched(book: Rulebook) -> dict[str, Checked]:
    found = checks(book, TEXTS, {})
    assert [(p.id, p.state) for one in found.values() for p in one.faults] == []
    return found


def told_of(book: Rulebook, copies: Path, sealed: dict[str, dict[str, str]]) -> set[str]:
    return {p.id for c in checks(book, copies, sealed).values() for p in c.faults}


def altered(
    tmp_path: Path, spot: Spot, change: Change, draw: random.Random
) -> tuple[Path, range, int | None]:
    """A folder of copies with one change in it, what is gone, and the line where something came."""
    copies = Path(shutil.copytree(TEXTS, tmp_path / "texts"))
    copies.chmod(0o755)
    path = copies / spot.file
    path.chmod(0o644)
    lines = lines_of(copies, spot.file)
    gone, to = change(lines, spot, draw)
    path.write_text("\n".join(lines), encoding="utf-8")
    return copies, gone, to


@pytest.mark.parametrize("seed", range(TRIALS))
def test_exactly_the_figures_that_were_changed_moved_or_deleted_are_told(
    book: Rulebook, untouched: dict[str, Checked], tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311  no secret
    known = figures(untouched)
    spot, kind = draw.choice(known), draw.choice(sorted(CHANGES))
    copies, gone, _ = altered(tmp_path, spot, CHANGES[kind], draw)
    expected = {f.id for f in known
                if (f.file, f.line) == (spot.file, spot.line) and f.start in gone}  # fmt: skip
    assert told_of(book, copies, {}) == expected, (kind, spot)


@dataclass(frozen=True)
class Reach:
    """The sentences of one provision, as they stand in the untouched copy."""

    id: str
    file: str
    sentences: tuple[str, ...]


@pytest.fixture(scope="module")
def reaches(book: Rulebook, untouched: dict[str, Checked]) -> list[Reach]:
    texts = read_texts(TEXTS)
    found = []
    for name, one in untouched.items():
        for provision in load_ledger(name, book.folder).provisions.values():
            for document in texts:
                if one.file == document.file and one.seals.get(provision.id):
                    told = _told(document, provision.locator)
                    if print_of(provision.locator, told) == one.seals[provision.id]:
                        texts_of = tuple(s.text for s in told)
                        found.append(Reach(provision.id, document.file, texts_of))
    return found


def _told(document: Document, locator: str) -> list[Sentence]:
    try:
        return list(at(document, locator))
    except NoSuchPlace:
        return []


@pytest.fixture(scope="module")
def known(reaches: list[Reach]) -> list[Spot]:
    """Clauses that stand once in their file, in a sentence of some provision that has others."""
    found = []
    for file in sorted({r.file for r in reaches}):
        lines = lines_of(TEXTS, file)
        whole, own = plain("".join(lines)), [r for r in reaches if r.file == file]
        for number, line in enumerate(lines):
            for match in re.finditer(r"(?<=[,，;；])[一-鿿]{6,}(?=[,，;；])", line):
                inside = [r for r in own if any(match.group() in s for s in r.sentences)]
                if inside and whole.count(match.group()) == 1:
                    found.append(Spot(file, number, match.start(), match.group(), inside[0].id))
    return found


def arrived(reaches: list[Reach], file: str, to: int | None) -> set[str]:
    """The provisions in whose place the sentence stands that ends line `to`."""
    if to is None:
        return set()
    tail = plain(lines_of(TEXTS, file)[to])[-15:]
    return {r.id for r in reaches if r.file == file and any(s.endswith(tail) for s in r.sentences)}


@pytest.mark.parametrize("seed", range(TRIALS))
def test_once_sealed_exactly_the_places_of_any_clause_are_told(
    book: Rulebook,
    untouched: dict[str, Checked],
    reaches: list[Reach],
    known: list[Spot],
    tmp_path: Path,
    seed: int,
) -> None:
    """The provisions are told in whose place a clause stood, or came to stand."""
    draw = random.Random(1000 + seed)  # noqa: S311  no secret
    spot, kind = draw.choice(known), draw.choice(["deleted", "moved"])
    copies, _, to = altered(tmp_path, spot, CHANGES[kind], draw)
    sealed = {name: one.seals for name, one in untouched.items()}
    told = told_of(book, copies, sealed) & {r.id for r in reaches}
    stood = {
        r.id for r in reaches if r.file == spot.file and any(spot.printed in s for s in r.sentences)
    }
    assert told == stood | arrived(reaches, spot.file, to), (kind, spot)

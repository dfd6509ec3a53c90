"""The reader's copies of the texts against the ledger: every locator, every figure in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from eligibility.classes import dataclass
from eligibility.language.ledger import Ledger
from eligibility.language.located import read_text
from eligibility.language.pack import Pack, Parameter, ParameterValue
from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.ledger.document import DAMAGE, Document, Sentence, documents
from eligibility.ledger.locator import NoSuchPlace, at
from eligibility.ledger.printed import stands
from eligibility.ledger.prints import differs, print_of

What = Literal["provision", "rule", "figure"]
# `reading`: the figure reads an open term, it is not printed; `unread`: the locator is not
# understood; `changed`: other words stand there than when the text was sealed.
State = Literal["found", "changed", "no place", "not there", "unread", "reading"]
FAULTS: tuple[State, ...] = ("changed", "no place", "not there", "unread")
_NO_PRINTS: Mapping[str, str] = {}
_FIGURES = QUANTITIES | {Kind.DATE, Kind.DURATION}


@dataclass(frozen=True)
class Place:
    """A place that was looked up: for whom, where the locator leads, and what was found there.

    `printed` is the figure as the text prints it. `lines` are those of the file; `note` is a
    reason. `damaged`: characters are lost there. `seal`: the print of the place of a provision.
    """

    what: What
    id: str
    locator: str
    state: State
    lines: tuple[int, ...] = ()
    value: str = ""
    printed: str = ""
    note: str = ""
    damaged: bool = False
    seal: str = ""


@dataclass(frozen=True)
class Checked:
    """One text checked against the copy that fits it best (None: no copy fits)."""

    jurisdiction: str
    file: str | None
    places: tuple[Place, ...]

    @property
    def faults(self) -> tuple[Place, ...]:
        """The places that are not as the ledger says."""
        return tuple(place for place in self.places if place.state in FAULTS)

    @property
    def seals(self) -> dict[str, str]:
        """The prints of the provisions whose place the copy has."""
        return {place.id: place.seal for place in self.places if place.seal}


def read_texts(folder: Path) -> list[Document]:
    """Every text in the text files of a folder."""
    files = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".md"))
    return [d for path in files for d in documents(path.name, read_text(path))]


def check(
    pack: Pack, ledger: Ledger, texts: Iterable[Document], sealed: Mapping[str, str] = _NO_PRINTS
) -> Checked:
    """Every place of a text in the copy in which most of them are found.

    `sealed`: the prints of its provisions as they were when the ledger was sealed.
    """
    best: tuple[int, str | None, tuple[Place, ...]] = (0, None, ())
    for document in texts:
        places = tuple(_places(pack, ledger, document, sealed))
        score = sum(_weight(place) for place in places if place.state == "found")
        if score > best[0]:
            best = (score, document.file, places)
    found = sum(place.state in ("found", "changed") for place in best[2])
    if 2 * found < len(best[2]) or not best[2]:
        return Checked(pack.jurisdiction, None, ())
    return Checked(pack.jurisdiction, best[1], best[2])


def _weight(place: Place) -> int:
    """Any text has headings; the figures tell texts apart."""
    return 10 if place.what == "figure" else 1


def _places(
    pack: Pack, ledger: Ledger, document: Document, sealed: Mapping[str, str]
) -> Iterator[Place]:
    for provision in ledger.provisions.values():
        place = _located("provision", provision.id, provision.locator, document)
        if place.state == "found" and differs(sealed.get(place.id, ""), place.seal):
            place = replace(place, state="changed")
        yield place
    for matter in pack.matters.values():
        for rule in matter.rules:
            yield _located("rule", rule.id, rule.cite.locator, document)
    for parameter in _parameters(pack):
        for value in parameter.values:
            yield from _figures(parameter, value, ledger, document)


def _parameters(pack: Pack) -> list[Parameter]:
    """Each figure once, though shared ones stand in several matters."""
    found = {
        (parameter.name, str(parameter.place)): parameter
        for matter in pack.matters.values()
        for parameter in matter.parameters.values()
    }
    return list(found.values())


def _located(what: What, id: str, locator: str, document: Document) -> Place:
    try:
        sentences = at(document, locator)
    except NoSuchPlace as error:
        return Place(what, id, locator, "no place", note=str(error))
    if not sentences:
        return Place(what, id, locator, "unread")
    seal = print_of(locator, sentences) if what == "provision" else ""
    damaged = _damaged(sentences)
    return Place(what, id, locator, "found", _lines(sentences), damaged=damaged, seal=seal)


def _lines(sentences: tuple[Sentence, ...]) -> tuple[int, ...]:
    return tuple(sorted({sentence.line for sentence in sentences}))


def _damaged(sentences: tuple[Sentence, ...]) -> bool:
    return any(DAMAGE.search(sentence.text) for sentence in sentences)


def _figures(
    parameter: Parameter, value: ParameterValue, ledger: Ledger, document: Document
) -> Iterator[Place]:
    where = _located("figure", parameter.id, value.cite.locator, document)
    if where.state != "found":
        yield where
        return
    for id, kind, one in _printed(parameter, value.value):
        if parameter.assumption is not None:
            yield Place("figure", id, value.cite.locator, "reading", where.lines)
        else:
            yield _figure(id, kind, one, value, ledger, document)


def _printed(parameter: Parameter, value: Any) -> Iterator[tuple[str, Type, Any]]:
    """The single figures of a parameter: itself, or the entries of a table."""
    kind = parameter.type
    if kind.kind in _FIGURES:
        yield parameter.id, kind, value
    elif kind.kind is Kind.TABLE and kind.item is not None and kind.item.kind in _FIGURES:
        for name, entry in value.items():
            yield f"{parameter.id}[{name}]", kind.item, entry


def _figure(
    id: str, kind: Type, one: Any, value: ParameterValue, ledger: Ledger, document: Document
) -> Place:
    """The figure must stand in the cited place, and in the place of one of its provisions."""
    locators = [ledger.provisions[p].locator for p in value.provisions if p in ledger.provisions]
    narrow: list[Sentence] = []
    for locator in locators:
        try:
            narrow += at(document, locator)
        except NoSuchPlace:  # told of the provision itself
            continue
    written = _written(id, value.written)
    cited = at(document, value.cite.locator)
    for place in (cited, tuple(narrow)) if narrow else (cited,):
        found = _in(place, kind, one)
        if found is None:
            by = value.cite.locator if place is cited else "; ".join(locators)
            lines, damaged = _lines(place), _damaged(place)
            return Place("figure", id, by, "not there", lines, written, damaged=damaged)
    assert found is not None  # noqa: S101  (each place was looked at)
    sentence, printed = found
    damaged = _damaged((sentence,))
    return Place(
        "figure", id, value.cite.locator, "found", (sentence.line,), written, printed,
        damaged=damaged,
    )  # fmt: skip


def _written(id: str, whole: str) -> str:
    """The figure as the rule file writes it; of a table the entry of that name."""
    name = id.partition("[")[2].removesuffix("]")
    entries = dict(entry.partition("：")[::2] for entry in whole.split("；"))
    return entries.get(name, whole)


def _in(place: tuple[Sentence, ...], kind: Type, one: Any) -> tuple[Sentence, str] | None:
    for sentence in place:
        found = stands(sentence.text, kind, one)
        if found is not None:
            return sentence, sentence.text[found.start : found.end]
    return None

"""What calamine does not tell of an .xlsx file: hidden rows, per cent, errors, unsaved formulas.

Only the names and attributes of elements are looked at, in one pass over each sheet; declarations
of entities are refused.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from eligibility.classes import dataclass
from eligibility.errors import refuse

MAX_UNPACKED = 400_000_000
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_BUILT_IN_PERCENT = {"9", "10"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True)
class Marks:
    """What is known of the cells of one sheet beside their values."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    unsaved: frozenset[tuple[int, int]] = frozenset()


def marks_of(path: Path) -> dict[str, Marks]:
    """The marks of each sheet by its name; nothing for a file of another form."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                refuse("E104", f"the workbook unpacks to more than {MAX_UNPACKED // 10**6} MB",
                       file=str(path))  # fmt: skip
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            return _marks(archive)
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, EOFError, OSError) as error:
        refuse("E103", f"the workbook is damaged: {str(error)[:120].lower()}", file=str(path),
               help="open it in a spreadsheet program and save it again")  # fmt: skip


def _marks(archive: zipfile.ZipFile) -> dict[str, Marks]:
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(tag: str, at: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            targets[at["Id"]] = at["Target"]

    def sheet(tag: str, at: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "sheet":
            link = next((v for k, v in at.items() if k.endswith("relationships id")), "")
            sheets.append((at["name"], link))

    names = archive.namelist()
    _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", sheet)
    percent = _percent_styles(archive) if "xl/styles.xml" in names else frozenset()
    found = {}
    for name, link in sheets:
        target = targets.get(link, "")
        inside = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if inside in names and "worksheets" in inside:
            found[name] = _Sheet(percent).marks(archive, inside)
    return found


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show per cent."""
    formats: set[str] = set(_BUILT_IN_PERCENT)
    styles: list[str] = []
    within: list[str] = []

    def start(tag: str, at: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "numFmt" and "%" in _QUOTED.sub("", at.get("formatCode", "")):
            formats.add(at.get("numFmtId", ""))
        if name in ("cellXfs", "cellStyleXfs"):
            within[:] = [name]
        if name == "xf" and within == ["cellXfs"]:
            styles.append(at.get("numFmtId", "0"))

    _parse(archive, "xl/styles.xml", start)
    return frozenset(str(index) for index, format in enumerate(styles) if format in formats)


class _Sheet:
    """One pass over a sheet."""

    def __init__(self, percent: frozenset[str]) -> None:
        self.styles = percent
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.percent: set[tuple[int, int]] = set()
        self.errors: set[tuple[int, int]] = set()
        self.formula = self.valued = False
        self.unsaved: set[tuple[int, int]] = set()
        self.row, self.column = -1, -1

    def marks(self, archive: zipfile.ZipFile, name: str) -> Marks:
        _parse(archive, name, self._start, self._end)
        return Marks(
            frozenset(self.rows), frozenset(self.columns), frozenset(self.percent),
            frozenset(self.errors), frozenset(self.unsaved),
        )  # fmt: skip

    def _start(self, tag: str, at: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._cell(at)
        elif name == "v":
            self.valued = True
        elif name == "f":
            self.formula = True
        elif name == "row":
            self.row = int(at["r"]) - 1 if "r" in at else self.row + 1
            self.column = -1
            if at.get("hidden") in ("1", "true"):
                self.rows.add(self.row)
        elif name == "col" and at.get("hidden") in ("1", "true"):
            self.columns.update(range(int(at["min"]) - 1, min(int(at["max"]), 16_384)))

    def _cell(self, at: dict[str, str]) -> None:
        place = at.get("r")
        self.column = _column(place) if place is not None else self.column + 1
        self.formula = self.valued = False
        if at.get("s") in self.styles:
            self.percent.add((self.row, self.column))
        if at.get("t") == "e":
            self.errors.add((self.row, self.column))

    def _end(self, tag: str) -> None:
        if tag.endswith(" c") and self.formula and not self.valued:
            self.unsaved.add((self.row, self.column))


def _column(place: str) -> int:
    found = _CELL.fullmatch(place)
    if found is None:
        raise ValueError(f"a cell is named {place[:20]}")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _parse(archive: zipfile.ZipFile, name: str, start: Any, end: Any = None) -> None:
    """Run the handlers over one part of the file."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = _no_entities
    with archive.open(name) as stream:
        _feed(parser, stream)


def _feed(parser: Any, stream: IO[bytes]) -> None:
    while block := stream.read(1 << 18):
        parser.Parse(block, False)
    parser.Parse(b"", True)


def _no_entities(*_: Any) -> None:
    raise ValueError("it declares entities")

"""Reads a table: every row is a submission, or is refused by sheet, row and column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Place, Refused
from eligibility.language.located import parse
from eligibility.language.tree import Mapping as Tree
from eligibility.language.units import plain
from eligibility.submission.facts import Facts, Origin, Submission
from eligibility.submission.tables.finding import TOTALS, Book, Table, book_of
from eligibility.submission.tables.grid import is_blank
from eligibility.submission.tables.headings import JURISDICTION, PARCEL
from eligibility.submission.tables.opening import sheets
from eligibility.submission.tables.rows import Content, Leaf, Spot, read_row, written

_LINE = re.compile(r"\(line (\d+)\)")
_AT_LINE = re.compile(r"^line (\d+): ")

Reader = Callable[[Tree], Submission]


@dataclass(frozen=True)
class Row:
    """A row: its submission with the text that it was read from, or why it is refused."""

    file: str
    sheet: str
    number: int
    submission: Submission | None
    text: str = ""
    faults: tuple[Diagnostic, ...] = ()


@dataclass
class Items:
    """The rows of the list sheets by project code, and what of them belongs to no project."""

    by_code: dict[str, list[tuple[str, Content]]] = field(default_factory=dict)
    lost: list[Diagnostic] = field(default_factory=list)


def open_table(path: Path) -> Book:
    """The tables of a file; `Refused` when it cannot be read or its headings are not understood."""
    return book_of(sheets(path, "the file is empty"), str(path))


def rows_of(book: Book, read: Reader) -> Iterator[Row]:
    """Every row of a table, decided about one after the other; then rows that belong to none."""
    items = _items(book)
    contents = [(t, i, read_row(t, i, book.file)) for t in book.projects for i in t.rows()]
    if not contents:
        said = "the table holds no project: there is no row below its headings"
        raise Refused([Diagnostic("E102", said, Place(book.file, 1, 1))])
    seen: dict[str, list[int]] = defaultdict(list)
    for _, index, content in contents:
        if content.key:
            seen[content.key].append(index + 1)
    for table, index, content in contents:
        yield _row(book, table, index, content, items, seen, read)
    for code in sorted(set(items.by_code) - set(seen)):
        for below, content in items.by_code[code]:
            spot = _first_spot(content)
            said = f"there is no project of code `{code}`: {below} belongs to none"
            items.lost.append(spot.fault("E201", said, "write the code as on the projects' sheet"))
    if items.lost:
        yield Row(book.file, "", 0, None, faults=tuple(items.lost))


def _items(book: Book) -> Items:
    found = Items()
    for table in book.lists:
        for index in table.rows():
            content = read_row(table, index, book.file)
            if content.key:
                found.by_code.setdefault(content.key, []).append((table.below, content))
            else:
                place = Place(book.file, index + 1, 1)
                said = f"sheet `{table.grid.name}`, row {index + 1} names no project"
                found.lost += [Diagnostic("E201", said, place, help="write the project's code"),
                               *content.faults]  # fmt: skip
    return found


def _row(
    book: Book, table: Table, index: int, content: Content, items: Items,
    seen: Mapping[str, list[int]], read: Reader,
) -> Row:  # fmt: skip
    sheet, number = table.grid.name, index + 1
    faults = [*_no_project(book, table, index)]
    if faults:
        return Row(book.file, sheet, number, None, faults=tuple(faults))
    whole, faults, warnings = content.whole, [*content.faults], [*content.warnings]
    mine = items.by_code.get(content.key, [])
    same = [str(n) for n in seen.get(content.key, []) if n != number]
    if same and mine:
        said = f"row {number} and row {', '.join(same)} have one project code, `{content.key}`"
        faults.append(_fault(book, table, index, "E107", said, "give each project its own code"))
    elif same:
        warnings.append(f"the project code `{content.key}` stands in row {', '.join(same)} too")
    faults += _joined(whole, mine, warnings)
    if JURISDICTION not in whole and book.jurisdiction is not None:
        whole = {JURISDICTION: Leaf(book.jurisdiction, _row_spot(book, table, index)), **whole}
    text, spots = written(whole)
    name = f"{book.file} {sheet}!{number}" if sheet else f"{book.file} !{number}"
    try:
        submission = _placed(read(parse(text, name)), spots, warnings)
    except Refused as refused:
        faults += [_told(d, spots, book, table, index) for d in refused.diagnostics]
    if faults:
        return Row(book.file, sheet, number, None, text, tuple(dict.fromkeys(faults)))
    return Row(book.file, sheet, number, submission, text)


def _no_project(book: Book, table: Table, index: int) -> Iterator[Diagnostic]:
    """A fault about a row that is a total or a remark, not a project."""
    cells = [c for c in table.grid.rows[index] if not is_blank(c)]
    first = plain(cells[0]).rstrip(":") if isinstance(cells[0], str) else ""
    if "".join(first.split()).lower() in TOTALS:
        help = "delete the row, or put # at its beginning"
        yield _fault(book, table, index, "E201", f"`{first}`: a total is no project", help)
        return
    row = table.grid.rows[index]
    held = [c for c in table.columns if c.index < len(row) and not is_blank(row[c.index])]
    if not held:
        said = f"`{first[:40]}`: the row holds no fact"
        yield _fault(book, table, index, "E201", said, "delete it, or put # at its beginning")


def _fault(
    book: Book, table: Table, index: int, code: str, message: str, help: str = ""
) -> Diagnostic:
    sheet = f"sheet `{table.grid.name}`, " if table.grid.name else ""
    where = "" if message.startswith("row ") else f"row {index + 1}: "
    return Diagnostic(code, f"{sheet}{where}{message}", Place(book.file, index + 1, 1), help=help)


def _joined(
    whole: dict[str, Any], mine: list[tuple[str, Content]], warnings: list[str]
) -> list[Diagnostic]:
    """Put the items of lists into the project; lists within lists come after those."""
    faults: list[Diagnostic] = []
    for below, content in mine:
        faults += content.faults
        warnings += content.warnings
        section, _, last = below.rpartition(".")
        item = {k: v for k, v in content.whole.items() if k != "project"}
        if "[]" not in section:
            place = whole
            for name in section.split(".") if section else ():
                place = place.setdefault(name, {})
            there = place.get(last)
            if isinstance(there, list) and not there:
                said = "the list is said to be empty, and yet has items on its sheet"
                faults.append(
                    _first_spot(content).fault("E208", said, "delete the word 无 or the items")
                )
            place[last] = [*(there if isinstance(there, list) else []), item]
            continue
        owner, faults_here = _owner(whole, item, content)
        faults += faults_here
        if owner is not None:
            owner.setdefault(last, []).append(item)
    return faults


def _owner(
    whole: dict[str, Any], item: dict[str, Any], content: Content
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The parcel that an item of a list within it belongs to, by the parcel's number."""
    id: Any = item
    for name in PARCEL.split("."):
        id = id.get(name) if isinstance(id, dict) else None
    item.pop("land", None)
    parcels = whole.get("land", {}).get("parcels", [])
    for parcel in parcels if isinstance(parcels, list) else []:
        if (
            isinstance(id, Leaf)
            and isinstance(parcel.get("id"), Leaf)
            and (plain(parcel["id"].text) == plain(id.text))
        ):
            return parcel, []
    said = f"the project has no parcel `{id.text if isinstance(id, Leaf) else ''}`"
    return None, [_first_spot(content).fault("E201", said, "write the parcel's number as there")]


def _first_spot(content: Content) -> Spot:
    waiting: list[Any] = [content.whole]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Leaf):
            return node.spot
        waiting += node.values() if isinstance(node, dict) else node
    return Spot("", "", 0, 0, "", "")


def _row_spot(book: Book, table: Table, index: int) -> Spot:
    return Spot(book.file, table.grid.name, index, 0, "适用地区", book.jurisdiction or "")


def _placed(submission: Submission, spots: Mapping[int, Spot], added: list[str]) -> Submission:
    """The submission with cells in place of the lines of its text."""

    def at(origin: Origin) -> Origin:
        spot = spots.get(origin.place.line)
        if spot is None:
            return origin
        file = (
            f"{spot.file} {spot.sheet}!{spot.name}" if spot.sheet else f"{spot.file} !{spot.name}"
        )
        return replace(origin, place=Place(file, spot.row + 1, spot.column + 1))

    origins = {path: at(origin) for path, origin in submission.facts.origins.items()}
    warnings = [_AT_LINE.sub(lambda m: f"{_name(m[1], spots)}: ", w) for w in submission.warnings]
    return replace(
        submission, facts=Facts(submission.facts.values, origins), warnings=(*added, *warnings)
    )


def _told(
    fault: Diagnostic, spots: Mapping[int, Spot], book: Book, table: Table, index: int
) -> Diagnostic:
    message = _LINE.sub(lambda m: f"({_name(m[1], spots)})", fault.message)
    spot = spots.get(fault.place.line) if fault.place is not None else None
    if spot is None:
        return _fault(book, table, index, fault.code, message, fault.help)
    return spot.fault(fault.code, message, fault.help)


def _name(line: str, spots: Mapping[int, Spot]) -> str:
    spot = spots.get(int(line))
    return spot.name if spot is not None else f"line {line}"

"""A row of a table as the project file that it means, every value on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Place
from eligibility.language.types import Kind, Type
from eligibility.language.units import BadQuantity, plain
from eligibility.submission.read import JURISDICTIONS
from eligibility.submission.tables.cells import NOT_KNOWN, shown, text_of
from eligibility.submission.tables.finding import Column, Table
from eligibility.submission.tables.grid import Grid, Value, cell_name, is_blank
from eligibility.submission.tables.headings import (
    CODE,
    HEADS,
    JURISDICTION,
    Fact,
    fact_of,
)

_FINDING = "review.findings["
_FOUND: dict[str, str] = {
    "satisfied": "satisfied", "符合": "satisfied", "是": "satisfied", "yes": "satisfied",
    "violated": "violated", "不符合": "violated", "否": "violated", "no": "violated",
}  # fmt: skip
_PLACES = {zh: id for id, zh in JURISDICTIONS.items()}


@dataclass(frozen=True)
class Spot:
    """A cell: its sheet, place and heading, and what it shows."""

    file: str
    sheet: str
    row: int
    column: int
    heading: str
    text: str

    @property
    def name(self) -> str:
        """The cell as a spreadsheet names it (`C5`)."""
        return cell_name(self.row, self.column)

    def fault(self, code: str, message: str, help: str = "") -> Diagnostic:
        """A fault in this cell."""
        sheet = f"sheet `{self.sheet}`, " if self.sheet else ""
        where = f"{sheet}row {self.row + 1}, column `{self.heading}` ({self.name}): "
        place = Place(self.file, self.row + 1, self.column + 1)
        return Diagnostic(code, where + message, place, help=help)


@dataclass(frozen=True)
class Leaf:
    """A text of a project file, and the cell that it comes from."""

    text: str
    spot: Spot


@dataclass
class Content:
    """What a row says: nested mappings, lists and leaves; and the cells that cannot be read."""

    whole: dict[str, Any] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    key: str = ""


def read_row(table: Table, index: int, file: str) -> Content:
    """What a row says about a project, or about an item of a list."""
    found = Content()
    for column in table.columns:
        spot = spot_of(table.grid, index, column, file)
        if spot is None:
            continue
        try:
            node = _node(table.grid, index, column, spot)
        except BadQuantity as bad:
            found.faults.append(spot.fault(bad.code, str(bad), bad.help))
            continue
        if node is None:
            continue
        path = column.target.path.removeprefix(f"{table.below}[].")
        if path == CODE and isinstance(node, Leaf):
            found.key = plain(node.text)
        if path.startswith(_FINDING):
            _section(found.whole, "review").setdefault("findings", []).append(node)
        else:
            _put(found.whole, path, node)
    found.warnings += _flags(table, index)
    return found


def spot_of(grid: Grid, index: int, column: Column, file: str) -> Spot | None:
    """The cell of a row in a column; None where it is blank."""
    row = grid.rows[index]
    value: Value = row[column.index] if column.index < len(row) else ""
    at = grid.filled.get((index, column.index), (index, column.index))
    odd = at in grid.errors or at in grid.unsaved
    if is_blank(value) and not odd:
        return None
    heading = " ".join(column.target.heading.split())
    text = shown(value, percent=at in grid.percent)
    return Spot(file, grid.name, index, column.index, heading, text)


def _node(grid: Grid, index: int, column: Column, spot: Spot) -> Any:
    at = grid.filled.get((index, column.index), (index, column.index))
    if at in grid.errors:
        help = "correct its formula, or leave the cell empty where it is not known"
        raise BadQuantity("E202", "the cell shows an error of the spreadsheet", help)
    if at in grid.unsaved:
        help = "open the file in a spreadsheet program and save it, or write the value"
        raise BadQuantity("E202", "the cell holds a formula without its value", help)
    value, path = grid.rows[index][column.index], column.target.path
    if path.startswith(_FINDING):
        return _finding(path[len(_FINDING) : -1], value, spot)
    fact = fact_of(path, path, column.target.unit)
    if fact.unit in ("%", "‰") and not grid.marked and not isinstance(value, str):
        help = "save it as .xlsx, or write 7% as text"
        raise BadQuantity("E203", f"`{spot.text}` may be shown as per cent or not", help)
    item = fact.type.item
    found = text_of(value, fact, percent=at in grid.percent)
    if item is not None and item.fields and found and found != NOT_KNOWN:
        raise BadQuantity(
            "E213", f"`{spot.text}`: the items of this list stand on a sheet of their own",
            "write them there, one a row, with the project's code; here only 无 for none",
        )  # fmt: skip
    if path == JURISDICTION and isinstance(found, str):
        found = _PLACES.get(plain(found).removesuffix("市"), found)
    if isinstance(found, list):
        return [Leaf(text, spot) for text in found]
    return None if found == NOT_KNOWN and (path in HEADS or path == CODE) else Leaf(found, spot)


def _finding(provision: str, value: Value, spot: Spot) -> dict[str, Leaf] | None:
    text = text_of(value, Fact(provision, Type(Kind.TRUTH)))
    if text == NOT_KNOWN:
        return None
    status = _FOUND.get(plain(str(text)), str(text))
    parts = {"provision": provision, "status": status, "by": "table"}
    return {key: Leaf(said, spot) for key, said in parts.items()}


def _section(whole: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = whole.setdefault(name, {})
    return found


def _put(whole: dict[str, Any], path: str, node: Any) -> None:
    *sections, last = path.split(".")
    for section in sections:
        whole = _section(whole, section)
    whole[last] = node


def _flags(table: Table, index: int) -> Iterator[str]:
    """What a reader of the sheet may not see: a hidden row, values of merged cells."""
    grid = table.grid
    sheet = f"sheet `{grid.name}`, " if grid.name else ""
    if index in grid.hidden_rows:
        yield f"{sheet}row {index + 1} is hidden: it was read"
    for column in table.columns:
        at = grid.filled.get((index, column.index))
        if at is None:
            continue
        heading = " ".join(column.target.heading.split())
        where = f"{sheet}{cell_name(index, column.index)} (`{heading}`)"
        if at[1] == column.index and not is_blank(grid.rows[index][column.index]):
            yield f"{where} is part of the merged cell {cell_name(*at)}: its value was taken"
        elif at[1] != column.index:
            yield f"{where} is part of the merged cell {cell_name(*at)}: it was read as not known"


def written(whole: Mapping[str, Any]) -> tuple[str, dict[int, Spot]]:
    """The project file of a row as JSON, and the cell behind each of its lines."""
    lines, spots = [""], dict[int, Spot]()
    _write(whole, lines, spots)
    return "\n".join(lines), spots


def _write(node: Any, lines: list[str], spots: dict[int, Spot]) -> None:
    if isinstance(node, Leaf):
        spots[len(lines)] = node.spot
        lines[-1] += json.dumps(node.text, ensure_ascii=False)
        return
    mapping = isinstance(node, dict)
    lines[-1] += "{" if mapping else "["
    for number, entry in enumerate(node.items() if mapping else node):
        lines[-1] += "," if number else ""
        lines.append("")
        if mapping:
            lines[-1] += json.dumps(entry[0], ensure_ascii=False) + ": "
        _write(entry[1] if mapping else entry, lines, spots)
    lines[-1] += "}" if mapping else "]"

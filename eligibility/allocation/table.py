"""Tables as rows of located cells: Excel and CSV as the desk reads them, or a YAML list of rows.

Every cell knows its sheet, row and column, so that a fault is told where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from eligibility.errors import Diagnostic, Place, Refused, refuse
from eligibility.language.located import load
from eligibility.language.tree import Mapping, Node, Scalar, Sequence, Source
from eligibility.language.units import BadQuantity
from eligibility.submission.tables import SUFFIXES
from eligibility.submission.tables.cells import NOT_KNOWN, shown, text_of
from eligibility.submission.tables.finding import MAX_TITLES, OWN, TOTALS, explains
from eligibility.submission.tables.grid import Grid, cell_name, column_name, is_blank
from eligibility.submission.tables.headings import Fact
from eligibility.submission.tables.opening import sheets

ROWS = "rows"
_WIDE = 1 << 14  # above the number of columns: a place of a sheet as one number
Typed = Callable[[str], Fact | None]


class SheetSource(Source):
    """A sheet as a source: offsets are cells, places are rows and columns."""

    def __init__(self, file: str, grid: Grid, heads: dict[int, str]) -> None:
        super().__init__(file, "")
        self.sheet, self.heads = grid.name, heads

    def place(self, start: int, end: int) -> Place:
        """Row and column of a cell."""
        row, column = divmod(start, _WIDE)
        return Place(self.file, row + 1, column + 1, 1 if end - start >= _WIDE else end - start)

    def fault(self, code: str, message: str, start: int, end: int, help: str = "") -> Diagnostic:
        """A fault of a cell, or of a whole row where it ends in another column."""
        row, column = divmod(start, _WIDE)
        where = f"sheet `{self.sheet}`, " if self.sheet else ""
        where += f"row {row + 1}"
        if end - start <= 1:
            head = f"column `{self.heads[column]}` " if column in self.heads else "column "
            where += f", {head}({cell_name(row, column)})"
        return Diagnostic(code, f"{where}: {message}", self.place(start, end), help=help)


def read_table(
    path: str | Path, typed: Typed, faults: list[Diagnostic], *, totals: bool = False
) -> list[Mapping]:
    """The rows of a table: below the headings of a sheet, or the list under `rows` of a YAML file.

    `typed`: how the cells under a heading are read (None: no heading of this table). `totals`: a
    row that begins with 合计 is one of the table's own. Rows with faults are left out; `Refused`
    where the table as a whole cannot be read.
    """
    if Path(path).suffix.lower() not in SUFFIXES:
        return _listed(path)
    grids = sheets(Path(path), "the table is empty")
    found = [(grid, top, hits) for grid in grids if not explains(grid)
             for top, hits in [_headed(grid, typed)] if hits]  # fmt: skip
    best = [(grid, top) for grid, top, hits in found if hits == max(h for *_, h in found)]
    if len(best) != 1:
        names = ", ".join(f"`{grid.name}`" for grid, _ in best)
        refuse(
            *(("E101", f"more sheets than one may be meant: {names}") if best else
              ("E201", "no row of headings is found")),
            file=str(path), help="`allocate --template` writes a table with its headings",
        )  # fmt: skip
    sheet = _Rows(str(path), *best[0], typed)
    rows = sheet.rows(totals=totals)
    faults += sheet.faults
    if not rows and not sheet.faults:
        refuse("E102", "there is no row below the headings", file=str(path))
    return rows


def _listed(path: str | Path) -> list[Mapping]:
    rows = load(path).get(ROWS)
    if not isinstance(rows, Sequence):
        refuse("E109", f"a table is a list under `{ROWS}`", file=str(path))
    faults = [
        r.fault("E109", "a row is keys with values")
        for r in rows.items
        if not isinstance(r, Mapping)
    ]
    if faults:
        raise Refused(faults)
    return [row for row in rows.items if isinstance(row, Mapping)]


def _headed(grid: Grid, typed: Typed) -> tuple[int, int]:
    """The row of headings of a sheet and how many of them are known."""
    known = [(sum(isinstance(c, str) and typed(c) is not None for c in row), -at)
             for at, row in enumerate(grid.rows[:MAX_TITLES])]  # fmt: skip
    hits, at = max(known, default=(0, 0))
    return -at, hits


class _Rows:
    """The rows of one sheet, with the faults met."""

    def __init__(self, file: str, grid: Grid, top: int, typed: Typed) -> None:
        self.grid, self.top, self.typed = grid, top, typed
        self.heads = {
            i: " ".join(str(c).split()) for i, c in enumerate(grid.rows[top]) if not is_blank(c)
        }
        self.source = SheetSource(file, grid, self.heads)
        self.faults: list[Diagnostic] = []

    def rows(self, *, totals: bool) -> list[Mapping]:
        """The rows that hold anything and can be read."""
        kept = self._kept()
        found = []
        for at in range(self.top + 1, len(self.grid.rows)):
            cells = [c for c in self.grid.rows[at] if not is_blank(c)]
            first = str(cells[0]).strip() if cells else "#"
            if first.startswith(("#", "＃")):
                continue
            before = len(self.faults)
            row = Mapping(self.source, at * _WIDE, at * _WIDE + _WIDE, list(self._cells(at, kept)))
            if not totals and first.lower() in TOTALS:
                help = "delete the row, or put # at its beginning"
                self.faults.append(row.fault("E201", f"`{first}`: a total is no row", help))
            elif row.entries and len(self.faults) == before:
                found.append(row)
        return found

    def _kept(self) -> list[int]:
        """The columns that are read; a heading twice, or values under none, are faults."""
        seen: dict[str, int] = {}
        for column, head in self.heads.items():
            own = self.typed(head) is None and "".join(head.split()).lower() in OWN
            if own or head.startswith(("#", "＃")):
                continue
            if head in seen:
                self._tell(self.top, column, "E107", f"the column `{head}` stands twice")
            seen.setdefault(head, column)
        for at in range(self.top + 1, len(self.grid.rows)):
            for column, cell in enumerate(self.grid.rows[at]):
                if column not in self.heads and not is_blank(cell):
                    said = f"a cell without a heading in column {column_name(column)}"
                    self._tell(at, column, "E106", said, "put texts with commas in quotes")
        return list(seen.values())

    def _tell(self, row: int, column: int, code: str, message: str, help: str = "") -> None:
        at = row * _WIDE + column
        self.faults.append(self.source.fault(code, message, at, at + 1, help))

    def _cells(self, row: int, kept: list[int]) -> Iterator[tuple[Scalar, Node]]:
        for column in kept:
            head, place = self.heads[column], row * _WIDE + column
            try:
                text = self._text(row, column, head)
            except BadQuantity as bad:
                self._tell(row, column, bad.code, str(bad), bad.help)
                continue
            if text:
                at = self.top * _WIDE + column
                yield (
                    Scalar(self.source, at, at + 1, head),
                    Scalar(self.source, place, place + 1, text),
                )

    def _text(self, row: int, column: int, head: str) -> str:
        """What the cell says, as a project file would; empty where it is blank."""
        grid = self.grid
        at = grid.filled.get((row, column), (row, column))
        if at in grid.errors or at in grid.unsaved:
            help = "correct its formula, or write the value"
            raise BadQuantity("E202", "the cell shows no value of its own", help)
        value = grid.rows[row][column] if column < len(grid.rows[row]) else ""
        if is_blank(value):
            return ""
        fact, percent = self.typed(head), at in grid.percent
        if fact is None:
            return shown(value, percent=percent)
        found = text_of(value, fact, percent=percent)
        if isinstance(found, list):
            return "、".join(found) or "[]"
        return "" if found == NOT_KNOWN and fact.absent else found


def text_of_node(node: Node | None) -> str:
    """The text of a cell; empty where there is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""

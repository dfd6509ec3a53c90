"""Finds the tables of a workbook: the row of headings, what each column holds, the list sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Place, Refused
from eligibility.submission.catalogue import dictionary
from eligibility.submission.tables.grid import Grid, Value, cell_name, column_name, is_blank
from eligibility.submission.tables.headings import CODE, JURISDICTION, Target, known, target_of

MAX_TITLES = 30  # rows that may stand above the headings
# Columns of people's own; a heading that begins with # is left out as well.
OWN = frozenset({
    "序号", "编号", "no", "no.", "备注", "说明", "联系人", "联系电话", "电话", "填报人", "填表人",
    "填报单位", "填报日期", "填表日期", "remark", "remarks", "note", "notes", "contact",
})  # fmt: skip
# What a row that adds others up begins with.
TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "sum", "subtotal"})
# Sheets that explain; they hold no projects.
_EXPLAINING = frozenset({"说明", "填写说明", "填表说明", "选项", "instructions", "choices"})
_SAYS_WHERE = frozenset({"适用地区", JURISDICTION})


@dataclass(frozen=True)
class Column:
    """A column that holds a fact."""

    index: int
    target: Target


@dataclass(frozen=True)
class Table:
    """The rows of a sheet below its headings. `below`: the list that they are items of, or none."""

    grid: Grid
    below: str
    top: int
    columns: tuple[Column, ...]

    def rows(self) -> Iterator[int]:
        """The indexes of the rows that hold anything, but for a row number."""
        own = {
            index
            for index, cell in enumerate(self.grid.rows[self.top])
            if isinstance(cell, str) and _plain(cell) in ("序号", "no", "no.")
        }
        for index in range(self.top + 1, len(self.grid.rows)):
            row = self.grid.rows[index]
            if any(not is_blank(c) for i, c in enumerate(row) if i not in own):
                first = next(c for c in row if not is_blank(c))
                if not (isinstance(first, str) and first.lstrip().startswith(("#", "＃"))):
                    yield index


@dataclass(frozen=True)
class Book:
    """The tables of a file, the jurisdiction that it names for all rows, and what is to be told."""

    file: str
    projects: tuple[Table, ...]
    lists: tuple[Table, ...]
    jurisdiction: str | None = None
    notes: tuple[str, ...] = ()


def book_of(grids: Iterable[Grid], file: str) -> Book:
    """The tables that these sheets hold; `Refused` with every heading that is not understood."""
    faults: list[Diagnostic] = []
    tables: list[Table] = []
    notes: list[str] = []
    where: str | None = None
    for grid in grids:
        explaining = explains(grid)
        found = None if explaining else headed(grid)
        if found is None:
            where = where or _jurisdiction(grid)
            if not explaining and any(not is_blank(c) for row in grid.rows for c in row):
                notes.append(f"sheet `{grid.name}` has no headings that are known: it was not read")
            continue
        below, top = found
        tables.append(Table(grid, below, top, tuple(_columns(grid, below, top, file, faults))))
        notes += _flags(tables[-1])
    if faults:
        raise Refused(faults)
    projects = tuple(t for t in tables if not t.below)
    lists = sorted((t for t in tables if t.below), key=lambda t: t.below.count("[]"))
    if not projects:
        raise Refused([_nothing(file)])
    return Book(file, projects, tuple(lists), where, tuple(notes))


def _nothing(file: str) -> Diagnostic:
    return Diagnostic(
        "E201", "no row of headings is found", Place(file, 1, 1),
        help="name the columns as `eligibility template --format xlsx` does: 项目名称, 项目代码",
    )  # fmt: skip


def explains(grid: Grid) -> bool:
    """Whether a sheet is one of explanations or choices."""
    return _plain(grid.name) in _EXPLAINING


def headed(grid: Grid) -> tuple[str, int] | None:
    """The list that a sheet is about (none: projects) and its row of headings."""
    best: tuple[int, str, int] | None = None
    for below in ("", *_lists()):
        named = bool(below) and _plain(grid.name) in _names(below)
        for index, row in enumerate(grid.rows[:MAX_TITLES]):
            texts = [c for c in row if isinstance(c, str) and not is_blank(c)]
            hits = sum(known(text, below) for text in dict.fromkeys(texts))
            joined = not below or any(_path(text, below) == CODE for text in texts)
            if not joined or hits < (2 if len(texts) > 2 or below else 1):
                continue
            if best is None or (hits + 100 * named) > best[0]:
                best = (hits + 100 * named, below, index)
    return None if best is None else best[1:]


def _lists() -> list[str]:
    """The lists of records, by path, that may have a sheet of their own."""
    return [i.path for i in dictionary() if i.type.item is not None and i.type.item.fields]


def _names(below: str) -> set[str]:
    info = next(i for i in dictionary() if i.path == below)
    return {_plain(t) for t in (info.label.zh, info.label.en, below, below.rpartition(".")[2])}


def _path(text: str, below: str) -> str | None:
    return target_of(text, below).path if known(text, below) else None


def _plain(text: str) -> str:
    return "".join(text.split()).strip("*").lower()


def _columns(
    grid: Grid, below: str, top: int, file: str, faults: list[Diagnostic]
) -> Iterator[Column]:
    taken: dict[str, str] = {}
    width = max(len(row) for row in grid.rows)
    for index in range(width):
        cell: Value = grid.rows[top][index] if index < len(grid.rows[top]) else ""
        place = Place(file, top + 1, index + 1)
        where = f"{_sheet(grid)}heading {cell_name(top, index)}: "
        if is_blank(cell):
            faults += _unnamed(grid, top, index, place)
            continue
        heading = cell if isinstance(cell, str) else str(cell)
        if _plain(heading) in OWN or heading.lstrip().startswith(("#", "＃")):
            continue
        try:
            target = target_of(heading, below)
        except Refused as refused:
            faults += [Diagnostic(d.code, where + d.message, place, help=_help(d))
                       for d in refused.diagnostics]  # fmt: skip
            continue
        if target.path in taken:
            said = f"{where}`{heading}` and `{taken[target.path]}` are both `{target.path}`"
            faults.append(Diagnostic("E107", said, place, help="leave one of the two columns out"))
            continue
        taken[target.path] = heading
        yield Column(index, target)


def _help(fault: Diagnostic) -> str:
    if fault.code != "E201":
        return fault.help
    near = fault.help if fault.help.startswith("did you mean") else ""
    return f"{near} to leave the column out, put # before its heading".strip()


def _unnamed(grid: Grid, top: int, index: int, place: Place) -> Iterator[Diagnostic]:
    """A fault where a column has values and no heading (but for the rest of a merged one)."""
    for number in range(top + 1, len(grid.rows)):
        row = grid.rows[number]
        if index < len(row) and not is_blank(row[index]):
            said = f"{_sheet(grid)}column {column_name(index)} has values and no heading"
            yield Diagnostic(
                "E201", f"{said} ({cell_name(number, index)})", place,
                help="name the fact in the heading, or put # there to leave the column out",
            )  # fmt: skip
            return


def _sheet(grid: Grid) -> str:
    return f"sheet `{grid.name}`, " if grid.name else ""


def _flags(table: Table) -> Iterator[str]:
    grid = table.grid
    if not grid.marked:
        yield (
            f"sheet `{grid.name}`: hidden rows and cells that show an error are not seen in this "
            "form of file; save it as .xlsx"
        )
    if grid.hidden:
        yield f"sheet `{grid.name}` is hidden: it was read"
    for column in table.columns:
        if column.index in grid.hidden_columns:
            heading = " ".join(column.target.heading.split())
            yield f"{_sheet(grid)}column `{heading}` is hidden: it was read"


def _jurisdiction(grid: Grid) -> str | None:
    """The jurisdiction that a sheet of explanations names: the cell beside 适用地区."""
    for row in grid.rows:
        for cell, after in pairwise(row):
            if isinstance(cell, str) and isinstance(after, str) and _plain(cell) in _SAYS_WHERE:
                return after.strip() or None
    return None

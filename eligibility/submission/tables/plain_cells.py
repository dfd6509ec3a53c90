"""A sheet as plain texts under headings, for `screen`: the same cells as `assess` reads."""

from __future__ import annotations

from pathlib import Path

from eligibility.errors import refuse
from eligibility.language.units import BadQuantity
from eligibility.submission.tables.calamine_door import grids
from eligibility.submission.tables.cells import shown, text_of
from eligibility.submission.tables.finding import explains, headed
from eligibility.submission.tables.grid import Grid, is_blank
from eligibility.submission.tables.headings import Fact, fact_of, known, target_of

# Behind the text of a cell that cannot be read: no fact takes a text that holds it.
UNREADABLE = "\x7f"


def plain_cells(path: Path) -> dict[str, list[str | None]]:
    """The columns of the sheet of projects by their headings, every cell as a project file's."""
    found = [
        (grid, at)
        for grid in grids(path)
        if not explains(grid) and (at := headed(grid)) is not None and _filled(grid, at[1])
    ]
    lists = [grid.name for grid, (below, _) in found if below]
    projects = [(grid, top) for grid, (below, top) in found if not below]
    if lists or len(projects) > 1:
        refuse(
            "E101", f"the workbook has more sheets than one: {', '.join(g.name for g, _ in found)}",
            file=str(path), help="use `assess`, or save each as a table (`--parcels TABLE`)",
        )  # fmt: skip
    if not projects:
        refuse("E102", "no sheet has headings and rows of projects below them", file=str(path))
    return _columns(*projects[0])


def _filled(grid: Grid, top: int) -> bool:
    return any(not is_blank(cell) for row in grid.rows[top + 1 :] for cell in row)


def _columns(grid: Grid, top: int) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for column, heading in enumerate(grid.rows[top]):
        if is_blank(heading):
            continue
        name = str(heading).strip()
        fact = _fact(name)
        found[name] = [
            _cell(grid, row, column, fact)
            for row in range(top + 1, len(grid.rows))
            if any(not is_blank(cell) for cell in grid.rows[row])
        ]
    return found


def _fact(heading: str) -> Fact | None:
    if not known(heading):
        return None
    target = target_of(heading)
    return fact_of(target.path, target.path, target.unit)


def _cell(grid: Grid, row: int, column: int, fact: Fact | None) -> str | None:
    at = grid.filled.get((row, column), (row, column))
    value = grid.rows[row][column] if column < len(grid.rows[row]) else ""
    percent = at in grid.percent
    if at in grid.errors or at in grid.unsaved:
        return f"an error of the spreadsheet{UNREADABLE}"
    if is_blank(value):
        return None
    if fact is None:
        return shown(value, percent=percent)
    try:
        text = text_of(value, fact, percent=percent)
    except BadQuantity as bad:
        return f"{bad}{UNREADABLE}"
    if isinstance(text, list):
        return "、".join(text) if text else "[]"
    return text

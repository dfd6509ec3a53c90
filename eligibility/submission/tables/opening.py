"""The sheets of a file, a workbook or a CSV: each reader is loaded where it is needed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eligibility.errors import refuse
from eligibility.submission.tables import TEXTS
from eligibility.submission.tables.grid import Grid


def sheets(path: Path, empty: str) -> Iterable[Grid]:
    """The sheets of a file; `Refused` where there is none, or, in these words, an empty one."""
    if not path.is_file():
        refuse("E101", f"`{path}` is no file", file=str(path))
    if path.stat().st_size == 0:
        refuse("E102", empty, file=str(path))
    if path.suffix.lower() in TEXTS:
        from eligibility.submission.tables.csv_text import grid  # noqa: PLC0415  as it is used

        return [grid(path)]
    from eligibility.submission.tables.calamine_door import grids  # noqa: PLC0415  as above

    return grids(path)

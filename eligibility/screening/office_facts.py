"""What an office states for every project of its place, in the cells that state nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eligibility.screening.by_file import text_of
from eligibility.screening.headings import Target, fact_of
from eligibility.screening.polars_door import pl
from eligibility.screening.sheets import Sheet
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Origin
from eligibility.submission.model.readers import UNKNOWN_WORDS
from eligibility.submission.tables.headings import with_unit


def with_office(sheet: Sheet, said: Mapping[str, Origin]) -> Sheet:
    """The sheet with the office's facts; `said`: each as the office's file writes it.

    A fact that is absent where nothing is said of it is never filled in.
    """
    for path, origin in said.items():
        info = info_of(path)
        if info is None or not info.absent:
            sheet = _filled(sheet, path, origin.text)
    return sheet


def _filled(sheet: Sheet, path: str, text: str) -> Sheet:
    held = next((t for t in sheet.targets if t.path == path and not t.passed), None)
    if held is None:
        target = Target(f"#office {path}", path)
        cells = sheet.cells.with_columns(pl.lit(text).alias(target.heading))
        return replace(sheet, cells=cells, targets=[*sheet.targets, target])
    column = sheet.cells[held.heading]
    if column.null_count() == 0 and column.dtype != pl.String:
        return sheet
    return replace(sheet, cells=sheet.cells.with_columns(_texts(column, held, text)))


def _texts(cells: pl.Series, target: Target, text: str) -> pl.Series:
    """The cells as texts with their unit, blank ones as the office says."""
    fact = fact_of(target.path, target.path, target.unit)

    def told(cell: Any) -> str:
        if cell is None or (isinstance(cell, str) and cell.strip().lower() in UNKNOWN_WORDS):
            return text
        return with_unit(text_of(cell), fact)

    distinct = cells.unique()
    words = pl.Series([told(c) for c in distinct.to_list()], dtype=pl.String)
    return cells.replace_strict(distinct, words, return_dtype=pl.String).alias(cells.name)

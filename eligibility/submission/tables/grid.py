"""A sheet as it was sent: cells with what a spreadsheet knows of them, rows that are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from eligibility.classes import dataclass

# What a cell of a workbook may hold; an int stands for every number of a whole value.
Value: TypeAlias = "str | bool | int | Decimalised | date | datetime | time | timedelta"


@dataclass(frozen=True)
class Decimalised:
    """A number of a binary file as its shortest decimal."""

    text: str


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet from its first row and column; indexes count from 0.

    `percent`, `errors` and `unsaved` are cells shown as per cent, cells that show an error, and
    formulas without a saved value; `marked` is false where the form of the file does not let these
    and hidden rows be seen; `filled` tells for a merged cell where its value stands.
    """

    name: str
    rows: list[list[Value]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    unsaved: frozenset[tuple[int, int]] = frozenset()
    filled: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, hash=False)
    hidden: bool = False
    marked: bool = True


def cell_name(row: int, column: int) -> str:
    """The name of a cell as a spreadsheet shows it (0, 0 is A1)."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """The letters of a column (0 is A).

    >>> column_name(27)
    'AB'
    """
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing to be seen."""
    return isinstance(value, str) and not value.strip(" \t\r\n\u3000\xa0\u200b\ufeff")

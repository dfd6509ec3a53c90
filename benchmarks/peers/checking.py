"""Answers counted against the reference, and against each other."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from peers.job import COLUMNS, KEY, NAMES
from peers.reference import Record, decided

FIRST = 2_000
CELLS = (*NAMES, "verdict")


def records(source: Path, count: int) -> list[Record]:
    """The first records of a table, by the names of the job."""
    short = {heading: name for name, heading in COLUMNS.items()}
    return pl.read_parquet(source, n_rows=count).rename(short).to_dicts()


def wrong(source: Path, answer: pl.DataFrame) -> dict[str, int]:
    """How many of the first records' cells are not what the reference says, by column."""
    right = pl.DataFrame(
        [decided(record) for record in records(source, FIRST)], schema=list(CELLS), orient="row"
    )
    return differences(right, answer.head(right.height))


def differences(one: pl.DataFrame, other: pl.DataFrame) -> dict[str, int]:
    """How many cells of two answers differ, by column."""
    found = {
        name: (one[name].cast(pl.String) != other[name].cast(pl.String)).sum() for name in CELLS
    }
    if KEY in one.columns:
        found[KEY] = (one[KEY] != other[KEY]).sum()
    return {name: count for name, count in found.items() if count}

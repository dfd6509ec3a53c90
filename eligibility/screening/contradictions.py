"""Rows whose facts contradict each other, in columns; the twin of `submission.coherence`.

The rows that are marked are read once more as project files, and refused there with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import NONE_MARK
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import ROW, TOP_ROW
from eligibility.submission.coherence import EVENTS, ITEM_PARTS, ORDERS, PARTS

DELAYS = "land.parcels.delays"
LISTS = {"land.parcels": "land.parcels", "land.parcels.delays": "land.parcels[].delays"}


def contradicting(frames: Frames, *, inside: bool = False) -> pl.Series:
    """Which rows of the table hold two facts that cannot both be true.

    `inside`: only among the facts of an item of its lists.
    """
    table = frames[TOP]
    own = set() if inside else set(table.columns)
    pairs = [pl.col(a) > pl.col(b) for a, b in PARTS if {a, b} <= own]
    found = _marked(table, pairs)
    for name, frame in LISTS.items():
        if frame in frames.tables:
            items = frames[frame]
            marked = _marked(items, list(_tests(name, set(items.columns))))
            rows = items[TOP_ROW].filter(marked)
            if name == DELAYS:
                rows = rows.append(_overlapping(items))
            rows = rows.unique()
            found = found.scatter(rows, values=True) if rows.len() else found
    return found


def _overlapping(delays: pl.DataFrame) -> pl.Series:
    """The rows of the table in which two delays of one parcel share days."""
    if not {"since", "until"} <= set(delays.columns):
        return delays[TOP_ROW].clear()
    inner = delays.filter(pl.col("since").is_not_null()).sort(ROW, "since", maintain_order=True)
    following = pl.col("since").shift(-1).over(ROW)
    shared = pl.col("until" + NONE_MARK) | (pl.col("until") > following).fill_null(value=False)
    return inner.filter(following.is_not_null() & shared)[TOP_ROW]


def _marked(table: pl.DataFrame, tests: list[pl.Expr]) -> pl.Series:
    if not tests:
        return pl.repeat(value=False, n=table.height, dtype=pl.Boolean, eager=True)
    return table.select(x=pl.any_horizontal(*(t.fill_null(value=False) for t in tests)))["x"]


def _tests(name: str, columns: set[str]) -> Iterator[pl.Expr]:
    for where, part, whole in ITEM_PARTS:
        if where == name and {part, whole} <= columns:
            yield pl.col(part) > pl.col(whole)
    for where, first, second in ORDERS:
        if where == name and {first, second} <= columns:
            yield pl.col(second) < pl.col(first)
    for where, happened, own, others in EVENTS:
        if where != name or happened not in columns:
            continue
        for event in {own, *others} & columns:
            yield ~pl.col(happened) & pl.col(event).is_not_null()
        if own + NONE_MARK in columns:
            yield pl.col(happened) & pl.col(own + NONE_MARK)
    if name == "land.parcels" and "id" in columns:
        yield pl.col("id").is_not_null() & pl.struct(ROW, "id").is_duplicated()

"""What crosses from one frame to another: parent rows as items see them, items gathered back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eligibility.classes import dataclass
from eligibility.screening.columns import Col
from eligibility.screening.polars_door import pl
from eligibility.screening.series_operations import filled, type_of
from eligibility.screening.steps import HERE, ROW, TOP_ROW

Tables = Mapping[str, pl.DataFrame]
# Finds the whole column of a node, as a column of a frame.
Column = Callable[[Col, str], pl.Series]


@dataclass(frozen=True)
class Crossing:
    """Nodes of one kind that cross from the frame `source` to `frame`."""

    op: str
    frame: str
    source: str
    nodes: Sequence[Col]

    def take(self, tables: Tables, column: Column) -> list[pl.Series]:
        """The columns of the nodes."""
        return _WAYS[self.op](self, tables, column)


def _lowered(crossing: Crossing, tables: Tables, column: Column) -> list[pl.Series]:
    """Columns of the parent rows, as the items in `frame` see them."""
    rows = tables[crossing.frame][ROW]
    return [column(node.args[0], crossing.source)[rows] for node in crossing.nodes]


def _gathered(crossing: Crossing, tables: Tables, column: Column) -> list[pl.Series]:
    """One value for each row of `frame` from its items in `source`."""
    height, rows = tables[crossing.frame].height, tables[crossing.source][ROW]
    found = {
        id(n): TRUTHS[n.data](rows, column(n.args[0], crossing.source), height)
        for n in crossing.nodes if n.data in TRUTHS
    }  # fmt: skip
    numbers = [n for n in crossing.nodes if n.data not in TRUTHS]
    if numbers:
        cells = [column(n.args[0], crossing.source) for n in numbers]
        told = _numbers(numbers, tables[crossing.frame], rows, cells)
        found |= dict(zip(map(id, numbers), told, strict=True))
    return [found[id(node)] for node in crossing.nodes]


def _any(rows: pl.Series, truth: pl.Series, height: int) -> pl.Series:
    none = pl.Series([False]).new_from_index(0, height)
    return none.scatter(rows.filter(truth), values=True)


def _all(rows: pl.Series, truth: pl.Series, height: int) -> pl.Series:
    return ~_any(rows, ~truth, height)


def _numbers(
    nodes: Sequence[Col], frame: pl.DataFrame, rows: pl.Series, cells: Sequence[pl.Series]
) -> list[pl.Series]:
    items = pl.DataFrame([rows, *(c.alias(f"{i}") for i, c in enumerate(cells))])
    how = [AGGREGATES[gathering(n)](pl.col(f"{i}")) for i, n in enumerate(nodes)]
    gathered = items.group_by(ROW, maintain_order=True).agg(how)
    every = pl.DataFrame([frame[HERE].alias(ROW)])
    wide = every.join(gathered, on=ROW, how="left", maintain_order="left")
    found = []
    for index, node in enumerate(nodes):
        told = wide[f"{index}"].cast(type_of(node))
        found.append(told.fill_null(0) if node.data == "sum" else told)
    return found


def _members(crossing: Crossing, tables: Tables, column: Column) -> list[pl.Series]:
    """Whether the text of a row is among those of the items in `source` of the same row."""
    return [_member(node, crossing, tables, column) for node in crossing.nodes]


def _member(node: Col, crossing: Crossing, tables: Tables, column: Column) -> pl.Series:
    frames = (crossing.frame, crossing.source)
    text, word = (column(a, f).alias("#text") for a, f in zip(node.args, frames, strict=True))
    there = pl.DataFrame([tables[crossing.source][TOP_ROW], word]).drop_nulls().unique()
    here = pl.DataFrame([tables[crossing.frame][TOP_ROW], text])
    found = here.join(
        there.with_columns(there=pl.lit(value=True)),
        on=[TOP_ROW, "#text"], how="left", maintain_order="left",
    )  # fmt: skip
    return filled(found["there"], value=False)


_WAYS: dict[str, Callable[[Crossing, Tables, Column], list[pl.Series]]] = {
    "up": _lowered, "agg": _gathered, "member": _members,
}  # fmt: skip
TRUTHS: dict[str, Callable[[pl.Series, pl.Series, int], pl.Series]] = {"any": _any, "all": _all}
AGGREGATES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "sum": lambda e: e.sum(),
    "wide sum": lambda e: e.cast(pl.Int128).sum(),  # a sum of 64-bit numbers would wrap round
    "min": lambda e: e.min(), "max": lambda e: e.max(),
}  # fmt: skip


def gathering(node: Col) -> str:
    """The name in `AGGREGATES` of the way in which a node gathers."""
    wide: Any = type_of(node) is pl.Int128
    return "wide sum" if node.data == "sum" and wide else str(node.data)

"""The rows of a table and of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.classes import dataclass
from eligibility.screening.columns import TOP, parent
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import HERE, ROW, TOP_ROW


@dataclass
class Frames:
    """The rows of a table and of its lists, by frame.

    Each frame numbers its rows (`#i`); an item knows its parent's row (`#row`) and the row of
    the table that it belongs to (`#top`). Items stand in the order of their parents.
    """

    tables: dict[str, pl.DataFrame]

    def __getitem__(self, frame: str) -> pl.DataFrame:
        return self.tables[frame]

    @property
    def height(self) -> int:
        """How many rows the table has."""
        return self.tables[TOP].height

    def only(self, rows: pl.Series) -> Frames:
        """The frames of these rows of the table alone, numbered anew."""
        found: dict[str, pl.DataFrame] = {}
        kept: dict[str, pl.DataFrame] = {}
        for name in self._downwards():
            table = self.tables[name]
            if name == TOP:
                table = table[rows]
            else:
                above = kept[parent(name)]
                table = table.join(above, on=ROW, how="inner", maintain_order="left")
                table = table.drop(ROW).rename({"#new": ROW})
                table = table.drop(TOP_ROW).with_columns(_top_of(found, name, table))
            renumbered = pl.int_range(pl.len(), dtype=pl.UInt32)
            kept[name] = table.select(pl.col(HERE).alias(ROW), renumbered.alias("#new"))
            found[name] = table.with_columns(renumbered.alias(HERE))
        return Frames(found)

    def _downwards(self) -> list[str]:
        """The frames, each after its parent."""
        return sorted(self.tables, key=lambda f: f.count("[].") if f else -1)

    def cut(self, size: int) -> Iterator[Frames]:
        """The frames in pieces of so many rows of the table, in order, numbered anew."""
        for first in range(0, self.height, size):
            yield self._piece(first, min(size, self.height - first))

    def _piece(self, first: int, many: int) -> Frames:
        found: dict[str, pl.DataFrame] = {}
        begins = {TOP: first}
        for name in self._downwards():
            table = self.tables[name]
            if name == TOP:
                found[name] = table.slice(first, many)
                continue
            tops = table[TOP_ROW]
            begin = int(tops.search_sorted(first, "left"))
            end = int(tops.search_sorted(first + many, "left"))
            begins[name] = begin
            part = table.slice(begin, end - begin)
            moved = {ROW: begins[parent(name)], TOP_ROW: first}
            found[name] = part.with_columns(part[n] - by for n, by in moved.items())
        return Frames({n: _numbered(t, begins[n]) for n, t in found.items()})


def _numbered(table: pl.DataFrame, first: int) -> pl.DataFrame:
    return table.with_columns(table[HERE] - first) if HERE in table.columns and first else table


def _top_of(found: Mapping[str, pl.DataFrame], frame: str, table: pl.DataFrame) -> pl.Series:
    above = parent(frame)
    if above == TOP:
        return table[ROW].alias(TOP_ROW)
    return found[above][TOP_ROW].gather(table[ROW]).alias(TOP_ROW)

"""What a program does with its frames: columns of one, and what crosses from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eligibility.screening.polars_door import pl
from eligibility.screening.polars_operations import AGGREGATES, EMPTY
from eligibility.screening.steps import HERE, ROW, TOP_ROW

Tables = dict[str, pl.DataFrame]
# (the name of the column, that of the column it is made of, the function)
Crossing = list[tuple[str, str, Any]]


@dataclass(frozen=True)
class Plain:
    """New columns of a frame, from its own."""

    frame: str
    columns: list[pl.Expr]


@dataclass(frozen=True)
class _Crossing:
    """Columns of one frame made of those of another."""

    frame: str
    source: str
    columns: Crossing

    @property
    def frames(self) -> set[str]:
        """The frames that it needs."""
        return {self.frame, self.source}


class Lowered(_Crossing):
    """Columns of the parent rows, as the items in `frame` see them."""

    def take(self, tables: Tables) -> None:
        """Do it."""
        rows = tables[self.frame][ROW]
        above = tables[self.source].select(
            pl.col(source).alias(name) for name, source, _ in self.columns
        )
        tables[self.frame] = tables[self.frame].with_columns(above[rows])


class Gathered(_Crossing):
    """One value for each row of `frame` from its items in `source`."""

    def take(self, tables: Tables) -> None:
        """Do it."""
        gathered = (
            tables[self.source]
            .group_by(ROW, maintain_order=True)
            .agg(AGGREGATES[how](pl.col(source)).alias(name) for name, source, how in self.columns)
        )
        table = tables[self.frame]
        wide = table.select(pl.col(HERE).alias(ROW)).join(
            gathered, on=ROW, how="left", maintain_order="left"
        )
        filled = [
            pl.col(name).fill_null(EMPTY[how]) if how in EMPTY else pl.col(name)
            for name, _, how in self.columns
        ]
        tables[self.frame] = table.with_columns(wide.select(filled))


@dataclass(frozen=True)
class Member:
    """Whether the text of a row is among those of the items in `other` of the same row."""

    frame: str
    other: str
    name: str
    text: str
    word: str

    @property
    def frames(self) -> set[str]:
        """The frames that it needs."""
        return {self.frame, self.other}

    def take(self, tables: Tables) -> None:
        """Do it."""
        there = tables[self.other].select(
            pl.col(TOP_ROW), pl.col(self.word).alias("#text")
        ).drop_nulls().unique()  # fmt: skip
        here = tables[self.frame].select(pl.col(TOP_ROW), pl.col(self.text).alias("#text"))
        found = here.join(
            there.with_columns(pl.lit(value=True).alias(self.name)),
            on=[TOP_ROW, "#text"], how="left", maintain_order="left",
        )  # fmt: skip
        tables[self.frame] = tables[self.frame].with_columns(
            found[self.name].fill_null(value=False).alias(self.name)
        )


Move = Plain | Lowered | Gathered | Member

"""Column expressions run by Polars.

What is used more than once is computed once, as a column of its own, in as few steps as the
expressions allow; items are broadcast from their parent rows and gathered back by row number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from eligibility.classes import dataclass
from eligibility.screening.columns import TOP, Col, parent
from eligibility.screening.moves import Gathered, Lowered, Member, Move, Plain
from eligibility.screening.polars_door import pl
from eligibility.screening.polars_operations import expression, gathering
from eligibility.screening.steps import CROSSING, HERE, ROW, TOP_ROW, Steps, steps

_LONG = 100_000
_AS_BUILT = pl.QueryOptFlags.none()  # what is used twice is computed once already


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
        for name in sorted(self.tables, key=lambda f: f.count("[].") if f else -1):
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


def _top_of(found: Mapping[str, pl.DataFrame], frame: str, table: pl.DataFrame) -> pl.Series:
    above = parent(frame)
    if above == TOP:
        return table[ROW].alias(TOP_ROW)
    return found[above][TOP_ROW].gather(table[ROW]).alias(TOP_ROW)


@dataclass
class Program:
    """Expressions ready to run on any frames: built once, in the moves that compute them."""

    steps: Steps
    moves: list[Move]
    wanted: dict[str, list[pl.Expr]]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The names of the outputs by frame."""
        return {f: [c.meta.output_name() for c in columns] for f, columns in self.wanted.items()}

    def run(self, frames: Frames) -> dict[str, pl.DataFrame]:
        """The outputs as one table for each frame, in the order of its rows."""
        tables = dict(frames.tables)
        waiting: dict[str, pl.LazyFrame] = {}
        for move in self.moves:
            if isinstance(move, Plain):
                held = waiting.get(move.frame, tables[move.frame].lazy())
                waiting[move.frame] = held.with_columns(move.columns)
                continue
            for frame in move.frames & waiting.keys():
                tables[frame] = _computed(waiting.pop(frame), tables[frame].height)
            move.take(tables)
        found = {}
        for frame, columns in self.wanted.items():
            held = waiting.get(frame, tables[frame].lazy()).with_columns(columns)
            found[frame] = _computed(held.select(self.names[frame]), tables[frame].height)
        return found


def _computed(table: pl.LazyFrame, height: int) -> pl.DataFrame:
    """The table; morsel by morsel, near the processor, where it is long."""
    engine: Any = "streaming" if height > _LONG else "in-memory"
    return table.collect(engine=engine, optimizations=_AS_BUILT)


def program(outputs: Mapping[str, Col]) -> Program:
    """Expressions made ready."""
    made = steps(outputs)
    building = _Building(made)
    moves = [move for step in made.steps for move in building.moves(step)]
    return Program(made, moves, building.outputs())


class _Building:
    """Expressions under way to moves."""

    def __init__(self, made: Steps) -> None:
        self.made = made
        self.built: dict[int, pl.Expr] = {}

    def moves(self, step: list[Col]) -> Iterator[Move]:
        """The moves of one step."""
        plain: dict[str, list[pl.Expr]] = defaultdict(list)
        crossing: dict[tuple[str, str, str], list[Col]] = defaultdict(list)
        for node in step:
            name = self.made.names[id(node)]
            if node.op not in CROSSING:
                plain[node.frame or TOP].append(self._made(node).alias(name))
            elif node.op == "member":
                text, word = (self._name(a) for a in node.args)
                yield Member(node.frame or TOP, node.data, name, text, word)
            else:
                key = (node.op, node.frame or TOP, node.args[0].frame or TOP)
                crossing[key].append(node)
        for frame, columns in plain.items():
            yield Plain(frame, columns)
        for (op, frame, source), nodes in crossing.items():
            pairs = [(self._name(n), self._name(n.args[0]), gathering(n)) for n in nodes]
            yield (Lowered if op == "up" else Gathered)(frame, source, pairs)

    def _name(self, node: Col) -> str:
        return str(node.data) if node.op == "col" else self.made.names[id(node)]

    def outputs(self) -> dict[str, list[pl.Expr]]:
        """The outputs by frame."""
        wanted: dict[str, list[pl.Expr]] = defaultdict(list)
        for name, node in self.made.outputs.items():
            wanted[node.frame or TOP].append(self._expr(node).alias(name))
        return dict(wanted)

    def _expr(self, node: Col) -> pl.Expr:
        """The expression of a node: a column where it was computed before."""
        name = self.made.names.get(id(node))
        return pl.col(name) if name is not None else self._made(node)

    def _made(self, node: Col) -> pl.Expr:
        found = self.built.get(id(node))
        if found is None:
            parts = [self._expr(a) for a in node.args]
            found = self.built[id(node)] = expression(node, parts)
        return found

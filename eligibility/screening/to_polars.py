"""Column expressions run by Polars.

Each node is computed once, series by series, and let go after its last use; what crosses from one
frame to another is taken together. Long tables are run in pieces, on every core.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from eligibility.classes import dataclass
from eligibility.screening.columns import TOP, Col
from eligibility.screening.columns_kleene import taken_late
from eligibility.screening.frames import Frames
from eligibility.screening.levels import Levels, levels
from eligibility.screening.moves import Crossing
from eligibility.screening.polars_door import of_columns, pl
from eligibility.screening.series_operations import Operation, constant, operation, type_of

_PIECE = 262_144  # rows


class Act(NamedTuple):
    """One column computed: where it goes, from which, and which are let go."""

    place: int
    do: Operation
    parts: tuple[int, ...]
    spent: tuple[int, ...]


@dataclass(frozen=True)
class Stage:
    """What is computed in the frames, then what crosses between them, and what is let go then."""

    acts: list[Act]
    crossings: list[Crossing]
    spent: list[int]


@dataclass(frozen=True)
class Reading:
    """A column of a frame that is read, where it goes, and its type where that matters."""

    frame: str
    name: str
    place: int
    kind: Any

    def column(self, frames: Frames) -> pl.Series:
        """The column as it is computed with."""
        cells = frames[self.frame].get_column(self.name)
        return cells if self.kind is None or cells.dtype == self.kind else cells.cast(self.kind)


@dataclass
class Program:
    """Expressions ready to run on any frames: built once.

    Each node has its place; `wanted` tells the places of the outputs by frame.
    """

    levels: Levels
    places: Mapping[int, int]
    constants: list[pl.Series | None]
    readings: list[Reading]
    stages: list[Stage]
    wanted: Mapping[str, list[tuple[str, int]]]

    def run(self, frames: Frames) -> dict[str, pl.DataFrame]:
        """The outputs as one table for each frame, in the order of its rows."""
        if frames.height <= 2 * _PIECE:
            return self._run(frames)
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            found = list(pool.map(self._run, frames.cut(_PIECE)))
        return {f: pl.concat((part[f] for part in found), rechunk=False) for f in self.wanted}

    def _run(self, frames: Frames) -> dict[str, pl.DataFrame]:
        held = list(self.constants)
        for reading in self.readings:
            held[reading.place] = reading.column(frames)
        heights = {name: table.height for name, table in frames.tables.items()}

        def whole(node: Col, frame: str) -> pl.Series:
            return _spread(held[self.places[id(node)]], heights[frame])

        for stage in self.stages:
            for place, do, parts, spent in stage.acts:
                held[place] = do(*[held[part] for part in parts])
                for old in spent:
                    held[old] = None
            for crossing in stage.crossings:
                columns = crossing.take(frames.tables, whole)
                for node, column in zip(crossing.nodes, columns, strict=True):
                    held[self.places[id(node)]] = column
            for old in stage.spent:
                held[old] = None
        return {
            frame: of_columns(
                _spread(held[place], heights[frame]).alias(name) for name, place in outputs
            )
            for frame, outputs in self.wanted.items()
        }


def _spread(cells: pl.Series | None, height: int) -> pl.Series:
    """A column of so many rows; one row stands for all."""
    assert cells is not None  # noqa: S101  (a column is let go after its last use)
    return cells if cells.len() == height else cells.new_from_index(0, height)


def program(outputs: Mapping[str, Col]) -> Program:
    """Expressions made ready."""
    return _Building(levels(taken_late(outputs))).program()


class _Building:
    """Expressions under way to a program."""

    def __init__(self, made: Levels) -> None:
        self.made = made
        self.nodes = [n for level in made.levels for part in level for n in part]
        self.places = {id(node): place for place, node in enumerate(self.nodes)}
        self.readings: list[Reading] = []

    def program(self) -> Program:
        """The program."""
        wanted: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, node in self.made.outputs.items():
            wanted[node.frame or TOP].append((name, self.places[id(node)]))
        spent = self._spent({place for outputs in wanted.values() for _, place in outputs})
        stages = [
            Stage(
                [act for node in plain for act in self._act(node, spent)],
                self._crossings(crossing),
                [place for node in crossing for place in spent.get(self.places[id(node)], ())],
            )
            for plain, crossing in self.made.levels
        ]
        constants: list[pl.Series | None] = [
            constant(n) if n.op == "const" else None for n in self.nodes
        ]
        return Program(self.made, self.places, constants, self.readings, stages, dict(wanted))

    def _spent(self, kept: set[int]) -> dict[int, list[int]]:
        """By place of a node, which others are not used after it."""
        last = {self.places[id(a)]: place for place, n in enumerate(self.nodes) for a in n.args}
        found: dict[int, list[int]] = defaultdict(list)
        for place, by in last.items():
            if place not in kept and self.nodes[place].op != "const":
                found[by].append(place)
        return found

    def _act(self, node: Col, spent: Mapping[int, list[int]]) -> Iterator[Act]:
        place = self.places[id(node)]
        if node.op == "const":
            return
        if node.op == "col":
            kind = type_of(node) if node.kind == "i" else None
            self.readings.append(Reading(node.frame or TOP, node.data, place, kind))
            return
        parts = tuple(self.places[id(a)] for a in node.args)
        yield Act(place, operation(node), parts, tuple(spent.get(place, ())))

    def _crossings(self, nodes: list[Col]) -> list[Crossing]:
        found: dict[tuple[str, str, str], list[Col]] = defaultdict(list)
        for node in nodes:
            source = node.data if node.op == "member" else node.args[0].frame or TOP
            found[node.op, node.frame or TOP, source].append(node)
        return [Crossing(*key, together) for key, together in found.items()]

"""Column expressions run by Polars.

What is used more than once is computed once, as a column of its own, in as few steps as the
expressions allow; items are broadcast from their parent rows and gathered back by row number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from eligibility.classes import dataclass
from eligibility.screening.columns import TOP, Col, parent
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import CROSSING, HERE, ROW, TOP_ROW, Steps, steps

_NARROW = 2**62


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


@dataclass(frozen=True)
class Program:
    """Expressions ready to run on any frames."""

    steps: Steps

    def run(self, frames: Frames) -> dict[str, pl.DataFrame]:
        """The outputs as one table for each frame, in the order of its rows."""
        running = _Running(self.steps, dict(frames.tables))
        for step in self.steps.steps:
            running.take(step)
        return running.outputs()


def program(outputs: Mapping[str, Col]) -> Program:
    """Expressions made ready."""
    return Program(steps(outputs))


class _Running:
    """One run: the frames as they grow, step by step."""

    def __init__(self, program: Steps, tables: dict[str, pl.DataFrame]) -> None:
        self.program, self.tables = program, tables
        self.built: dict[int, pl.Expr] = {}

    def take(self, step: list[Col]) -> None:
        """Compute the columns of one step."""
        plain: dict[str, list[pl.Expr]] = defaultdict(list)
        crossing: dict[tuple[str, str, str], list[Col]] = defaultdict(list)
        for node in step:
            name = self.program.names[id(node)]
            if node.op not in CROSSING:
                plain[node.frame or TOP].append(self._made(node).alias(name))
            elif node.op == "member":
                self._member(node, name)
            else:
                key = (node.op, node.frame or TOP, node.args[0].frame or TOP)
                crossing[key].append(node)
        for frame, columns in plain.items():
            self.tables[frame] = self.tables[frame].with_columns(columns)
        for (op, frame, source), nodes in crossing.items():
            (self._lower if op == "up" else self._gather)(frame, source, nodes)

    def _name(self, node: Col) -> str:
        return str(node.data) if node.op == "col" else self.program.names[id(node)]

    def _lower(self, frame: str, source: str, nodes: list[Col]) -> None:
        rows = self.tables[frame][ROW]
        above = self.tables[source].select(
            pl.col(self._name(n.args[0])).alias(self._name(n)) for n in nodes
        )
        self.tables[frame] = self.tables[frame].with_columns(above[rows])

    def _gather(self, frame: str, source: str, nodes: list[Col]) -> None:
        gathered = (
            self.tables[source]
            .group_by(ROW, maintain_order=True)
            .agg(
                _AGGREGATES[n.data](pl.col(self._name(n.args[0]))).alias(self._name(n))
                for n in nodes
            )
        )
        table = self.tables[frame]
        wide = table.select(pl.col(HERE).alias(ROW)).join(
            gathered, on=ROW, how="left", maintain_order="left"
        )
        filled = [
            pl.col(self._name(n)).fill_null(_EMPTY[n.data]) if n.data in _EMPTY
            else pl.col(self._name(n))
            for n in nodes
        ]  # fmt: skip
        self.tables[frame] = table.with_columns(wide.select(filled))

    def _member(self, node: Col, name: str) -> None:
        frame, other = node.frame or TOP, node.data
        text = self._name(node.args[0])
        there = self.tables[other].select(
            pl.col(TOP_ROW), pl.col(self._name(node.args[1])).alias("#text")
        ).drop_nulls().unique()  # fmt: skip
        here = self.tables[frame].select(pl.col(TOP_ROW), pl.col(text).alias("#text"))
        found = here.join(
            there.with_columns(pl.lit(value=True).alias(name)),
            on=[TOP_ROW, "#text"], how="left", maintain_order="left",
        )  # fmt: skip
        self.tables[frame] = self.tables[frame].with_columns(
            found[name].fill_null(value=False).alias(name)
        )

    def outputs(self) -> dict[str, pl.DataFrame]:
        """The outputs by frame."""
        wanted: dict[str, list[pl.Expr]] = defaultdict(list)
        for name, node in self.program.outputs.items():
            wanted[node.frame or TOP].append(self._expr(node).alias(name))
        return {
            frame: self.tables[frame]
            .with_columns(columns)
            .select(c.meta.output_name() for c in columns)
            for frame, columns in wanted.items()
        }

    def _expr(self, node: Col) -> pl.Expr:
        """The expression of a node: a column where it was computed before."""
        name = self.program.names.get(id(node))
        return pl.col(name) if name is not None else self._made(node)

    def _made(self, node: Col) -> pl.Expr:
        found = self.built.get(id(node))
        if found is None:
            parts = [self._expr(a) for a in node.args]
            found = self.built[id(node)] = _OPERATIONS[node.op](node, parts)
        return found


def _type(node: Col) -> Any:
    return pl.Int64 if max(-node.low, node.high) < _NARROW else pl.Int128


def _literal(node: Col, _parts: list[pl.Expr]) -> pl.Expr:
    # a literal cast to 64 bits can come out as a column of one row; a bare one does not
    wide = node.kind == "i" and _type(node) is pl.Int128
    return pl.lit(node.data, dtype=pl.Int128) if wide else pl.lit(node.data)


def _may(node: Col, _parts: list[pl.Expr]) -> pl.Expr:
    name, answer = node.data
    return pl.col(name).fill_null(value=True) if answer else ~pl.col(name).fill_null(value=False)


def _wide(node: Col, parts: list[pl.Expr], args: tuple[Col, ...] | None = None) -> list[pl.Expr]:
    """The parts in the type of the result (of a comparison: in the wider one)."""
    args = args or node.args
    widest = max([*args, *([node] if node.kind == "i" else [])], key=lambda a: max(-a.low, a.high))
    return [_cast(part, arg, widest) for part, arg in zip(parts, args, strict=True)]


def _cast(part: pl.Expr, arg: Col, widest: Col) -> pl.Expr:
    if _type(arg) is _type(widest):
        return part
    if arg.op == "const" and arg.data is not None:
        return pl.lit(arg.data, dtype=_type(widest))
    return part.cast(_type(widest))


def _join(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    result = parts[0]
    for part in parts[1:]:
        result = (result & part) if node.op == "and" else (result | part)
    return result


def _choice(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    condition, *values = parts
    if node.kind == "i":
        values = _wide(node, values, node.args[1:])
    found = pl.when(condition).then(values[0]).otherwise(values[1])
    return found.cast(_type(node)) if node.kind == "i" else found


def _equal(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts) if node.args[0].kind == "i" else parts
    if node.args[0].op == "const":  # a literal on the left can give a column of one row
        a, b = b, a
    return (a == b).fill_null(value=False) if any(x.nullable for x in node.args) else a == b


def _order(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    if node.args[0].op == "const":  # as in `_equal`
        found = b >= a if node.op == "le" else b > a
    else:
        found = a <= b if node.op == "le" else a < b
    return found.fill_null(value=True) if any(x.nullable for x in node.args) else found


def _among(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    words = sorted(node.data)
    found = parts[0] == words[0] if len(words) == 1 else parts[0].is_in(words)
    return found.fill_null(value=False) if node.args[0].nullable else found


def _coalesce(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts) if node.kind == "i" else parts
    return pl.coalesce(a, b)  # `fill_null` of a column without values gives one value


def _arithmetic(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    if node.op == "add":
        return a + b
    return a - b if node.op == "sub" else a * b


def _extreme(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    a, b = _wide(node, parts)
    return pl.max_horizontal(a, b) if node.op == "max" else pl.min_horizontal(a, b)


def _months(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    day = parts[0].cast(pl.Int32).cast(pl.Date)
    return day.dt.offset_by(f"{node.data}mo").cast(pl.Int32).cast(pl.Int64)


def _entry(node: Col, parts: list[pl.Expr]) -> pl.Expr:
    keys, values = zip(*node.data, strict=True) if node.data else ((), ())
    return parts[0].replace_strict(list(keys), list(values), default=None, return_dtype=_type(node))


_OPERATIONS: dict[str, Callable[[Col, list[pl.Expr]], pl.Expr]] = {
    "const": _literal, "col": lambda n, _: pl.col(n.data), "may": _may,
    "not": lambda _, p: ~p[0], "null": lambda _, p: p[0].is_null(), "here": lambda _, p: p[0],
    "and": _join, "or": _join, "if": _choice, "eq": _equal, "le": _order, "lt": _order,
    "in": _among, "coalesce": _coalesce, "add": _arithmetic, "sub": _arithmetic,
    "mul": _arithmetic, "min": _extreme, "max": _extreme, "months": _months,
    "clip": lambda n, p: p[0].clip(*n.data), "entry": _entry,
}  # fmt: skip
_AGGREGATES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "any": lambda e: e.any(), "all": lambda e: e.all(), "sum": lambda e: e.sum(),
    "min": lambda e: e.min(), "max": lambda e: e.max(),
}  # fmt: skip
_EMPTY: dict[str, Any] = {"any": False, "all": True, "sum": 0}

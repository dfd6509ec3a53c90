"""Column expressions over one table that holds its lists in its rows, as arrays.

An item's columns are arrays beside the list, computed by a function of the item (`x1`) and its
number (`i1`); what an item sees of its row is there to be read. Nothing is joined or sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from eligibility.language.types import Kind
from eligibility.screening.columns import TOP, Col, parent
from eligibility.screening.columns_facts import ITEM, OPEN, WRITTEN_MARK
from eligibility.screening.sql_operations import Dialect, column, filled, made, named
from eligibility.screening.sql_steps import few_steps, last_uses, read_by
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.steps import HERE, ordered
from eligibility.submission.catalogue import info_of


class Nested:
    """A query under way: each step a selection from that of the step before."""

    def __init__(self, outputs: Mapping[str, Col], name: str, dialect: Dialect) -> None:
        self.program, self.name, self.dialect = few_steps(outputs), name, dialect
        self.plain = plain_lists(outputs)

    def select(self) -> exp.Select:
        """The outputs, one row for each row of the table."""
        last = last_uses(self.program, self._name, _read)
        kept = [name for name in last if not name.startswith("@")]
        current: exp.Expr = exp.Table(this=exp.to_identifier(self.name, quoted=True))
        for at, step in enumerate(self.program.steps):
            columns = [named(self._array(n, n.frame or TOP, TOP), self._name(n)) for n in step]
            kept = [name for name in kept if last[name] >= at]
            select = exp.select(column(HERE), *map(column, kept), *columns, copy=False)
            current = select.from_(current, copy=False).subquery(f"t{at}", copy=False)
            kept += [self._name(n) for n in step]
        outputs = [named(self._expr(col), name) for name, col in self.program.outputs.items()]
        return exp.select(column(HERE), *outputs, copy=False).from_(current, copy=False)

    def whole(self, answer: exp.Select) -> exp.Select:
        """The answer: the steps are within it."""
        return answer

    def _name(self, node: Col) -> str:
        return self.program.names[id(node)]

    def _array(self, node: Col, frame: str, above: str) -> exp.Expr:
        """A node of a frame as the rows of a frame above see it: one value for each item."""
        value = self._expr_of(node)
        while frame != above:
            depth = _depth(frame)
            value = exp.func(
                "TRANSFORM", self._list(frame), _function(value, f"x{depth}", f"i{depth}")
            )
            frame = parent(frame)
        return value

    def _list(self, frame: str) -> exp.Expr:
        """The items of a list; an unknown one has one item, of which nothing is known."""
        above = parent(frame)
        name = frame if above == TOP else frame[len(above) + len("[].") :]
        held = column(name) if above == TOP else _field(above, name)
        return exp.Coalesce(this=held, expressions=[exp.func("ARRAY", exp.Null())])

    def _values(self, node: Col, above: str) -> exp.Expr:
        """The values of a node for the items of each row of a frame above."""
        if id(node) in self.program.names:
            return self._at(self._name(node), above)
        return self._array(node, node.frame or TOP, above)

    def _at(self, name: str, frame: str) -> exp.Expr:
        found: exp.Expr = column(name)
        for depth in range(1, _depth(frame) + 1):
            found = exp.Bracket(this=found, expressions=[exp.to_identifier(f"i{depth}")])
        return found

    def _expr(self, node: Col) -> exp.Expr:
        if id(node) in self.program.names:
            return self._at(self._name(node), node.frame or TOP)
        return self._expr_of(node)

    def _expr_of(self, node: Col) -> exp.Expr:
        frame = node.frame or TOP
        if node.op == "up":
            return self._expr(node.args[0])
        if node.op == "agg":
            values = self._values(node.args[0], frame)
            return AGGREGATES[node.data](values, self.dialect.type_of(node))
        if node.op == "member":
            return self._member(node)
        read = read_by(node)
        if read is not None:
            return made(node, [self._column(frame, read)], self.dialect)
        return made(node, [self._expr(a) for a in node.args], self.dialect)

    def _column(self, frame: str, name: str) -> exp.Expr:
        if frame == TOP:
            return column(name)
        item = exp.to_identifier(f"x{_depth(frame)}")
        unknown = exp.Is(this=exp.column(item), expression=exp.Null())
        if name == OPEN:
            return exp.Paren(this=unknown)
        if name == ITEM + WRITTEN_MARK:  # some label, and no other that is met
            known = exp.Case().when(unknown, exp.convert(f"{frame}[?]"), copy=False)
            return known.else_(_field(frame, name), copy=False)
        return exp.column(item) if frame in self.plain else _field(frame, name)

    def _member(self, node: Col) -> exp.Expr:
        text, other = node.args
        values, frame = self._values(other, TOP), parent(node.data)
        while frame != TOP:
            values, frame = exp.func("FLATTEN", values), parent(frame)
        found = exp.Anonymous(this="ARRAY_CONTAINS", expressions=[values, self._expr(text)])
        return filled(found, False)


def plain_lists(outputs: Mapping[str, Col]) -> frozenset[str]:
    """The lists whose items are words and nothing else.

    An industry may be stated in a word that is not mapped: its item is there, its word is null.
    """
    read: dict[str, set[str | None]] = {}
    for node in ordered(outputs.values()):
        if read_by(node) is not None:
            read.setdefault(node.frame or TOP, set()).add(read_by(node))
    alone = (f for f, names in read.items() if ITEM in names and names <= {ITEM, OPEN})
    return frozenset(frame for frame in alone if not _of_industries(frame))


def _of_industries(frame: str) -> bool:
    info = info_of(frame)
    item = info.type.item if info is not None else None
    return item is not None and item.kind is Kind.INDUSTRY


def _read(node: Col) -> Iterator[str]:
    """The columns of the table that a node reads: a fact, or the list that it is in."""
    frame, read = node.frame or TOP, read_by(node)
    if frame != TOP:
        yield frame.partition("[].")[0]
    elif read is not None:
        yield read


def _depth(frame: str) -> int:
    return 0 if frame == TOP else 1 + frame.count("[].")


def _field(frame: str, name: str) -> exp.Expr:
    item = exp.column(exp.to_identifier(f"x{_depth(frame)}"))
    return exp.Dot(this=item, expression=exp.to_identifier(name, quoted=True))


def _function(body: exp.Expr, *names: str) -> exp.Lambda:
    return exp.Lambda(this=body, expressions=[exp.to_identifier(n) for n in names])


def _whether(name: str) -> Callable[[exp.Expr, str], exp.Expr]:
    return lambda values, _: exp.Anonymous(
        this=name, expressions=[values, _function(exp.column("v"), "v")]
    )


def _call(name: str) -> Callable[[exp.Expr, str], exp.Expr]:
    return lambda values, _: exp.Anonymous(this=name, expressions=[values])


def _sum(values: exp.Expr, wide: str) -> exp.Expr:
    added = exp.Add(this=exp.column("s"), expression=exp.cast(exp.column("v"), wide))
    return exp.Anonymous(
        this="AGGREGATE",
        expressions=[
            values, exp.cast(exp.convert(0), wide), _function(exp.cast(added, wide), "s", "v"),
        ],
    )  # fmt: skip


def _texts(values: exp.Expr, _: str) -> exp.Expr:
    joined = exp.Anonymous(this="ARRAY_JOIN", expressions=[values, exp.convert("; ")])
    return exp.Nullif(this=joined, expression=exp.convert(""))


AGGREGATES: dict[str, Callable[[exp.Expr, str], exp.Expr]] = {
    "any": _whether("EXISTS"), "all": _whether("FORALL"), "sum": _sum,
    "min": _call("ARRAY_MIN"), "max": _call("ARRAY_MAX"), "texts": _texts,
}  # fmt: skip

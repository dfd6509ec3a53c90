"""Column expressions over a table of rows and one for each list, joined by the numbers of rows.

Each step is a common table expression that adds its columns to those of the step before and keeps
only what is still needed: a table has few columns at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from eligibility.screening.columns import TOP, Col
from eligibility.screening.sql_operations import Dialect, column, filled, made, named
from eligibility.screening.sql_steps import last_uses, read_by
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.steps import CROSSING, HERE, ROW, TOP_ROW, steps

_EMPTY = {"any": False, "all": True, "sum": 0}
# What joined tables call their keys, so that no two tables of a join share a name.
_GATHERED, _ABOVE, _MEMBER, _TEXT = "#gathered", "#above", "#member", "#text"


def table_of(name: str, frame: str) -> str:
    """The name of the table that holds a frame."""
    return name if frame == TOP else f"{name}:{frame}"


class Joined:
    """A query under way: which table expression stands for each frame by now."""

    def __init__(self, outputs: Mapping[str, Col], name: str, dialect: Dialect) -> None:
        self.program, self.name, self.dialect = steps(outputs), name, dialect
        self.current: dict[str, str] = {}
        self.tables: list[tuple[str, exp.Select]] = []
        self.last = last_uses(self.program, lambda n: (n.frame or TOP, self._name(n)), _read)
        self.held: dict[str, list[str]] = defaultdict(list)
        for frame, read in self.last:
            if not read.startswith("@"):
                self.held[frame].append(read)

    def select(self) -> exp.Select:
        """The outputs, one row for each row of the table."""
        for at, step in enumerate(self.program.steps):
            self._take(at, step)
        outputs = [named(self._expr(col), name) for name, col in self.program.outputs.items()]
        return exp.select(column(HERE), *outputs, copy=False).from_(self._from(TOP), copy=False)

    def whole(self, answer: exp.Select) -> exp.Select:
        """The answer with the steps before it."""
        if self.tables:
            tables = [
                exp.CTE(this=select, alias=_alias(name), materialized=True)
                for name, select in self.tables
            ]
            answer.set("with_", exp.With(expressions=tables))
        return answer

    def _from(self, frame: str) -> exp.Table:
        return _table(self.current.get(frame) or table_of(self.name, frame))

    def _take(self, at: int, step: list[Col]) -> None:
        frames: dict[str, list[Col]] = defaultdict(list)
        for node in step:
            frames[node.frame or TOP].append(node)
        before = dict(self.current)
        for frame, nodes in frames.items():
            self._extend(at, frame, nodes, before)

    def _extend(self, at: int, frame: str, nodes: list[Col], before: Mapping[str, str]) -> None:
        """A frame with the columns of one step, from the tables as they were before it."""
        columns = [named(self._expr_of(n), self._name(n)) for n in nodes if n.op not in CROSSING]
        groups: dict[tuple[str, str], list[Col]] = defaultdict(list)
        for node in nodes:
            if node.op in CROSSING:
                source = node.data if node.op == "member" else node.args[0].frame or TOP
                own = self._name(node) if node.op == "member" else ""
                groups[node.op, f"{source}\0{own}"].append(node)
        joins = []
        for index, ((op, key), several) in enumerate(groups.items()):
            source = key.partition("\0")[0]
            there = _table(before.get(source) or table_of(self.name, source))
            join = {"up": self._lower, "agg": self._gather, "member": self._member}[op]
            joins.append((*join(there, several, str(index), columns), f"j{index}"))
        kept = [name for name in self.held[frame] if self.last[frame, name] >= at]
        self.held[frame] = [*kept, *(self._name(n) for n in nodes)]
        keys = [HERE] if frame == TOP else [HERE, ROW, TOP_ROW]
        select = exp.select(*map(column, keys), *map(column, kept), *columns, copy=False)
        select = select.from_(self._from(frame), copy=False)
        for inner, on, kind, alias in joins:
            select = select.join(inner.subquery(alias), on=on, join_type=kind, copy=False)
        name = f"{table_of('t', frame)} {len(self.tables)}"
        self.tables.append((name, select))
        self.current[frame] = name

    def _lower(
        self, there: exp.Table, nodes: list[Col], mark: str, columns: list[exp.Expr]
    ) -> tuple[exp.Select, exp.Expr, str]:
        """The parent's row beside each item."""
        above = _ABOVE + mark
        inner = exp.select(
            named(column(HERE), above), *(named(self._arg(n), self._name(n)) for n in nodes),
            copy=False,
        ).from_(there, copy=False)  # fmt: skip
        columns.extend(column(self._name(n)) for n in nodes)
        return inner, exp.EQ(this=column(ROW), expression=column(above)), "inner"

    def _gather(
        self, there: exp.Table, nodes: list[Col], mark: str, columns: list[exp.Expr]
    ) -> tuple[exp.Select, exp.Expr, str]:
        """What the items of each row come to beside it."""
        key = _GATHERED + mark
        inner = exp.select(
            named(column(ROW), key),
            *(named(AGGREGATES[n.data](self._arg(n), self.dialect.type_of(n)), self._raw(n))
              for n in nodes),
            copy=False,
        ).from_(there, copy=False).group_by(column(ROW), copy=False)  # fmt: skip
        for node in nodes:
            value: exp.Expr = column(self._raw(node))
            if node.data in _EMPTY:
                value = filled(value, _EMPTY[node.data])
            columns.append(named(value, self._name(node)))
        return inner, exp.EQ(this=column(HERE), expression=column(key)), "left"

    def _member(
        self, there: exp.Table, nodes: list[Col], mark: str, columns: list[exp.Expr]
    ) -> tuple[exp.Select, exp.Expr, str]:
        """Whether a text is among those of another list of the same row."""
        (node,) = nodes
        top, text = _MEMBER + mark, _TEXT + mark
        inner = exp.select(
            named(column(TOP_ROW), top), named(self._arg(node, 1), text), copy=False
        ).from_(there, copy=False).distinct(copy=False)  # fmt: skip
        on = exp.and_(
            exp.EQ(this=column(TOP_ROW if node.frame else HERE), expression=column(top)),
            exp.EQ(this=self._arg(node), expression=column(text)),
        )
        found = exp.Not(this=exp.Is(this=column(text), expression=exp.Null()))
        columns.append(named(exp.Paren(this=found), self._name(node)))
        return inner, on, "left"

    def _name(self, node: Col) -> str:
        return self.program.names[id(node)]

    def _raw(self, node: Col) -> str:
        return f"#{self._name(node)}"

    def _arg(self, node: Col, index: int = 0) -> exp.Expr:
        return self._expr(node.args[index])

    def _expr(self, node: Col) -> exp.Expr:
        name = self.program.names.get(id(node))
        return column(name) if name is not None else self._expr_of(node)

    def _expr_of(self, node: Col) -> exp.Expr:
        read = read_by(node)
        if read is not None:
            return made(node, [column(read)], self.dialect)
        return made(node, [self._expr(a) for a in node.args], self.dialect)


def _read(node: Col) -> Iterator[tuple[str, str]]:
    """The column of a frame that a node reads."""
    read = read_by(node)
    if read is not None:
        yield node.frame or TOP, read


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def _alias(name: str) -> exp.TableAlias:
    return exp.TableAlias(this=exp.to_identifier(name, quoted=True))


def _texts(value: exp.Expr, _: str) -> exp.Expr:
    order = exp.Order(this=value, expressions=[exp.Ordered(this=column(HERE))])
    return exp.GroupConcat(this=order, separator=exp.convert("; "))


def _plain(kind: type[exp.AggFunc]) -> Callable[[exp.Expr, str], exp.Expr]:
    return lambda value, _: kind(this=value)


AGGREGATES: dict[str, Callable[[exp.Expr, str], exp.Expr]] = {
    "any": _plain(exp.LogicalOr),
    "all": _plain(exp.LogicalAnd),
    "sum": lambda value, wide: exp.Sum(this=exp.cast(value, wide, copy=False)),
    "min": _plain(exp.Min),
    "max": _plain(exp.Max),
    "texts": _texts,
}

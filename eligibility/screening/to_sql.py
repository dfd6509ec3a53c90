"""Column expressions as one SQL query, built as a tree and written by sqlglot in any dialect.

The query reads a table of rows and one for each list, with the columns that `screen` itself uses
(exact integers, `#none` and `#open` beside them). What is used more than once is computed once, in
a common table expression of its own step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from eligibility.screening.columns import TOP, Col
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.steps import CROSSING, HERE, ROW, TOP_ROW, Steps, steps

WIDE = 2**62
_EMPTY: dict[str, Any] = {"any": False, "all": True, "sum": 0}


def query(
    outputs: Mapping[str, Col], name: str, answer: Callable[[exp.Select], exp.Select], dialect: str
) -> str:
    """The query whose result `answer` makes of the outputs, which are columns of the rows.

    Tables are `name` for the rows and `name` with the list's path for its items.
    """
    return _Query(steps(outputs), name, dialect).text(answer)


def table_of(name: str, frame: str) -> str:
    """The name of the table that holds a frame."""
    return name if frame == TOP else f"{name}:{frame}"


class _Query:
    """A query under way: which table expression stands for each frame by now."""

    def __init__(self, program: Steps, name: str, dialect: str) -> None:
        self.program, self.name, self.dialect = program, name, dialect
        self.current: dict[str, str] = {}
        self.tables: list[tuple[str, exp.Select]] = []

    def text(self, answer: Callable[[exp.Select], exp.Select]) -> str:
        for step in self.program.steps:
            self._take(step)
        outputs = [
            _as(self._expr(col), name) for name, col in self.program.outputs.items()
        ]  # fmt: skip
        last = _select(_column(HERE), *outputs).from_(self._from(TOP), copy=False)
        whole = answer(last)
        tables = [
            exp.CTE(
                this=select,
                alias=exp.TableAlias(this=exp.to_identifier(name, quoted=True)),
                materialized=self.dialect != "spark" or None,
            )
            for name, select in self.tables
        ]
        if tables:
            whole.set("with_", exp.With(expressions=tables))
        return str(whole.sql(dialect=self.dialect, pretty=True, copy=False))

    def _from(self, frame: str) -> exp.Table:
        name = self.current.get(frame) or table_of(self.name, frame)
        return exp.Table(this=exp.to_identifier(name, quoted=True))

    def _put(self, frame: str, select: exp.Select) -> None:
        name = f"{table_of('t', frame)} {len(self.tables)}"
        self.tables.append((name, select))
        self.current[frame] = name

    def _take(self, step: list[Col]) -> None:
        plain: dict[str, list[exp.Expr]] = defaultdict(list)
        crossing: dict[tuple[str, str, str], list[Col]] = defaultdict(list)
        for node in step:
            if node.op not in CROSSING:
                plain[node.frame or TOP].append(_as(self._made(node), self._name(node)))
            else:
                other = node.data if node.op == "member" else node.args[0].frame or TOP
                crossing[node.op, node.frame or TOP, other].append(node)
        for frame, columns in plain.items():
            self._put(frame, _select(exp.Star(), *columns).from_(self._from(frame), copy=False))
        for (op, frame, source), nodes in crossing.items():
            {"up": self._lower, "agg": self._gather, "member": self._member}[op](
                frame, source, nodes
            )

    def _name(self, node: Col) -> str:
        return str(node.data) if node.op == "col" else self.program.names[id(node)]

    def _lower(self, frame: str, source: str, nodes: list[Col]) -> None:
        columns = [_as(_column(self._name(n.args[0]), "p"), self._name(n)) for n in nodes]
        on = exp.EQ(this=_column(ROW, "c"), expression=_column(HERE, "p"))
        self._put(frame, _select(_star("c"), *columns).from_(
            exp.alias_(self._from(frame), "c"), copy=False
        ).join(exp.alias_(self._from(source), "p"), on=on, copy=False))  # fmt: skip

    def _gather(self, frame: str, source: str, nodes: list[Col]) -> None:
        inner = _select(
            _column(ROW),
            *(_as(_aggregate(n, _column(self._name(n.args[0]))), self._name(n)) for n in nodes),
        ).from_(self._from(source), copy=False).group_by(_column(ROW), copy=False)  # fmt: skip
        columns = []
        for node in nodes:
            value: exp.Expr = _column(self._name(node), "a")
            if node.data in _EMPTY:
                empty = exp.convert(_EMPTY[node.data])
                value = exp.Coalesce(this=value, expressions=[empty])
            columns.append(_as(value, self._name(node)))
        on = exp.EQ(this=_column(ROW, "a"), expression=_column(HERE, "p"))
        self._put(frame, _select(_star("p"), *columns).from_(
            exp.alias_(self._from(frame), "p"), copy=False
        ).join(inner.subquery("a", copy=False), on=on, join_type="left", copy=False))  # fmt: skip

    def _member(self, frame: str, other: str, nodes: list[Col]) -> None:
        for node in nodes:
            inner = _select(
                _column(TOP_ROW), _as(_column(self._name(node.args[1])), "text")
            ).from_(self._from(other), copy=False).distinct(copy=False)  # fmt: skip
            on = exp.and_(
                exp.EQ(this=_column(TOP_ROW, "m"), expression=_column(TOP_ROW, "c")),
                exp.EQ(
                    this=_column("text", "m"), expression=_column(self._name(node.args[0]), "c")
                ),
            )
            found = exp.Not(this=exp.Is(this=_column("text", "m"), expression=exp.Null()))
            self._put(frame, _select(_star("c"), _as(found, self._name(node))).from_(
                exp.alias_(self._from(frame), "c")
            ).join(
                inner.subquery("m", copy=False), on=on, join_type="left", copy=False
            ))  # fmt: skip

    def _expr(self, node: Col) -> exp.Expr:
        name = self.program.names.get(id(node))
        return _column(name) if name is not None else self._made(node)

    def _made(self, node: Col) -> exp.Expr:
        parts = [self._expr(a) for a in node.args]
        if node.op in ("add", "sub", "mul") and max(-node.low, node.high) >= WIDE:
            parts = [exp.cast(p, self._wide(), copy=False) for p in parts]
        if node.op == "months":
            return self._months(parts[0], node.data)
        return _OPERATIONS[node.op](node, parts)

    def _wide(self) -> str:
        return "INT128" if self.dialect == "duckdb" else "DECIMAL(38, 0)"

    def _months(self, day: exp.Expr, months: int) -> exp.Expr:
        epoch = exp.cast(exp.convert("1970-01-01"), "DATE")
        if self.dialect == "spark":
            start = exp.func("DATE_ADD", epoch, exp.cast(day, "INT", copy=False))
            moved = exp.func("ADD_MONTHS", start, exp.convert(months))
            return exp.func("DATEDIFF", moved, epoch.copy())
        start = exp.cast(
            exp.Paren(this=exp.Add(this=epoch, expression=exp.cast(day, "INT", copy=False))), "DATE"
        )
        span = exp.Interval(this=exp.convert(str(months)), unit=exp.var("MONTH"))
        moved = exp.cast(exp.Paren(this=exp.Add(this=start, expression=span)), "DATE")
        return exp.Paren(this=exp.Sub(this=moved, expression=epoch.copy()))


def _select(*columns: exp.Expr) -> exp.Select:
    return exp.select(*columns, copy=False)


def _column(name: str, table: str | None = None) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def _star(table: str) -> exp.Column:
    return exp.Column(this=exp.Star(), table=exp.to_identifier(table))


def _as(value: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(value, name, quoted=True, copy=False)


def _aggregate(node: Col, value: exp.Expr) -> exp.Expr:
    makers = {"any": exp.LogicalOr, "all": exp.LogicalAnd, "sum": exp.Sum, "min": exp.Min,
              "max": exp.Max}  # fmt: skip
    return makers[node.data](this=value)


def _filled(value: exp.Expr, node: Col, filler: bool) -> exp.Expr:
    if not any(a.nullable for a in node.args):
        return value
    return exp.Coalesce(this=exp.Paren(this=value), expressions=[exp.convert(filler)])


def _binary(kind: type[exp.Binary], parts: list[exp.Expr]) -> exp.Expr:
    return exp.Paren(this=kind(this=parts[0], expression=parts[1]))


def _joined(node: Col, parts: list[exp.Expr]) -> exp.Expr:
    return exp.Paren(
        this=exp.and_(*parts, copy=False) if node.op == "and" else exp.or_(*parts, copy=False)
    )


def _case(_: Col, parts: list[exp.Expr]) -> exp.Expr:
    return exp.Case().when(parts[0], parts[1], copy=False).else_(parts[2], copy=False)


def _entry(node: Col, parts: list[exp.Expr]) -> exp.Expr:
    found = exp.Case(this=parts[0])
    for key, value in node.data:
        found = found.when(exp.convert(key), exp.convert(value), copy=False)
    return found


def _may(node: Col, _parts: list[exp.Expr]) -> exp.Expr:
    name, answer = node.data
    held = exp.Coalesce(this=_column(name), expressions=[exp.convert(answer)])
    return held if answer else exp.Not(this=held)


def _clip(node: Col, parts: list[exp.Expr]) -> exp.Expr:
    low, high = (exp.convert(v) for v in node.data)
    inner = exp.Greatest(this=parts[0], expressions=[low])
    return exp.Least(this=inner, expressions=[high])


_OPERATIONS: dict[str, Callable[[Col, list[exp.Expr]], exp.Expr]] = {
    "const": lambda n, _: exp.convert(n.data),
    "col": lambda n, _: _column(n.data),
    "may": _may,
    "not": lambda _, p: exp.Not(this=exp.Paren(this=p[0])),
    "null": lambda _, p: exp.Paren(this=exp.Is(this=p[0], expression=exp.Null())),
    "here": lambda _, p: p[0],
    "and": _joined, "or": _joined, "if": _case, "entry": _entry, "clip": _clip,
    "eq": lambda n, p: _filled(_binary(exp.EQ, p), n, filler=False),
    "le": lambda n, p: _filled(_binary(exp.LTE, p), n, filler=True),
    "lt": lambda n, p: _filled(_binary(exp.LT, p), n, filler=True),
    "in": lambda n, p: _filled(
        exp.In(this=p[0], expressions=[exp.convert(w) for w in sorted(n.data)]), n, filler=False
    ),
    "coalesce": lambda _, p: exp.Coalesce(this=p[0], expressions=[p[1]]),
    "add": lambda _, p: _binary(exp.Add, p),
    "sub": lambda _, p: _binary(exp.Sub, p),
    "mul": lambda _, p: _binary(exp.Mul, p),
    "min": lambda _, p: exp.Least(this=p[0], expressions=[p[1]]),
    "max": lambda _, p: exp.Greatest(this=p[0], expressions=[p[1]]),
}  # fmt: skip

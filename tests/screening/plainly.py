"""Column expressions computed value by value in plain Python: what every engine is held to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eligibility.screening.columns import TOP, Col, parent
from eligibility.screening.columns_facts import EPOCH

Tables = dict[str, list[dict[str, Any]]]


def values(outputs: dict[str, Col], tables: Tables) -> list[dict[str, Any]]:
    """The outputs for each row of the table."""
    return [
        {name: _value(col, tables, index) for name, col in outputs.items()}
        for index in range(len(tables[TOP]))
    ]


def _value(node: Col, tables: Tables, index: int) -> Any:
    frame = node.frame or TOP
    row = tables[frame][index] if node.frame is not None else {}
    if node.op == "up":
        return _value(node.args[0], tables, row["#row"])
    if node.op == "agg":
        inner = node.args[0].frame or TOP
        assert parent(inner) == frame
        at = [i for i, r in enumerate(tables[inner]) if r["#row"] == index]
        return _GATHERED[node.data]([_value(node.args[0], tables, i) for i in at])
    if node.op == "member":
        text = _value(node.args[0], tables, index)
        at = [i for i, r in enumerate(tables[node.data]) if r["#top"] == row["#top"]]
        return text is not None and text in [_value(node.args[1], tables, i) for i in at]
    if node.op == "if":
        condition, then, otherwise = node.args
        return _value(then if _value(condition, tables, index) else otherwise, tables, index)
    parts = [_value(a, tables, index) for a in node.args]
    return _OPERATIONS[node.op](node, parts, row)


def _moved(days: int, months: int) -> int:
    day = EPOCH + timedelta(days=days)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return (date(year, month + 1, min(day.day, last.day)) - EPOCH).days


def _ordered(node: Col, parts: list[Any], _: Any) -> bool:
    a, b = parts
    return True if a is None or b is None else a <= b if node.op == "le" else a < b


def _may(node: Col, _parts: Any, row: Any) -> bool:
    name, answer = node.data
    return row[name] is None or row[name] is answer


def _with_nulls(function: Any) -> Any:
    return lambda node, p, _: None if any(x is None for x in p) else function(node, *p)


_OPERATIONS: dict[str, Any] = {
    "const": lambda node, _, __: node.data, "col": lambda node, _, row: row[node.data],
    "may": _may, "not": lambda _, p, __: not p[0], "null": lambda _, p, __: p[0] is None,
    "here": lambda _, p, __: p[0], "and": lambda _, p, __: all(p), "or": lambda _, p, __: any(p),
    "eq": lambda _, p, __: p[0] is not None and p[0] == p[1], "le": _ordered, "lt": _ordered,
    "cmp": _with_nulls(lambda _, a, b: a <= b),
    "fill": lambda node, p, _: node.data if p[0] is None else p[0],
    "in": lambda node, p, _: p[0] in node.data,
    "strange": lambda node, p, _: not (p[0] is None or p[0] in node.data or any(p[1:])),
    "outside": lambda node, p, _: p[0] is not None and not node.data[0] <= p[0] <= node.data[1],
    "coalesce": lambda _, p, __: p[1] if p[0] is None else p[0],
    "entry": lambda node, p, _: dict(node.data).get(p[0]),
    "clip": _with_nulls(lambda node, a: min(max(a, node.data[0]), node.data[1])),
    "add": _with_nulls(lambda _, a, b: a + b), "sub": _with_nulls(lambda _, a, b: a - b),
    "mul": _with_nulls(lambda _, a, b: a * b), "min": lambda _, p, __: min(p),
    "max": lambda _, p, __: max(p), "months": _with_nulls(lambda node, a: _moved(a, node.data)),
}  # fmt: skip
_GATHERED: dict[str, Any] = {
    "any": any, "all": all, "sum": sum, "min": lambda v: min(v, default=None),
    "max": lambda v: max(v, default=None),
    "texts": lambda v: "; ".join(x for x in v if x is not None) or None,
}  # fmt: skip

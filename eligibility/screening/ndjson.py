"""Lines of JSON, each a project file, to cells; a line that is more than facts keeps its text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from eligibility.language.types import Type
from eligibility.screening.headings import JURISDICTION, RECEIVED
from eligibility.screening.polars_door import pl
from eligibility.submission.catalogue import catalogue


@dataclass(frozen=True)
class Lines:
    """The texts of the rows, and which of them only the reader of project files understands."""

    texts: list[str]
    odd: pl.Series


class _Odd(Exception):
    """Something that no column holds."""


def flattened(lines: list[str]) -> tuple[pl.DataFrame, Lines]:
    """The cells of some lines, each fact a column named by its path."""
    rows: list[dict[str, Any]] = []
    odd: list[bool] = []
    for line in lines:
        cells: dict[str, Any] = {}
        try:
            whole = json.loads(
                line, parse_float=str, parse_int=str, parse_constant=_refused,
                object_pairs_hook=_once,
            )  # fmt: skip
            _flatten(whole, "", cells)
            odd.append(False)
        except (_Odd, ValueError, RecursionError):
            odd.append(True)
            cells = {k: v for k, v in cells.items() if k in (JURISDICTION, "project.code")}
        rows.append(cells)
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [
        pl.Series(name, [row.get(name) for row in rows], dtype=_dtype(name), strict=False)
        for name in names
    ]
    cells_of_all = (
        pl.DataFrame(columns) if columns else pl.DataFrame({JURISDICTION: [None] * len(rows)})
    )
    return cells_of_all, Lines(lines, pl.Series(odd, dtype=pl.Boolean))


def _refused(text: str) -> Any:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Odd
    return found


def _flatten(node: Any, above: str, cells: dict[str, Any]) -> None:
    if not isinstance(node, dict):
        raise _Odd
    for key, value in node.items():
        if "." in key:
            raise _Odd  # a path is no key
        path = f"{above}{key}"
        kind = catalogue().get(path)
        if kind is not None:
            cells[path] = _cell(value, kind)
        elif path in (JURISDICTION, RECEIVED):
            cells[path] = _scalar(value)
        elif isinstance(value, dict) and not above:
            _flatten(value, f"{path}.", cells)
        elif path != "note":
            raise _Odd


def _cell(value: Any, kind: Type) -> Any:
    if isinstance(value, dict):
        value = _evident(value)
    if kind.item is None:
        return "unknown" if value is None else _scalar(value)
    if value is None:
        return None
    if not isinstance(value, list):
        raise _Odd
    if not kind.item.fields:
        if any(v is None for v in value):
            raise _Odd
        return [_scalar(v) for v in value]
    return [_record(v, kind.item) for v in value]


def _record(value: Any, kind: Type) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= set(kind.fields):
        raise _Odd
    return {name: _cell(value[name], kind.fields[name]) for name in value}


def _evident(value: dict[str, Any]) -> Any:
    if "value" not in value or not set(value) <= {"value", "evidence"}:
        raise _Odd
    if not isinstance(value.get("evidence", ""), str):
        raise _Odd
    return value["value"]


def _scalar(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise _Odd
    # an empty text says that the value is not known; an absent one may say that there is none
    return value if value.strip() else "unknown"


def _dtype(name: str) -> Any:
    kind = catalogue().get(name)
    return pl.String if kind is None else _type(kind)


def _type(kind: Type) -> Any:
    if kind.item is None:
        return pl.String
    if not kind.item.fields:
        return pl.List(pl.String)
    return pl.List(pl.Struct({name: _type(inner) for name, inner in kind.item.fields.items()}))

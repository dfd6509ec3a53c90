"""Rows of a table as Python's values; a time of a year that Python has not, as the number it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from eligibility.screening.columns_facts import EPOCH
from eligibility.screening.polars_door import pl

_DAYS = range((date.min - EPOCH).days, (date.max - EPOCH).days + 1)


def rows(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Each row, its cells by heading."""
    counted = pl.Schema({name: _counted(kind) for name, kind in table.schema.items()})
    if counted == table.schema:
        yield from table.iter_rows(named=True)
        return
    for row in table.cast(counted).iter_rows(named=True):
        yield {name: _dated(cell, table.schema[name]) for name, cell in row.items()}


def _counted(kind: Any) -> Any:
    """A type in which days and times are numbers, counted from 1970-01-01."""
    if isinstance(kind, pl.List):
        return pl.List(_counted(kind.inner))
    if isinstance(kind, pl.Struct):
        return pl.Struct({f.name: _counted(f.dtype) for f in kind.fields})
    if isinstance(kind, pl.Datetime):
        return pl.Int64()
    return pl.Int32() if kind == pl.Date else kind


def _dated(cell: Any, kind: Any) -> Any:
    """A cell of that type, its days and times as such again."""
    if cell is None:
        return None
    if isinstance(kind, pl.List):
        return [_dated(item, kind.inner) for item in cell]
    if isinstance(kind, pl.Struct):
        return {f.name: _dated(cell[f.name], f.dtype) for f in kind.fields}
    if isinstance(kind, pl.Datetime):
        return _timed(cell * 1000 if kind.time_unit == "ms" else cell, kind)
    if kind != pl.Date:
        return cell
    return EPOCH + timedelta(cell) if cell in _DAYS else f"1970-01-01 {cell:+} days"


def _timed(count: int, kind: pl.Datetime) -> datetime | str:
    """A time from its microseconds or nanoseconds."""
    passed = count // 1000 if kind.time_unit == "ns" else count
    try:
        found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=passed)
        zone = None if kind.time_zone is None else ZoneInfo(kind.time_zone)
        return found.replace(tzinfo=None) if zone is None else found.astimezone(zone)
    except OverflowError:
        return f"1970-01-01 {passed:+} microseconds"

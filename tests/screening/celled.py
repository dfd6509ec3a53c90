"""Tables of cells made of drawn facts, as a careful office keeps them: typed, units in heads."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import polars as pl

from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.screening.cells import bounds_in, factor
from eligibility.screening.columns_facts import scale_of
from eligibility.submission.facts import Facts

UNITS = {Kind.AREA: ("m2", "亩"), Kind.MONEY: ("万元", "元"), Kind.RATIO: ("%",), Kind.COUNT: ("",)}


def cells_of(facts: Sequence[Facts], types: dict[str, Type], stated: Sequence[str]) -> pl.DataFrame:
    """One row for each set of facts, in native types; what no cell can say is left empty."""
    columns: dict[str, pl.Series] = {}
    for index, path in enumerate(stated):
        kind = types[path]
        heading, size = _heading(path, kind, index)
        if heading is not None:
            values = [_cell(f.get(path), kind, size) for f in facts]
            columns[heading] = pl.Series(values, dtype=_dtype(kind), strict=False)
    return pl.DataFrame(columns)


def _heading(path: str, kind: Type, index: int) -> tuple[str | None, Fraction]:
    units = UNITS.get(kind.kind, ())
    if units:
        unit = units[index % len(units)]
        size = factor(kind, unit)
        assert size is not None, (path, unit)
        return (f"{path}({unit})" if unit else path), size
    if kind.kind in QUANTITIES or (kind.item is not None and kind.item.kind is Kind.RECORD):
        return None, Fraction(1)
    return path, Fraction(1)


def _cell(value: Any, kind: Type, size: Fraction) -> Any:
    if value is UNKNOWN or value is NONE or isinstance(value, Record):
        return None
    if isinstance(value, Label):
        return value.name or value.written
    if isinstance(value, tuple):
        return [_cell(v, kind.item or kind, size) for v in value]
    if kind.kind in QUANTITIES:
        low, high = bounds_in(size, kind)
        return min(max(int(Fraction(value) * scale_of(kind) / size), low), high, 2**62)
    return value


def _dtype(kind: Type) -> Any:
    if kind.item is not None:
        return pl.List(pl.String)
    if kind.kind in QUANTITIES:
        return pl.Int64
    return {Kind.TRUTH: pl.Boolean, Kind.DATE: pl.Date}.get(kind.kind, pl.String)

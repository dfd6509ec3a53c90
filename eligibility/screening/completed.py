"""Frames completed with the columns that expressions read and no table holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility.language.types import Kind, Type
from eligibility.screening.cells import GIVEN_MARK
from eligibility.screening.columns import TOP, parent
from eligibility.screening.columns_facts import ITEM, NONE_MARK, OPEN, WORDS, WRITTEN_MARK, key_of
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import HERE, ROW, TOP_ROW
from eligibility.submission.catalogue import info_of


def completed(frames: Frames, needs: Mapping[str, set[str]]) -> Frames:
    """The frames with every column that is needed; what no column holds is not known."""
    tables = dict(frames.tables)
    for frame in sorted(needs, key=lambda f: f.count("[].") if f else -1):
        if frame not in tables:
            above = tables[parent(frame)]
            top = above[HERE] if parent(frame) == TOP else above[TOP_ROW]
            tables[frame] = pl.DataFrame({
                ROW: above[HERE], TOP_ROW: top, HERE: above[HERE],
                OPEN: pl.repeat(value=True, n=above.height, dtype=pl.Boolean, eager=True),
            })  # fmt: skip
        table = tables[frame]
        lacking = [n for n in sorted(needs[frame]) if n not in table.columns]
        if lacking:
            tables[frame] = table.with_columns(_blank(frame, name, table) for name in lacking)
    return Frames(tables)


def _blank(frame: str, name: str, table: pl.DataFrame) -> pl.Expr:
    base, _, _ = name.partition("#")
    if name.endswith(NONE_MARK):
        info = info_of(key_of(frame, base))
        absent = info is not None and info.absent
        there = ~pl.col(OPEN) if OPEN in table.columns else pl.lit(value=True)
        return (there if absent else pl.lit(value=False)).alias(name)
    if name.endswith(GIVEN_MARK):
        return pl.lit(value=False).alias(name)
    dtype: Any = pl.String
    if not name.endswith(WRITTEN_MARK) and base != ITEM:
        info = info_of(key_of(frame, base))
        kind = info.type if info is not None else Type(Kind.TRUTH)
        dtype = pl.Boolean if kind.kind is Kind.TRUTH else (
            pl.String if kind.kind in WORDS else pl.Int64)  # fmt: skip
    return pl.lit(None, dtype=dtype).alias(name)

"""Lists of cells laid out, one row an item."""

from __future__ import annotations

from eligibility.screening.columns_facts import ITEM, OPEN, WRITTEN_MARK
from eligibility.screening.polars_door import alike, pl
from eligibility.screening.steps import HERE, ROW

_SHORT, _NO_ROW = 8, 2**32 - 1  # items of a list; the number of no row


def exploded(cells: pl.Series) -> pl.DataFrame:
    """The items of each row, in order; of a list that is not known, one that stands for any."""
    open_ = cells.is_null()
    kept = open_ | (cells.list.len() > 0)
    if not kept.all():
        cells, open_ = cells.filter(kept), open_.filter(kept)
    columns = [kept.arg_true().alias(ROW), cells.alias("v"), open_.alias(OPEN)]
    return pl.DataFrame(columns).explode("v")


def without_repeats(table: pl.DataFrame) -> pl.DataFrame:
    """A word that is said twice counts once, and so do two labels that stand for one industry."""
    label = table[ITEM]
    if ITEM + WRITTEN_MARK in table.columns:
        label = label.zip_with(label.is_not_null(), table[ITEM + WRITTEN_MARK])
    again = _repeats(table[ROW], label)
    if not again.any():
        return table
    kept = table.filter(~again)
    return kept.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(HERE))


def _repeats(rows: pl.Series, labels: pl.Series) -> pl.Series:
    """Which items of lists stand before in the same list (`rows`, ascending)."""
    found = alike(rows.len(), value=False)
    for place in range(1, _SHORT):
        same = rows == rows.shift(place, fill_value=_NO_ROW)
        if not same.any():
            return found
        found = found | (same & labels.eq_missing(labels.shift(place)))
    items = pl.DataFrame([rows, labels.alias("#label")])
    kept = items.with_row_index("#at").unique([ROW, "#label"], keep="first")["#at"]
    return alike(rows.len(), value=True).scatter(kept, values=False)

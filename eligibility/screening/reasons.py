"""The reasons of rows in words: told by the interpreter for the rows that need them, no other."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.screening.answer_columns import NUMBER, VERDICT
from eligibility.screening.by_file import parcels_of, written
from eligibility.screening.order import Reasons
from eligibility.screening.polars_door import pl
from eligibility.screening.sheets import Sheet

REASON = "reason"
# So many rows are written as project files at once.
_BATCH = 1_000


def with_reasons(
    table: pl.DataFrame, sheet: Sheet, first: int, tell: Reasons, *, every: bool
) -> pl.DataFrame:
    """The answers with their reasons; none where the row is not rejected, unless `every` has one.

    `first` is the number of the sheet's first row. A verdict that the interpreter does not give
    would be a fault of this program: the run stops.
    """
    wanted = table.with_row_index("#at")
    if not every:
        wanted = wanted.filter(pl.col(VERDICT) == "rejected")
    numbers, at, verdicts = (wanted[name].to_list() for name in (NUMBER, "#at", VERDICT))
    held: list[str | None] = [None] * table.height
    texts = _texts(sheet, numbers, first)
    told = tell(texts)
    for number, place, verdict, (said, reason) in zip(numbers, at, verdicts, told, strict=True):
        if said != verdict:
            raise RuntimeError(f"row {number}: `{verdict}` in columns, `{said}` by the interpreter")
        held[place] = reason
    return table.with_columns(pl.Series(REASON, held, dtype=pl.String))


def _texts(sheet: Sheet, numbers: list[int], first: int) -> Iterator[tuple[int, str]]:
    """The project files of rows, by their numbers."""
    for begin in range(0, len(numbers), _BATCH):
        batch = numbers[begin : begin + _BATCH]
        parcels = parcels_of(sheet, [number - first for number in batch])
        for number in batch:
            index = number - first
            yield number, written(sheet, index, parcels.get(index)).text

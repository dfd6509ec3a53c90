"""Combinations of yes and no: few among many rows, so that each is put into words once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, or_

from eligibility.screening.polars_door import pl

SEPARATOR = "; "
_BYTE, _WORD = 8, 62


def distinct(flags: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """For each row the number of its combination of flags, and the combinations."""
    packed = flags.select(_packed(flags.columns))
    if packed.width == 1:
        found = packed.to_series().unique()
        kinds = pl.DataFrame({packed.columns[0]: found})
        number = pl.int_range(found.len(), dtype=pl.UInt32, eager=True)
        at = packed.to_series().replace_strict(found, number, return_dtype=pl.UInt32)
    else:
        kinds = packed.unique(maintain_order=True)
        numbered = kinds.with_row_index("#at")
        at = packed.join(numbered, on=packed.columns, how="left", maintain_order="left")["#at"]
    unpacked = kinds.select(
        ((pl.col(f"#{index}") // (1 << bit)) % 2 == 1).alias(name)
        for index, chunk in enumerate(_chunks(flags.columns, _WORD))
        for bit, name in enumerate(chunk)
    )
    return at, unpacked


def named(flags: pl.DataFrame, height: int) -> pl.Series:
    """For each row the names of the columns that are true, as one text."""
    names = flags.columns
    if not names or not any(flags.select(pl.all().any()).row(0)):
        return pl.repeat("", height, dtype=pl.Categorical, eager=True)
    at, kinds = distinct(flags)
    texts = [
        SEPARATOR.join(name for name, here in zip(names, row, strict=True) if here)
        for row in kinds.iter_rows()
    ]
    return pl.Series(texts, dtype=pl.Categorical).gather(at)


def _packed(names: Sequence[str]) -> list[pl.Expr]:
    """The flags as bits of as few numbers as hold them."""
    found = []
    for index, chunk in enumerate(_chunks(names, _WORD)):
        if len(chunk) <= _BYTE:
            found.append(_byte(chunk).alias(f"#{index}"))
            continue
        bytes_ = (
            _byte(part).cast(pl.Int64) * (1 << _BYTE * place)
            for place, part in enumerate(_chunks(chunk, _BYTE))
        )
        found.append(reduce(add, bytes_).alias(f"#{index}"))
    return found


def _byte(names: Sequence[str]) -> pl.Expr:
    none = pl.lit(0, dtype=pl.UInt8)  # a choice is made faster than a cast
    bits = (
        pl.when(pl.col(name)).then(pl.lit(1 << bit, dtype=pl.UInt8)).otherwise(none)
        for bit, name in enumerate(names)
    )
    return reduce(or_, bits)


def _chunks(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[i : i + size] for i in range(0, len(names), size)]

"""Combinations of yes and no: few among many rows, so that each is put into words once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, or_

from eligibility.screening.polars_door import pl

SEPARATOR = "; "
_BYTE, _WORD, _PIECE = 8, 62, 10


def named(flags: pl.DataFrame, height: int) -> pl.Series:
    """For each row the names of the columns that are true, as one text."""
    some = [flag for flag in flags.get_columns() if flag.any()]
    if not some:
        return pl.Series([""], dtype=pl.Categorical).new_from_index(0, height)
    names = [flag.name for flag in some]
    at, kinds = _kinds(pl.DataFrame(some))
    pieces = {
        f"{index}.{first}": _texts(kinds[f"#{index}"], first, chunk[first : first + _PIECE])
        for index, chunk in enumerate(_chunks(names, _WORD))
        for first in range(0, len(chunk), _PIECE)
    }
    told = pl.DataFrame(pieces).select(
        pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True).cast(pl.Categorical)
    )
    return told.to_series().gather(at)


def _texts(packed: pl.Series, first: int, names: Sequence[str]) -> pl.Series:
    """The names that some bits of a number stand for, from the text of each pattern; else null."""
    texts: list[str | None] = [None]
    for name in names:
        texts += [name if text is None else f"{text}{SEPARATOR}{name}" for text in texts]
    patterns = (packed.cast(pl.Int64) // (1 << first)) % (1 << len(names))
    return pl.Series(texts, dtype=pl.String).gather(patterns)


def _kinds(flags: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    packed = flags.select(_packed(flags.columns))
    if packed.width == 1:
        found = packed.to_series().unique()
        number = pl.int_range(found.len(), dtype=pl.UInt32, eager=True)
        at = packed.to_series().replace_strict(found, number, return_dtype=pl.UInt32)
        return at, pl.DataFrame({packed.columns[0]: found})
    kinds = packed.unique(maintain_order=True)
    numbered = kinds.with_row_index("#at")
    at = packed.join(numbered, on=packed.columns, how="left", maintain_order="left")["#at"]
    return at, kinds


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

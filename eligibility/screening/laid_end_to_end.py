"""Parquet files of one make laid end to end: their pages as they are, one footer for all.

A part of a run is written once, in the form that it has in the answer. Layout after the Parquet
format: `PAR1`, the pages, the footer (a thrift struct), its length in four bytes, `PAR1`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from eligibility.screening.thrift import Field, Reader, struct

MARK = b"PAR1"
_TAIL = 8
# Fields by their numbers in the format.
SCHEMA, ROWS, GROUPS, MORE, COLUMNS, META, ORDINAL = 2, 3, 4, 5, 1, 3, 7
GROUP_PLACE, COLUMN_PLACES, META_PLACES = (5,), (2, 4, 6), (9, 10, 11, 14)


class Unlike(Exception):
    """The files are not of one make."""


def laid(parts: Sequence[Path], out: BinaryIO) -> None:
    """Write the parts as one file; `Unlike` where their columns differ."""
    footers = [_footer(part) for part in parts]
    first = footers[0][0]
    if any(_value(f, n) != _value(first, n) for f, _ in footers for n in (SCHEMA, MORE)):
        raise Unlike
    out.write(MARK)
    groups: list[Any] = []
    for part, (footer, end) in zip(parts, footers, strict=True):
        moved = out.tell() - len(MARK)
        with part.open("rb") as file:
            file.seek(len(MARK))
            _copy(file, out, end - len(MARK))
        _, own = _value(footer, GROUPS)
        groups += [_moved(group, moved, len(groups) + i) for i, group in enumerate(own)]
    rows = sum(_value(footer, ROWS) for footer, _ in footers)
    whole = _set(_set(first, GROUPS, (12, groups)), ROWS, rows)
    footer_bytes = struct(whole)
    out.write(footer_bytes + len(footer_bytes).to_bytes(4, "little") + MARK)


def _footer(part: Path) -> tuple[list[Field], int]:
    """The footer of a file, and where its pages end."""
    with part.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(size - _TAIL)
        tail = file.read(_TAIL)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != MARK or length + _TAIL + len(MARK) > size:
            raise OSError(f"{part.name} is no whole Parquet file")
        file.seek(size - _TAIL - length)
        return Reader(file.read(length)).struct(), size - _TAIL - length


def _copy(source: BinaryIO, out: BinaryIO, size: int) -> None:
    while size > 0 and (piece := source.read(min(size, 1 << 22))):
        out.write(piece)
        size -= len(piece)


def _value(fields: list[Field], number: int) -> Any:
    return next((value for n, _, value in fields if n == number), None)


def _set(fields: list[Field], number: int, value: Any) -> list[Field]:
    return [[n, kind, value if n == number else held] for n, kind, held in fields]


def _moved(group: list[Field], by: int, ordinal: int) -> list[Field]:
    """A row group whose pages begin so much later."""
    kind, columns = _value(group, COLUMNS)
    found = _set(
        _placed(group, GROUP_PLACE, by), COLUMNS, (kind, [_column(c, by) for c in columns])
    )
    return _set(found, ORDINAL, ordinal)


def _column(column: list[Field], by: int) -> list[Field]:
    placed = _placed(column, COLUMN_PLACES, by)
    return _set(placed, META, _placed(_value(column, META), META_PLACES, by))


def _placed(fields: list[Field], places: Sequence[int], by: int) -> list[Field]:
    return [[n, kind, v + by if n in places and v else v] for n, kind, v in fields]

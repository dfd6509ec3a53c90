"""Answers written whole or not at all: aside, to the disk, then under their name."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eligibility.errors import refuse
from eligibility.screening.by_file import Refusal
from eligibility.screening.laid_end_to_end import Unlike, laid
from eligibility.screening.polars_door import pl

FORMS = {
    ".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".xlsx": "excel",
}  # fmt: skip
REFUSED_COLUMNS = {
    "row": pl.Int64, "column": pl.String, "value": pl.String, "code": pl.String,
    "reason": pl.String,
}  # fmt: skip
# Writes a workbook: its path, the parts of the answer, a folder for what is written on the way.
Workbook = Callable[[Path, Iterable[pl.DataFrame], Path], None]
_GROUP = 262_144
_FORMULA = r"^([=+\-@\t\r])"


def form_of(out: Path) -> str:
    """The form that the name of an answer asks for."""
    found = FORMS.get(out.suffix.lower())
    if found is None:
        refuse("E101", f"`{out}` names no form", help=f"end it in {', '.join(FORMS)}")
    return found


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path aside to write to; it takes its name once it is on the disk, and goes if it fails.

    What a killed run left there is written over.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        yield aside
        _keep(os.open(aside, os.O_RDWR))
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError:  # the system cannot put the names of a folder on the disk
        return
    _keep(folder)


def _keep(handle: int) -> None:
    """Put what was opened on the disk, and close it."""
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def guarded(table: pl.DataFrame) -> pl.DataFrame:
    """A table for CSV: lists as texts, and no text that a spreadsheet would run as a formula."""
    return table.with_columns(
        *(pl.col(n).list.join("; ") for n, t in table.schema.items() if isinstance(t, pl.List)),
        pl.col(pl.Categorical).cast(pl.String),
        pl.col(pl.Enum).cast(pl.String),
    ).with_columns(pl.col(pl.String).str.replace(_FORMULA, "'${1}"))


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    """What Polars says of a disk as the error that it is."""
    try:
        yield
    except pl.exceptions.PolarsError as bad:
        reason = next((line for line in str(bad).splitlines() if line.strip()), "cannot be written")
        number = errno.ENOSPC if "No space left" in str(bad) else errno.EIO
        raise OSError(number, os.strerror(number) if number == errno.ENOSPC else reason,
                      str(path)) from None  # fmt: skip


def write_part(table: pl.DataFrame, path: Path) -> None:
    """A finished part of an answer."""
    with whole(path) as aside, _on_disk(path):
        _write(table, aside)


def _write(table: pl.DataFrame, path: Path) -> None:
    # bounds of texts help nobody to skip anything; the quick level packs words as well
    table.write_parquet(
        path, compression="zstd", compression_level=1, statistics=False, row_group_size=_GROUP
    )


def write(table: pl.DataFrame, out: Path, form: str) -> None:
    """A whole answer at once."""
    with whole(out) as aside, _on_disk(out):
        if form == "parquet":
            _write(table, aside)
        else:
            with aside.open("wb") as file:
                _write_texts([table], file, form)


def join(parts: list[Path], out: Path, form: str, workbook: Workbook | None = None) -> None:
    """The answer from its parts, in their order; a `workbook` is written by what is given."""
    with whole(out) as aside, _on_disk(out):
        if form == "excel":
            if workbook is None:
                raise ValueError("nothing is given that writes workbooks")
            workbook(aside, map(pl.read_parquet, parts), parts[0].parent)
        elif form == "parquet":
            _lay(parts, aside)
        else:
            with aside.open("wb") as file:
                _write_texts(map(pl.read_parquet, parts), file, form)


def _lay(parts: list[Path], out: Path) -> None:
    try:
        with out.open("wb") as file:
            laid(parts, file)
    except Unlike:  # a column handed through that is of another type here and there
        pl.scan_parquet(parts).sink_parquet(
            out, compression="zstd", compression_level=1, statistics=False, row_group_size=_GROUP,
            maintain_order=True,
        )  # fmt: skip


def _write_texts(tables: Iterable[pl.DataFrame], file: IO[bytes], form: str) -> None:
    for index, table in enumerate(tables):
        if form == "csv":
            guarded(table).write_csv(file, include_header=index == 0)
        else:
            table.write_ndjson(file)


def refusals(found: Iterable[Refusal]) -> pl.DataFrame:
    """Refusals as a table."""
    rows = [(r.row, r.column, r.value, r.code, r.reason) for r in found]
    return pl.DataFrame(rows, schema=REFUSED_COLUMNS, orient="row")

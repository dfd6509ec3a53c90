"""Answers written whole or not at all: aside, to the disk, then under their name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from eligibility.errors import refuse
from eligibility.screening.by_file import Refusal
from eligibility.screening.polars_door import pl

FORMS = {".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson"}
REFUSED_COLUMNS = {
    "row": pl.Int64, "column": pl.String, "value": pl.String, "code": pl.String,
    "reason": pl.String,
}  # fmt: skip
_FORMULA = r"^([=+\-@\t\r])"


def form_of(out: Path) -> str:
    """The form that the name of an answer asks for."""
    found = FORMS.get(out.suffix.lower())
    if found is None:
        refuse("E101", f"`{out}` names no form", help=f"end it in {', '.join(FORMS)}")
    return found


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path aside to write to; it takes its name once it is on the disk, and goes if it fails."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
        _keep(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """Put the names of a folder on the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def guarded(table: pl.DataFrame) -> pl.DataFrame:
    """A table for CSV: lists as texts, and no text that a spreadsheet would run as a formula."""
    return table.with_columns(
        *(pl.col(n).list.join("; ") for n, t in table.schema.items() if isinstance(t, pl.List))
    ).with_columns(pl.col(pl.String).str.replace(_FORMULA, "'${1}"))


def write_part(table: pl.DataFrame, path: Path) -> None:
    """A finished part of an answer."""
    with whole(path) as aside:
        table.write_parquet(aside, compression="lz4")


def join(parts: list[Path], out: Path, form: str) -> None:
    """The answer from its parts, in their order."""
    with whole(out) as aside:
        if form == "parquet":
            scan = pl.scan_parquet(parts)
            scan.sink_parquet(
                aside, compression="zstd", row_group_size=262_144, maintain_order=True
            )
            return
        with aside.open("wb") as file:
            for index, part in enumerate(parts):
                table = pl.read_parquet(part)
                if form == "csv":
                    guarded(table).write_csv(file, include_header=index == 0)
                else:
                    table.write_ndjson(file)


def refusals(found: Iterable[Refusal]) -> pl.DataFrame:
    """Refusals as a table."""
    rows = [(r.row, r.column, r.value, r.code, r.reason) for r in found]
    return pl.DataFrame(rows, schema=REFUSED_COLUMNS, orient="row")

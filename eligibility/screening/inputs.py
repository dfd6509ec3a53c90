"""Tables to be screened, chunk by chunk: Parquet, CSV, NDJSON, Excel; one file, several, a glob."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.screening.ndjson import Lines, flattened
from eligibility.screening.polars_door import pl

FORMATS: dict[str, str] = {
    ".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".arrow": "arrow", ".feather": "arrow", ".xlsx": "excel", ".xls": "excel",
}  # fmt: skip
# A cell that would run as a formula is written with an apostrophe before it; it goes when read.
GUARDED = r"^'([=+\-@\t\r])"
_SAMPLE = 1 << 20


@dataclass(frozen=True)
class Chunk:
    """Some rows of a table; `first` is the number of the first. `lines`: the text of each row."""

    cells: pl.DataFrame
    first: int
    lines: Lines | None = None


@dataclass(frozen=True)
class Table:
    """A table in one file or several of the same columns."""

    paths: tuple[Path, ...]
    form: str

    def chunks(self, size: int, skip: int = 0) -> Iterator[Chunk]:
        """The rows in chunks of `size`, the first `skip` chunks left out."""
        for index, (cells, lines) in enumerate(self._regular(size)):
            if index >= skip:
                yield Chunk(cells, index * size + 1, lines)

    def _regular(self, size: int) -> Iterator[tuple[pl.DataFrame, Lines | None]]:
        if self.form == "ndjson":
            yield from self._ndjson(size)
            return
        if self.form == "excel":
            from eligibility.screening.excel import cells  # noqa: PLC0415  (few tables are workbooks)

            yield from (
                (part, None) for part in _sliced(pl.concat(cells(p) for p in self.paths), size)
            )
            return
        for part in _even(self.lazy().collect_batches(chunk_size=size, maintain_order=True), size):
            yield (_unguarded(part) if self.form == "csv" else part), None

    def lazy(self) -> pl.LazyFrame:
        """The table before it is read."""
        paths = list(self.paths)
        if self.form == "parquet":
            return pl.scan_parquet(paths)
        if self.form == "arrow":
            return pl.scan_ipc(paths)
        return pl.scan_csv(paths, infer_schema=False)

    def _ndjson(self, size: int) -> Iterator[tuple[pl.DataFrame, Lines | None]]:
        lines = self._lines()
        while chunk := list(islice(lines, size)):
            yield flattened(chunk)

    def _lines(self) -> Iterator[str]:
        for path in self.paths:
            with path.open(encoding="utf-8-sig") as file:
                yield from (line for line in file if line.strip())

    def headings(self) -> list[str]:
        """The headings of the columns."""
        if self.form in ("ndjson", "excel"):
            return next((list(c.cells.columns) for c in self.chunks(1000)), [])
        return self.lazy().collect_schema().names()

    def column(self, heading: str) -> pl.Series:
        """One column as texts."""
        if self.form in ("ndjson", "excel"):
            parts = [
                c.cells[heading].cast(pl.String) if heading in c.cells.columns
                else pl.repeat(None, c.cells.height, dtype=pl.String, eager=True)
                for c in self.chunks(100_000)
            ]  # fmt: skip
            return pl.concat(parts) if parts else pl.Series(heading, [], dtype=pl.String)
        return self.lazy().select(pl.col(heading).cast(pl.String)).collect()[heading]

    def repeated(self, heading: str) -> pl.Series | None:
        """Which rows hold a text of this column that another row holds too; None: no row does."""
        clean = pl.col(heading).cast(pl.String).str.strip_chars()
        if self.form not in ("ndjson", "excel"):
            # the digests of a long column fit in memory where its texts might not
            digests = self.lazy().select(pl.when(clean.is_not_null()).then(clean.hash()))
            if not digests.collect().to_series().drop_nulls().is_duplicated().any():
                return None
        texts = self.column(heading).str.strip_chars()
        twice = texts.is_duplicated() & texts.is_not_null()
        return twice if twice.any() else None

    def identity(self) -> str:
        """A digest that another content has not: names, sizes, times, both ends of each file."""
        found = hashlib.sha256()
        for path in self.paths:
            stat = path.stat()
            found.update(f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
            with path.open("rb") as file:
                found.update(file.read(_SAMPLE))
                file.seek(max(0, stat.st_size - _SAMPLE))
                found.update(file.read(_SAMPLE))
        return found.hexdigest()


def table(names: Iterable[str], form: str | None = None) -> Table:
    """The table of some files, of a pattern, or of standard input (`-`)."""
    paths: list[Path] = []
    for name in names:
        found = [name] if name == "-" or Path(name).exists() else _matching(name)
        if not found:
            refuse("E101", f"`{name}` does not exist", file=name)
        paths += [_spooled(form) if one == "-" else Path(one) for one in found]
    forms = {form or FORMATS.get(path.suffix.lower(), "") for path in paths}
    if len(forms) != 1 or "" in forms:
        known = ", ".join(FORMATS)
        refuse(
            "E101", "the form of the table is not known, or its files differ in it",
            file=str(paths[0]) if paths else "", help=f"name it {known}, or give --from",
        )  # fmt: skip
    found_table = Table(tuple(paths), forms.pop())
    _check(found_table)
    return found_table


def _matching(pattern: str) -> list[str]:
    path = Path(pattern)
    return sorted(str(p) for p in path.parent.glob(path.name)) if path.name else []


def _spooled(form: str | None) -> Path:
    if form is None:
        refuse("E101", "standard input has no name to tell its form", help="give --from csv")
    with tempfile.NamedTemporaryFile("wb", suffix=f".{form}", delete=False) as file:
        file.write(sys.stdin.buffer.read())
    return Path(file.name)


def _check(found: Table) -> None:
    """Refuse a table that cannot be read, before anything is decided."""
    for path in found.paths:
        if not os.access(path, os.R_OK):
            refuse("E101", f"`{path}` cannot be read", file=str(path))
        if path.stat().st_size == 0:
            refuse("E102", "the table is empty", file=str(path))
    try:
        found.headings()
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError, json.JSONDecodeError) as bad:
        raise Refused([unreadable(found, bad)]) from None


def unreadable(found: Table, bad: Exception) -> Diagnostic:
    """What is told when a table turns out to be broken."""
    reason = str(bad).strip().splitlines()[0][:160] if str(bad).strip() else type(bad).__name__
    code = "E103" if "utf" in reason.lower() else "E106"
    help = "save it as UTF-8" if code == "E103" else "it may be cut short or of another form"
    return Diagnostic(code, f"{found.paths[0]}: the table cannot be read: {reason}", help=help)


def _sliced(whole: pl.DataFrame, size: int) -> Iterator[pl.DataFrame]:
    yield from (whole[i : i + size] for i in range(0, whole.height, size))


def _even(parts: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """The same rows in parts of exactly `size` (the last may be smaller)."""
    held: list[pl.DataFrame] = []
    have = 0
    for part in parts:
        held.append(part)
        have += part.height
        while have >= size:
            whole = pl.concat(held)
            yield whole[:size]
            held, have = [whole[size:]], whole.height - size
    if have:
        yield pl.concat(held)


def _unguarded(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.with_columns(pl.col(pl.String).str.replace(GUARDED, "${1}"))


def digest_of(*parts: Any) -> str:
    """A digest over what a run stands on."""
    text = io.StringIO()
    for part in parts:
        text.write(f"{part}\0")
    return hashlib.sha256(text.getvalue().encode()).hexdigest()

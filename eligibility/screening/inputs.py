"""Tables to be screened, chunk by chunk: Parquet, CSV, NDJSON, Excel; one file, several, a glob."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, Refused
from eligibility.screening.ndjson import Lines, flattened
from eligibility.screening.polars_door import pl
from eligibility.screening.short_files import ShortFile

# A cell that would run as a formula is written with an apostrophe before it; it goes when read.
GUARDED = r"^'([=+\-@\t\r])"
SAMPLE = 1 << 20
_PIECE = 10_000  # rows


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
        if self.form in ("parquet", "arrow"):
            yield from ((part, None) for part in self._slices(size))
            return
        for part in _even(self.lazy().collect_batches(chunk_size=size, maintain_order=True), size):
            yield (_unguarded(part) if self.form == "csv" else part), None

    def _slices(self, size: int) -> Iterator[pl.DataFrame]:
        table, first = self.lazy(), 0
        while (part := table.slice(first, size).collect()).height:
            yield part
            if part.height < size:
                return
            first += size

    def row(self, number: int) -> Chunk | None:
        """A row alone, by its number from 1; None where the table ends before it."""
        if self.form in ("ndjson", "excel"):
            at, inside = divmod(number - 1, _PIECE)
            found = next(self.chunks(_PIECE, at), None)
            if found is None or inside >= found.cells.height:
                return None
            lines = found.lines
            if lines is not None:
                cells, one = flattened([lines.texts[inside]])
                return Chunk(cells, number, one)
            return Chunk(found.cells[inside : inside + 1], number)
        cells = self.lazy().slice(number - 1, 1).collect()
        if cells.height == 0:
            return None
        return Chunk(_unguarded(cells) if self.form == "csv" else cells, number)

    def height(self) -> int:
        """How many rows the table has."""
        with readable(self):
            return self._height()

    def _height(self) -> int:
        if self.form == "ndjson":
            return sum(1 for _ in self._lines())
        if self.form == "excel":
            return sum(c.cells.height for c in self.chunks(_PIECE))
        found: int = self.lazy().select(pl.len()).collect().item()
        return found

    def lazy(self) -> pl.LazyFrame:
        """The table before it is read."""
        paths = list(self.paths)
        if self.form == "parquet":
            held = self._short.lazy() if self._short is not None else None
            return pl.scan_parquet(paths, glob=False) if held is None else held
        if self.form == "arrow":
            return pl.scan_ipc(paths, glob=False)
        return pl.scan_csv(paths, infer_schema=False, glob=False)

    @cached_property
    def _short(self) -> ShortFile | None:
        alone = self.form == "parquet" and len(self.paths) == 1
        return ShortFile(self.paths[0]) if alone else None

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
        with readable(self):
            if self.form in ("ndjson", "excel"):
                return next((list(c.cells.columns) for c in self.chunks(1000)), [])
            return self.lazy().collect_schema().names()

    def column(self, heading: str) -> pl.Series:
        """One column as texts."""
        with readable(self):
            return self._column(heading)

    def _column(self, heading: str) -> pl.Series:
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
        if self.form in ("ndjson", "excel"):
            texts = self.column(heading).str.strip_chars()
            twice = texts.is_duplicated() & texts.is_not_null()
            return twice if twice.any() else None
        with readable(self):
            return _repeated(self.lazy().select(pl.col(heading).cast(pl.String).str.strip_chars()))

    def identity(self) -> str:
        """A digest that another content has not: names, sizes, times, both ends of each file."""
        found = hashlib.sha256()
        for path in self.paths:
            about = path.stat()
            found.update(f"{path.name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
            with path.open("rb") as file:
                found.update(file.read(SAMPLE))
                file.seek(max(0, about.st_size - SAMPLE))
                found.update(file.read(SAMPLE))
        return found.hexdigest()


def _repeated(column: pl.LazyFrame) -> pl.Series | None:
    """Which texts of a column another row holds too.

    The digests of a long column fit in memory where its texts might not.
    """
    text = pl.all()
    digests = column.select(pl.when(text.is_not_null()).then(text.hash())).collect().to_series()
    held = digests.drop_nulls().sort()
    again = held.filter(held == held.shift(1)).unique()
    if again.is_empty():
        return None
    rows = digests.is_in(again.implode()).fill_null(value=False).arg_true()
    texts = column.filter(text.hash().is_in(again.implode())).collect().to_series()
    twice = rows.filter(texts.is_duplicated())
    blank = pl.repeat(value=False, n=digests.len(), dtype=pl.Boolean, eager=True)
    return blank.scatter(twice, values=True) if twice.len() else None


@contextmanager
def readable(found: Table) -> Iterator[None]:
    """Refuse the table, in a sentence, where it turns out to be broken."""
    try:
        yield
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as bad:
        raise Refused([_unreadable(found, bad)]) from None


def _unreadable(found: Table, bad: Exception) -> Diagnostic:
    reason = str(bad).strip().splitlines()[0][:160] if str(bad).strip() else type(bad).__name__
    where = str(found.paths[0])
    if isinstance(bad, FileNotFoundError) or "No such file" in reason:
        return Diagnostic("E101", f"{where}: the table is no longer there")
    if "utf" in reason.lower():
        help = "it may be GBK; save it as UTF-8: iconv -f GB18030 -t UTF-8 TABLE > UTF8.csv"
        return Diagnostic("E103", f"{where}: the table is not in UTF-8", help=help)
    help = "it may be cut short or of another form"
    return Diagnostic("E106", f"{where}: the table cannot be read: {reason}", help=help)


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

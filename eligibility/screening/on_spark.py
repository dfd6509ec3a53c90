"""A screening on a cluster: each part of the table decided by the embedded engine on an executor.

A task reads its rows from shared storage, decides them as `screen` does anywhere and writes its
part there; the driver sees counts and refusals of whole runs, never a row. Parts are those of a run
on one machine, so the answer has its bytes in its order, and `--resume` goes on with either.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from eligibility import __version__
from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.screening.headings import CODE
from eligibility.screening.inputs import Chunk, readable
from eligibility.screening.order import Order
from eligibility.screening.polars_door import pl
from eligibility.screening.run import Progress, Running
from eligibility.screening.spark_door import Cluster, attempt, cluster
from eligibility.screening.summary import Summary

# Rows of a task: the same on every cluster, so that a run can be resumed on another.
MOST_OF_A_TASK = 131_072
PROGRAM = (__version__, pl.__version__, sys.version_info[:2])
REPEATED = "repeated"
# Rows of a task that reads one column alone.
_PIECE = 2_000_000
_KINDS = ("refused", "counted", "answer")  # the last tells that a part is finished

# Makes the order again, on another machine.
Maker = Callable[[], Order]


def run_on_spark(
    order: Order, master: str, make: Maker, progress: Progress = lambda _: None
) -> Summary:
    """Screen a table on a cluster; `make` gives each executor the same order."""
    _check(order)
    with cluster(master) as executors:
        return _OnSpark(order, executors, make, progress).summary()


def _check(order: Order) -> None:
    if order.table.form != "parquet":
        refuse("E101", "a cluster reads Parquet, from storage that every machine sees",
               file=str(order.table.paths[0]))  # fmt: skip
    if order.workbook is not None or order.shown:
        refuse("E101", "a cluster writes no workbook and no page: the driver would see their rows",
               help="name the answer .parquet")  # fmt: skip


@dataclass(frozen=True)
class Work:
    """What an executor is told once for a whole run.

    `state` is the digest of table, rules, day and options: one that finds another does nothing.
    """

    make: Maker
    state: str
    size: int
    program: tuple[Any, ...]
    places: frozenset[str] = frozenset()
    repeated: Path | None = None


@dataclass(frozen=True)
class Failure:
    """Why an executor did not do its part: refused, or a fault of a disk."""

    diagnostics: tuple[Diagnostic, ...] = ()
    os_error: tuple[Any, ...] = ()

    def tell(self) -> None:
        """Raise it here."""
        if self.os_error:
            raise OSError(*self.os_error)
        raise Refused(self.diagnostics)


class _OnSpark(Running):
    """A run under way, as the driver sees it."""

    def __init__(self, order: Order, executors: Cluster, make: Maker, progress: Progress) -> None:
        self.executors, self.make = executors, make
        self.height = order.table.height()
        super().__init__(order, progress)
        self.size = min(self.size, order.chunk or MOST_OF_A_TASK)
        self.count = -(-self.height // self.size)

    def _named_places(self, heading: str, /) -> set[str]:
        return self.named(heading)

    @cached_property
    def named(self) -> Callable[[str], set[str]]:
        """The jurisdictions of a column, looked up once."""
        return cache(lambda heading: self.executors.distinct(
            *self._column(heading), self.order.setting.known
        ))  # fmt: skip

    def _repeated(self) -> None:
        """Nothing here: the codes that repeat are looked up by the executors."""

    def _column(self, heading: str) -> tuple[Callable[[int], Any], int]:
        """What gives the cells of a column, piece by piece, and how many pieces there are."""
        return partial(_texts, self.make, heading), -(-self.height // _PIECE)

    def _is_short(self) -> bool:
        return False

    def _finished(self, done: int) -> Summary:
        if self.count == 0:
            self._refuse_nothing()
        self.progress(done * self.size)
        work = Work(
            self.make, self._state(), self.size, PROGRAM,
            frozenset(self._places() & self.order.setting.known), self._codes(),
        )  # fmt: skip
        missing = [i for i in range(self.count) if not self._path(i).is_file()]
        self._told_failures(self.executors.each(partial(_decide, work), missing))
        found = self._told()
        if found.rows != self.height or found.decided + found.refused != self.height:
            out = f"{found.decided} decided, {found.refused} refused"
            raise RuntimeError(f"{self.height} rows in, {out}")
        self._told_failures(self.executors.each(partial(_join, work), [0]))
        self.progress(self.height)
        return found

    def _told_failures(self, found: Iterable[Failure | None]) -> None:
        for failure in found:
            if failure is not None:
                failure.tell()

    def _codes(self) -> Path | None:
        """The folder of the project codes that stand more than once; None: none does."""
        heading = next((t.heading for t in self.targets if t.path == CODE), None)
        if heading is None:
            return None
        into = (self.parts / REPEATED).absolute()
        return into if self.executors.repeated(*self._column(heading), into) else None


class _OnExecutor(Running):
    """The same run as an executor sees it."""

    def __init__(self, order: Order, work: Work) -> None:
        self.work = work
        super().__init__(order)
        self.size = work.size
        if self._state() != work.state or work.program != PROGRAM:
            refuse("E101", "an executor sees another table, other rules or another program",
                   help="all machines need the same files and the same program")  # fmt: skip

    def _named_places(self, _: str, /) -> set[str]:
        return set(self.work.places)

    def _repeated(self) -> None:
        """Looked up for the rows of a part."""

    @cached_property
    def codes(self) -> pl.Series:
        """The project codes that stand more than once."""
        assert self.work.repeated is not None  # noqa: S101  (asked only where there are some)
        return pl.read_parquet(self.work.repeated / "*.parquet")["text"]

    def _repeats(self, chunk: Chunk) -> pl.Series | None:
        heading = next((t.heading for t in self.targets if t.path == CODE), None)
        if heading is None or self.work.repeated is None:
            return None
        return _clean(chunk.cells[heading]).is_in(self.codes.implode()).fill_null(value=False)

    def decide(self, index: int, number: int) -> None:
        """Decide a part; written aside by each attempt, it takes its name when it is whole."""
        cells = _cells(self.order, index, self.size)
        final, self.parts = self.parts, self.parts / f"attempt-{number}"
        try:
            self.parts.mkdir(exist_ok=True)
            self._decide(Chunk(cells, index * self.size + 1), index)
            for kind in _KINDS:
                done = self._path(index, kind)
                done.replace(final / done.name)
            self.parts.rmdir()
        finally:
            self.parts = final

    def join(self, _: int) -> None:
        """The answer from its parts."""
        self._join(self._told())


_HELD: dict[str, _OnExecutor] = {}


def _held(work: Work) -> _OnExecutor:
    """The run on this executor, made ready once."""
    if work.state not in _HELD:
        _HELD.clear()
        _HELD[work.state] = _OnExecutor(work.make(), work)
    return _HELD[work.state]


def _decide(work: Work, index: int) -> Failure | None:
    return _tried(lambda: _held(work).decide(index, attempt()))


def _join(work: Work, index: int) -> Failure | None:
    return _tried(lambda: _held(work).join(index))


def _tried(action: Callable[[], None]) -> Failure | None:
    try:
        action()
    except Refused as refused:
        return Failure(refused.diagnostics)
    except OSError as bad:
        return Failure(os_error=(bad.errno, bad.strerror or str(bad), str(bad.filename or os.sep)))
    return None


def _texts(make: Maker, heading: str, index: int) -> Any:
    """A column of a piece of the table as an Arrow column of texts."""
    return _clean(_cells(make(), index, _PIECE, heading)[heading]).to_arrow()


def _clean(cells: pl.Series) -> pl.Series:
    return cells.cast(pl.String).str.strip_chars()


def _cells(order: Order, index: int, size: int, *headings: str) -> pl.DataFrame:
    table = order.table.lazy()
    with readable(order.table):
        part = (table.select(headings) if headings else table).slice(index * size, size)
        return part.collect()

"""The reasons of rows in words: the interpreter at work in several processes, in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Self

from eligibility.classes import dataclass
from eligibility.commands.desk import Desk
from eligibility.language.located import parse
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from eligibility.report.reader import Reader

Row = tuple[int, str]
Told = tuple[str, str]
_BATCH = 100
# With fewer rows than this, processes take longer to start than the rows to explain.
_FEW = 300


@dataclass(frozen=True)
class Setting:
    """What another process needs to decide rows as this one does."""

    desk: tuple[tuple[str, object], ...]
    as_of: date
    forced: bool
    language: Language


class Reasoner:
    """Tells verdict and reason of project files. `processes` of its own serve long tables."""

    def __init__(self, setting: Setting, processes: int | None = None) -> None:
        self.setting = setting
        self.processes = processes or _cores()
        self._here: _Teller | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _raised: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def __call__(self, rows: Iterable[Row]) -> Iterator[Told]:
        """The verdict and the reason of each row, in their order."""
        waiting = iter(rows)
        first = list(islice(waiting, _FEW))
        if len(first) < _FEW or self.processes < 2:
            self._here = self._here or _Teller(self.setting)
            yield from self._here.tell(first)
            for batch in _batches(waiting):
                yield from self._here.tell(batch)
            return
        if self._pool is None:
            self._pool = _pool(self.processes, self.setting)
        yield from self._in_order(self._pool, chain(first, waiting))

    def _in_order(self, pool: ProcessPoolExecutor, rows: Iterator[Row]) -> Iterator[Told]:
        """Batches sent ahead, a few for each process, and taken back in their order."""
        under_way: deque[Future[list[Told]]] = deque()
        for batch in _batches(rows):
            under_way.append(pool.submit(_tell, batch))
            if len(under_way) > 4 * self.processes:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _pool(processes: int, setting: Setting) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, spawn, _start, (setting,))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


class _Teller:
    """One process's desk."""

    def __init__(self, setting: Setting) -> None:
        self.desk = Desk(**dict(setting.desk))  # type: ignore[arg-type]
        self.setting = setting
        self.readers: dict[str, Reader] = {}

    def reader(self, jurisdiction: str) -> Reader:
        """The reader of a jurisdiction, the same whatever was read before."""
        if jurisdiction not in self.readers:
            alone = Desk(books={jurisdiction: self.desk.book(jurisdiction)})
            self.readers[jurisdiction] = alone.reader(self.setting.language)
        return self.readers[jurisdiction]

    def tell(self, rows: Iterable[Row]) -> list[Told]:
        """The verdict and the reason of each."""
        from eligibility.evaluation.assess import Question, assess
        from eligibility.evaluation.conclude import Interpreter
        from eligibility.report.reasons import reason

        desk, setting = self.desk, self.setting
        told: list[Told] = []
        for number, text in rows:
            given = desk.read(parse(text, f"row {number}.json"))
            book = desk.book(given.jurisdiction or "")
            stated = None if setting.forced else given.as_of
            question = Question(
                stated or setting.as_of, desk.matters, not desk.no_background, desk.office
            )
            assessment = assess(book, given, question, Interpreter())
            reader = self.reader(given.jurisdiction or "").about(assessment, given)
            told.append((assessment.verdict, reason(assessment, reader)))
        return told


_teller: _Teller | None = None


def _start(setting: Setting) -> None:
    global _teller  # noqa: PLW0603  (one for each process)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _teller = _Teller(setting)


def _end_with_parent() -> None:
    """A process whose run was killed would wait for rows for ever."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _tell(rows: list[Row]) -> list[Told]:
    assert _teller is not None  # noqa: S101  (`_start` went before)
    return _teller.tell(rows)

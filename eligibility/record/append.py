"""Appends to a record: under a lock, each line chained to the one before, then on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import refuse
from eligibility.record.line import START, digest, opened, sealed

_BLOCK = 1 << 16
_AT_ONCE = 4 << 20

# Makes the content of one line, told where it will stand.
Maker = Callable[["Standing"], dict[str, Any]]


@dataclass(frozen=True)
class Standing:
    """Where the next line stands: its number, and the digest of the line before.

    `texts`: the lines that hold rule texts, by the digest of the texts.
    """

    number: int
    previous: str
    texts: Mapping[str, int]


def append(path: Path, makers: Sequence[Maker]) -> None:
    """Append a line for each maker; all or, where the disk is full, none of them."""
    if path.exists() and not path.is_file():
        refuse("E101", f"`{path}` is no file to keep a record in", file=str(path))
    fresh = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        with _locked(handle):
            _write(handle, path, makers)
    finally:
        os.close(handle)
    if fresh:
        _keep_name(path.resolve().parent)


def _write(handle: int, path: Path, makers: Sequence[Maker]) -> None:
    end = os.lseek(handle, 0, os.SEEK_END)
    standing, ended = _standing(handle, end, path)
    waiting = [] if ended else [b"\n"]
    try:
        for maker in makers:
            content = maker(standing)
            raw = sealed(content)
            waiting += [raw, b"\n"]
            standing = Standing(standing.number + 1, digest(raw), content["rules"]["texts_at"])
            if sum(map(len, waiting)) > _AT_ONCE:
                _put(handle, b"".join(waiting))
                waiting = []
        _put(handle, b"".join(waiting))
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(handle, end)
        raise


def _put(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _standing(handle: int, end: int, path: Path) -> tuple[Standing, bool]:
    """Where the next line stands, and whether the last line has its line end."""
    if not _like_record(_at(handle, 0, 64)):
        refuse(
            "E111", f"`{path}` holds something other than a record", file=str(path),
            help="name a new file; --record appends to it",
        )  # fmt: skip
    ended = end == 0 or _at(handle, end - 1, 1) == b"\n"
    lines = _backwards(handle, end - (1 if ended and end else 0))
    last: bytes | None = None
    skipped = 0
    for raw in lines:
        if last is None:
            last = raw
        content = opened(raw)
        if content is not None:
            texts = content["rules"]["texts_at"]
            return Standing(content["line"] + skipped + 1, digest(last), texts), ended
        skipped += 1
    if last is None:
        return Standing(1, START, {}), ended
    return Standing(skipped + 1, digest(last), {}), ended


def settled(path: Path) -> int:
    """The size of a record while nobody writes it."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        with _locked(handle):
            return os.fstat(handle).st_size
    finally:
        os.close(handle)


def _like_record(head: bytes) -> bool:
    """Whether a file begins as a record does, as far as it goes."""
    wanted = b'{"format":"eligibility.record/'
    return head[: len(wanted)] == wanted[: len(head)]


def _at(handle: int, start: int, length: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    return os.read(handle, length)


def _backwards(handle: int, end: int) -> Iterator[bytes]:
    """The lines of a file from its last one (that ends at `end`), without their line ends."""
    if end == 0:
        return
    held = b""
    while end:
        start = max(0, end - _BLOCK)
        held = _at(handle, start, end - start) + held
        end = start
        *rest, held = reversed(held.split(b"\n"))
        yield from rest
    yield held


@contextmanager
def _locked(handle: int) -> Iterator[None]:
    """The file, for this process alone."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  only there

        os.lseek(handle, 0x7FFF_FFF0, os.SEEK_SET)  # a byte behind every line
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(handle, 0x7FFF_FFF0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  only there

        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file, or the end of the process, lets the lock go


def _keep_name(folder: Path) -> None:
    """Put the name of a new file on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

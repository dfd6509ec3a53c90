"""Packs kept ready for the next run in the user's own cache, so that a run reads no YAML of rules.

Kept is what was checked without a fault. INVARIANT: never stale: each entry bears the digest of
the bytes of every rule file that it stands for, of the program's version and of its own files; a
damaged entry fails its checksum. Whatever goes wrong here, the rule files are read instead.

`ELIGIBILITY_CACHE` names another folder; empty or `off`: nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from eligibility import __version__
from eligibility.language.library import (
    Rulebook,
    book_of,
    digest_of,
    load_packs,
    rule_files,
    rules_folder,
)
from eligibility.language.located import decode
from eligibility.language.pack import Pack
from eligibility.language.stored import Reader, Writer
from eligibility.language.types import Type

_PACKAGE = Path(__file__).resolve().parent.parent
# What a checked pack depends on beside the rule files: how they are read, and the facts there are.
_PROGRAM = ("", "language", "submission", "submission/model")
MOST_ENTRIES = 64


def packs_to_decide(
    facts: Mapping[str, Type], wanted: Iterable[str], folder: Path | None = None
) -> Rulebook:
    """The packs as `load_packs` gives them; the examples of rules may be left out."""
    where, names = rules_folder(folder), list(wanted)
    shelf = cache_folder()
    if shelf is None:
        return load_packs(facts, names, folder)
    with suppress(OSError, ValueError, LookupError, TypeError):
        kept = _taken(shelf, where, names, facts)
        if kept is not None:
            return kept
    book = load_packs(facts, names, folder)
    with suppress(OSError, TypeError):
        for name, pack in book.packs.items():
            _keep(shelf, where, name, pack, facts)
        _tidy(shelf)
    return book


def cache_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder of kept packs; None where nothing is to be kept."""
    env = os.environ if environment is None else environment
    own = env.get("ELIGIBILITY_CACHE")
    if own is not None:
        return None if own.strip().lower() in ("", "off") else Path(own)
    if sys.platform == "win32":
        base = env.get("LOCALAPPDATA")
    else:
        base = env.get("XDG_CACHE_HOME")
    if base and Path(base).is_absolute():
        return Path(base) / "eligibility"
    home = env.get("HOME") or env.get("USERPROFILE")
    if not home:
        return None
    inside = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(home) / inside / "eligibility"


def _taken(
    shelf: Path, where: Path, names: list[str], facts: Mapping[str, Type]
) -> Rulebook | None:
    """The packs wanted and those that they extend; None when one is missing, stale or damaged."""
    packs: dict[str, Pack] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name in packs:
            continue
        head, _, text = _entry(shelf, where, name).read_bytes().partition(b"\n")
        if head != _head(_key(_bytes(where / name)), text):
            return None
        packs[name] = Reader(where / name, facts).pack(text.decode("utf-8"))
        waiting.extend(packs[name].source.extends)
    return book_of(packs, where)


def _keep(shelf: Path, where: Path, name: str, pack: Pack, facts: Mapping[str, Type]) -> None:
    """Write one pack aside and put it in place whole: who reads meanwhile sees the old or new."""
    files = _bytes(where / name)
    if digest_of({file: decode(data, file) for file, data in files.items()}) != pack.digest:
        return  # edited since it was read
    text = Writer(where / name, facts).pack(pack).encode("utf-8")
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = _entry(shelf, where, name)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(_head(_key(files), text) + b"\n" + text)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _tidy(shelf: Path) -> None:
    """Leave the entries that were written last."""
    entries = sorted(shelf.glob("*.pack"), key=lambda path: -path.stat().st_mtime)
    for path in entries[MOST_ENTRIES:]:
        path.unlink(missing_ok=True)


def _entry(shelf: Path, where: Path, name: str) -> Path:
    place = hashlib.sha256(os.fsencode(where.resolve() / name)).hexdigest()
    return shelf / f"{place[:24]}.pack"


def _bytes(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in rule_files(home)}


def _head(key: str, text: bytes) -> bytes:
    return f"{key} {hashlib.sha256(text).hexdigest()}".encode("ascii")


def _key(files: Mapping[str, bytes]) -> str:
    """The digest of everything that a checked pack depends on."""
    digest = hashlib.sha256(f"{__version__}\0{sys.version}\0".encode())
    for line in _program():
        digest.update(line.encode())
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _program() -> Iterator[str]:
    for inside in _PROGRAM:
        with os.scandir(_PACKAGE / inside) as found:
            files = sorted((e for e in found if e.name.endswith(".py")), key=lambda e: e.name)
            for entry in files:
                state = entry.stat()
                yield f"{inside}/{entry.name} {state.st_size} {state.st_mtime_ns}\0"

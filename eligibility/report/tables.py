"""Tables drawn by tabulate, which aligns full-width characters through wcwidth."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

_METADATA = "importlib.metadata"


@contextmanager
def _no_metadata() -> Iterator[None]:
    """While this lasts, no package is told its own version.

    Tabulate asks for it when it is loaded; the search takes as long as to assess a project file.
    """
    if _METADATA in sys.modules:
        yield
        return
    absent = ModuleType(_METADATA)
    vars(absent).update(version=_unknown, PackageNotFoundError=LookupError)
    sys.modules[_METADATA] = absent
    try:
        yield
    finally:
        del sys.modules[_METADATA]


def _unknown(name: str) -> str:
    raise LookupError(name)


with _no_metadata():
    import tabulate


def draw(headings: Sequence[str], rows: Sequence[Sequence[str]], style: str = "simple") -> str:
    """The table as text, in a style of tabulate; numbers stay as written."""
    if not tabulate.WIDE_CHARS_MODE:  # pragma: no cover - wcwidth is a dependency
        raise RuntimeError("wcwidth is not installed")
    return tabulate.tabulate(
        [list(row) for row in rows], headers=list(headings), tablefmt=style, disable_numparse=True
    )

"""Tables drawn by tabulate, which aligns full-width characters through wcwidth."""

from __future__ import annotations

from collections.abc import Sequence

import tabulate


def draw(headings: Sequence[str], rows: Sequence[Sequence[str]], style: str = "simple") -> str:
    """The table as text, in a style of tabulate; numbers stay as written."""
    if not tabulate.WIDE_CHARS_MODE:  # pragma: no cover - wcwidth is a dependency
        raise RuntimeError("wcwidth is not installed")
    return tabulate.tabulate(
        [list(row) for row in rows], headers=list(headings), tablefmt=style, disable_numparse=True
    )

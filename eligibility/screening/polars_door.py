"""The one door to Polars: loaded on first use, and a sentence where it is absent."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.errors import Diagnostic, Refused

try:
    import polars as pl
except ImportError:
    raise Refused([
        Diagnostic(
            "E101", "screening tables needs Polars, which is not installed",
            help='pip install "eligibility[screen]"',
        )
    ]) from None  # fmt: skip


def of_columns(columns: Iterable[pl.Series]) -> pl.DataFrame:
    """A table of columns that stand already; a query would take longer than a short table."""
    first, *rest = columns
    return first.to_frame().hstack(rest)


def alike(height: int, *, value: bool) -> pl.Series:
    """A column that says the same in each of so many rows."""
    return pl.Series([value]).new_from_index(0, height)


__all__ = ["alike", "of_columns", "pl"]

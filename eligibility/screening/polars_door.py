"""The one door to Polars: loaded on first use, and a sentence where it is absent."""

from __future__ import annotations

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

__all__ = ["pl"]

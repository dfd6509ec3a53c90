"""The one door to sqlglot: loaded on first use, and a sentence where it is absent."""

from __future__ import annotations

from eligibility.errors import Diagnostic, Refused

try:
    from sqlglot import exp
except ImportError:
    raise Refused([
        Diagnostic(
            "E101", "writing rules as SQL needs sqlglot, which is not installed",
            help='pip install "eligibility[screen]"',
        )
    ]) from None  # fmt: skip

__all__ = ["exp"]

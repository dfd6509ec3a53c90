"""The door to Z3: loaded on first use, its absence told in one sentence."""

from __future__ import annotations

import importlib.util
import sys

from eligibility.commands import console, exits
from eligibility.language.pack import Words

MISSING = Words(
    "本命令需要求解器 Z3：请运行 pip install 'eligibility[prove]'（或 pip install z3-solver）",
    "this command needs the solver Z3: run pip install 'eligibility[prove]' "
    "(or pip install z3-solver)",
)


def need_solver() -> None:
    """Leave with a word to the user where Z3 is not installed."""
    if importlib.util.find_spec("z3") is None:
        console.word(f"error: {MISSING.in_language(console.language())}")
        sys.exit(exits.Exit.FAILED)

"""What is asked of a solver level by level, and the door to it, loaded on first use."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from eligibility.allocation.problem import Grants, Problem
from eligibility.classes import dataclass
from eligibility.errors import refuse

SCALE = 2**40  # multipliers and what they prove are in parts of it


@dataclass(frozen=True)
class Found:
    """A plan found; whether nothing better exists; whether the clock ended the search."""

    held: Mapping[str, Grants]
    optimal: bool
    by_clock: bool


class Door(Protocol):
    """A problem inside a solver, decided level by level."""

    unit: int

    def bound(self, level: str, seconds: int) -> tuple[int, dict[str, int]]:
        """What no plan exceeds on a level, in parts of `SCALE`, and what multipliers prove it."""
        ...

    def improved(self, level: str, held: Mapping[str, Grants], seconds: int) -> Found:
        """A plan at least as good as this one at the level whose bound was asked last."""
        ...

    def keep(self, level: str, value: int) -> None:
        """What a level reached is kept from now on."""


def open_door(problem: Problem, told: Callable[[str], None]) -> Door:
    """The solver with this problem; `Refused` in a sentence where it is not installed."""
    door: Door = _module("levels").Levels(problem, told)
    return door


def solver_name() -> str:
    """The name and version of the solver."""
    name: str = _module("highs").NAME
    return name


def _module(name: str) -> Any:
    try:
        return importlib.import_module(f"eligibility.allocation.{name}")
    except ImportError:
        refuse(
            "E101", "`allocate` needs the solver HiGHS, which is not installed",
            help="pip install 'eligibility[allocate]'",
        )  # fmt: skip

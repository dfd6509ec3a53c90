"""What a solver is to do for us, and the door to the one that does it, loaded on first use."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Protocol

from eligibility.allocation.formulate import Column, Row
from eligibility.classes import dataclass
from eligibility.errors import refuse


@dataclass(frozen=True)
class Guide:
    """What the linear programme says: multipliers of rows, and how near each column is to use.

    A nearness below zero: it is used.
    """

    multipliers: Mapping[str, int]
    nearness: Sequence[int]


class Door(Protocol):
    """A model inside a solver."""

    def add(self, name: str, row: Row) -> None:
        """One more row."""

    def aim(self, objective: Mapping[int, int], open_: Sequence[bool]) -> None:
        """What is maximised, and which columns may be more than zero."""

    def guide(self, seconds: int) -> Guide:
        """The linear programme's answer."""
        ...

    def solve(self, start: Sequence[int], seconds: int) -> tuple[list[int] | None, bool]:
        """The best values found, and whether nothing better exists."""
        ...


def open_door(columns: Sequence[Column], rows: Mapping[str, Row], seed: int) -> Door:
    """The solver with this model; `Refused` in a sentence where it is not installed."""
    try:
        module = importlib.import_module("eligibility.allocation.highs")
    except ImportError:
        refuse(
            "E101", "`allocate` needs the solver HiGHS, which is not installed",
            help="pip install 'eligibility[allocate]'",
        )  # fmt: skip
    door: Door = module.Highs(columns, rows, seed)
    return door


def solver_name() -> str:
    """The name and version of the solver."""
    name: str = importlib.import_module("eligibility.allocation.highs").NAME
    return name

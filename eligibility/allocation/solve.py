"""Solves a problem level by level: each tier in order, then the land that is spared."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from eligibility.allocation.bound import SCALE, proven
from eligibility.allocation.doors import Door, open_door
from eligibility.allocation.formulate import (
    Column,
    Model,
    Row,
    formulate,
    grants_of,
    values_of,
)
from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Problem
from eligibility.allocation.settle import settle
from eligibility.classes import dataclass

# Up to so many columns the solver sees all; above, those that the linear programme points at.
ALL_COLUMNS = 20_000
NEAREST = 2  # of the others, so many for each project


@dataclass(frozen=True)
class Level:
    """One objective in the order: points of a tier, or land of a kind counted down."""

    name: str
    value: int
    bound: int
    optimal: bool  # the solver says that nothing better exists, given the levels above
    multipliers: Mapping[str, int]


@dataclass(frozen=True)
class Solution:
    """Who holds what, and what each level came to; `unit`: the area of one step of the land."""

    ground: Ground
    levels: tuple[Level, ...]
    unit: int


def solve(
    problem: Problem, *, seconds: int = 60, told: Callable[[str], None] = lambda _: None
) -> Solution:
    """The best plan found in about so many seconds."""
    return _Solving(problem, seconds, told).solution()


class _Solving:
    """One run: the values so far, and the rows that keep what was reached."""

    def __init__(self, problem: Problem, seconds: int, told: Callable[[str], None]) -> None:
        self.problem, self.told = problem, told
        self.model: Model = formulate(problem)
        self.rows: dict[str, Row] = dict(self.model.rows)
        self.door: Door = open_door(self.model.columns, self.rows, problem.seed)
        self.ends = time.monotonic() + seconds
        self.values = [0] * len(self.model.columns)

    def solution(self) -> Solution:
        levels: list[Level] = []
        for name, objective in objectives(self.model):
            tier = int(name.removeprefix("tier:")) if name.startswith("tier:") else None
            level = self._level(name, objective, tier)
            levels.append(level)
            row = Row(-level.value, [(n, -worth) for n, worth in objective.items()])
            self.rows[name] = row
            self.door.add(name, row)
        return self._settled(levels)

    def _level(self, name: str, objective: Mapping[int, int], tier: int | None) -> Level:
        columns = self.model.columns
        open_ = self.model.open_at(tier)
        self.door.aim(objective, open_)
        guide = self.door.guide(self._seconds(3))
        known = {n: m for n, m in guide.multipliers.items() if m > 0} or self._plain(objective)
        bound = proven(_closed(columns, open_), self.rows, objective, known)
        start = self._extended(self.values, tier)
        optimal, begun = True, _worth(objective, start)
        if _worth(objective, start) < bound:
            chosen = (
                open_ if sum(open_) <= ALL_COLUMNS else self._near(open_, guide.nearness, start)
            )
            self.door.aim(objective, chosen)
            found, optimal = self.door.solve(
                start, self._seconds(8 if tier is None else 5, 6 if tier is None else 4)
            )
            kept = found is not None and self._keeps_rows(found)
            optimal = optimal and chosen is open_ and kept
            if found is not None and kept and _worth(objective, found) >= _worth(objective, start):
                start = self._extended(found, tier)
        self.values = start
        value = _worth(objective, start)
        self.told(f"{name}: {begun}, {value} of at most {bound}")
        return Level(name, value, bound, optimal or value == bound, known)

    def _plain(self, objective: Mapping[int, int]) -> dict[str, int]:
        """Multipliers for want of better ones: each project counts once."""
        points = {
            self.model.columns[n].project: worth for n, worth in objective.items() if worth > 0
        }
        found = {f"project:{p.code}": worth * SCALE for p, worth in points.items()}
        return {name: worth for name, worth in found.items() if name in self.rows}

    def _keeps_rows(self, values: Sequence[int]) -> bool:
        """Whether the values keep every row in whole numbers: the solver rounds."""
        inside = all(0 <= v <= c.upper for v, c in zip(values, self.model.columns, strict=True))
        return inside and all(
            sum(worth * values[number] for number, worth in row.cells) <= row.limit
            for row in self.rows.values()
        )

    def _seconds(self, of: int, share: int = 1) -> int:
        return max(int(self.ends - time.monotonic()) * share // of, 1)

    def _extended(self, values: list[int], tier: int | None) -> list[int]:
        """The values, and whoever of the tier still finds a place: most points for land first."""
        if tier is None:
            return values
        ground = _ground(self.model, values)
        waiting = [p for p in self.problem.line if p.tier == tier and p.code not in ground.held]
        for project in sorted(waiting, key=lambda p: Fraction(-p.points, p.least)):
            found = ground.place(project)
            if found is not None:
                ground.give(project.code, found)
        return values_of(self.model, ground)

    def _near(
        self, open_: Sequence[bool], nearness: Sequence[int], start: Sequence[int]
    ) -> list[bool]:
        """The columns that the linear programme uses or nearly uses, and those of the start."""
        chosen = [False] * len(open_)
        for numbers in self.model.of_project.values():
            wanted = sorted((n for n in numbers if open_[n]), key=lambda n: nearness[n])
            for rank, number in enumerate(wanted):
                served = self.model.columns[number].parcel is None
                near = rank < NEAREST or nearness[number] < 0
                chosen[number] = bool(served or near or start[number])
        return chosen

    def _settled(self, levels: Sequence[Level]) -> Solution:
        ground = _ground(self.model, self.values)
        settle(ground)
        values = values_of(self.model, ground)
        told = dict(objectives(self.model))
        final = tuple(
            Level(x.name, value, x.bound,
                  (x.optimal and value == x.value) or value == x.bound, x.multipliers)
            for x in levels if (value := _worth(told[x.name], values)) is not None
        )  # fmt: skip
        return Solution(ground, final, self.model.unit)


def objectives(model: Model) -> list[tuple[str, dict[int, int]]]:
    """The levels in order: every tier, then each kind of land to be spared."""
    tiers = range(1, len(model.problem.tiers) + 1)
    spared = list(reversed(model.problem.order[1:]))
    levels = [(f"tier:{tier}", model.served(tier)) for tier in tiers]
    return levels + [(f"spare:{kind}", model.saved(kind)) for kind in spared]


def _worth(objective: Mapping[int, int], values: Sequence[int]) -> int:
    return sum(worth * values[number] for number, worth in objective.items())


def _closed(columns: Sequence[Column], open_: Sequence[bool]) -> list[Column]:
    return [
        c if o else Column(c.project, c.parcel, c.amount, 0)
        for c, o in zip(columns, open_, strict=True)
    ]


def _ground(model: Model, values: Sequence[int]) -> Ground:
    ground = Ground(model.problem)
    for code, grants in grants_of(model, values).items():
        ground.give(code, grants)
    return ground

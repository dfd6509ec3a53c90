"""Solves a problem level by level: each tier in order, then the land that is spared."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from eligibility.allocation.doors import SCALE, Door, open_door
from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Grants, Problem
from eligibility.allocation.settle import settle, spare
from eligibility.classes import dataclass


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
    """The best plan found in at most about so many seconds."""
    return _Solving(problem, seconds, told).solution()


class _Solving:
    """One run: the plan so far; each level keeps what those before it reached."""

    def __init__(self, problem: Problem, seconds: int, told: Callable[[str], None]) -> None:
        self.problem, self.told = problem, told
        self.ends = time.monotonic() + seconds
        self.door: Door = open_door(problem, told)
        self.ground = Ground(problem, problem.pins)
        self.wholes: dict[str, int] = {}

    def solution(self) -> Solution:
        levels = [self._level(name) for name in levels_of(self.problem)]
        settle(self.ground)
        gained: dict[str, int] = {}
        final = tuple(self._settled(level, gained) for level in levels)
        return Solution(self.ground, final, self.door.unit)

    def _level(self, name: str) -> Level:
        whole, multipliers = self.door.bound(name, self._seconds(2))
        bound = whole // SCALE
        self.ground = self._extended(self.ground, name)
        begun = value = self._value(name)
        optimal, clock = True, ""
        if value < bound:
            tier = name.startswith("tier:")
            seconds = self._seconds(5, 4) if tier else self._seconds(8, 6)
            found = self.door.improved(name, self.ground.held, seconds)
            optimal, clock = found.optimal, ", stopped by the clock" * found.by_clock
            self._take(name, found.held)
            value = self._value(name)
        self.door.keep(name, value)
        self.wholes[name] = whole
        self.told(f"{name}: {begun}, {value} of at most {bound}{clock}")
        return Level(name, value, bound, optimal or value == bound, multipliers)

    def _take(self, name: str, held: Mapping[str, Grants]) -> None:
        """The plan found, unless it breaks what must hold or is worth less."""
        found = Ground(self.problem, held)
        if found.stands():
            found = self._extended(found, name)
            names = levels_of(self.problem)
            upto = names[: names.index(name) + 1]
            unit = self.door.unit
            if all(value_of(found, level, unit) >= self._value(level) for level in upto):
                self.ground = found

    def _value(self, name: str) -> int:
        return value_of(self.ground, name, self.door.unit)

    def _seconds(self, of: int, share: int = 1) -> int:
        return max(int(self.ends - time.monotonic()) * share // of, 1)

    def _extended(self, ground: Ground, name: str) -> Ground:
        """The plan, and whoever of the tier still finds a place: most points for land first.

        Where land is spared: everyone on less of it who can be.
        """
        if name.startswith("tier:"):
            tier = int(name.removeprefix("tier:"))
            waiting = [p for p in self.problem.line if p.tier == tier and p.code not in ground.held]
            for project in sorted(waiting, key=lambda p: Fraction(-p.points, p.least)):
                found = ground.place(project)
                if found is not None:
                    ground.give(project.code, found)
        else:
            spare(ground)
        return ground

    def _settled(self, level: Level, gained: dict[str, int]) -> Level:
        """The level as it stands in the end; what those before it gained lowers its bound."""
        value = self._value(level.name)
        whole = self.wholes[level.name]
        whole -= sum(level.multipliers.get(name, 0) * more for name, more in gained.items())
        bound = whole // SCALE
        same = level.optimal and value == level.value and not any(gained.values())
        gained[level.name] = value - level.value
        return Level(level.name, value, bound, same or value == bound, level.multipliers)


def levels_of(problem: Problem) -> list[str]:
    """The levels in order: every tier, then each kind of land to be spared."""
    tiers = range(1, len(problem.tiers) + 1)
    return [f"tier:{t}" for t in tiers] + [f"spare:{k}" for k in reversed(problem.order[1:])]


def value_of(ground: Ground, level: str, unit: int) -> int:
    """What a level comes to, promises apart: points, or steps of land counted down."""
    problem = ground.problem
    head, _, which = level.partition(":")
    free: Sequence[str] = [code for code in ground.held if code not in problem.pins]
    if head == "tier":
        served = (problem.by_code[code] for code in free)
        return sum(p.points for p in served if p.tier == int(which))
    pieces = (g for code in free for g in ground.held[code])
    return -sum(g.area for g in pieces if problem.by_id[g.parcel].kind == which) // unit

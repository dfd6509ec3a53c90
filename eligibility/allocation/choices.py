"""A problem in whole numbers, held in arrays: what a solver is given, and what a dual speaks of.

Each choice is a project on a parcel: how many steps of `amount`, at most `upper`. A divisible
project also has whether it is served. Rows say that a sum stays within a limit: `project:` one
place for each undivided project, `least:` and `most:` what a divisible one gets, `parcel:`,
`quota` over all zones, `quota:` of a zone; then what earlier levels reached. Pinned projects are
constants: what they hold is taken off parcels and quotas beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import gcd
from typing import Any, TypeAlias

import numpy as np

from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import KINDS, Problem, Project
from eligibility.classes import dataclass

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"  # whole numbers, or yes and no
Seconds: TypeAlias = "float"  # measure: of the clock
NEW, STOCK = KINDS.index("new"), KINDS.index("stock")


@dataclass
class Model:
    """Projects, parcels and the choices between them; `unit` is the area of one step."""

    problem: Problem
    unit: int
    projects: Sequence[Project]
    first: Numbers  # of each project its first choice; one more at the end
    of: Numbers  # of each choice its project, its parcel, its step and how many at most
    on: Numbers
    amount: Numbers
    upper: Numbers
    points: Numbers  # of each project
    tier: Numbers
    least: Numbers
    most: Numbers
    divisible: Numbers
    left: Numbers  # of each parcel: what is left, whether it may be cut, its kind, its zone's quota
    cut: Numbers
    kind: Numbers
    zone: Numbers
    total: int | None
    zones: Sequence[str]
    limit: Numbers  # of each zone's quota, times `below`
    above: Numbers
    below: Numbers

    @cached_property
    def helps(self) -> Numbers:
        """The projects that stock land raises a quota of new land for."""
        raises = (self.kind == STOCK) & (self.zone >= 0) & (self.above[self.zone] > 0)
        found = np.zeros(len(self.projects), bool)
        found[self.of[raises[self.on]]] = True
        return found

    def open_at(self, level: str) -> Numbers:
        """The projects that count at a level: of a tier its own, those before it, and helpers."""
        if not level.startswith("tier:"):
            return np.ones(len(self.projects), bool)
        return (self.tier <= int(level[5:])) | self.helps

    def worth(self, level: str, among: Numbers | None = None) -> tuple[Numbers, Numbers]:
        """What a step of choices is worth at a level, and that each divisible project is served.

        Points of a tier; or land of a kind counted down, for less of it is better.
        """
        every = slice(None) if among is None else among
        if level.startswith("tier:"):
            counts = np.where(self.tier == int(level[5:]), self.points, 0)
            return np.where(self.divisible, 0, counts)[self.of[every]], np.where(
                self.divisible, counts, 0
            )
        spared = self.kind == KINDS.index(level[6:])
        used = np.where(spared[self.on[every]], -self.amount[every], 0)
        return used, np.zeros(len(self.projects), np.int64)

    @cached_property
    def taken(self) -> Numbers:
        """What a step of each choice takes of its parcel's row: land, or the parcel as a whole."""
        return np.where(self.cut[self.on], self.amount, 1)

    @cached_property
    def room(self) -> Numbers:
        """The limit of each parcel's row."""
        return np.where(self.cut, self.left, 1)

    @cached_property
    def drawn(self) -> Numbers:
        """What a step of each choice draws from its zone's quota; stock land adds to it."""
        zone = self.zone[self.on]
        kind = self.kind[self.on]
        new = self.amount * self.below[zone] * (kind == NEW)
        return np.where(zone >= 0, new - self.amount * self.above[zone] * (kind == STOCK), 0)

    @cached_property
    def new(self) -> Numbers:
        """What a step of each choice draws from the quota over all zones."""
        found: Numbers = self.amount * (self.kind[self.on] == NEW)
        return found


def formulate(problem: Problem) -> Model:
    """The choices and limits of a problem."""
    ground = Ground(problem, problem.pins)
    unit = unit_of(problem)
    projects = [p for p in problem.line if p.code not in problem.pins]
    zones = sorted(problem.zones)
    at = {zone: n for n, zone in enumerate(zones)}
    quotas = [problem.zones[z] for z in zones]
    limit = [
        (q.area - ground.new[z]) * q.ratio.denominator + ground.stock[z] * q.ratio.numerator
        for z, q in zip(zones, quotas, strict=True)
    ]
    least, most = (_array(getattr(p, a) // unit for p in projects) for a in ("least", "most"))
    left = _array(ground.left[p.id] // unit for p in problem.parcels)
    cut = _array(p.divisible for p in problem.parcels) > 0
    divisible = _array(p.divisible for p in projects) > 0
    parcels = problem.parcels
    return Model(
        problem=problem, unit=unit, projects=projects,
        points=_array(p.points for p in projects), tier=_array(p.tier for p in projects),
        least=least, most=most, divisible=divisible, left=left, cut=cut,
        kind=_array(KINDS.index(p.kind) for p in parcels),
        zone=_array(at.get(p.zone, -1) for p in parcels),
        total=None if problem.total is None else (problem.total - ground.new_in_all) // unit,
        zones=zones,
        # one more, which is no zone's: where `zone` is -1
        limit=_array([*(n // unit for n in limit), 0]),
        above=_array([*(q.ratio.numerator for q in quotas), 0]),
        below=_array([*(q.ratio.denominator for q in quotas), 0]),
        **_choices(problem, projects, unit, (left, cut, least, most, divisible)),
    )  # fmt: skip


def _choices(
    problem: Problem, projects: Sequence[Project], unit: int, sizes: tuple[Numbers, ...]
) -> dict[str, Numbers]:
    """Of every place that fits a project: project, parcel, step and how many; those with room."""
    left, cut, least, most, divisible = sizes
    at = {p.id: n for n, p in enumerate(problem.parcels)}
    found = [problem.fitting[p.code] for p in projects]
    count = [len(f) for f in found]
    on = np.fromiter((at[x.id] for f in found for x in f), np.int64, sum(count))
    of = np.repeat(np.arange(len(projects)), count)
    area = _array(p.area // unit for p in problem.parcels)
    undivided = np.where(cut[on], least[of], area[on])
    amount = np.where(divisible[of] & cut[on], 1, undivided)
    upper = np.where(divisible[of] & cut[on], np.minimum(most[of], left[on]), 1)
    keep = (left[on] > 0) & (divisible[of] | (amount <= left[on]))
    of = of[keep]
    return {
        "first": np.searchsorted(of, np.arange(len(projects) + 1)),
        "of": of, "on": on[keep], "amount": amount[keep], "upper": upper[keep],
    }  # fmt: skip


def _array(values: Any) -> Numbers:
    return np.array(list(values), np.int64)


def unit_of(problem: Problem) -> int:
    """The largest area of which every area of the problem is a whole multiple."""
    areas: list[int] = [a for p in problem.projects for a in (p.least, p.most)]
    areas += [p.area for p in problem.parcels]
    areas += [g.area for grants in problem.pins.values() for g in grants]
    areas += [z.area for z in problem.zones.values()]
    areas += [problem.total] if problem.total is not None else []
    return gcd(*areas) or 1

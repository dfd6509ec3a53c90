"""Better plans for a level: programmes in whole numbers over choices near the prices, by parts.

A small problem is searched with all its choices; of a large one the choices that the linear
programme uses or nearly uses, part of the land after the other, everything else as it stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from eligibility.allocation.choices import Model, Numbers, Seconds
from eligibility.allocation.doors import SCALE
from eligibility.allocation.highs import Programme, whole
from eligibility.allocation.problem import Grant, Grants
from eligibility.allocation.programme import Layout, Matrix
from eligibility.allocation.relaxed import ALL, Guide, rank_within, spread
from eligibility.classes import dataclass

NEAREST = 3  # besides what the linear programme uses, so many choices of each project
PART = 9_000  # choices that are searched at once
WORK = 2_000_000  # nodes times choices of one search
SPARED = 1_000  # above, a search for land to be spared takes long for little
PASSES = 2  # so often all parts are gone through, cut another way


@dataclass
class Improved:
    """The plan found; whether nothing better exists; whether the clock ended the search."""

    held: dict[str, Grants]
    optimal: bool
    by_clock: bool


class Plan:
    """How many steps of each choice are taken, and who is served."""

    def __init__(self, model: Model, held: Mapping[str, Grants]) -> None:
        self.model = model
        self.steps = np.zeros(len(model.of), np.int64)
        number = {p.code: n for n, p in enumerate(model.projects)}
        at = {p.id: n for n, p in enumerate(model.problem.parcels)}
        for code, grants in held.items():
            if code in number:
                start, end = model.first[number[code] : number[code] + 2]
                for grant in grants:
                    choice = start + int(np.nonzero(model.on[start:end] == at[grant.parcel])[0][0])
                    self.steps[choice] = grant.area // (int(model.amount[choice]) * model.unit)

    def taken(self) -> Numbers:
        """The choices that are taken."""
        return np.nonzero(self.steps)[0]

    def served(self) -> Numbers:
        """Which projects hold something."""
        found = np.zeros(len(self.model.projects), bool)
        found[self.model.of[self.taken()]] = True
        return found

    def held(self) -> dict[str, Grants]:
        """Who holds which pieces, the promises included."""
        model, found = self.model, dict(self.model.problem.pins)
        for choice in self.taken().tolist():
            code = model.projects[model.of[choice]].code
            area = int(self.steps[choice] * model.amount[choice]) * model.unit
            piece = Grant(model.problem.parcels[model.on[choice]].id, area)
            found[code] = (*found.get(code, ()), piece)
        return found


class Search:
    """The search for a better plan at one level."""

    def __init__(
        self, layout: Layout, level: str, kept: Mapping[str, int], held: Mapping[str, Grants],
        told: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.told = told
        self.layout, self.model, self.level, self.kept = layout, layout.model, level, kept
        self.plan = Plan(self.model, held)
        self.by_clock = False

    def improved(self, guide: Guide, seed: int, seconds: Seconds) -> Improved:
        """The best plan found in the parts."""
        ends = time.monotonic() + seconds
        every = np.nonzero(guide.bound.open[self.model.of] | (self.plan.steps > 0))[0]
        if len(every) > SPARED and not self.level.startswith("tier:"):
            return Improved(self.plan.held(), False, False)
        near = every if len(every) <= ALL else self._near(guide)
        optimal, parts = False, list(self._parts(near))
        for number, inside in enumerate(parts):
            left = (ends - time.monotonic()) / (len(parts) - number)
            optimal = self._search(near, inside, seed, left)
            if len(parts) > 1:
                self.told(f"{self.level}: part {number + 1} of {len(parts)}")
        complete = optimal and near is every and len(parts) == 1
        return Improved(self.plan.held(), complete, self.by_clock)

    def _near(self, guide: Guide) -> Numbers:
        """The choices that the linear programme uses or nearly uses, and those of the plan."""
        model, bound = self.model, guide.bound
        cut = model.divisible[model.of]
        cost = bound.own[model.of] * np.where(cut, model.amount, 1)
        lacks = np.where(cut, -cost, cost) - bound.gains
        out = np.nonzero(bound.open[model.of] & (model.points[model.of] * SCALE > lacks))[0]
        order = out[np.lexsort((spread(model, out), lacks[out], model.of[out]))]
        nearest = order[rank_within(model.of[order]) < NEAREST]
        return np.unique(np.concatenate([nearest, guide.used, self.plan.taken()]))

    def _parts(self, near: Numbers) -> Iterator[Numbers]:
        """Which parcels are in each part: all, or zone after zone; then cut another way."""
        parcels = self.model.problem.parcels
        if len(near) <= PART:
            yield np.ones(len(parcels), bool)
            return
        many = np.bincount(self.model.on[near], minlength=len(parcels))
        orders = [
            sorted(range(len(parcels)), key=lambda n: (parcels[n].zone, parcels[n].use)),
            sorted(range(len(parcels)), key=lambda n: (parcels[n].use, n * 40503 % 65521)),
        ]
        for order in orders[:PASSES]:
            part = np.cumsum(many[order]) * -(-len(near) // PART) // (len(near) + 1)
            for number in range(int(part[-1]) + 1):
                inside = np.zeros(len(parcels), bool)
                inside[np.array(order)[part == number]] = True
                yield inside

    def _search(self, near: Numbers, inside: Numbers, seed: int, seconds: Seconds) -> bool:
        """One part made better, with all else as it stands; whether it is at its best."""
        model, steps = self.model, self.plan.steps
        elsewhere = self.plan.taken()
        elsewhere = elsewhere[~inside[model.on[elsewhere]]]
        free = np.ones(len(model.projects), bool)
        free[model.of[elsewhere]] = False
        chosen = near[inside[model.on[near]] & free[model.of[near]]]
        if not len(chosen) or seconds <= 0:
            self.by_clock |= seconds <= 0
            return False
        served = np.unique(model.of[chosen])
        served = served[model.divisible[served]]
        start = np.concatenate([self.plan.served()[served], steps[chosen]])
        programme = self._programme(served, chosen)
        nodes = max(WORK // len(chosen), 1)
        found = whole(programme, start, seed, nodes, seconds)
        self.by_clock |= found.by_clock
        if found.values is None or not _keeps(programme, found.values):
            return False
        if (programme.worth * (found.values - start)).sum() >= 0:
            steps[chosen] = found.values[len(served) :]
        return found.optimal

    def _programme(self, served: Numbers, chosen: Numbers) -> Programme:
        """The rows that the free columns stand in, less what the others take of them."""
        model, layout, names = self.model, self.layout, list(self.kept)
        matrix = layout.matrix(served, chosen, names)
        others = np.setdiff1d(self.plan.taken(), chosen)
        divided = np.unique(model.of[others])
        divided = divided[model.divisible[divided]]
        stands = np.concatenate([np.ones(len(divided), np.int64), self.plan.steps[others]])
        limits = layout.limits(self.kept)
        limits = limits - product(layout.matrix(divided, others, names), stands, len(limits))
        rows, row = np.unique(matrix.row, return_inverse=True)
        worth, counts = model.worth(self.level, chosen)
        upper = np.concatenate([np.ones(len(served), np.int64), model.upper[chosen]])
        value = np.concatenate([counts[served], worth])
        return Programme(Matrix(matrix.start, row, matrix.value), value, upper, limits[rows])


def product(matrix: Matrix, values: Numbers, rows: int) -> Numbers:
    """What the values come to in each row, in whole numbers."""
    found = np.zeros(rows, np.int64)
    np.add.at(found, matrix.row, matrix.value * np.repeat(values, np.diff(matrix.start)))
    return found


def _keeps(programme: Programme, values: Numbers) -> bool:
    """Whether the values keep every row in whole numbers: the solver rounds."""
    inside = bool(((values >= 0) & (values <= programme.upper)).all())
    reached = product(programme.matrix, values, len(programme.limits))
    return inside and bool((reached <= programme.limits).all())

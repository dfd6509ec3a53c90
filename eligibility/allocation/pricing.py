"""Bounds that multipliers prove: for any of them, by whole numbers alone.

For multipliers `m` of the rows, each at least zero, no plan has more of a level than the sum of
`m * limit` and of what each choice still gains beyond its rows, times the most it can be. Given
what parcels, quotas and earlier levels cost, the best multipliers of the projects follow.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from eligibility.allocation.choices import Model, Numbers
from eligibility.allocation.doors import SCALE
from eligibility.classes import dataclass

MOST = 2**61  # above, 64 bits may not hold the sums: Python's own numbers are taken


@dataclass
class Prices:
    """What rows cost, in parts of `SCALE`, each at least zero: parcels, quotas, earlier levels."""

    parcels: Numbers
    total: int
    zones: Numbers
    kept: Mapping[str, int]

    @classmethod
    def none(cls, model: Model) -> Prices:
        """Everything for nothing."""
        return cls(np.zeros(len(model.left), np.int64), 0, np.zeros(len(model.limit), np.int64), {})


@dataclass
class Bound:
    """What prices prove of a level: no plan exceeds `whole`, in parts of `SCALE`.

    `gains`: of each choice what it brings after all rows but its project's; `served` the same of a
    divisible project; `own`: what a place (or, of a divisible project, a step of land) is worth to
    each project.
    """

    whole: int
    gains: Numbers
    served: Numbers
    own: Numbers
    open: Numbers

    @property
    def value(self) -> int:
        """The whole number that no plan exceeds."""
        return self.whole // SCALE


def proven(model: Model, level: str, prices: Prices, kept: Mapping[str, int]) -> Bound:
    """The bound on a level; `kept`: what earlier levels reached."""
    exact = _wide(model, prices)
    worth, counts = model.worth(level)
    gains: Numbers = worth.astype(exact) * SCALE
    served: Numbers = counts.astype(exact) * SCALE
    for name, price in prices.kept.items():
        worth, counts = model.worth(name)
        gains, served = gains + price * worth.astype(exact), served + price * counts.astype(exact)
    gains -= prices.parcels[model.on] * model.taken.astype(exact)
    gains -= prices.total * model.new.astype(exact)
    gains -= prices.zones[model.zone[model.on]] * model.drawn.astype(exact)
    open_ = model.open_at(level)
    own = _own(model, gains, served, open_)
    least, most = np.maximum(own, 0), np.maximum(-own, 0)
    beyond = np.where(
        model.divisible[model.of], gains + own[model.of] * model.amount, gains - own[model.of]
    )
    whole = _sum(np.maximum(beyond, 0) * model.upper * open_[model.of])
    there = model.divisible & open_
    whole += _sum(np.maximum(served - least * model.least + most * model.most, 0)[there])
    whole += _sum(own[open_ & ~model.divisible])
    whole += _sum(prices.parcels * model.room.astype(exact))
    whole += _sum(prices.zones * model.limit.astype(exact))
    whole += prices.total * (model.total or 0)
    whole -= sum(price * kept[name] for name, price in prices.kept.items())
    return Bound(whole, gains, served, own, open_)


def multipliers(model: Model, prices: Prices, bound: Bound) -> dict[str, int]:
    """Every multiplier above zero by the name of its row."""
    found = {
        f"parcel:{p.id}": m for p, m in zip(model.problem.parcels, prices.parcels, strict=True)
    }
    found |= {f"quota:{z}": m for z, m in zip(model.zones, prices.zones[:-1], strict=True)}
    found |= {"quota": prices.total} | dict(prices.kept)
    for number, own in enumerate(bound.own.tolist()):
        if bound.open[number]:
            head = "project" if not model.divisible[number] else "least" if own > 0 else "most"
            found[f"{head}:{model.projects[number].code}"] = abs(own)
    return {name: int(m) for name, m in found.items() if m > 0}


def _own(model: Model, gains: Numbers, served: Numbers, open_: Numbers) -> Numbers:
    """What a place is worth to each project: as little as proves the most."""
    own = np.zeros(len(model.projects), gains.dtype)
    has = np.nonzero(np.diff(model.first))[0]
    if len(has):
        own[has] = np.maximum(np.maximum.reduceat(gains, model.first[has]), 0)
    for number in np.nonzero(model.divisible)[0].tolist():
        here = slice(model.first[number], model.first[number + 1])
        own[number] = _of_land(
            served[number], model.least[number], model.most[number],
            -(gains[here] // model.amount[here]), model.amount[here] * model.upper[here],
        ) if open_[number] else 0  # fmt: skip
    return own


def _of_land(worth: int, least: int, most: int, costs: Numbers, sizes: Numbers) -> int:
    """What a step of land is worth to a divisible project: what the dearest that it needs costs.

    The bound is the served project's gain at that worth and what cheaper land brings: a convex
    function of it, least where the land that costs less is as much as the project takes.
    """
    order = np.argsort(costs, kind="stable")
    upto = np.cumsum(sizes[order])
    at_most, at_least = (int(np.searchsorted(upto, n)) for n in (most, least))
    if at_most < len(order) and costs[order[at_most]] < 0:
        return int(costs[order[at_most]])
    ceiling = -(-int(worth) // int(least))
    if at_least < len(order):
        return max(min(int(costs[order[at_least]]), ceiling), 0)
    return max(ceiling, 0)


def _wide(model: Model, prices: Prices) -> type:
    """Whether 64 bits hold every product and sum of one choice and one project."""
    size = np.full(len(model.of), SCALE + sum(prices.kept.values()), np.double)
    size *= max(int(model.points.max(initial=1)), int(model.amount.max(initial=1)))
    size += prices.parcels[model.on].astype(np.double) * model.taken
    size += prices.total * model.new.astype(np.double)
    size += prices.zones[model.zone[model.on]].astype(np.double) * abs(model.drawn)
    cut = model.divisible[model.of]
    step = (size / model.amount)[cut].max(initial=0) * 2
    most = model.most[model.divisible].max(initial=1)
    largest = max(size.max(initial=0), (size * model.upper).max(initial=0), step * most) * 4
    return np.int64 if largest < MOST else object


def _sum(values: Numbers) -> int:
    """The sum as Python's own number: of millions of terms 64 bits might not hold it."""
    if values.dtype == object:
        return sum(values.tolist())
    high, low = values >> 32, values & 0xFFFFFFFF
    return (int(high.sum()) << 32) + int(low.sum())

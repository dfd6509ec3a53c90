"""The linear programme of a level, by its columns: only choices that can matter at its prices.

Starting from a few choices of each project, those that the prices of parcels and quotas leave a
gain are added until none is left. Whatever the prices, the bound counts every choice: leaving
columns out can make it weaker, never false.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from eligibility.allocation.choices import Model, Numbers, Seconds
from eligibility.allocation.doors import SCALE
from eligibility.allocation.highs import Answer, Linear
from eligibility.allocation.pricing import Bound, Prices, proven
from eligibility.allocation.programme import Layout
from eligibility.classes import dataclass

ALL = 20_000  # up to so many choices the linear programme sees them all from the start
FIRST, MORE = 4, 3  # else so many of each project, and so many more each round
ROUNDS = 40
CLOSE = 20_000  # a bound within one part in so many of the linear programme's value will do
DEAREST = 2**22  # no multiplier above: 64 bits hold it in parts of `SCALE`
_TINY = 1e-6  # measure: what counts as a gain or a use


@dataclass
class Guide:
    """The best bound found with its prices; choices that the linear programme uses."""

    bound: Bound
    prices: Prices
    used: Numbers
    by_clock: bool = False


class Relaxed:
    """One linear programme for all levels; it keeps the columns and the basis it came to."""

    def __init__(
        self, model: Model, seed: int, told: Callable[[str], None] = lambda _: None
    ) -> None:
        self.told = told
        self.model, self.layout = model, Layout(model)
        self.kept: dict[str, int] = {}
        self.linear = Linear(self.layout.limits({}), seed)
        self.served = np.nonzero(model.divisible)[0]
        self.chosen = np.zeros(0, np.int64)
        self.inside = np.zeros(len(model.of), bool)
        nobody = np.zeros(len(self.served), np.int64)
        self.linear.add(self.layout.matrix(self.served, self.chosen, []), nobody, nobody)

    def add(self, choices: Numbers) -> None:
        """More columns."""
        new = np.unique(choices[~self.inside[choices]])
        if len(new):
            self.inside[new] = True
            self.chosen = np.concatenate([self.chosen, new])
            matrix = self.layout.matrix(self.served[:0], new, list(self.kept))
            self.linear.add(matrix, np.zeros(len(new)), np.zeros(len(new)))

    def keep(self, level: str, value: int) -> None:
        """What a level reached is kept from now on."""
        self.linear.keep(self._columns(level), value)
        self.kept[level] = value

    def guide(self, level: str, seconds: Seconds) -> Guide:
        """The bound of a level and what the linear programme uses."""
        model, ends = self.model, time.monotonic() + seconds
        open_ = model.open_at(level)
        wanted = np.nonzero(open_[model.of])[0]
        self.add(wanted if len(wanted) <= ALL else wanted[_ranked(model, wanted) < FIRST])
        prices = Prices.none(model)
        best = Guide(proven(model, level, prices, self.kept), prices, np.zeros(0, np.int64))
        for _ in range(ROUNDS):
            self._aim(level, open_)
            answer = self.linear.solve(max(ends - time.monotonic(), 1))
            if answer is None:
                best.by_clock = self.linear.by_clock
                break
            prices = self._prices(answer)
            bound = proven(model, level, prices, self.kept)
            used = self.chosen[answer.values[len(self.served) :] > _TINY]
            if bound.value <= best.bound.value:
                best = Guide(bound, prices, used)
            best.used = used
            more = self._gaining(bound, answer, open_)
            if not len(more) or (bound.value - answer.value) * CLOSE <= abs(answer.value):
                break
            self.told(f"{level}: at most {best.bound.value}, {len(more)} columns more")
            self.add(more)
        return best

    def _aim(self, level: str, open_: Numbers) -> None:
        model = self.model
        upper = np.concatenate([
            open_[self.served] * 1,
            np.where(open_[model.of[self.chosen]], model.upper[self.chosen], 0),
        ])  # fmt: skip
        self.linear.aim(self._columns(level), upper)

    def _columns(self, level: str) -> Numbers:
        """What each column is worth at a level."""
        worth, counts = self.model.worth(level, self.chosen)
        return np.concatenate([counts[self.served], worth])

    def _prices(self, answer: Answer) -> Prices:
        layout = self.layout
        duals = np.rint(np.minimum(answer.duals, DEAREST) * SCALE).astype(np.int64)
        kept = dict(zip(self.kept, duals[layout.kept :].tolist(), strict=True))
        total = 0 if self.model.total is None else int(duals[layout.total])
        zones = np.append(duals[layout.zones : layout.kept], 0)
        return Prices(duals[layout.parcels : layout.total], total, zones, kept)

    def _gaining(self, bound: Bound, answer: Answer, open_: Numbers) -> Numbers:
        """Of each open project the choices that gain most and are not in the programme."""
        model, own = self.model, self.layout.own
        least, most = answer.duals[own], np.append(answer.duals, 0)[own + 1]
        worth = np.where(model.divisible, most - least, least)[model.of]
        cost = worth * np.where(model.divisible[model.of], model.amount, 1)
        gain = bound.gains.astype(np.double) / SCALE - cost
        out = np.nonzero((gain > _TINY) & open_[model.of] & ~self.inside)[0]
        order = out[np.lexsort((spread(model, out), -gain[out], model.of[out]))]
        return order[rank_within(model.of[order]) < MORE]


def _ranked(model: Model, choices: Numbers) -> Numbers:
    """The place of each choice in an even spread over its project's choices, best land first."""
    of = model.of[choices]
    many = np.bincount(of, minlength=len(model.projects))[of]
    rank = rank_within(of)
    step = np.maximum(many // FIRST, 1)
    return np.where(rank % step == 0, rank // step, FIRST)


def rank_within(of: Numbers) -> Numbers:
    """Of a sorted list of groups, the place of each within its group."""
    starts = np.concatenate([[0], np.nonzero(np.diff(of))[0] + 1]) if len(of) else np.zeros(0, int)
    found: Numbers = np.arange(len(of)) - np.repeat(starts, np.diff(np.append(starts, len(of))))
    return found


def spread(model: Model, choices: Numbers) -> Numbers:
    """A number for each choice that sends equal projects to different equal parcels."""
    found: Numbers = (model.of[choices] * 40503 + model.on[choices] * 69069) % 65521
    return found

"""The rows and columns of a model, or of a part of it, as a matrix for a solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from eligibility.allocation.choices import Model, Numbers
from eligibility.classes import dataclass


@dataclass
class Matrix:
    """Entries by column; `start` of each column its first, one more at the end."""

    start: Numbers
    row: Numbers
    value: Numbers


class Layout:
    """Where each row of a model stands: projects' own, parcels', quotas', earlier levels'."""

    def __init__(self, model: Model) -> None:
        self.model = model
        count = np.where(model.divisible, 2, 1)
        self.own = np.cumsum(count) - count
        self.parcels = int(count.sum())
        self.total = self.parcels + len(model.left)
        self.zones = self.total + 1
        self.kept = self.zones + len(model.zones)

    def limits(self, kept: Mapping[str, int]) -> Numbers:
        """The limit of every row; the values that earlier levels reached stand last."""
        model = self.model
        own = np.zeros(self.parcels, np.int64)
        own[self.own[~model.divisible]] = 1
        total = (model.new * model.upper).sum() if model.total is None else model.total
        reached = [-value for value in kept.values()]
        return np.concatenate([own, model.room, [total], model.limit[:-1], reached]).astype(
            np.int64
        )

    def matrix(self, served: Numbers, chosen: Numbers, kept: Sequence[str]) -> Matrix:
        """The columns that say that divisible projects are served, then those of choices."""
        model, many = self.model, len(served)
        here = np.arange(len(chosen)) + many
        of, amount, cut = model.of[chosen], model.amount[chosen], model.divisible[model.of[chosen]]
        zone = model.zone[model.on[chosen]]
        parts = [
            (self.own[served], np.arange(many), model.least[served]),
            (self.own[served] + 1, np.arange(many), -model.most[served]),
            (self.own[of], here, np.where(cut, -amount, 1)),
            (self.own[of] + 1, here, np.where(cut, amount, 0)),
            (self.parcels + model.on[chosen], here, model.taken[chosen]),
            (np.full(len(chosen), self.total), here, model.new[chosen]),
            (self.zones + np.maximum(zone, 0), here, model.drawn[chosen]),
        ]
        for number, name in enumerate(kept):
            worth, counts = model.worth(name, chosen)
            at = self.kept + number
            parts.append((np.full(many, at), np.arange(many), -counts[served]))
            parts.append((np.full(len(chosen), at), here, -worth))
        row, column, value = (np.concatenate(p).astype(np.int64) for p in zip(*parts, strict=True))
        order = np.argsort(column, kind="stable")
        order = order[value[order] != 0]
        start = np.searchsorted(column[order], np.arange(many + len(chosen) + 1))
        return Matrix(start, row[order], value[order])

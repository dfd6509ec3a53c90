"""A problem before HiGHS: of each level in turn the bound, and a better plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eligibility.allocation.choices import formulate
from eligibility.allocation.doors import Found
from eligibility.allocation.improve import Search
from eligibility.allocation.pricing import multipliers
from eligibility.allocation.problem import Grants, Problem
from eligibility.allocation.relaxed import Guide, Relaxed


class Levels:
    """One linear programme for the bounds of all levels, searches beside it for the plans."""

    def __init__(self, problem: Problem, told: Callable[[str], None] = lambda _: None) -> None:
        self.told = told
        self.model = formulate(problem)
        self.unit, self.seed = self.model.unit, problem.seed % 2**31
        self.relaxed = Relaxed(self.model, self.seed, told)
        self.guide: Guide | None = None

    def bound(self, level: str, seconds: int) -> tuple[int, dict[str, int]]:
        """What no plan exceeds on a level, in parts of `SCALE`, and what multipliers prove it."""
        self.guide = self.relaxed.guide(level, seconds)
        bound = self.guide.bound
        return bound.whole, multipliers(self.model, self.guide.prices, bound)

    def improved(self, level: str, held: Mapping[str, Grants], seconds: int) -> Found:
        """A plan at least as good as this one at the level whose bound was asked last."""
        guide = self.guide or self.relaxed.guide(level, seconds)
        relaxed = self.relaxed
        search = Search(relaxed.layout, level, relaxed.kept, held, self.told)
        found = search.improved(guide, self.seed, seconds)
        return Found(found.held, found.optimal, found.by_clock or guide.by_clock)

    def keep(self, level: str, value: int) -> None:
        """What a level reached is kept from now on."""
        self.relaxed.keep(level, value)

"""Asks Z3, within a limit; days moved by working days are settled by the calendar on the way.

The limit is a number of Z3's own steps, which do not depend on the machine or on what else runs
there: what one release of Z3 settles once, it settles always. The clock is a net below, for a step
that does not end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis.space import Space
from eligibility.analysis.terms import Untranslatable
from eligibility.evaluation.days import PUBLISHED, Workdays, counted

# Of one question; what is not settled by then is a finding. The hardest of the 2,978 questions that
# `rules prove` asks of this project's packs takes 349,000 steps; of packs with planted defects, in
# the tests, 2,400,000. An idle processor takes some five million in a second.
STEPS = 50_000_000
SECONDS = 300
_AROUND = 60  # days on either side for which the calendar is looked up at once
_ROUNDS = 600  # enough to walk over every year of the calendar for each day that is moved


class Unsettled(Exception):
    """A question that Z3 did not answer within the limit."""


def limited(steps: int) -> z3.Solver:
    """A solver that gives up on a question after so many steps, with `unknown`."""
    solver = z3.Solver()
    solver.set("rlimit", steps)
    solver.set("timeout", SECONDS * 1000)
    return solver


class Solver:
    """A solver over the facts of some spaces, with what is asserted so far."""

    def __init__(
        self, spaces: Iterable[Space], calendar: Workdays = PUBLISHED, steps: int = STEPS
    ) -> None:
        self.spaces, self.calendar = tuple(spaces), calendar
        self.solver = limited(steps)
        self.lemmas: list[Any] = []

    def add(self, *conditions: Any) -> None:
        """Assert conditions for good."""
        self.solver.add(*conditions)

    def model(self, *conditions: Any) -> z3.ModelRef | None:
        """A model of what is asserted and these conditions; None when there is none."""
        for _ in range(_ROUNDS):
            self.solver.push()
            self.solver.add(*conditions)
            found = self.solver.check()
            model = self.solver.model() if found == z3.sat else None
            self.solver.pop()
            if found == z3.unknown:
                raise Unsettled(self.solver.reason_unknown())
            if model is None:
                return None
            lemmas = [lemma for space in self.spaces for lemma in self._lemmas(model, space)]
            if not lemmas:
                return model
            self.lemmas += lemmas
            self.solver.add(*lemmas)
        raise Unsettled("working days")

    def holds(self, *conditions: Any) -> bool:
        """Whether some possible facts meet these conditions."""
        return self.model(*conditions) is not None

    def _lemmas(self, model: z3.ModelRef, space: Space) -> Iterator[Any]:
        """Where a model moves a day by working days otherwise than the calendar does."""
        for start, moved, count, sign in space.working:
            day = dates.number(model, start)
            if self._counted(day, count, sign) == dates.number(model, moved):
                continue
            for near in range(day - _AROUND, day + _AROUND + 1):
                yield z3.Implies(start == near, moved == self._counted(near, count, sign))

    def _counted(self, day: int, count: int, sign: int) -> int:
        return counted(date.fromordinal(day), count, sign, self.calendar)[0].toordinal()


__all__ = ["STEPS", "Solver", "Unsettled", "Untranslatable", "limited"]

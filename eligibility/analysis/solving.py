"""Asks Z3, within a limit; days moved by working days are settled by the calendar on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis.space import Space
from eligibility.analysis.terms import Untranslatable
from eligibility.evaluation.days import PUBLISHED, Workdays, counted

SECONDS = 10  # of one question; what is not settled by then is a finding
_AROUND = 60  # days on either side for which the calendar is looked up at once
_ROUNDS = 600  # enough to walk over every year of the calendar for each day that is moved


class Unsettled(Exception):
    """A question that Z3 did not answer within the limit."""


class Solver:
    """A solver over the facts of some spaces, with what is asserted so far."""

    def __init__(
        self, spaces: Iterable[Space], calendar: Workdays = PUBLISHED, seconds: int = SECONDS
    ) -> None:
        self.spaces, self.calendar = tuple(spaces), calendar
        self.solver = z3.Solver()
        self.solver.set("timeout", seconds * 1000)
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


__all__ = ["SECONDS", "Solver", "Unsettled", "Untranslatable"]

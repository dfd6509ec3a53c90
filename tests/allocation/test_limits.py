"""What happens at the edges: no time, odd areas, a solver that gives up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from allocation.pools import random_pool

from eligibility.allocation.audit import audit
from eligibility.allocation.doors import Guide
from eligibility.allocation.highs import Highs
from eligibility.allocation.plan import to_json
from eligibility.allocation.problem import Problem
from eligibility.allocation.solve import solve

HUNDREDTH = 30_000  # of a square metre


def _odd(problem: Problem, r: random.Random) -> Problem:
    """The same pool in areas that share no larger unit than a hundredth of a square metre."""

    def odd(area: int) -> int:
        return area * 7 + r.randrange(60_000) * HUNDREDTH

    projects = []
    for project in problem.projects:
        least = odd(project.least)
        projects.append(replace(project, least=least, most=max(least, odd(project.most))))
    return replace(
        problem, projects=tuple(projects),
        parcels=tuple(replace(p, area=odd(p.area)) for p in problem.parcels),
        zones={name: replace(z, area=odd(z.area)) for name, z in problem.zones.items()},
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_plans_in_odd_areas_stand(seed: int) -> None:
    problem = _odd(random_pool(seed, 20, 12), random.Random(seed))  # noqa: S311  test data
    plan = to_json(problem, solve(problem, seconds=20), "", "", {})
    assert audit(plan).faults == ()


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_of_a_solver_that_gives_up_still_keeps_every_promise(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Highs, "guide", lambda self, _: Guide({}, [0] * len(self.columns)))
    monkeypatch.setattr(Highs, "solve", lambda *_: (None, False))
    problem = random_pool(seed, 20, 12)
    found = audit(to_json(problem, solve(problem, seconds=1), "", "", {}))
    assert found.faults == ()
    assert all(word != "claimed" for _, _, _, word in found.bounds)


@pytest.mark.parametrize("seed", range(25))
def test_values_that_break_a_row_are_not_believed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Highs, "solve", lambda self, *_: ([c.upper for c in self.columns], True))
    problem = random_pool(seed, 20, 12)
    assert audit(to_json(problem, solve(problem, seconds=1), "", "", {})).faults == ()

"""What happens at the edges: no time, odd areas, a solver that gives up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from allocation.pools import random_pool, whole_plan

from eligibility.allocation import improve
from eligibility.allocation.audit import audit
from eligibility.allocation.highs import Linear, Programme, Whole
from eligibility.allocation.problem import Problem

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
    assert audit(whole_plan(problem)).faults == ()


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_of_a_solver_that_gives_up_still_keeps_every_promise(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Linear, "solve", lambda *_: None)
    monkeypatch.setattr(improve, "whole", lambda *_: Whole(None, False, True))
    problem = random_pool(seed, 20, 12)
    found = audit(whole_plan(problem))
    assert found.faults == ()
    assert all(word != "claimed" for _, _, _, word in found.bounds)


@pytest.mark.parametrize("seed", range(25))
def test_values_that_break_a_row_are_not_believed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(programme: Programme, *_: object) -> Whole:
        return Whole(programme.upper, True, False)

    monkeypatch.setattr(improve, "whole", too_much)
    problem = random_pool(seed, 20, 12)
    assert audit(whole_plan(problem)).faults == ()

"""What large pools need says the same on small ones as the long way round."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from allocation.pools import random_pool

from eligibility.allocation import improve, pricing, relaxed
from eligibility.allocation.audit import audit
from eligibility.allocation.choices import formulate
from eligibility.allocation.ground import greedy
from eligibility.allocation.plan import to_json
from eligibility.allocation.problem import Problem, misfit
from eligibility.allocation.relaxed import Relaxed
from eligibility.allocation.settle import settle, waiting
from eligibility.allocation.solve import levels_of, solve, value_of

SEEDS = range(20)


def _pool(seed: int) -> Problem:
    """A pool too large to be searched whole, whose parcels have conditions."""
    r = random.Random(seed)  # noqa: S311  test data
    problem = random_pool(seed, 60, 40)
    words = ("医药", "食品", "装备")
    return replace(
        problem,
        projects=tuple(
            replace(p, industries=tuple(w for w in words if r.random() < 0.4),
                    investment=r.choice([None, Fraction(r.randint(1, 9))]))
            for p in problem.projects
        ),
        parcels=tuple(
            replace(p, industries=tuple(w for w in words if r.random() < 0.1),
                    investment=r.choice([None, None, Fraction(r.randint(1, 5))]))
            for p in problem.parcels
        ),
    )  # fmt: skip


def _bounds(problem: Problem) -> list[int]:
    """The bound of each level, those before it kept as greedy comes to them."""
    relaxed_, ground = Relaxed(formulate(problem), 1), greedy(problem)
    found = []
    for level in levels_of(problem):
        found.append(relaxed_.guide(level, 60).bound.value)
        relaxed_.keep(level, value_of(ground, level, relaxed_.model.unit))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_few_columns_prove_the_bound_of_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _pool(seed)
    whole = _bounds(problem)
    monkeypatch.setattr(relaxed, "ALL", 0)
    monkeypatch.setattr(relaxed, "CLOSE", 10**9)
    assert _bounds(problem) == whole


@pytest.mark.parametrize("seed", SEEDS)
def test_wide_numbers_prove_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _pool(seed)
    narrow = _bounds(problem)
    monkeypatch.setattr(pricing, "MOST", 0)
    assert _bounds(problem) == narrow


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_made_part_by_part_stands(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _pool(seed)
    monkeypatch.setattr(relaxed, "ALL", 0)
    monkeypatch.setattr(improve, "ALL", 0)
    monkeypatch.setattr(improve, "PART", 60)
    solution = solve(problem, seconds=60)
    found = audit(to_json(problem, solution, "", "", {}))
    assert found.faults == ()
    assert all(word != "claimed" for *_, word in found.bounds)
    first = levels_of(problem)[0]
    assert solution.levels[0].value >= value_of(greedy(problem), first, solution.unit)
    again = solve(problem, seconds=60)
    assert to_json(problem, again, "", "", {}) == to_json(problem, solution, "", "", {})


@pytest.mark.parametrize("seed", SEEDS)
def test_wishes_give_the_land_that_fits(seed: int) -> None:
    problem = _pool(seed)
    for project in problem.projects:
        fits = {p.id for p in problem.parcels if misfit(project, p, problem) is None}
        assert {p.id for p in problem.fitting[project.code]} == fits


@pytest.mark.parametrize("seed", SEEDS)
def test_after_settling_nobody_behind_holds_what_one_before_could_use(seed: int) -> None:
    problem = _pool(seed)
    ground = greedy(replace(problem, projects=tuple(reversed(problem.projects))))
    for code in list(ground.held)[::3]:
        ground.take(code)
    settle(ground)
    for project in waiting(ground):
        assert ground.place(project) is None
        for other in list(ground.held):
            if problem.by_code[other].tier > project.tier:
                assert ground.could_stand(project, other) is None

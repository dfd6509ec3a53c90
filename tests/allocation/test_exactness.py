"""Plans of small pools are the best there is: against trying everything, and under changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from allocation.pools import MU, best_by_search, random_pool, values

from eligibility.allocation.audit import audit
from eligibility.allocation.plan import problem_of, problem_to_json, to_json
from eligibility.allocation.problem import Problem, Project
from eligibility.allocation.reasons import complete
from eligibility.allocation.solve import solve

FEW, MANY = range(60), range(60, 1_060)


def _best(problem: Problem) -> tuple[int, ...]:
    return values(problem, solve(problem, seconds=20).ground.held)


def _check_pool(seed: int) -> None:
    problem = random_pool(seed)
    solution = solve(problem, seconds=20)
    assert values(problem, solution.ground.held) == best_by_search(problem), seed
    assert audit(complete(to_json(problem, solution, "", "", {}), solution.ground)).faults == (), (
        seed
    )


@pytest.mark.parametrize("seed", FEW)
def test_a_small_pool_is_solved_as_well_as_by_trying_everything(seed: int) -> None:
    _check_pool(seed)


@pytest.mark.slow
def test_a_thousand_small_pools_are_solved_as_well_as_by_trying_everything() -> None:
    for seed in MANY:
        _check_pool(seed)


def _check_changes(seed: int) -> None:
    problem = random_pool(seed)
    best = _best(problem)
    tiers = len(problem.tiers)
    more = replace(problem, total=None if problem.total is None else problem.total + 3 * MU)
    assert _best(more)[:tiers] >= best[:tiers], f"{seed}: more quota"
    low = Project("Z", "后来者", tiers, 120, 2 * MU, 4 * MU)
    joined = replace(problem, projects=(*problem.projects, low))
    if not any(z.ratio for z in problem.zones.values()):  # else its stock land may raise a quota
        assert _best(joined)[: tiers - 1] == best[: tiers - 1], f"{seed}: one more of the last tier"
    assert _best(joined)[:tiers] >= best[:tiers], f"{seed}: one more"
    renamed = replace(
        problem,
        projects=tuple(replace(p, code=f"X{p.code}") for p in reversed(problem.projects)),
        parcels=tuple(reversed(problem.parcels)),
    )
    assert _best(renamed) == best, f"{seed}: other names, another order"


@pytest.mark.parametrize("seed", range(40))
def test_more_quota_newcomers_and_names_change_what_they_should(seed: int) -> None:
    _check_changes(seed)


@pytest.mark.slow
def test_more_quota_newcomers_and_names_change_what_they_should_everywhere() -> None:
    for seed in range(40, 500):
        _check_changes(seed)


@pytest.mark.parametrize("seed", range(15))
def test_the_same_pool_gives_the_same_plan(seed: int) -> None:
    problem = random_pool(seed)
    assert solve(problem, seconds=20).ground.held == solve(problem, seconds=20).ground.held


@pytest.mark.parametrize("seed", range(30))
def test_a_plan_states_its_problem_in_full(seed: int) -> None:
    problem = random_pool(seed)
    stated = problem_to_json(problem)
    assert problem_to_json(problem_of(stated)) == stated


@pytest.mark.parametrize("seed", range(30))
def test_a_new_round_keeps_every_promise(seed: int) -> None:
    first = random_pool(seed)
    held = dict(solve(first, seconds=20).ground.held)
    if not held:
        return
    newcomer = Project("N", "新申报", 1, 500, 2 * MU, 5 * MU)
    second = replace(first, projects=(*first.projects, newcomer), pins=held)
    solution = solve(second, seconds=20)
    assert {code: solution.ground.held[code] for code in held} == held
    assert audit(complete(to_json(second, solution, "", "", {}), solution.ground)).faults == ()


def test_equals_stand_by_filing_date_and_then_by_the_draw() -> None:
    base = Problem("here", "2026-06-30", 7, random_pool(0).tiers[:1], (), (), None, {})
    land = random_pool(1).parcels[:1]
    parcel = replace(land[0], area=5 * MU, divisible=False, use="100101", tax=None, kind="stock")
    twins = tuple(Project(c, c, 1, 100, 5 * MU, 5 * MU, filed=d)
                  for c, d in (("A", "2026-03-01"), ("B", "2026-02-01"), ("C", "")))  # fmt: skip
    problem = replace(base, projects=twins, parcels=(parcel,))
    assert list(solve(problem).ground.held) == ["B"]
    undated = replace(problem, projects=tuple(replace(p, filed="") for p in twins))
    winners = {next(iter(solve(replace(undated, seed=s)).ground.held)) for s in range(12)}
    assert winners > {"A"} or len(winners) > 1

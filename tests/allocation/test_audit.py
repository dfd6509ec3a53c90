"""The check of plans needs no solver, and finds whatever was tampered with."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from allocation.pools import MU, options, random_pool, whole_plan
from allocation.tampering import WAYS, Plan, tampered
from allocation.tampering_words import WORDS
from house.files import ROOT

from eligibility.allocation.audit import Check, audit
from eligibility.allocation.ground import Ground
from eligibility.allocation.plan import digest, grants_of
from eligibility.allocation.problem import Grants, Problem
from eligibility.allocation.retracing import wrong_effects, wrong_reasons
from eligibility.allocation.settle import used
from eligibility.allocation.solve import solve


def faults(plan: Plan) -> list[str]:
    """What the whole check says against a plan."""
    return list(audit(plan).faults) or [*wrong_reasons(plan), *wrong_effects(plan)]


def _round(seed: int) -> Problem:
    """A pool; every third keeps promises of a round before, every fourth is one of equals."""
    problem = random_pool(seed)
    if seed % 4 == 1:
        alike = {"tier": 1, "points": 100, "least": 4 * MU, "most": 9 * MU, "divisible": False}
        open_to_all = {"zones": (), "uses": None, "kinds": ()}
        equals = (replace(p, **alike, **open_to_all) for p in problem.projects)
        problem = replace(problem, projects=tuple(equals))
    held = dict(solve(problem, seconds=20).ground.held) if seed % 3 == 0 else {}
    kept = dict(sorted(held.items())[:1])
    return replace(problem, pins=kept)


def _check(seed: int) -> list[str]:
    plan = whole_plan(_round(seed), effects=seed % 2 == 0)
    assert faults(plan) == []
    found = []
    for name, other in tampered(plan, seed):
        assert faults(other), f"{name} of pool {seed} was let through"
        found.append(name)
    return found


def test_tampered_plans_are_refused() -> None:
    found = [name for seed in range(25) for name in _check(seed)]
    assert set(found) == {*WAYS, *WORDS}


@pytest.mark.slow
def test_thousands_of_tampered_plans_are_refused() -> None:
    assert sum(len(_check(seed)) for seed in range(25, 325)) > 10_000


@pytest.mark.parametrize("seed", range(40))
def test_no_multipliers_prove_a_bound_below_what_is_reached(seed: int) -> None:
    plan, r = whole_plan(_round(seed)), random.Random(seed)  # noqa: S311  test data
    for level in plan["levels"]:
        known = level["multipliers"]
        level["multipliers"] = {
            row: m * r.choice((0, 1, 1, 2, 5)) // r.choice((1, 1, 2, 3)) for row, m in known.items()
        }
        level["bound"], level["optimal"] = level["value"], True
    plan["digests"]["levels"] = digest(plan["levels"])
    found = audit(plan)
    assert found.faults == ()
    rows = plan["levels"]
    for level, (name, value, bound, word) in zip(rows, found.bounds, strict=True):
        assert (name, value, bound) == (level["name"], level["value"], level["value"])
        assert word in ("best", "claimed")


def _places(seed: int) -> int:
    """Everyone who waits on part of a plan's grants finds a place where trying everything does."""
    problem, r = random_pool(seed), random.Random(seed)  # noqa: S311  test data
    plan = whole_plan(problem)
    plan["grants"] = {c: g for c, g in plan["grants"].items() if r.random() < 0.6}
    check = Check(plan)
    check.grants()
    ground = Ground(problem, {code: grants_of(g) for code, g in plan["grants"].items()})
    found = 0
    for project in check.line:
        if project["code"] in plan["grants"]:
            continue
        ways = options(problem, problem.by_code[project["code"]], ground)
        there = any(_sound(ground, project["code"], way) for way in ways)
        place = check.rows.place(project, check.columns(project), {})
        assert (place is not None) == there, (seed, project["code"])
        found += there
    return found


def _sound(ground: Ground, code: str, grants: Grants) -> bool:
    ground.give(code, grants)
    sound = ground.sound()
    ground.take(code)
    return sound


def test_a_place_is_found_exactly_where_there_is_one() -> None:
    assert sum(map(_places, range(150))) > 50


@pytest.mark.slow
def test_a_place_is_found_exactly_where_there_is_one_in_many_more() -> None:
    assert sum(map(_places, range(150, 3_000))) > 1_000


def _equals(seed: int) -> int:
    """Nobody waits who, by trying everything, could use a later equal's land at no more land."""
    problem = random_pool(seed, 6, 5)
    alike = tuple(replace(p, tier=1, points=100) for p in problem.projects)
    problem = replace(problem, projects=alike)
    held = {c: grants_of(g) for c, g in whole_plan(problem)["grants"].items()}
    ground = Ground(problem, held)
    waiting = [p for p in problem.line if p.code not in held]
    pairs = [(p, c) for p in waiting for c in held if problem.rank[c] > problem.rank[p.code]]
    for project, later in pairs:
        given = ground.take(later)
        for way in options(problem, project, ground):
            spared = used(problem, way) <= used(problem, given)
            assert not (spared and _sound(ground, project.code, way)), (seed, project.code, later)
        ground.give(later, given)
    return len(pairs)


def test_equals_stand_in_line_whatever_is_tried() -> None:
    assert sum(map(_equals, range(60))) > 50


@pytest.mark.slow
def test_equals_stand_in_line_whatever_is_tried_in_many_more() -> None:
    assert sum(map(_equals, range(60, 1_000))) > 1_000


def test_a_bound_without_multipliers_is_called_claimed() -> None:
    words = set()
    for seed in range(10):
        plan = whole_plan(random_pool(seed))
        for level in plan["levels"]:
            level.update(multipliers={}, bound=level["value"], optimal=True)
        plan["digests"]["levels"] = digest(plan["levels"])
        served = len(plan["grants"]) == len(plan["problem"]["projects"])
        words |= {(served, word) for *_, word in audit(plan).bounds[:3]}
    assert (False, "claimed") in words
    assert (True, "claimed") not in words


def test_a_plan_whose_digest_is_another_is_refused() -> None:
    plan = whole_plan(random_pool(3))
    plan["problem"]["as_of"] = "2026-07-01"
    assert "the digest of problem is another" in audit(plan).faults


@pytest.mark.parametrize("content", [{}, {"problem": 1}, {"problem": {"projects": [1]}}])
def test_what_is_no_plan_is_a_fault(content: dict[str, object]) -> None:
    assert audit(content).faults


def test_the_check_is_read_in_one_sitting() -> None:
    files = sorted(Path(ROOT, "eligibility", "allocation").glob("audit*.py"))
    assert sum(len(f.read_text(encoding="utf-8").splitlines()) for f in files) < 300


def test_the_check_loads_no_solver() -> None:
    code = (
        "import sys\nfor n in ('highspy', 'numpy', 'ortools'): sys.modules[n] = None\n"
        "import eligibility.allocation.audit\n"
        "names = [m for m in sys.modules if m.startswith('eligibility.allocation.')]\n"
        "assert all('audit' in m for m in names), names\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

"""Random pools small enough to be searched whole, and that search."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

from eligibility.allocation import what_if
from eligibility.allocation.ground import Ground
from eligibility.allocation.plan import to_json
from eligibility.allocation.problem import (
    KINDS,
    Grant,
    Grants,
    Parcel,
    Problem,
    Project,
    Tier,
    ZoneQuota,
)
from eligibility.allocation.reasons import complete
from eligibility.allocation.solve import Solution, solve

MU = 2_000_000_000
ZONES, USES = ("东区", "西区"), ("100101", "100102")


def random_pool(seed: int, projects: int = 5, parcels: int = 4, tiers: int = 3) -> Problem:
    """A pool drawn from a seed."""
    r = random.Random(seed)  # noqa: S311  a draw of test data
    land = tuple(_parcel(r, n) for n in range(r.randint(2, parcels)))
    new = sum(p.area for p in land if p.kind == "new")
    zones = {
        z: ZoneQuota(
            new * r.randint(2, 6) // 8 // MU * MU, Fraction(r.randint(0, 2), 4), r.random() < 0.8
        )
        for z in ZONES if r.random() < 0.7
    }  # fmt: skip
    total = None if r.random() < 0.2 else new * r.randint(3, 9) // 10 // MU * MU
    return Problem(
        "here", "2026-06-30", seed, (*(Tier(f"rule-{t}") for t in range(1, tiers)), Tier()),
        tuple(_project(r, n, tiers) for n in range(r.randint(2, projects))), land, total, zones,
        evaluated_only=r.random() < 0.3,
    )  # fmt: skip


def _project(r: random.Random, n: int, tiers: int) -> Project:
    least = r.randint(2, 9)
    return Project(
        f"P{n}", f"项目{n}", r.randint(1, tiers), 100 + r.choice([0, 0, 5, 10, 25]), least * MU,
        (least + r.choice([0, 1, 3, 6])) * MU, r.random() < 0.3,
        tuple(z for z in ZONES if r.random() < 0.4), r.choice([None, USES, USES[:1]]),
        tuple(k for k in KINDS if r.random() < 0.2), (), None,
        Fraction(r.randint(5, 20)), r.choice(["", "2026-01-05", "2026-02-01", "2026-02-01"]),
    )  # fmt: skip


def _parcel(r: random.Random, n: int) -> Parcel:
    return Parcel(
        f"L{n}", r.choice(ZONES), r.choice(USES), r.choice(KINDS), r.randint(2, 12) * MU,
        r.random() < 0.4, (), None, r.choice([None, None, Fraction(10)]),
    )  # fmt: skip


def whole_plan(problem: Problem, *, effects: bool = False) -> dict[str, Any]:
    """The plan of a pool as it is written to a file, but for what the tables say."""
    found = solve(problem, seconds=20)
    told = [
        {"quota": e.quota, "more": e.more, "served": list(e.served), "points": list(e.points)}
        for e in (what_if.effects(problem, found, quick) if effects else ())
    ]
    plan = to_json(problem, found, "", "", {})
    return complete(plan, found.ground, effects=told if effects else None)


def quick(problem: Problem) -> Solution:
    """The pool solved in a moment."""
    return solve(problem, seconds=5)


def best_by_search(problem: Problem) -> tuple[int, ...]:
    """The best values of all levels, by trying everything in whole 亩."""
    found = _search(problem, 0, Ground(problem))
    assert found is not None
    return found


def values(problem: Problem, held: dict[str, Grants]) -> tuple[int, ...]:
    """The values of the levels: points by tier, then new and stock land counted down (in 亩)."""
    tiers = range(1, len(problem.tiers) + 1)
    points = [
        sum(problem.by_code[c].points for c in held if problem.by_code[c].tier == t) for t in tiers
    ]
    pieces = [g for grants in held.values() for g in grants]
    land = [
        -sum(g.area for g in pieces if problem.by_id[g.parcel].kind == kind) // MU
        for kind in ("new", "stock")
    ]
    return (*points, *land)


def _search(problem: Problem, at: int, ground: Ground) -> tuple[int, ...] | None:
    if at == len(problem.projects):
        return values(problem, ground.held) if ground.sound() else None
    project = problem.projects[at]
    best = _search(problem, at + 1, ground)
    for grants in options(problem, project, ground):
        ground.give(project.code, grants)
        found = _search(problem, at + 1, ground)
        ground.take(project.code)
        if found is not None and (best is None or found > best):
            best = found
    return best


def options(problem: Problem, project: Project, ground: Ground) -> list[Grants]:
    """Every way in which a project could be served on what is left, quotas apart."""
    fitting = [p for p in problem.fitting[project.code] if ground.left[p.id] > 0]
    if not project.divisible:
        sizes = [(p.id, project.least if p.divisible else p.area) for p in fitting]
        return [(Grant(id, size),) for id, size in sizes if size <= ground.left[id]]
    choices = [
        [0, *range(MU, ground.left[p.id] + 1, MU)] if p.divisible else [0, p.area] for p in fitting
    ]
    return [
        tuple(Grant(p.id, size) for p, size in zip(fitting, sizes, strict=True) if size)
        for sizes in itertools.product(*choices)
        if project.least <= sum(sizes) <= project.most
    ]

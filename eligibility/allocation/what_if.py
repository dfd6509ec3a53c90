"""Other plans, found by solving again: what would admit a project, what more quota brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from eligibility.allocation.formulate import formulate
from eligibility.allocation.policy import Measure, Policy
from eligibility.allocation.problem import Problem, Project, ZoneQuota
from eligibility.allocation.solve import Solution, solve
from eligibility.classes import dataclass
from eligibility.language.types import Kind
from eligibility.language.units import AREA_UNITS
from eligibility.submission.writing import number

MU = AREA_UNITS["亩"]
STEPS = (1, 10, 100)
MOST_MU = 4096
TAX = "project.tax_intensity"
Solver = Callable[[Problem], Solution]


@dataclass(frozen=True)
class Change:
    """A change that admits a project: so much more of a quota, a tax per mu, another zone."""

    kind: str  # quota · tax · zone
    of: str = ""
    more: str = ""


@dataclass(frozen=True)
class Effect:
    """What so many more 亩 of a quota bring beside the plan: served and points by tier."""

    quota: str
    more: int
    served: tuple[int, ...]
    points: tuple[int, ...]


def why(
    problem: Problem, code: str, policy: Policy | None = None, solver: Solver = solve
) -> Iterator[Change]:
    """The smallest changes, one of each kind, that admit a project."""
    for quota in _quotas(problem):

        def with_more(mu: int, quota: str = quota) -> bool:
            return _serves(_with_quota(problem, quota, mu), code, solver)

        found = _smallest(with_more, MOST_MU)
        if found is not None:
            yield Change("quota", quota, f"{found} 亩")
    measure = (
        next((m for m in policy.measures if m.fact == TAX), None) if policy is not None else None
    )
    if measure is not None:
        found = _smallest(
            lambda k: _serves(_with_tax(problem, code, k, measure), code, solver), 256
        )
        if found is not None:
            yield Change("tax", code, number((measure.step or 0) * found, Kind.RATE))
    for zone in sorted({p.zone for p in problem.parcels} - set(problem.by_code[code].zones)):
        if problem.by_code[code].zones and _serves(_in_zone(problem, code, zone), code, solver):
            yield Change("zone", zone)


def effects(problem: Problem, solver: Solver = solve) -> Iterator[Effect]:
    """What 1, 10 and 100 亩 more of each quota bring, tier by tier."""
    before = tally(problem, solver(problem))
    for quota in _quotas(problem):
        for more in STEPS:
            after = tally(problem, solver(_with_quota(problem, quota, more)))
            served = tuple(b - a for a, b in zip(before[0], after[0], strict=True))
            points = tuple(b - a for a, b in zip(before[1], after[1], strict=True))
            yield Effect(quota, more, served, points)


def tally(problem: Problem, solution: Solution) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many are served in each tier, and with how many points."""
    tiers = range(1, len(problem.tiers) + 1)
    held = [problem.by_code[code] for code in solution.ground.held]
    served = tuple(sum(p.tier == t for p in held) for t in tiers)
    return served, tuple(sum(p.points for p in held if p.tier == t) for t in tiers)


def _quotas(problem: Problem) -> list[str]:
    total = ["quota"] if problem.total is not None else []
    return total + [f"quota:{zone}" for zone in sorted(problem.zones)]


def _serves(problem: Problem, code: str, solver: Solver) -> bool:
    project = problem.by_code[code]
    if not problem.fitting[code] or not formulate(problem).of_project[code]:
        return False
    held = solver(problem).ground.held
    return project.code in held


def _smallest(serves: Callable[[int], bool], most: int) -> int | None:
    """The smallest step that serves, by doubling and halving; None up to `most`."""
    high = 1
    while not serves(high):
        high *= 2
        if high > most:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if serves(middle) else (middle, high)
    return high


def _with_quota(problem: Problem, quota: str, more: int) -> Problem:
    if quota == "quota":
        return replace(problem, total=(problem.total or 0) + more * MU)
    zone = quota.removeprefix("quota:")
    old = problem.zones[zone]
    return replace(
        problem,
        zones={**problem.zones, zone: ZoneQuota(old.area + more * MU, old.ratio, old.evaluated)},
    )


def _with_tax(problem: Problem, code: str, steps: int, measure: Measure) -> Problem:
    """The problem with so many more steps of tax per mu, and the points and land that they open."""
    step = measure.step or 1
    old = problem.by_code[code]
    before = old.tax or 0
    after = before + steps * step
    cap = measure.most
    gain = min(cap, int(after // step) * measure.points) - min(
        cap, int(before // step) * measure.points
    )
    return _replaced(problem, replace(old, tax=Fraction(after), points=old.points + gain))


def _in_zone(problem: Problem, code: str, zone: str) -> Problem:
    old = problem.by_code[code]
    return _replaced(problem, replace(old, zones=(*old.zones, zone)))


def _replaced(problem: Problem, new: Project) -> Problem:
    return replace(
        problem, projects=tuple(new if p.code == new.code else p for p in problem.projects)
    )

"""Other plans, found by solving again: what would admit a project, what more quota brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from eligibility.allocation.policy import Measure, Policy
from eligibility.allocation.problem import Problem, Project, ZoneQuota
from eligibility.allocation.solve import Solution, solve
from eligibility.classes import dataclass
from eligibility.language.types import Kind
from eligibility.language.units import AREA_UNITS
from eligibility.submission.writing import number

MU = AREA_UNITS["亩"]
STEPS = (1, 10, 100)
QUICK = 50_000  # pairs of a project and a parcel that fits, of all the runs together
TAX = "project.tax_intensity"
Solver = Callable[[Problem], Solution]


@dataclass(frozen=True)
class Change:
    """A change that admits a project: so much more of a quota, a tax per mu, another zone."""

    kind: str  # quota · quotas (of each so much) · tax · zone
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
    problem: Problem, code: str, policy: Policy | None = None, solver: Solver = solve,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[Change]:  # fmt: skip
    """The smallest changes, one of each kind, that admit a project.

    Where no quota alone admits it, the one over all zones together with that of a zone is tried.
    """
    found = False
    for name in quotas(problem):
        told(f"more of {name}")
        change = _more_of(problem, [name], code, solver)
        found = found or change is not None
        yield from () if change is None else [change]
    if not found and problem.total is not None:
        zones = {p.zone for p in problem.fitting[code] if p.kind == "new"} & set(problem.zones)
        for zone in sorted(zones):
            change = _more_of(problem, ["quota", f"quota:{zone}"], code, solver)
            yield from () if change is None else [change]
    measure = (
        next((m for m in policy.measures if m.fact == TAX), None) if policy is not None else None
    )
    if measure is not None:
        told("a higher tax per mu")
        steps = _smallest(
            lambda k: _serves(_with_tax(problem, code, k, measure), code, solver), 256
        )
        if steps is not None:
            yield Change("tax", code, number((measure.step or 0) * steps, Kind.RATE))
    for zone in sorted({p.zone for p in problem.parcels} - set(problem.by_code[code].zones)):
        told(f"in {zone}")
        if problem.by_code[code].zones and _serves(_in_zone(problem, code, zone), code, solver):
            yield Change("zone", zone)


def _more_of(problem: Problem, names: list[str], code: str, solver: Solver) -> Change | None:
    """So much more of each of these quotas that the project is served."""

    def serves(mu: int) -> bool:
        changed = problem
        for name in names:
            changed = with_quota(changed, name, mu)
        return _serves(changed, code, solver)

    found = _smallest(serves, max(_useful(problem, name) for name in names))
    kind = "quota" if len(names) == 1 else "quotas"
    return None if found is None else Change(kind, " ".join(names), f"{found} 亩")


def _useful(problem: Problem, quota: str) -> int:
    """How many 亩 more of a quota could be used at all: as much as there is new land without it."""
    zone = quota.partition(":")[2]
    new = sum(p.area for p in problem.parcels if p.kind == "new" and zone in ("", p.zone))
    area = problem.zones[zone].area if zone else problem.total or 0
    return max(-(-(new - area) // MU), 0)


def is_quick(problem: Problem) -> bool:
    """Whether the effects of all quotas are worked out in a few seconds (by size: no clock)."""
    runs = 1 + len(STEPS) * len(quotas(problem))
    return runs * sum(map(len, problem.fitting.values())) <= QUICK


def effects(
    problem: Problem, solution: Solution, solver: Solver = solve,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[Effect]:  # fmt: skip
    """What 1, 10 and 100 亩 more of each quota bring beside a plan, tier by tier.

    A plan still stands when there is more quota: a worse one found in the time is not believed, and
    where the most brings nothing, less brings nothing.
    """
    before = tally(problem, solution.ground.held)
    nothing = tuple(0 for _ in problem.tiers)
    for quota in quotas(problem):
        found: list[Effect] = []
        for more in sorted(STEPS, reverse=True):
            if found and not any(found[-1].points):
                found.append(Effect(quota, more, nothing, nothing))
                continue
            told(f"{quota}: {more} 亩 more")
            after = tally(problem, solver(with_quota(problem, quota, more)).ground.held)
            served, points = (
                tuple(b - a for a, b in zip(one, other, strict=True))
                for one, other in zip(before, after, strict=True)
            )
            better = points > nothing
            found.append(Effect(quota, more, served if better else nothing,
                                points if better else nothing))  # fmt: skip
        yield from reversed(found)


def tally(problem: Problem, codes: Iterable[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many are served in each tier, and with how many points; `codes`: who holds land."""
    tiers = range(1, len(problem.tiers) + 1)
    held = [problem.by_code[code] for code in codes]
    served = tuple(sum(p.tier == t for p in held) for t in tiers)
    return served, tuple(sum(p.points for p in held if p.tier == t) for t in tiers)


def quotas(problem: Problem) -> list[str]:
    """The quotas of a problem by name: the one over all zones first."""
    total = ["quota"] if problem.total is not None else []
    return total + [f"quota:{zone}" for zone in sorted(problem.zones)]


def _serves(problem: Problem, code: str, solver: Solver) -> bool:
    if not problem.fitting[code]:
        return False
    return code in solver(problem).ground.held


def _smallest(serves: Callable[[int], bool], most: int) -> int | None:
    """The smallest step that serves, by doubling and halving; None where up to `most` none does."""
    low, high = 0, 1
    while high > most or not serves(high):
        if high >= most:
            return None
        low, high = high, min(high * 2, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if serves(middle) else (middle, high)
    return high


def with_quota(problem: Problem, quota: str, more: int) -> Problem:
    """The problem with so many 亩 more of a quota."""
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
    old = problem.by_code[code]
    before = old.tax or 0
    after = before + steps * (measure.step or 1)
    gain = measure.earned(after) - measure.earned(before)
    return _replaced(problem, replace(old, tax=Fraction(after), points=old.points + gain))


def _in_zone(problem: Problem, code: str, zone: str) -> Problem:
    old = problem.by_code[code]
    return _replaced(problem, replace(old, zones=(*old.zones, zone)))


def _replaced(problem: Problem, new: Project) -> Problem:
    return replace(
        problem, projects=tuple(new if p.code == new.code else p for p in problem.projects)
    )

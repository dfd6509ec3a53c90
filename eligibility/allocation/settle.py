"""What is put right after solving: nobody behind holds what one before could have used; ties.

INVARIANT: no step lowers the value of a tier, or uses more land at the same values.
"""

from __future__ import annotations

from collections import defaultdict

from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Grants, Problem, Project


def settle(ground: Ground) -> None:
    """Serve whoever could use free land or that of a lower tier; then settle ties."""
    while _serve(ground) or _break_ties(ground):
        pass


def waiting(ground: Ground) -> list[Project]:
    """Those that hold nothing, as they stand in line."""
    return [p for p in ground.problem.line if p.code not in ground.held]


def _serve(ground: Ground) -> bool:
    """One project served that should have been; False when there is none."""
    for project in waiting(ground):
        free = ground.place(project)
        if free is not None:
            ground.give(project.code, free)
            return True
        for other in _behind(ground, project):
            found = ground.could_stand(project, other.code)
            if found is not None:
                ground.take(other.code)
                ground.give(project.code, found)
                return True
    return False


def _behind(ground: Ground, project: Project) -> list[Project]:
    """Those of a lower tier that hold land by this round, the last in line first."""
    return [
        p for p in reversed(ground.problem.line)
        if p.tier > project.tier and p.code in ground.held and p.code not in ground.problem.pins
    ]  # fmt: skip


def _break_ties(ground: Ground) -> bool:
    """One swap between equals, the earlier in line before the later; False when there is none."""
    pins, rank = ground.problem.pins, ground.problem.rank
    served: dict[tuple[int, int], list[Project]] = defaultdict(list)
    for other in ground.problem.line:
        if other.code in ground.held and other.code not in pins:
            served[other.tier, other.points].append(other)
    return any(
        _swapped(ground, project, other)
        for project in waiting(ground)
        for other in served[project.tier, project.points]
        if rank[project.code] < rank[other.code]
    )


def _swapped(ground: Ground, project: Project, other: Project) -> bool:
    found = ground.could_stand(project, other.code)
    if found is None:
        return False
    if used(ground.problem, found) > used(ground.problem, ground.held[other.code]):
        return False
    ground.take(other.code)
    ground.give(project.code, found)
    return True


def used(problem: Problem, grants: Grants) -> tuple[int, ...]:
    """The land of each kind that pieces are of, the kind to be spared most first."""
    kinds = [problem.by_id[g.parcel].kind for g in grants]
    return tuple(
        sum(g.area for g, kind in zip(grants, kinds, strict=True) if kind == spared)
        for spared in reversed(problem.order[1:])
    )

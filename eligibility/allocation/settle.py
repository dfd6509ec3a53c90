"""What is put right after solving: nobody behind holds what one before could have used; ties.

INVARIANT: no step lowers the value of a tier, or uses more land at the same values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Grants, Parcel, Problem, Project


def settle(ground: Ground) -> None:
    """Serve whoever could use free land or that of a lower tier; then settle ties."""
    while _serve(ground) or _break_ties(ground):
        pass


def spare(ground: Ground) -> None:
    """Whoever could stand on less of the land to be spared moves there, the last in line first."""
    for project in reversed(ground.problem.line):
        if project.code in ground.held and project.code not in ground.problem.pins:
            held = ground.take(project.code)
            found = ground.place(project)
            less = found is not None and used(ground.problem, found) < used(ground.problem, held)
            ground.give(project.code, found if found is not None and less else held)
            if less and not ground.sound():
                ground.take(project.code)
                ground.give(project.code, held)


def waiting(ground: Ground) -> list[Project]:
    """Those that hold nothing, as they stand in line."""
    return [p for p in ground.problem.line if p.code not in ground.held]


def _serve(ground: Ground) -> bool:
    """Everyone in line served who should have been; False when there is none."""
    lowest = max((ground.problem.by_code[c].tier for c in ground.held), default=0)
    served = False
    for project in waiting(ground):
        found = ground.place(project)
        if found is not None:
            ground.give(project.code, found)
            served = True
        elif project.tier < lowest:
            served = _instead(ground, project) or served
    return served


def _instead(ground: Ground, project: Project) -> bool:
    """The project served with the land of one of a lower tier, the last in line first."""
    problem, short = ground.problem, _short_of_quota(ground, project)
    reach = ground.within_reach(project) if project.divisible else 0
    behind = [c for c in _helpful(ground, project, short) if problem.by_code[c].tier > project.tier]
    for other in sorted(behind, key=lambda c: -problem.rank[c]):
        if not _frees_enough(ground, project, other, short, reach):
            continue
        found = ground.could_stand(project, other, _opened(ground, project, other, short))
        if found is not None:
            ground.take(other)
            ground.give(project.code, found)
            return True
    return False


def _break_ties(ground: Ground) -> bool:
    """Swaps between equals, the earlier in line before the later; False when there is none."""
    problem = ground.problem
    served: dict[tuple[int, int], set[str]] = defaultdict(set)
    for code in ground.held.keys() - problem.pins.keys():
        served[_standing(problem.by_code[code])].add(code)
    swapped = False
    for project in waiting(ground):
        equals = served[_standing(project)]
        other = _later_equal(ground, project, equals)
        if other is not None:
            equals.discard(other)
            equals.add(project.code)
            swapped = True
    return swapped


def _standing(project: Project) -> tuple[int, int]:
    return project.tier, project.points


def _later_equal(ground: Ground, project: Project, equals: set[str]) -> str | None:
    """The first of the equals after it in line that gave its place up to a project; or None."""
    rank = ground.problem.rank
    later = {c for c in equals if rank[c] > rank[project.code]}
    if not later:
        return None
    short = _short_of_quota(ground, project)
    reach = ground.within_reach(project) if project.divisible else 0
    for other in sorted(later & _helpful(ground, project, short), key=rank.__getitem__):
        if _frees_enough(ground, project, other, short, reach) and _swapped(
            ground, project, other, _opened(ground, project, other, short)
        ):
            return other
    return None


def _swapped(
    ground: Ground, project: Project, other: str, among: Sequence[Parcel] | None
) -> bool:  # fmt: skip
    found = ground.could_stand(project, other, among)
    if found is None:
        return False
    if used(ground.problem, found) > used(ground.problem, ground.held[other]):
        return False
    ground.take(other)
    ground.give(project.code, found)
    return True


def _helpful(ground: Ground, project: Project, short: Collection[Parcel]) -> set[str]:
    """Whose land or quota might do for a project that finds no place; no promises."""
    found = {c for p in ground.problem.fitting[project.code] for c in ground.on[p.id]}
    total = ground.problem.total is not None
    for zone in ground.on_new if short and total else {p.zone for p in short}:
        found |= ground.on_new[zone]
    return found - ground.problem.pins.keys()


def _short_of_quota(ground: Ground, project: Project) -> list[Parcel]:
    """The new land that fits a waiting project and is free: what it lacks is quota."""
    return [
        p for p in ground.problem.fitting[project.code]
        if p.kind == "new" and ground.left[p.id] > 0 and (
            project.divisible or ground.left[p.id] >= (project.least if p.divisible else p.area)
        )
    ]  # fmt: skip


def _frees_enough(
    ground: Ground, project: Project, other: str, short: Collection[Parcel], reach: int
) -> bool:  # fmt: skip
    """Whether the land or the quota that another holds could be enough for a project."""
    if project.divisible:
        return reach + sum(g.area for g in ground.held[other]) >= project.least
    freed = 0
    for grant in ground.held[other]:
        parcel = ground.problem.by_id[grant.parcel]
        freed += grant.area if parcel.kind == "new" else 0
        there = ground.left[parcel.id] + (grant.area if parcel.divisible else parcel.area)
        if there >= (project.least if parcel.divisible else parcel.area):
            return True
    if not freed or not short:
        return False
    rooms = (ground.new_room(p.zone) for p in short)
    return any(room is None or room + freed >= project.least for room in rooms)


def _opened(
    ground: Ground, project: Project, other: str, short: Collection[Parcel]
) -> list[Parcel] | None:
    """Where a waiting project might stand if another went: its parcels, and new land; in order."""
    if project.divisible:
        return None
    theirs = {g.parcel for g in ground.held[other]} | {p.id for p in short}
    return [p for p in ground.problem.fitting[project.code] if p.id in theirs]


def used(problem: Problem, grants: Grants) -> tuple[int, ...]:
    """The land of each kind that pieces are of, the kind to be spared most first."""
    kinds = [problem.by_id[g.parcel].kind for g in grants]
    return tuple(
        sum(g.area for g, kind in zip(grants, kinds, strict=True) if kind == spared)
        for spared in reversed(problem.order[1:])
    )

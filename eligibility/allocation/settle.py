"""What is put right after solving: nobody behind holds what one before could have used; ties.

INVARIANT: no step lowers the value of a tier, or uses more land at the same values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Grants, Parcel, Problem, Project
from eligibility.classes import dataclass


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
    problem, lack = ground.problem, _lack(ground, project)
    held = ground.held.keys() - problem.pins.keys()
    behind = [c for c in held if problem.by_code[c].tier > project.tier and lack.eased_by(c)]
    for other in sorted(behind, key=lambda c: -problem.rank[c]):
        found = ground.could_stand(project, other, lack.opened_by(other))
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
    later = [c for c in equals if rank[c] > rank[project.code]]
    if not later:
        return None
    lack = _lack(ground, project)
    for other in sorted(later, key=rank.__getitem__):
        if lack.eased_by(other) and _swapped(ground, project, other, lack.opened_by(other)):
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


@dataclass
class _Lack:
    """What a waiting project has as the ground stands, to be held against what others hold.

    `fitting`: its parcels in order; `short`: the new land among them that is free, and lacks quota
    only; `room`: the most that a quota leaves there (None: without bound); `reach`: what a
    divisible project could put together at most.
    """

    ground: Ground
    project: Project
    fitting: Mapping[str, Parcel]
    short: Collection[str]
    zones: Collection[str]
    room: int | None
    reach: int

    def eased_by(self, other: str) -> bool:
        """Whether the land or the quota that another holds could be enough."""
        ground, project, freed = self.ground, self.project, 0
        for grant in ground.held[other]:
            parcel = ground.problem.by_id[grant.parcel]
            quota = parcel.kind == "new" and self._shares(parcel.zone)
            if project.divisible:
                freed += grant.area if quota or parcel.id in self.fitting else 0
                continue
            freed += grant.area if quota else 0
            if parcel.id in self.fitting:
                there = ground.left[parcel.id] + (grant.area if parcel.divisible else parcel.area)
                if there >= (project.least if parcel.divisible else parcel.area):
                    return True
        if project.divisible:
            return self.reach + freed >= project.least
        return freed > 0 and (self.room is None or self.room + freed >= project.least)

    def _shares(self, zone: str) -> bool:
        """Whether new land of a zone draws on a quota that the project is short of."""
        return bool(self.zones) and (self.ground.problem.total is not None or zone in self.zones)

    def opened_by(self, other: str) -> list[Parcel] | None:
        """Where an undivided project might stand if another went; in order."""
        if self.project.divisible:
            return None
        theirs = {g.parcel for g in self.ground.held[other]}
        return [p for id, p in self.fitting.items() if id in theirs or id in self.short]


def _lack(ground: Ground, project: Project) -> _Lack:
    fitting = {p.id: p for p in ground.problem.fitting[project.code]}
    short = {id: p for id, p in fitting.items() if _free_and_new(ground, project, p)}
    zones = {p.zone for p in short.values()}
    rooms = [ground.new_room(zone) for zone in zones]
    bounded = [room for room in rooms if room is not None]
    room = max(bounded, default=0) if len(bounded) == len(rooms) else None
    reach = ground.within_reach(project) if project.divisible else 0
    return _Lack(ground, project, fitting, short, zones, room, reach)


def _free_and_new(ground: Ground, project: Project, parcel: Parcel) -> bool:
    """Whether what a project lacks for this parcel is quota."""
    left = ground.left[parcel.id]
    if parcel.kind != "new" or left <= 0:
        return False
    return project.divisible or left >= (project.least if parcel.divisible else parcel.area)


def used(problem: Problem, grants: Grants) -> tuple[int, ...]:
    """The land of each kind that pieces are of, the kind to be spared most first."""
    kinds = [problem.by_id[g.parcel].kind for g in grants]
    return tuple(
        sum(g.area for g, kind in zip(grants, kinds, strict=True) if kind == spared)
        for spared in reversed(problem.order[1:])
    )

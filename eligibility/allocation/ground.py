"""The ground under way: what is taken of each parcel and quota, and where one more could stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from eligibility.allocation.problem import Grant, Grants, Parcel, Problem, Project

TRIES = 200  # so many ways of putting whole parcels together are tried for a divisible project
_TRIED = "\0tried "  # no project's code


class Ground:
    """Who holds what; gives, takes back, and finds a place for one more project."""

    def __init__(self, problem: Problem, held: Mapping[str, Grants] | None = None) -> None:
        self.problem = problem
        self.held: dict[str, Grants] = {}
        self.on: dict[str, set[str]] = defaultdict(set)  # parcel → who is on it
        self.on_new: dict[str, set[str]] = defaultdict(set)  # zone → who holds new land in it
        self.left = {p.id: p.area for p in problem.parcels}
        self.new: dict[str, int] = defaultdict(int)  # zone → new land given out
        self.stock: dict[str, int] = defaultdict(int)
        self.new_in_all = 0
        self._quotas = {
            name: (q.area * q.ratio.denominator, q.ratio.numerator, q.ratio.denominator)
            for name, q in problem.zones.items()
        }
        for code, grants in (held or {}).items():
            self.give(code, grants)

    def give(self, code: str, grants: Grants) -> None:
        """A project gets these pieces."""
        self.held[code] = grants
        for grant in grants:
            self.on[grant.parcel].add(code)
            self._count(code, grant, 1)

    def take(self, code: str) -> Grants:
        """A project gives back what it holds."""
        grants = self.held.pop(code)
        for grant in grants:
            self.on[grant.parcel].discard(code)
            self._count(code, grant, -1)
        return grants

    def _count(self, code: str, grant: Grant, sign: int) -> None:
        parcel = self.problem.by_id[grant.parcel]
        self.left[parcel.id] -= sign * (grant.area if parcel.divisible else parcel.area)
        if parcel.kind == "new":
            (self.on_new[parcel.zone].add if sign > 0 else self.on_new[parcel.zone].discard)(code)
            self.new[parcel.zone] += sign * grant.area
            self.new_in_all += sign * grant.area
        elif parcel.kind == "stock":
            self.stock[parcel.zone] += sign * grant.area

    def new_room(self, zone: str) -> int | None:
        """How much more new land a zone may give, rounded down; None where nothing bounds it."""
        total = self.problem.total
        room = None if total is None else total - self.new_in_all
        here = self.quota_left(zone)
        return here if room is None else room if here is None else min(room, here)

    def quota_left(self, zone: str) -> int | None:
        """What is left of a zone's own quota, rounded down; None where it has none."""
        if zone not in self._quotas:
            return None
        area, above, below = self._quotas[zone]
        return (area + above * self.stock[zone]) // below - self.new[zone]

    def sound(self) -> bool:
        """Whether no quota is overdrawn (taking stock land back may overdraw one)."""
        rooms = [self.new_room(zone) for zone in ("", *self.problem.zones)]
        return all(room is None or room >= 0 for room in rooms)

    def stands(self) -> bool:
        """Whether everything that is held keeps to parcels, quotas and what was asked for."""
        kept = all(left >= 0 for left in self.left.values()) and self.sound()
        return kept and all(
            self._suits(code, grants)
            for code, grants in self.held.items() if code not in self.problem.pins
        )  # fmt: skip

    def _suits(self, code: str, grants: Grants) -> bool:
        project, size = self.problem.by_code[code], sum(g.area for g in grants)
        return project.least <= size <= project.most and (project.divisible or len(grants) == 1)

    def room(self, parcel: Parcel) -> int:
        """How much of a parcel one more project could get now."""
        free = self.left[parcel.id]
        if free <= 0 or parcel.kind != "new":
            return max(free, 0)
        bound = self.new_room(parcel.zone)
        free = free if bound is None else min(free, bound)
        if not parcel.divisible and free < parcel.area:
            return 0
        return max(free, 0)

    def within_reach(self, project: Project) -> int:
        """No less than the land that a divisible project could put together now."""
        free: dict[tuple[str, str], int] = defaultdict(int)
        for parcel in self.problem.fitting[project.code]:
            free[parcel.kind, parcel.zone] += self.left[parcel.id]
        new = found = 0
        for (kind, zone), area in free.items():
            if kind != "new":
                found += area
            elif zone in self._quotas:
                limit, above, below = self._quotas[zone]
                raised = limit + above * (self.stock[zone] + free.get(("stock", zone), 0))
                new += min(area, max(raised // below - self.new[zone], 0))
            else:
                new += area
        total = self.problem.total
        return found + (new if total is None else min(new, max(total - self.new_in_all, 0)))

    def place(self, project: Project, among: Iterable[Parcel] | None = None) -> Grants | None:
        """Where a project could stand on what is free now, the best first; None when nowhere.

        `among`: an undivided project is tried on these alone.
        """
        if project.divisible:
            return self._pieced(project)
        for parcel in self.problem.fitting[project.code] if among is None else among:
            wanted = project.least if parcel.divisible else parcel.area
            if self.room(parcel) >= wanted:
                return (Grant(parcel.id, wanted),)
        return None

    def _pieced(self, project: Project) -> Grants | None:
        """Pieces of several parcels: whole ones tried one by one, the rest cut; so many tries."""
        fitting = self.problem.fitting[project.code]
        if self.within_reach(project) < project.least:
            return None
        whole = [p for p in fitting if not p.divisible and self.room(p)]
        cut = [p for p in fitting if p.divisible and self.left[p.id] > 0]
        return self._search(project, whole, cut, (), [TRIES])

    def _search(
        self, project: Project, whole: list[Parcel], cut: list[Parcel], got: Grants,
        tries: list[int],
    ) -> Grants | None:  # fmt: skip
        tries[0] -= 1
        found = self._filled(project, cut, got)
        if found is not None or tries[0] <= 0:
            return found
        have = sum(g.area for g in got)
        for at, parcel in enumerate(whole):
            if have + parcel.area > project.most or self.room(parcel) < parcel.area:
                continue
            grant = Grant(parcel.id, parcel.area)
            self.give(_TRIED + parcel.id, (grant,))
            found = self._search(project, whole[at + 1 :], cut, (*got, grant), tries)
            self.take(_TRIED + parcel.id)
            if found is not None or tries[0] <= 0:
                return found
        return None

    def _filled(self, project: Project, cut: list[Parcel], got: Grants) -> Grants | None:
        """The pieces and as much of parcels that can be cut as is lacking."""
        have = sum(g.area for g in got)
        more: list[Grant] = []
        for parcel in cut:
            if have >= project.least:
                break
            size = min(self.room(parcel), project.least - have)
            if size > 0:
                more.append(Grant(parcel.id, size))
                have += size
                self.give(_TRIED + parcel.id, (more[-1],))
        for grant in more:
            self.take(_TRIED + grant.parcel)
        return (*got, *more) if have >= project.least else None

    def could_stand(
        self, project: Project, instead_of: str, among: Iterable[Parcel] | None = None
    ) -> Grants | None:
        """Where a project could stand if another gave up its land; the ground stays as it is."""
        grants = self.take(instead_of)
        try:
            found = self.place(project, among)
            if found is None:
                return None
            self.give(project.code, found)
            sound = self.sound()
            self.take(project.code)
            return found if sound else None
        finally:
            self.give(instead_of, grants)


def greedy(problem: Problem) -> Ground:
    """Everyone in line gets the first place that is left; earlier promises come first."""
    ground = Ground(problem, problem.pins)
    for project in problem.line:
        if project.code not in ground.held:
            found = ground.place(project)
            if found is not None:
                ground.give(project.code, found)
    return ground

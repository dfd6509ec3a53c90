"""Promises that cannot all be kept: the smallest set of requirements that clash, each named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.allocation.plan import area
from eligibility.allocation.problem import Grants, Problem, misfit
from eligibility.errors import Diagnostic, Place, Refused
from eligibility.language.tree import Node


def check_pins(problem: Problem, file: str, cells: Mapping[str, Node]) -> None:
    """`Refused` with every clash of the promises with the land, the projects and the quotas.

    `file`: the plan of the promises; `cells`: where the quotas stand, by zone (empty: over all).
    """
    place = Place(file, 1, 1)
    faults = [Diagnostic("E208", said, place, help=_HELP)
              for said in (*_single(problem), *_parcels(problem))]  # fmt: skip
    for zone, said in _quotas(problem):
        cell = cells.get(zone)
        faults.append(Diagnostic("E208", said, place, help=_HELP) if cell is None else
                      cell.fault("E208", said, _HELP))  # fmt: skip
    if faults:
        raise Refused(faults)


_HELP = "these cannot all hold: give up one of them, or add quota"


def _single(problem: Problem) -> Iterator[str]:
    for code, grants in problem.pins.items():
        project = problem.by_code.get(code)
        if project is None:
            yield f"`{code}` was promised land and does not enter this round"
            continue
        size = sum(g.area for g in grants)
        if not project.least <= size <= project.most:
            asked = f"{area(project.least)} to {area(project.most)}"
            yield f"`{code}` was promised {area(size)} and asks for {asked}"
        for grant in grants:
            parcel = problem.by_id.get(grant.parcel)
            if parcel is None:
                yield f"`{code}` was promised `{grant.parcel}`, which is not on offer"
            elif (why := misfit(project, parcel, problem)) not in (None, "small", "large"):
                yield f"`{code}` was promised `{grant.parcel}`, which does not fit it ({why})"


def _parcels(problem: Problem) -> Iterator[str]:
    for parcel in problem.parcels:
        sizes = {
            c: g.area for c, grants in problem.pins.items() for g in grants if g.parcel == parcel.id
        }
        if sum(sizes.values()) > parcel.area:
            some = _fewest(sizes, parcel.area)
            yield f"`{parcel.id}` has {area(parcel.area)}, but {_told(some)} were promised of it"
        elif sizes and not parcel.divisible and list(sizes.values()) != [parcel.area]:
            yield f"`{parcel.id}` cannot be divided, but {_told(sizes)} were promised of it"


def _quotas(problem: Problem) -> Iterator[tuple[str, str]]:
    """Each clash with a quota, by its zone."""
    known = {c: g for c, g in problem.pins.items() if all(x.parcel in problem.by_id for x in g)}
    if problem.total is not None:
        sizes = _new(problem, known, None)
        if sum(sizes.values()) > problem.total:
            some = _fewest(sizes, problem.total)
            whole = area(problem.total)
            yield "", f"the quota over all zones is {whole}, but {_told(some)} were promised"
    for name, zone in problem.zones.items():
        sizes = _new(problem, known, name)
        stock = sum(p.area for p in problem.parcels if p.zone == name and p.kind == "stock")
        most = int((zone.area + zone.ratio * stock) // 1)
        if sum(sizes.values()) > most:
            some = _fewest(sizes, most)
            said = f"the quota of `{name}` is at most {area(most)}, but {_told(some)} were promised"
            yield name, said


def _new(problem: Problem, pins: dict[str, Grants], zone: str | None) -> dict[str, int]:
    """The new land that each promise takes, in a zone or in all."""
    found = {}
    for code, grants in pins.items():
        parcels = [(problem.by_id[g.parcel], g.area) for g in grants]
        size = sum(a for p, a in parcels if p.kind == "new" and zone in (None, p.zone))
        if size:
            found[code] = size
    return found


def _fewest(sizes: dict[str, int], limit: int) -> dict[str, int]:
    """The fewest that together exceed the limit: the largest ones."""
    some: dict[str, int] = {}
    for code, size in sorted(sizes.items(), key=lambda x: (-x[1], x[0])):
        some[code] = size
        if sum(some.values()) > limit:
            break
    return some


def _told(sizes: dict[str, int]) -> str:
    return ", ".join(f"{area(size)} for `{code}`" for code, size in sizes.items())

"""What is to be given out and to whom: projects in line, parcels, quotas, earlier promises; frozen.

Areas are in base units (`language.units`), money per area in fen per base area.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

from eligibility.classes import dataclass

Kind = Literal["plant", "stock", "new"]
KINDS: tuple[Kind, ...] = ("plant", "stock", "new")
# Why a parcel does not fit a project, in the order in which it is looked at.
Misfit = Literal[
    "zone", "kind", "use", "industry", "unevaluated", "investment", "tax", "small", "large"
]
_Wish: TypeAlias = "tuple[object, ...]"
_SIZES: tuple[Misfit | None, ...] = (None, "small", "large")
LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class Tier:
    """Who is served before whom: the rule that puts a project here (empty for all the others)."""

    rule: str = ""
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """A project that may get land. `tier` counts from 1; no zones, uses or kinds: any will do.

    `filed` is an ISO date (empty: not stated). `points` weigh it within its tier.
    """

    code: str
    name: str
    tier: int
    points: int
    least: int
    most: int
    divisible: bool = False
    zones: tuple[str, ...] = ()
    uses: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    investment: Fraction | None = None
    tax: Fraction | None = None
    filed: str = ""


@dataclass(frozen=True)
class Parcel:
    """A piece of land (or idle floor) on offer; a divisible one may be cut among several."""

    id: str
    zone: str
    use: str
    kind: str
    area: int
    divisible: bool = False
    industries: tuple[str, ...] = ()
    investment: Fraction | None = None
    tax: Fraction | None = None


@dataclass(frozen=True)
class ZoneQuota:
    """The new construction land of a zone: a figure, and so much more for each stock land used."""

    area: int
    ratio: Fraction = Fraction(0)
    evaluated: bool = True


@dataclass(frozen=True)
class Grant:
    """A piece of a parcel."""

    parcel: str
    area: int


Grants: TypeAlias = "tuple[Grant, ...]"


@dataclass(frozen=True)
class Problem:
    """The whole of it. `total` None: no quota over all zones. `pins` are promises that stand."""

    jurisdiction: str
    as_of: str
    seed: int
    tiers: tuple[Tier, ...]
    projects: tuple[Project, ...]
    parcels: tuple[Parcel, ...]
    total: int | None
    zones: Mapping[str, ZoneQuota] = field(hash=False)
    order: tuple[str, ...] = KINDS
    evaluated_only: bool = False
    pins: Mapping[str, Grants] = field(default_factory=dict, hash=False)

    @cached_property
    def by_code(self) -> dict[str, Project]:
        """The projects by code."""
        return {p.code: p for p in self.projects}

    @cached_property
    def by_id(self) -> dict[str, Parcel]:
        """The parcels by id."""
        return {p.id: p for p in self.parcels}

    @cached_property
    def line(self) -> tuple[Project, ...]:
        """The projects as they stand in line: tier, points, filing date, the seeded draw."""
        return tuple(sorted(self.projects, key=lambda p: place_in_line(p, self.seed)))

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each project in line, counted from 0."""
        return {p.code: i for i, p in enumerate(self.line)}

    @cached_property
    def fitting(self) -> dict[str, tuple[Parcel, ...]]:
        """The parcels that fit each project, best first: by kind, then the smaller one."""
        rank = {kind: i for i, kind in enumerate(self.order)}
        ordered = sorted(self.parcels, key=lambda p: (rank[p.kind], p.area, p.id))
        there: dict[_Wish, list[Parcel]] = {}
        wish_of = _wishes(self.parcels)
        for project in self.projects:
            wish = wish_of(project)
            if wish not in there:
                there[wish] = [x for x in ordered if misfit(project, x, self) in _SIZES]
        return {
            p.code: tuple(x for x in there[wish_of(p)] if _misfit_of_size(p, x) is None)
            for p in self.projects
        }


def draw(code: str, seed: int) -> str:
    """The lot that a project draws."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def place_in_line(project: Project, seed: int) -> tuple[int, int, str, str]:
    """What decides who stands before whom."""
    return (project.tier, -project.points, project.filed or LAST_DAY, draw(project.code, seed))


def misfit(project: Project, parcel: Parcel, problem: Problem) -> Misfit | None:
    """The first reason why a parcel does not fit a project; None when it fits."""
    if project.zones and parcel.zone not in project.zones:
        return "zone"
    if project.kinds and parcel.kind not in project.kinds:
        return "kind"
    if project.uses is not None and parcel.use not in project.uses:
        return "use"
    if parcel.industries and not set(parcel.industries) & set(project.industries):
        return "industry"
    if parcel.kind == "new" and problem.evaluated_only:
        zone = problem.zones.get(parcel.zone)
        if zone is None or not zone.evaluated:
            return "unevaluated"
    if parcel.investment is not None and (project.investment or 0) < parcel.investment:
        return "investment"
    if parcel.tax is not None and (project.tax or 0) < parcel.tax:
        return "tax"
    return _misfit_of_size(project, parcel)


def _misfit_of_size(project: Project, parcel: Parcel) -> Misfit | None:
    if not project.divisible and parcel.area < project.least:
        return "small"
    if not parcel.divisible and parcel.area > project.most:
        return "large"
    return None


def _wishes(parcels: Iterable[Parcel]) -> Callable[[Project], _Wish]:
    """What decides which parcels fit a project, but for their size; equal for many projects."""
    industries = {x for p in parcels for x in p.industries}
    investments = sorted({p.investment for p in parcels if p.investment is not None})
    taxes = sorted({p.tax for p in parcels if p.tax is not None})

    def wish_of(p: Project) -> _Wish:
        known = frozenset(x for x in p.industries if x in industries)
        met = bisect_right(investments, p.investment or 0), bisect_right(taxes, p.tax or 0)
        return (p.zones, p.kinds, p.uses, known, *met)

    return wish_of

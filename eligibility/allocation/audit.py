"""Checks a plan in plain Python, with no solver: constraints, promises, the objective, the bounds.

It reads nothing but the plan and shares no code with what made it beyond the units of areas.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from eligibility.allocation.audit_bound import Rows
from eligibility.allocation.audit_places import Held, Piece, Places, Record
from eligibility.classes import dataclass
from eligibility.language.units import BadQuantity, parse_area


@dataclass(frozen=True)
class Audit:
    """What a check found: faults (none: the plan stands), and how far each bound is proven."""

    faults: tuple[str, ...]
    bounds: tuple[tuple[str, int, int, str], ...]  # level, value, bound, proven · claimed


def audit(plan: Record) -> Audit:
    """The check of a plan; a plan that cannot even be read has that as its fault."""
    try:
        return _Audit(plan).checked()
    except (KeyError, TypeError, ValueError, AttributeError, BadQuantity) as bad:
        return Audit((f"the plan cannot be read: {type(bad).__name__} {bad}",), ())


class _Audit:
    def __init__(self, plan: Record) -> None:
        self.plan, self.problem = plan, plan["problem"]
        self.projects: dict[str, Record] = {p["code"]: _sized(p) for p in self.problem["projects"]}
        self.parcels: dict[str, Record] = {p["id"]: _sized(p) for p in self.problem["parcels"]}
        self.total = None if self.problem["total"] is None else _area(self.problem["total"])
        self.zones = {n: (_area(z["area"]), Fraction(z["ratio"]), z["evaluated"] is True)
                      for n, z in self.problem["zones"].items()}  # fmt: skip
        self.pins = {code: _pieces(g) for code, g in self.problem["pins"].items()}
        self.held: Held = {code: _pieces(g) for code, g in plan["grants"].items()}
        self.line = sorted(self.projects.values(), key=self._in_line)
        self.fits = {
            c: [q for q in self.parcels.values() if self._fits(p, q)]
            for c, p in self.projects.items()
        }
        self.places = Places(self.parcels, self.fits, self.total, self.zones, self.problem["order"])

    def checked(self) -> Audit:
        faults = [*self._digests(), *self._listed(), *self._constraints()]
        if not faults:
            faults += [*self._promises(), *self._objective()]
        bounds = () if faults else tuple(self._bounds())
        return Audit(tuple(faults), bounds)

    def _digests(self) -> Iterator[str]:
        for name in ("problem", "grants", "levels"):
            text = json.dumps(
                self.plan[name], ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )
            if self.plan["digests"][name] != f"sha256:{hashlib.sha256(text.encode()).hexdigest()}":
                yield f"the digest of {name} is another"
        if len(self.projects) != len(self.problem["projects"]):
            yield "a project stands twice"
        if len(self.parcels) != len(self.problem["parcels"]):
            yield "a parcel stands twice"

    def _listed(self) -> Iterator[str]:
        for code, grants in self.held.items():
            if code not in self.projects:
                yield f"{code} holds land and is no project of the pool"
            for parcel, _ in grants:
                if parcel not in self.parcels:
                    yield f"{code} holds {parcel}, which is no parcel on offer"
        for code, grants in self.pins.items():
            if self.held.get(code) != grants:
                yield f"the promise to {code} is not kept"

    def _constraints(self) -> Iterator[str]:
        if any(
            c not in self.projects or any(p not in self.parcels for p, _ in g)
            for c, g in self.held.items()
        ):
            return
        for code, grants in self.held.items():
            yield from self._of_project(self.projects[code], grants)
        taken: dict[str, list[int]] = defaultdict(list)
        for grants in self.held.values():
            for parcel, size in grants:
                taken[parcel].append(size)
        for id, sizes in taken.items():
            land = self.parcels[id]
            if sum(sizes) > land["area"]:
                yield f"more is given of {id} than there is"
            if not land["divisible"] and sizes != [land["area"]]:
                yield f"{id} is given in parts and cannot be divided"
        yield from self._overdrawn(self.held)

    def _of_project(self, project: Record, grants: list[Piece]) -> Iterator[str]:
        code, size = project["code"], sum(a for _, a in grants)
        if not project["least"] <= size <= project["most"] or any(a <= 0 for _, a in grants):
            yield f"{code} gets another area than it asks for"
        if len({p for p, _ in grants}) != len(grants) or (
            len(grants) > 1 and not project["divisible"]
        ):
            yield f"{code} stands on several pieces"
        fitting = {q["id"] for q in self.fits[code]}
        if code not in self.pins and any(p not in fitting for p, _ in grants):
            yield f"{code} holds land that does not fit it"

    def _overdrawn(self, held: Held) -> Iterator[str]:
        new, stock = self.places.sums(held)
        if self.total is not None and sum(new.values()) > self.total:
            yield "the quota over all zones is overdrawn"
        for zone, (size, ratio, _) in self.zones.items():
            if new[zone] > size + ratio * stock[zone]:
                yield f"the quota of {zone} is overdrawn"

    def _fits(self, project: Record, parcel: Record) -> bool:
        zone = self.zones.get(parcel["zone"])
        return not (
            (project["zones"] and parcel["zone"] not in project["zones"])
            or (project["kinds"] and parcel["kind"] not in project["kinds"])
            or (project["uses"] is not None and parcel["use"] not in project["uses"])
            or (parcel["industries"] and not set(parcel["industries"]) & set(project["industries"]))
            or (self.problem["evaluated_only"] and parcel["kind"] == "new"
                and (zone is None or not zone[2]))
            or any(parcel[x] is not None and Fraction(project[x] or 0) < Fraction(parcel[x])
                   for x in ("investment", "tax"))
            or (not project["divisible"] and parcel["area"] < project["least"])
            or (not parcel["divisible"] and parcel["area"] > project["most"])
        )  # fmt: skip

    def _in_line(self, p: Record) -> tuple[int, int, str, str]:
        lot = hashlib.sha256(f"{self.problem['seed']}:{p['code']}".encode()).hexdigest()
        return (p["tier"], -p["points"], p["filed"] or "9999-12-31", lot)

    def _promises(self) -> Iterator[str]:
        """Nobody waits who could use free land, or that of a lower tier or a later equal."""
        ranks = {p["code"]: n for n, p in enumerate(self.line)}
        last = max((self.projects[c]["tier"] for c in self.held), default=0)
        free = self.places.free(self.held)
        equals: dict[tuple[int, int], list[str]] = defaultdict(list)
        for code in self.held:
            equals[self.projects[code]["tier"], self.projects[code]["points"]].append(code)
        for project in self.line:
            code = project["code"]
            if code in self.held:
                continue
            if self.places.stands(project, self.held, free):
                yield f"{code} waits and could stand on free land"
            behind = (
                [c for c in self.held if self.projects[c]["tier"] > project["tier"]]
                if project["tier"] < last
                else []
            )
            tied = [c for c in equals[project["tier"], project["points"]] if ranks[c] > ranks[code]]
            for other in [*behind, *tied]:
                if other not in self.pins and self._could_replace(
                    project, other, free, tied=other in tied
                ):
                    yield f"{code} waits and could use what {other} holds, who stands behind it"

    def _could_replace(
        self, project: Record, other: str, free: dict[str, int], *, tied: bool
    ) -> bool:
        for parcel, size in self.held[other]:
            free[parcel] += size
        rest = {c: g for c, g in self.held.items() if c != other}
        spot = self.places.stands(project, rest, free)
        for parcel, size in self.held[other]:
            free[parcel] -= size
        return spot is not None and not (tied and self._spent(spot) > self._spent(self.held[other]))

    def _spent(self, grants: list[Piece]) -> tuple[int, ...]:
        kinds = [(self.parcels[p]["kind"], size) for p, size in grants]
        return tuple(
            sum(s for k, s in kinds if k == kind) for kind in reversed(self.problem["order"][1:])
        )

    def _objective(self) -> Iterator[str]:
        unit = _area(self.plan["unit"])
        tiers = [f"tier:{t}" for t in range(1, len(self.problem["tiers"]) + 1)]
        spared = [f"spare:{kind}" for kind in reversed(self.problem["order"][1:])]
        if [level["name"] for level in self.plan["levels"]] != [*tiers, *spared]:
            yield "the levels of the objective are not those of the problem"
        for level in self.plan["levels"]:
            if level["value"] != self._value(level["name"], unit):
                yield f"{level['name']} is said to be {level['value']} and is not"
            if level["value"] > level["bound"]:
                yield f"{level['name']} lies above its own bound"

    def _value(self, name: str, unit: int) -> int:
        head, _, which = name.partition(":")
        free = {c: g for c, g in self.held.items() if c not in self.pins}
        if head == "tier":
            return sum(
                p["points"]
                for c, p in self.projects.items()
                if c in free and p["tier"] == int(which)
            )
        sizes = (s for g in free.values() for q, s in g if self.parcels[q]["kind"] == which)
        return -sum(sizes) // unit

    def _bounds(self) -> Iterator[tuple[str, int, int, str]]:
        unit = _area(self.plan["unit"])
        rows = Rows(self.projects, self.parcels, self.fits, self.pins, self.total, self.zones, unit)
        for level in self.plan["levels"]:
            name, bound = level["name"], level["bound"]
            proven = rows.bound(name, level["multipliers"])
            rows.keep(name, level["value"])
            word = (
                "best" if proven <= level["value"] else "proven" if proven <= bound else "claimed"
            )
            yield name, level["value"], bound if word == "claimed" else proven, word


def _sized(of: Record) -> Record:
    return {**of, **{k: _area(of[k]) for k in ("least", "most", "area") if k in of}}


def _pieces(grants: list[Record]) -> list[Piece]:
    return [(g["parcel"], _area(g["area"])) for g in grants]


def _area(text: str) -> int:
    return int(parse_area(text))

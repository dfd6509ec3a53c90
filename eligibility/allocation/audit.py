"""Checks a plan in plain Python: no solver, no code of its maker, nothing but the plan is read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from math import gcd
from typing import Any

from eligibility.allocation.audit_rows import FAR, Columns, Record, Rows
from eligibility.classes import dataclass
from eligibility.language.units import number, parse_area

EXACT: Record = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
WORDS, HELD = [str], {"*": [{"parcel": str, "area": parse_area}]}
BOTH = {"divisible": bool, "industries": WORDS, "investment": (number,), "tax": (number,)}
PROBLEM: Record = {
    "jurisdiction": str, "as_of": str, "seed": int, "order": WORDS, "evaluated_only": bool,
    "tiers": [{"rule": str, "provisions": WORDS}], "total": (parse_area,), "pins": HELD,
    "projects": [{"code": str, "name": str, "tier": int, "points": int, "least": parse_area,
                  "most": parse_area, "zones": WORDS, "uses": (WORDS,), "kinds": WORDS,
                  "filed": str, **BOTH}],
    "parcels": [{"id": str, "zone": str, "use": str, "kind": str, "area": parse_area, **BOTH}],
    "zones": {"*": {"area": parse_area, "ratio": number, "evaluated": bool}},
}  # fmt: skip
LEVELS = [{"name": str, "value": int, "bound": int, "optimal": bool, "multipliers": {"*": int}}]


@dataclass(frozen=True)
class Audit:
    """What a check found: faults (none: the plan stands), and how far each bound is proven."""

    faults: tuple[str, ...]
    bounds: tuple[tuple[str, int, int, str], ...]  # level, value, bound, best · proven · claimed


def audit(plan: Record) -> Audit:
    """The check of a plan; a plan that cannot even be read has that as its fault."""
    try:
        check = Check(plan)
        parts = (check.form, check.grants, check.objective, check.promises)
        _ = [check.faults or part() for part in parts]
        return Audit(tuple(check.faults), () if check.faults else tuple(check.bounds()))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as bad:
        return Audit((f"the plan cannot be read: {type(bad).__name__} {bad}",), ())


class Check:
    """One check of a plan: what is read of it, and the faults found."""

    def __init__(self, plan: Record) -> None:
        self.plan, self.problem = plan, _read(PROBLEM, plan["problem"])
        self.levels, self.held = _read(LEVELS, plan["levels"]), _read(HELD, plan["grants"])
        self.unit: int = _read(parse_area, plan["unit"])
        self.faults, self.fitting, self.pins = list[str](), dict[str, Any](), self.problem["pins"]
        self.projects = {p["code"]: p for p in self.problem["projects"]}
        self.parcels = {p["id"]: p for p in self.problem["parcels"]}
        self.line = sorted(self.projects.values(), key=self.stands)
        self.rows, self.costs = Rows(self.problem, self.unit), dict[str, Counter[str]]()
        self.spare = [f"spare:{kind}" for kind in self.problem["order"][:0:-1]]

    def _must(self, so: object, fault: str) -> None:
        self.faults += [] if so else [fault]

    def form(self) -> None:
        """The digests are right, each name stands once, numbers can be meant."""
        problem, parcels, pins = self.problem, self.parcels.values(), self.pins.values()
        for name in sorted({"problem", "grants", "levels", *(digests := self.plan["digests"])}):
            found = hashlib.sha256(json.dumps(self.plan[name], **EXACT).encode()).hexdigest()
            self._must(digests[name] == f"sha256:{found}", f"the digest of {name} is another")
        self._must(len(self.projects) == len(problem["projects"]), "a project stands twice")
        kinds = [*problem["order"], *({p["kind"] for p in parcels} - set(problem["order"]))]
        so = self.plan["seed"] == problem["seed"] and sorted(kinds) == ["new", "plant", "stock"]
        self._must(so, "the seed or the kinds of land are others")
        areas = [x["area"] for part in (parcels, problem["zones"].values(), *pins) for x in part]
        self._must(len(parcels) == len(problem["parcels"]), "a parcel stands twice")
        for p in self.projects.values():
            so = p["tier"] in range(1, len(problem["tiers"]) + 1) and p["points"] > 0
            self._must(so and 0 < p["least"] <= p["most"], f"{p['code']} cannot stand in a line")
            areas += [p["least"], p["most"]]
        self._must(self.unit == gcd(*areas, problem["total"] or 0), "the unit is no common measure")

    def grants(self) -> None:
        """Whoever holds land can use it; no parcel and no quota gives more than there is."""
        for code, pieces in self.pins.items():
            self._must(self.held.get(code) == pieces, f"{code} lacks what it was promised")
        for code, pieces in self.held.items():
            project, pinned, costs = self.projects[code], code in self.pins, Counter[str]()
            several, number = project["divisible"], len({g["parcel"] for g in pieces})
            so = number == len(pieces) and (number == 1 or several)
            so = so and project["least"] <= sum(g["area"] for g in pieces) <= project["most"]
            for parcel, size in ((self.parcels[g["parcel"]], g["area"]) for g in pieces):
                part = size if several or pinned else project["least"]
                so = so and size == (part if parcel["divisible"] else parcel["area"])
                so = so and size % self.unit == 0 < size and not self.misfit(project, parcel)
                costs.update(self.rows.piece(parcel, size // self.unit))
            self._must(so, f"{code} holds land that does not fit it, or not as much as it may")
            self.rows.sums.update(costs)
            self.rows.fixed.update(costs if pinned else {})
            costs.update({} if pinned else {f"tier:{project['tier']}": -project["points"]})
            self.costs |= {} if pinned else {code: costs}
        for row in self.rows.limits:
            self._must(self.rows.rest(row) >= 0, f"{row} gives more than there is")

    def misfit(self, project: Record, parcel: Record) -> object:
        """Whether a parcel does not fit a project."""
        zone, kind, trades = parcel["zone"], parcel["kind"], parcel["industries"]
        judged = self.problem["zones"].get(zone, {}).get("evaluated", False)
        return (
            any(project[f] and x not in project[f] for f, x in (("zones", zone), ("kinds", kind)))
            or (project["uses"] is not None and parcel["use"] not in project["uses"])
            or (trades and not set(trades) & set(project["industries"]))
            or (self.problem["evaluated_only"] and kind == "new" and not judged)
            or any((project[x] or 0) < (parcel[x] or 0) for x in ("investment", "tax"))
            or (not project["divisible"] and parcel["area"] < project["least"])
            or (not parcel["divisible"] and parcel["area"] > project["most"])
        )

    def columns(self, project: Record) -> Columns:
        """The columns of a project, those of the kind of land to be used first in front."""
        order, least, most = self.problem["order"].index, project["least"], project["most"]
        alike = dict.fromkeys(("code", "name", "tier", "points", "filed", "least"), 0)
        if (wish := str(wide := {**project, **alike, "most": FAR})) not in self.fitting:
            self.fitting[wish] = [q for q in self.parcels.values() if not self.misfit(wide, q)]
        land = ((order(q["kind"]), least if q["divisible"] else q["area"], q["id"])
                for q in self.fitting[wish] if (project["divisible"] or q["area"] >= least)
                and (q["divisible"] or q["area"] <= most))  # fmt: skip
        return self.rows.columns(project, (self.parcels[id] for *_, id in sorted(land)))

    def stands(self, p: Record) -> tuple[int, int, str, str]:
        """The place in line: tier, points, day of filing, the seeded draw."""
        lot = hashlib.sha256(f"{self.problem['seed']}:{p['code']}".encode()).hexdigest()
        return (p["tier"], -p["points"], p["filed"] or "9999-12-31", lot)

    def objective(self) -> None:
        """The levels are those of the problem, and their values what the grants come to."""
        names = [f"tier:{t}" for t in range(1, len(self.problem["tiers"]) + 1)]
        self._must(names + self.spare == [x["name"] for x in self.levels], "the levels are others")
        for level in self.levels:
            name, value, bound = level["name"], level["value"], level["bound"]
            true = -sum(costs[name] for costs in self.costs.values())
            so = value == true <= bound and (level["optimal"] or value < bound)
            so = so and min(level["multipliers"].values(), default=0) >= 0
            self._must(so, f"{name} is {true}, not {value} of {bound}, or no bound is meant")

    def promises(self) -> None:
        """Nobody waits who could use free land, or that of a lower tier or a later equal."""
        served = [(n, p) for n, p in enumerate(self.line) if p["code"] in self.costs]
        for at, project in ((n, p) for n, p in enumerate(self.line) if p["code"] not in self.held):
            columns, tier, points = self.columns(project), project["tier"], project["points"]
            needs = self.rows.needs(columns) if project["divisible"] else 0
            so = needs > 0 or self.rows.place(project, columns, {}) is None
            self._must(so, f"{project['code']} waits and could stand on free land")
            for n, other in served if so and columns else ():
                tied, costs = other["tier"] == tier, self.costs[other["code"]]
                if n > at and costs["land"] >= needs and (not tied or other["points"] == points):
                    spot = self.rows.place(project, columns, {row: -n for row, n in costs.items()})
                    more = [(spot or {}).get(row, 0) for row in self.spare]
                    so = spot is None or (tied and more > [costs[row] for row in self.spare])
                    self._must(so, f"{project['code']} waits and could use land of {other['code']}")

    def bounds(self) -> Iterator[tuple[str, int, int, str]]:
        """How far each bound is proven; what only the solver says is called claimed."""
        free = ((p["tier"], self.columns(p)) for p in self.line if p["code"] not in self.pins)
        for level, most in zip(self.levels, self.rows.bounds(self.levels, free), strict=True):
            name, value, bound = level["name"], level["value"], level["bound"]
            word = "best" if most <= value else "proven" if most <= bound else "claimed"
            yield name, value, min(most, bound), word


def _read(shape: Any, value: Any) -> Any:
    """The value in its shape: a type, [of each], {"*": of each}, a record, (or none,), a reader."""
    if isinstance(shape, tuple):
        return None if value is None else _read(shape[0], value)
    kind = shape if type(shape) is type else str if callable(shape) else type(shape)
    if type(value).__name__ != kind.__name__:  # True is no number, and 1.0 is none
        raise ValueError(f"`{str(value)[:40]}` is no {kind.__name__}")
    if kind is list:
        return [_read(shape[0], one) for one in value]
    if kind is dict:
        each: Record = dict.fromkeys(value, shape["*"]) if "*" in shape else shape
        if other := set(value) ^ set(each):
            raise ValueError(f"`{min(other)}` is lacking, or is no key of a plan")
        return {key: _read(each[key], value[key]) for key in value}
    if type(shape) is not type and shape(value) < 0:
        raise ValueError(f"`{value}` is below zero")
    return value if type(shape) is type else shape(value)

"""A plan as one JSON object with all that a check needs: problem, grants, bounds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from eligibility.allocation.problem import Grant, Grants, Parcel, Problem, Project, Tier, ZoneQuota
from eligibility.allocation.solve import Level, Solution
from eligibility.errors import refuse
from eligibility.language.located import read_bytes
from eligibility.language.types import Kind
from eligibility.language.units import parse_area
from eligibility.submission.writing import number

FORMAT = "eligibility.plan/1"


def area(value: int) -> str:
    """An area as it is written in a plan."""
    return number(value, Kind.AREA)


def digest(content: Any) -> str:
    """The digest of a part of a plan."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def digest_of(path: str) -> str:
    """The digest of a file."""
    return f"sha256:{hashlib.sha256(read_bytes(path)).hexdigest()}"


def to_json(
    problem: Problem, solution: Solution, solver: str, program: str, inputs: Mapping[str, str]
) -> dict[str, Any]:
    """The plan. `inputs`: the digests of the tables and rules it was made from."""
    stated = problem_to_json(problem)
    grants = {
        code: [{"parcel": g.parcel, "area": area(g.area)} for g in pieces]
        for code, pieces in sorted(solution.ground.held.items())
    }
    levels = [_level(level) for level in solution.levels]
    return {
        "format": FORMAT, "program": program, "solver": solver, "seed": problem.seed,
        "inputs": dict(inputs), "problem": stated, "grants": grants, "levels": levels,
        "unit": area(solution.unit),
        "digests": {"problem": digest(stated), "grants": digest(grants), "levels": digest(levels)},
    }  # fmt: skip


def _level(level: Level) -> dict[str, Any]:
    return {
        "name": level.name, "value": level.value, "bound": level.bound, "optimal": level.optimal,
        "multipliers": dict(sorted(level.multipliers.items())),
    }  # fmt: skip


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """The problem as a plan states it; areas with their unit."""
    return {
        "jurisdiction": problem.jurisdiction, "as_of": problem.as_of, "seed": problem.seed,
        "tiers": [{"rule": t.rule, "provisions": list(t.provisions)} for t in problem.tiers],
        "order": list(problem.order), "evaluated_only": problem.evaluated_only,
        "projects": [_project(p) for p in sorted(problem.projects, key=lambda p: p.code)],
        "parcels": [_parcel(p) for p in sorted(problem.parcels, key=lambda p: p.id)],
        "total": None if problem.total is None else area(problem.total),
        "zones": {
            name: {"area": area(z.area), "ratio": str(z.ratio), "evaluated": z.evaluated}
            for name, z in sorted(problem.zones.items())
        },
        "pins": {
            code: [{"parcel": g.parcel, "area": area(g.area)} for g in pieces]
            for code, pieces in sorted(problem.pins.items())
        },
    }  # fmt: skip


def _project(p: Project) -> dict[str, Any]:
    return {
        "code": p.code, "name": p.name, "tier": p.tier, "points": p.points,
        "least": area(p.least), "most": area(p.most), "divisible": p.divisible,
        "zones": list(p.zones), "uses": None if p.uses is None else list(p.uses),
        "kinds": list(p.kinds), "industries": list(p.industries),
        "investment": _rate(p.investment), "tax": _rate(p.tax), "filed": p.filed,
    }  # fmt: skip


def _parcel(p: Parcel) -> dict[str, Any]:
    return {
        "id": p.id, "zone": p.zone, "use": p.use, "kind": p.kind, "area": area(p.area),
        "divisible": p.divisible, "industries": list(p.industries),
        "investment": _rate(p.investment), "tax": _rate(p.tax),
    }  # fmt: skip


def _rate(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def load_plan(text: str, file: str) -> dict[str, Any]:
    """The object of a plan file; `Refused` when it is none."""
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as bad:
        refuse("E106", f"the plan is not valid JSON: {str(bad).splitlines()[0]}", file=file)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        refuse("E109", "the file is no plan", file=file, help="`allocate -o` writes one")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return dict(pairs)


def problem_of(stated: Mapping[str, Any]) -> Problem:
    """The problem that a plan states."""
    return Problem(
        stated["jurisdiction"], stated["as_of"], stated["seed"],
        tuple(Tier(t["rule"], tuple(t["provisions"])) for t in stated["tiers"]),
        tuple(_project_of(p) for p in stated["projects"]),
        tuple(_parcel_of(p) for p in stated["parcels"]),
        None if stated["total"] is None else _area_of(stated["total"]),
        {n: ZoneQuota(_area_of(z["area"]), Fraction(z["ratio"]), z["evaluated"])
         for n, z in stated["zones"].items()},
        tuple(stated["order"]), stated["evaluated_only"],
        {code: grants_of(pieces) for code, pieces in stated["pins"].items()},
    )  # fmt: skip


def grants_of(pieces: list[Mapping[str, str]]) -> Grants:
    """The pieces that a plan states for one project."""
    return tuple(Grant(g["parcel"], _area_of(g["area"])) for g in pieces)


def _area_of(text: str) -> int:
    return int(parse_area(text))


def _project_of(p: Mapping[str, Any]) -> Project:
    return Project(
        p["code"], p["name"], p["tier"], p["points"], _area_of(p["least"]), _area_of(p["most"]),
        p["divisible"], tuple(p["zones"]), None if p["uses"] is None else tuple(p["uses"]),
        tuple(p["kinds"]), tuple(p["industries"]), _rate_of(p["investment"]), _rate_of(p["tax"]),
        p["filed"],
    )  # fmt: skip


def _parcel_of(p: Mapping[str, Any]) -> Parcel:
    return Parcel(
        p["id"], p["zone"], p["use"], p["kind"], _area_of(p["area"]), p["divisible"],
        tuple(p["industries"]), _rate_of(p["investment"]), _rate_of(p["tax"]),
    )  # fmt: skip


def _rate_of(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)

"""A reason for every project: by which tier it got what, or what kept it out and who was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from eligibility.allocation.admission import Entry
from eligibility.allocation.ground import Ground
from eligibility.allocation.plan import area, digest
from eligibility.allocation.problem import Parcel, Problem, Project, misfit
from eligibility.classes import dataclass

Outcome = Literal["granted", "not_eligible", "no_land_fits", "waits"]
Because = Literal["promise", "tier", "points", "filed", "draw", "fit"]


@dataclass(frozen=True)
class Reason:
    """Why a project got what it got.

    `misfits`: how many parcels do not fit, by reason. `blocked`: quotas and parcels that were used
    up. `last`: who holds the last place on them; `because`: why it stood before; `behind`: who
    stands behind it and is served there, none of whom could be replaced by it alone.
    """

    code: str
    outcome: Outcome
    misfits: tuple[tuple[str, int], ...] = ()
    blocked: tuple[str, ...] = ()
    last: str = ""
    because: Because | None = None
    behind: tuple[str, ...] = ()


def reasons(ground: Ground, entries: Sequence[Entry] = ()) -> list[Reason]:
    """One for every applicant: those of the line first, then those that do not enter."""
    found = [_reason(ground, project) for project in ground.problem.line]
    out = [e for e in entries if e.project is None]
    return found + [Reason(e.applicant.code, "not_eligible") for e in out]


def _reason(ground: Ground, project: Project) -> Reason:
    problem = ground.problem
    if project.code in ground.held:
        return Reason(project.code, "granted")
    fitting = problem.fitting[project.code]
    counted = Counter(m for p in problem.parcels if (m := misfit(project, p, problem)) is not None)
    misfits = tuple(sorted(counted.items()))
    if not fitting:
        return Reason(project.code, "no_land_fits", misfits)
    blocked = tuple(dict.fromkeys(name for p in fitting for name in _blocks(ground, project, p)))
    there = _there(ground, fitting, blocked)
    mine = problem.rank[project.code]
    before = [p for p in there if problem.rank[p.code] < mine or p.code in problem.pins]
    first = {p.code for p in before}
    behind = tuple(p.code for p in there if p.code not in first)
    last = before[-1] if before else there[-1] if there else None
    because = None if last is None else standing_before(problem, last, project)
    return Reason(
        project.code, "waits", misfits, blocked, last.code if last else "", because, behind
    )


def _blocks(ground: Ground, project: Project, parcel: Parcel) -> list[str]:
    """What stands against a project on a parcel that fits it."""
    problem = ground.problem
    wanted = project.least if parcel.divisible else parcel.area
    found = []
    if ground.left[parcel.id] < min(wanted, parcel.area) and ground.on[parcel.id]:
        found.append(f"parcel:{parcel.id}")
    if parcel.kind != "new":
        return found
    if problem.total is not None and problem.total - ground.new_in_all < wanted:
        found.append("quota")
    left = ground.quota_left(parcel.zone)
    if left is not None and left < wanted:
        found.append(f"quota:{parcel.zone}")
    return found


def _there(ground: Ground, fitting: Sequence[Parcel], blocked: Sequence[str]) -> list[Project]:
    """Those on the parcels that fit a project or in used-up quotas, as they stand in line."""
    problem = ground.problem
    on = {code for p in fitting for code in ground.on[p.id]}
    zones = {name.removeprefix("quota:") for name in blocked if name.startswith("quota:")}
    on.update(*(ground.on_new[zone] for zone in (ground.on_new if "quota" in blocked else zones)))
    return sorted((problem.by_code[c] for c in on), key=lambda p: problem.rank[p.code])


def standing_before(problem: Problem, one: Project, other: Project) -> Because:
    """Why one stood before another."""
    if one.code in problem.pins:
        return "promise"
    if problem.rank[one.code] > problem.rank[other.code]:
        return "fit"
    if one.tier != other.tier:
        return "tier"
    if one.points != other.points:
        return "points"
    return "filed" if one.filed != other.filed else "draw"


def told(ground: Ground, entries: Sequence[Entry] = ()) -> list[dict[str, Any]]:
    """The reasons as they stand in a plan."""
    by_code = {e.applicant.code: e for e in entries}
    found = reasons(ground, entries)
    return [_one(reason, ground, by_code.get(reason.code)) for reason in found]


def complete(plan: Mapping[str, Any], ground: Ground, entries: Sequence[Entry] = (),
             **more: Any) -> dict[str, Any]:  # fmt: skip
    """The plan with its reasons and whatever else it is to say, every part with its digest."""
    whole = {**plan, "reasons": told(ground, entries), **more}
    parts = {name: digest(part) for name, part in whole.items() if name != "digests"}
    return {**whole, "digests": parts}


def _one(reason: Reason, ground: Ground, entry: Entry | None) -> dict[str, Any]:
    problem = ground.problem
    content: dict[str, Any] = {"code": reason.code, "outcome": reason.outcome}
    project = problem.by_code.get(reason.code)
    if project is not None:
        tier = problem.tiers[project.tier - 1]
        content |= {
            "tier": project.tier, "by_rule": tier.rule or None, "provisions": list(tier.provisions),
            "points": project.points, "place_in_line": problem.rank[project.code] + 1,
        }  # fmt: skip
    if reason.outcome == "granted":
        pieces = ground.held[reason.code]
        content["grants"] = [{"parcel": g.parcel, "area": area(g.area)} for g in pieces]
        content["promised"] = reason.code in problem.pins
    if reason.outcome in ("waits", "no_land_fits"):
        content["misfits"] = dict(reason.misfits)
    if reason.outcome == "waits":
        content |= {
            "blocked": list(reason.blocked),
            "last": reason.last or None,
            "because": reason.because,
            "behind": list(reason.behind),
        }
    if entry is not None:
        if project is None:
            content["name"] = entry.applicant.name
        content |= {
            "standing": entry.standing, "rules": list(entry.why), "missing": list(entry.missing),
            "cut_by": entry.cut or None, "points_of": dict(entry.points),
            "open_tiers": list(entry.open_tiers), "kinds_by": list(entry.kinds_by),
        }  # fmt: skip
    return content

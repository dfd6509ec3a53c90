"""A plan retraced: do its reasons follow from it, do tables and rules give the problem it states.

Beside the check of a plan (`audit`): here a plan is compared with what the program says itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from eligibility.allocation.admission import OPEN
from eligibility.allocation.audit import Check
from eligibility.allocation.ground import Ground
from eligibility.allocation.plan import grants_of, problem_of, problem_to_json
from eligibility.allocation.problem import Problem
from eligibility.allocation.reasons import told
from eligibility.allocation.round import Round
from eligibility.allocation.what_if import STEPS, quotas, tally, with_quota

Plan = Mapping[str, Any]
_LISTS = {"projects": "code", "parcels": "id"}
_FAR = 2**100  # above every bound
_OF_ENTRY = (
    "name",
    "standing",
    "rules",
    "missing",
    "cut_by",
    "points_of",
    "open_tiers",
    "kinds_by",
)


def wrong_reasons(plan: Plan, round: Round | None = None) -> Iterator[str]:
    """What the reasons of a plan that stands say amiss; those of a round that was read in full."""
    held = {code: grants_of(pieces) for code, pieces in plan["grants"].items()}
    ground = Ground(problem_of(plan["problem"]), held)
    due = {r["code"]: r for r in told(ground, round.entries if round is not None else ())}
    for reason in plan["reasons"]:
        code = reason["code"]
        if code not in due:
            due[code] = {"code": code, "outcome": "not_eligible"}
        wanted = {**{k: reason[k] for k in _OF_ENTRY if k in reason}, **due.pop(code)}
        for name in sorted({*reason, *wanted}):
            if _text(reason.get(name)) != _text(wanted.get(name)) or name not in reason:
                yield f"the reason of {code} is wrong: {name}"
        project = ground.problem.by_code.get(code)
        if project is not None and sum(
            reason.get("points_of", {}).values() or [project.points]
        ) != (project.points):
            yield f"the points of {code} are made of others"
        if reason.get("standing", OPEN[0]) not in (
            *OPEN,
            "rejected" if project is None else "eligible",
        ):
            yield f"{code} is {reason['standing']}, and the plan takes it for something else"
    yield from (f"there is no reason for {code}" for code in due)


def other_problem(plan: Plan, round: Round) -> Iterator[str]:
    """Where the problem that a plan states is not that of a round, name by name."""
    due = problem_to_json(round.problem)
    for part, mine in plan["problem"].items():
        if part not in _LISTS:
            if _text(mine) != _text(due[part]):
                yield f"{part} is not what the tables and rules give"
            continue
        key = _LISTS[part]
        stated, given = {x[key]: x for x in mine}, {x[key]: x for x in due[part]}
        yield from (f"{name} is in no table" for name in sorted(set(stated) - set(given)))
        yield from (f"{name} is left out" for name in sorted(set(given) - set(stated)))
        for name in sorted(set(stated) & set(given)):
            wrong = [k for k, v in given[name].items() if _text(v) != _text(stated[name].get(k))]
            if wrong:
                yield f"{name} has another {', '.join(wrong)} than tables and rules give it"


def wrong_effects(plan: Plan) -> Iterator[str]:
    """Effects that the plan's own multipliers disprove, or that are no answer for this problem."""
    problem = problem_of(plan["problem"])
    before = tally(problem, plan["grants"])
    due = [(quota, more) for quota in quotas(problem) for more in STEPS]
    stated = plan.get("effects")
    if stated is not None and [(e["quota"], e["more"]) for e in stated] != due:
        yield "the effects are not those of every quota"
        return
    for effect in stated or ():
        after = [[a + b for a, b in zip(x, effect[n], strict=True)]
                 for x, n in zip(before, ("served", "points"), strict=True)]  # fmt: skip
        more = with_quota(problem, effect["quota"], effect["more"])
        gained = [*effect["served"], *effect["points"]]
        if any(type(n) is not int for n in gained) or not _bears(plan, more, effect):
            yield f"{effect['more']} 亩 more of {effect['quota']} cannot bring so much"
        elif not all(_makes_up(problem, t, *x) for t, x in enumerate(zip(*after, strict=True), 1)):
            yield f"{effect['more']} 亩 more of {effect['quota']}: served and points do not agree"


def _bears(plan: Plan, problem: Problem, effect: Plan) -> bool:
    """Whether the bounds of the tiers leave room for the points gained, the first tiers first."""
    if tuple(effect["points"]) < (0,) * len(effect["points"]):
        return False
    gains = [*effect["points"], *(0 for _ in plan["levels"])]
    levels = [{**x, "value": x["value"] + g, "bound": _FAR}
              for x, g in zip(plan["levels"], gains, strict=False)]  # fmt: skip
    check = Check({**plan, "problem": problem_to_json(problem), "levels": levels})
    check.grants()
    return all(value <= most for _, value, most, _ in list(check.bounds())[: len(effect["points"])])


def _makes_up(problem: Problem, tier: int, served: int, points: int) -> bool:
    """Whether so many projects of a tier can come to so many points."""
    worth = sorted(p.points for p in problem.projects if p.tier == tier)
    least, most = sum(worth[: max(served, 0)]), sum(worth[max(len(worth) - served, 0) :])
    return 0 <= served <= len(worth) and least <= points <= most


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)

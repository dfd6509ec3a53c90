"""Plans that were tampered with, their digests made good again: each breaks something."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from allocation.pools import MU, values

from eligibility.allocation.plan import area, digest, grants_of, problem_of

Plan = dict[str, Any]


def tampered(plan: Plan, seed: int) -> Iterator[tuple[str, Plan]]:
    """Every way of tampering that this plan allows, by its name."""
    for name, way in WAYS.items():
        other = copy.deepcopy(plan)
        if way(other, random.Random(f"{seed}{name}")):  # noqa: S311  a draw of test data
            for part in ("problem", "grants", "levels"):
                other["digests"][part] = digest(other[part])
            yield name, other


def _restated(plan: Plan) -> bool:
    """State the values of the grants as they are now."""
    problem = problem_of(plan["problem"])
    held = {code: grants_of(pieces) for code, pieces in plan["grants"].items()}
    if not all(
        c in problem.by_code and all(g.parcel in problem.by_id for g in p) for c, p in held.items()
    ):
        return True
    unit = grants_of([{"parcel": "", "area": plan["unit"]}])[0].area
    found = values(problem, held)
    for level, value in zip(plan["levels"], found, strict=True):
        level["value"] = value if level["name"].startswith("tier") else value * MU // unit
        level["bound"] = max(level["bound"], level["value"])
    return True


def _free(plan: Plan) -> list[str]:
    return sorted(c for c in plan["grants"] if c not in plan["problem"]["pins"])


def _withheld(plan: Plan, r: random.Random) -> bool:
    if not (free := _free(plan)):
        return False
    del plan["grants"][r.choice(free)]
    return _restated(plan)


def _larger(plan: Plan, r: random.Random) -> bool:
    if not (free := _free(plan)):
        return False
    code = r.choice(free)
    most = next(p["most"] for p in plan["problem"]["projects"] if p["code"] == code)
    grant = plan["grants"][code][0]
    size = grants_of([{"parcel": "", "area": most}])[0].area + MU
    grant["area"] = area(size)
    return _restated(plan)


def _doubled(plan: Plan, r: random.Random) -> bool:
    waiting = sorted({p["code"] for p in plan["problem"]["projects"]} - set(plan["grants"]))
    if not waiting or not plan["grants"]:
        return False
    code, other = r.choice(waiting), r.choice(sorted(plan["grants"]))
    plan["grants"][code] = copy.deepcopy(plan["grants"][other])
    return _restated(plan)


def _misplaced(plan: Plan, r: random.Random) -> bool:
    problem = problem_of(plan["problem"])
    free = [c for c in _free(plan) if len(problem.fitting[c]) < len(problem.parcels)]
    if not free:
        return False
    code = r.choice(free)
    unfit = sorted(set(problem.by_id) - {p.id for p in problem.fitting[code]})
    plan["grants"][code][0]["parcel"] = r.choice(unfit)
    return _restated(plan)


def _praised(plan: Plan, r: random.Random) -> bool:
    level = r.choice(plan["levels"])
    level["value"] += 1
    level["bound"] = max(level["bound"], level["value"])
    return True


def _belittled(plan: Plan, r: random.Random) -> bool:
    r.choice(plan["levels"])["value"] -= 1
    return True


def _capped(plan: Plan, r: random.Random) -> bool:
    level = r.choice(plan["levels"])
    level["bound"] = level["value"] - 1
    return True


def _unknown(plan: Plan, r: random.Random) -> bool:
    plan["grants"]["nobody"] = [
        {"parcel": r.choice(plan["problem"]["parcels"])["id"], "area": "1 亩"}
    ]
    return _restated(plan)


def _reordered(plan: Plan, _: random.Random) -> bool:
    plan["levels"].reverse()
    return len(plan["levels"]) > 1


def _handed_down(plan: Plan, _: random.Random) -> bool:
    """A project of a lower tier is put in the place of one that stands before it."""
    problem = problem_of(plan["problem"])
    for code in _free(plan):
        grants = grants_of(plan["grants"][code])
        for other in reversed(problem.line):
            size = sum(g.area for g in grants)
            fits = all(problem.by_id[g.parcel] in problem.fitting[other.code] for g in grants)
            if other.code in plan["grants"] or not fits or len(grants) > 1:
                continue
            if other.tier > problem.by_code[code].tier and other.least <= size <= other.most:
                plan["grants"][other.code] = plan["grants"].pop(code)
                return _restated(plan)
    return False


WAYS: dict[str, Callable[[Plan, random.Random], bool]] = {
    "withheld": _withheld, "larger": _larger, "doubled": _doubled, "misplaced": _misplaced,
    "praised": _praised, "belittled": _belittled, "capped": _capped, "unknown": _unknown,
    "reordered": _reordered, "handed down": _handed_down,
}  # fmt: skip

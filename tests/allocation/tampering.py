"""Plans that were tampered with, their digests made good again: each breaks something."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from allocation.pools import MU, values
from allocation.tampering_words import WORDS

from eligibility.allocation.plan import area, digest, grants_of, problem_of

Plan = dict[str, Any]


def tampered(plan: Plan, seed: int) -> Iterator[tuple[str, Plan]]:
    """Every way of tampering that this plan allows, by its name."""
    for name, way in (WAYS | WORDS).items():
        other = copy.deepcopy(plan)
        if way(other, random.Random(f"{seed}{name}")):  # noqa: S311  a draw of test data
            for part in other["digests"]:
                other["digests"][part] = digest(other[part])
            yield name, other


def _restated(plan: Plan) -> bool:
    """State the values of the grants as they are now, and who got what in the reasons."""
    _retold(plan)
    problem = problem_of(plan["problem"])
    held = {code: grants_of(pieces) for code, pieces in plan["grants"].items()}
    if not all(
        c in problem.by_code and all(g.parcel in problem.by_id for g in p) for c, p in held.items()
    ):
        return True
    unit = grants_of([{"parcel": "", "area": plan["unit"]}])[0].area
    free = {code: pieces for code, pieces in held.items() if code not in problem.pins}
    found = values(problem, free)
    for level, value in zip(plan["levels"], found, strict=True):
        level["value"] = value if level["name"].startswith("tier") else value * MU // unit
        level["bound"] = max(level["bound"], level["value"])
        level["optimal"] = level["optimal"] or level["value"] == level["bound"]
    return True


def _retold(plan: Plan) -> None:
    for reason in plan["reasons"]:
        if reason["code"] in plan["grants"]:
            reason["outcome"] = "granted"
            reason["grants"] = copy.deepcopy(plan["grants"][reason["code"]])
            reason["promised"] = reason["code"] in plan["problem"]["pins"]
        elif reason["outcome"] == "granted":
            reason["outcome"] = "waits"
            for name in ("grants", "promised"):
                del reason[name]
            reason |= {"misfits": {}, "blocked": [], "last": None, "because": None, "behind": []}


def _free(plan: Plan) -> list[str]:
    return sorted(c for c in plan["grants"] if c not in plan["problem"]["pins"])


def _waiting(plan: Plan) -> list[str]:
    return sorted({p["code"] for p in plan["problem"]["projects"]} - set(plan["grants"]))


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


def _off_by_one(plan: Plan, r: random.Random) -> bool:
    """One base unit more or less than was given."""
    if not plan["grants"]:
        return False
    code = r.choice(sorted(plan["grants"]))
    grant = plan["grants"][code][0]
    grant["area"] = area(grants_of([grant])[0].area + r.choice((-1, 1)))
    return _restated(plan)


def _doubled(plan: Plan, r: random.Random) -> bool:
    waiting = _waiting(plan)
    if not waiting or not plan["grants"]:
        return False
    code, other = r.choice(waiting), r.choice(sorted(plan["grants"]))
    plan["grants"][code] = copy.deepcopy(plan["grants"][other])
    return _restated(plan)


def _split(plan: Plan, r: random.Random) -> bool:
    """One piece told as two of the same parcel."""
    if not (free := _free(plan)):
        return False
    code = r.choice(free)
    first, size = plan["grants"][code][0], grants_of(plan["grants"][code])[0].area
    plan["grants"][code] += [{**first, "area": area(size // 2)}]
    first["area"] = area(size - size // 2)
    return _restated(plan)


def _emptied(plan: Plan, r: random.Random) -> bool:
    """Served with nothing."""
    waiting = _waiting(plan)
    if not waiting:
        return False
    plan["grants"][r.choice(waiting)] = []
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


def _unknown(plan: Plan, r: random.Random) -> bool:
    plan["grants"]["nobody"] = [
        {"parcel": r.choice(plan["problem"]["parcels"])["id"], "area": "1 亩"}
    ]
    return _restated(plan)


def _handed_down(plan: Plan, _: random.Random) -> bool:
    """A project of a lower tier is put in the place of one that stands before it."""
    return _handed(plan, lambda one, other: other.tier > one.tier)


def _handed_back(plan: Plan, _: random.Random) -> bool:
    """A later equal is put in the place of an earlier one."""
    problem = problem_of(plan["problem"])
    rank = problem.rank
    return _handed(plan, lambda one, other: (other.tier, other.points) == (one.tier, one.points)
                   and rank[other.code] > rank[one.code])  # fmt: skip


def _handed(plan: Plan, behind: Callable[[Any, Any], bool]) -> bool:
    problem = problem_of(plan["problem"])
    for code in _free(plan):
        grants, one = grants_of(plan["grants"][code]), problem.by_code[code]
        size = sum(g.area for g in grants)
        for other in reversed(problem.line):
            fits = all(problem.by_id[g.parcel] in problem.fitting[other.code] for g in grants)
            cut = any(problem.by_id[g.parcel].divisible for g in grants)
            enough = size == other.least or (not cut and other.least <= size <= other.most)
            if other.code in plan["grants"] or not fits or len(grants) > 1 or not enough:
                continue
            if behind(one, other):
                plan["grants"][other.code] = plan["grants"].pop(code)
                return _restated(plan)
    return False


def _pinned_anew(plan: Plan, r: random.Random) -> bool:
    """A promise that was never kept: to somebody who waits."""
    waiting = _waiting(plan)
    if not waiting or not plan["grants"]:
        return False
    pieces = copy.deepcopy(plan["grants"][r.choice(sorted(plan["grants"]))])
    plan["problem"]["pins"][r.choice(waiting)] = pieces
    return True


def _pin_dropped(plan: Plan, r: random.Random) -> bool:
    """What was promised is given to nobody."""
    if not plan["problem"]["pins"]:
        return False
    del plan["grants"][r.choice(sorted(plan["problem"]["pins"]))]
    return _restated(plan)


def _more_quota(plan: Plan, r: random.Random) -> bool:
    """Less quota in the problem than is given out."""
    problem = plan["problem"]
    kinds = {p["id"]: p["kind"] for p in problem["parcels"]}
    given = [g for pieces in plan["grants"].values() for g in pieces]
    new = [g for g in given if kinds[g["parcel"]] == "new"]
    if not new or problem["total"] is None:
        return False
    problem["total"] = area(sum(grants_of([g])[0].area for g in new) - MU)
    return True


WAYS: dict[str, Callable[[Plan, random.Random], bool]] = {
    "withheld": _withheld, "larger": _larger, "off by one": _off_by_one, "doubled": _doubled,
    "split": _split, "emptied": _emptied, "misplaced": _misplaced, "unknown": _unknown,
    "handed down": _handed_down, "handed back": _handed_back, "pinned anew": _pinned_anew,
    "pin dropped": _pin_dropped, "overdrawn": _more_quota,
}  # fmt: skip

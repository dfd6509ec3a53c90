"""What a plan says, told falsely: levels, rows of the problem, reasons, effects."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from eligibility.allocation.plan import area, grants_of

Plan = dict[str, Any]
Way = Callable[[Plan, random.Random], bool]


def _rows(plan: Plan, part: str) -> list[Any]:
    """The rows of a part of the problem, or of the plan; none where it is left out."""
    rows: list[Any] = plan["problem"].get(part, plan.get(part)) or []
    return rows


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


def _denied(plan: Plan, r: random.Random) -> bool:
    best = [x for x in plan["levels"] if x["value"] == x["bound"]]
    if not best:
        return False
    r.choice(best)["optimal"] = False
    return True


def _reordered(plan: Plan, _: random.Random) -> bool:
    plan["levels"].reverse()
    return len(plan["levels"]) > 1


def _multiplier(value: Any) -> Way:
    def way(plan: Plan, r: random.Random) -> bool:
        known = [x["multipliers"] for x in plan["levels"] if x["multipliers"]]
        if not known:
            return False
        some = r.choice(known)
        some[r.choice(sorted(some))] = value
        return True

    return way


def _multiplier_of_nothing(plan: Plan, r: random.Random) -> bool:
    r.choice(plan["levels"])["multipliers"]["parcel:nowhere"] = 1
    return True


def _own_multiplier(plan: Plan, r: random.Random) -> bool:
    """A level that is kept by itself."""
    level = r.choice(plan["levels"])
    level["multipliers"][level["name"]] = 2**40
    return True


def _as_kind(part: str, name: str, kind: Callable[[Any], Any]) -> Way:
    """A value of another kind that compares as equal."""

    def way(plan: Plan, r: random.Random) -> bool:
        rows = [row for row in _rows(plan, part) if kind(row[name]) is not row[name]]
        if not rows:
            return False
        row = r.choice(rows)
        row[name] = kind(row[name])
        return True

    return way


def _twice(part: str) -> Way:
    def way(plan: Plan, r: random.Random) -> bool:
        rows = _rows(plan, part)
        rows.append(copy.deepcopy(r.choice(rows)))
        return True

    return way


def _dropped(part: str) -> Way:
    def way(plan: Plan, r: random.Random) -> bool:
        rows = _rows(plan, part)
        if not rows:
            return False
        rows.pop(r.randrange(len(rows)))
        return True

    return way


def _left_out(plan: Plan, r: random.Random) -> bool:
    """A project that waits is taken out of the line, but not out of the reasons."""
    waiting = [p for p in plan["problem"]["projects"] if p["code"] not in plan["grants"]]
    if not waiting:
        return False
    plan["problem"]["projects"].remove(r.choice(waiting))
    return True


def _tierless(plan: Plan, r: random.Random) -> bool:
    r.choice(plan["problem"]["projects"])["tier"] = r.choice((0, 9, -1))
    return True


def _pointless(plan: Plan, r: random.Random) -> bool:
    waiting = [p for p in plan["problem"]["projects"] if p["code"] not in plan["grants"]]
    if not waiting:
        return False
    r.choice(waiting)["points"] = r.choice((0, -100))
    return True


def _added_key(where: str) -> Way:
    def way(plan: Plan, r: random.Random) -> bool:
        r.choice(_rows(plan, where))["approved_by"] = "the mayor"
        return True

    return way


def _coarser(plan: Plan, r: random.Random) -> bool:
    unit = grants_of([{"parcel": "", "area": plan["unit"]}])[0].area
    plan["unit"] = area(unit * r.choice((2, 10))) if r.random() < 0.5 else area(unit // 2)
    return True


def _other_seed(plan: Plan, _: random.Random) -> bool:
    plan["seed"] += 1
    return True


def _said(outcome: str, name: str, value: Callable[[Any, Plan, random.Random], Any]) -> Way:
    """A reason that says something else."""

    def way(plan: Plan, r: random.Random) -> bool:
        rows = [x for x in plan["reasons"] if outcome in ("", x["outcome"]) and name in x]
        row = r.choice(rows) if rows else {}
        new = value(row.get(name), plan, r) if rows else None
        if not rows or (type(new), new) == (type(row[name]), row[name]):
            return False
        row[name] = new
        return True

    return way


def _nobody_asked(plan: Plan, _: random.Random) -> bool:
    """Somebody outside the line is said to be served."""
    plan["reasons"].append({"code": "outsider", "outcome": "granted"})
    return True


def _rosy(plan: Plan, r: random.Random) -> bool:
    """An effect of more quota beyond every bound."""
    if not plan.get("effects"):
        return False
    effect = r.choice(plan["effects"])
    effect["points"][0] += 10_000
    return True


def _more_served(plan: Plan, r: random.Random) -> bool:
    if not plan.get("effects"):
        return False
    r.choice(plan["effects"])["served"][0] += 50
    return True


def _harm(plan: Plan, r: random.Random) -> bool:
    """More quota that would bring less."""
    if not plan.get("effects"):
        return False
    r.choice(plan["effects"])["points"] = [-1] + [0] * (len(plan["problem"]["tiers"]) - 1)
    return True


WORDS: dict[str, Way] = {
    "praised": _praised, "belittled": _belittled, "capped": _capped, "denied": _denied,
    "reordered": _reordered, "level dropped": _dropped("levels"), "level twice": _twice("levels"),
    "multiplier below zero": _multiplier(-(2**40)),
    "multiplier not a number": _multiplier(float("nan")),
    "multiplier infinite": _multiplier(float("inf")), "multiplier a text": _multiplier("1"),
    "multiplier true": _multiplier(True), "multiplier of nothing": _multiplier_of_nothing,
    "own multiplier": _own_multiplier, "value a float": _as_kind("levels", "value", float),
    "points a float": _as_kind("projects", "points", float),
    "divisible a word": _as_kind("projects", "divisible", lambda x: x or "no"),
    "area a number": _as_kind("parcels", "area", lambda _: 5),
    "area below zero": _as_kind("parcels", "area", lambda x: f"-{x}"),
    "kind unknown": _as_kind("parcels", "kind", lambda x: f"{x} "),
    "project twice": _twice("projects"), "parcel twice": _twice("parcels"),
    "left out": _left_out, "tierless": _tierless, "pointless": _pointless,
    "key in a project": _added_key("projects"), "key in a parcel": _added_key("parcels"),
    "key in a level": _added_key("levels"), "key in a reason": _added_key("reasons"),
    "coarser": _coarser, "other seed": _other_seed,
    "reason dropped": _dropped("reasons"), "reason twice": _twice("reasons"),
    "outsider": _nobody_asked,
    "other outcome": _said("", "outcome", lambda x, *_: "waits" if x != "waits" else "granted"),
    "other tier": _said("", "tier", lambda x, *_: x + 1),
    "other rule": _said("", "by_rule", lambda *_: "place/quota-priority/friends"),
    "other provision": _said("", "provisions", lambda *_: ["X-1"]),
    "other points": _said("", "points", lambda x, *_: x + 1),
    "other place": _said("", "place_in_line", lambda x, *_: x + 1),
    "true for one": _said("", "tier", lambda x, *_: True if x == 1 else x),
    "other grant": _said("granted", "grants", lambda *_: []),
    "promised": _said("granted", "promised", lambda x, *_: not x),
    "other last": _said("waits", "last", lambda x, p, _: min({*p["grants"], "X"} - {x})),
    "other because": _said("waits", "because", lambda x, *_: "draw" if x != "draw" else "tier"),
    "block hidden": _said("waits", "blocked", lambda *_: []),
    "block made up": _said("waits", "blocked", lambda x, *_: [*x, "quota:nowhere"]),
    "behind hidden": _said("waits", "behind", lambda *_: []),
    "misfits": _said("", "misfits", lambda x, *_: {**x, "zone": x.get("zone", 0) + 1}),
    "rosy": _rosy, "more served": _more_served, "harm": _harm,
    "effect dropped": _dropped("effects"),
}  # fmt: skip

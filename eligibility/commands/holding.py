"""A round of allocation held: its tables read, solved, and put into a plan."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console
from eligibility.commands.desk import Desk
from eligibility.errors import refuse

if TYPE_CHECKING:
    from eligibility.allocation.problem import Problem
    from eligibility.allocation.round import Round, Tables
    from eligibility.allocation.solve import Solution
    from eligibility.language.pack import Words

Wishes = Mapping[str, Any]


def tables_of(wishes: Wishes) -> Tables:
    """The files that were named; a usage error where one lacks."""
    from eligibility.allocation.round import Tables

    names = {"projects": "PROJECTS", "land": "--land", "quota": "--quota"}
    lacking = [shown for name, shown in names.items() if not wishes[name]]
    if lacking:
        raise click.UsageError(f"missing: {', '.join(lacking)}")
    return Tables(wishes["projects"], wishes["land"], wishes["quota"], wishes["pin"])


def read(tables: Tables, wishes: Wishes) -> tuple[Desk, Round]:
    """The desk and the round; `Refused` with every fault of every table."""
    from eligibility.allocation.pool import place_of
    from eligibility.allocation.round import Terms, read_round
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.conclude import Interpreter
    from eligibility.evaluation.timing import today

    place = wishes["jurisdiction"] or place_of(tables.projects)
    desk = Desk(
        folder=wishes["folder"], office_file=wishes["office"], as_of=wishes["as_of"],
        jurisdiction=place,
    )  # fmt: skip
    question = Question(desk.day or today(), (), background=True, office=desk.office)
    terms = Terms(
        desk.book(place), place, question, Interpreter(), wishes["seed"], included(wishes)
    )
    return desk, read_round(tables, terms, desk.read)


def included(wishes: Wishes) -> frozenset[str]:
    """The open conclusions that enter."""
    from eligibility.allocation.admission import OPEN

    found = frozenset(filter(None, wishes["include"].replace("，", ",").split(",")))
    for word in sorted(found - set(OPEN)):
        refuse("E207", f"--include: `{word}` is neither refer nor undetermined")
    return found


def words_of(held: Round, desk: Desk) -> dict[str, Any]:
    """What the rules say about the plan as a whole, as it stands in the plan."""
    from eligibility.evaluation.timing import advisory

    pack = desk.book(held.problem.jurisdiction).packs[held.problem.jurisdiction]
    words = advisory(pack, desk.office)
    return {
        "policy": [{"zh": w.zh, "en": w.en} for w in held.policy.because],
        "order_by": [
            {"rule": r.id, "provisions": list(r.provisions), "force": r.force}
            for r in held.policy.order_by
        ],
        "advisory": [{"zh": w.zh, "en": w.en} for w in words],
    }


def says(plan: Mapping[str, Any], desk: Desk) -> dict[str, Words]:
    """What the rules ask that a plan names, by rule."""
    packs = desk.book(plan["problem"]["jurisdiction"]).packs
    named = {tier["rule"] for tier in plan["problem"]["tiers"] if tier["rule"]}
    named |= {by["rule"] for by in plan.get("order_by", ())}
    for reason in plan["reasons"]:
        for name in ("rules", "open_tiers", "kinds_by"):
            named |= set(reason.get(name, ()))
        named |= {n for n in reason.get("points_of", ()) if "/" in n}
        named |= {reason["cut_by"]} if reason.get("cut_by") else set()
    found: dict[str, Words] = {}
    for id in named:
        place, matter, _ = id.split("/")
        rules = packs[place].matters[matter].rules if place in packs else ()
        found |= {r.id: r.says for r in rules if r.id == id}
    return found


def solved(held: Round, wishes: Wishes) -> Solution:
    """The round solved, with a word on stderr for each level."""
    from eligibility.allocation.solve import solve

    return solve(held.problem, seconds=wishes["seconds"], told=told)


def plan_of(
    held: Round, solution: Solution, tables: Tables, desk: Desk, wishes: Wishes
) -> dict[str, Any]:
    """The whole plan, every part with its digest."""
    from eligibility.allocation import plan, reasons
    from eligibility.allocation.doors import solver_name
    from eligibility.report.to_json import PROGRAM

    book = desk.book(held.problem.jurisdiction)
    inputs = {**tables.digests(), "rulebook": book.digest}
    content = plan.to_json(held.problem, solution, solver_name(), PROGRAM, inputs)
    more = {"include": sorted(included(wishes)), **words_of(held, desk)}
    if wishes["code"] is None:
        more["effects"] = _effects(held.problem, solution, wishes)
    return reasons.complete(content, solution.ground, held.entries, **more)


def _effects(problem: Problem, solution: Solution, wishes: Wishes) -> list[dict[str, Any]] | None:
    """What more of each quota brings; None where that was left out."""
    from eligibility.allocation import what_if
    from eligibility.allocation.solve import solve

    wanted = wishes["effects"]
    if wanted is None:
        wanted = what_if.is_quick(problem)
    if not wanted:
        return None
    seconds = max(wishes["seconds"] // 10, 1)
    found = what_if.effects(problem, solution, lambda p: solve(p, seconds=seconds), told)
    return [
        {"quota": e.quota, "more": e.more, "served": list(e.served), "points": list(e.points)}
        for e in found
    ]


def told(text: str) -> None:
    """A word of progress, where somebody watches."""
    if sys.stderr.isatty():
        console.word(text)

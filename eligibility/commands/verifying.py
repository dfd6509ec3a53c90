"""The check of a plan: what holds of it alone, and whether its tables and the rules give it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eligibility.commands import exits
from eligibility.commands.answer import give
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.allocation.audit import Audit

Plan = Mapping[str, Any]
TABLES = ("projects", "land", "quota", "pin")


def verify(file: str, wishes: Mapping[str, Any], form: str, language: Language) -> None:
    """Print what the check of a plan finds; leaves with findings where it does not stand."""
    from eligibility.allocation.plan import load_plan
    from eligibility.language.located import read_text
    from eligibility.report import to_json
    from eligibility.report.allocated import audit_document

    plan = load_plan(read_text(file), file)
    found, retraced = _checked(plan, wishes)
    bounds = [{"level": n, "value": v, "bound": b, "proof": p} for n, v, b, p in found.bounds]
    give(
        form, None,
        lambda: audit_document(found.faults, found.bounds, file, language, retraced=retraced),
        lambda: to_json.tagged(
            "audit", plan=file, stands=not found.faults, faults=list(found.faults), bounds=bounds,
            retraced=retraced,
        ),
    )  # fmt: skip
    if found.faults:
        sys.exit(exits.Exit.FINDINGS)


def _checked(plan: Plan, wishes: Mapping[str, Any]) -> tuple[Audit, bool]:
    """The check, and whether the problem was made again from the tables."""
    from eligibility.allocation.audit import Audit, audit
    from eligibility.allocation.retracing import wrong_effects, wrong_reasons

    found = audit(dict(plan))
    if found.faults:
        return found, False
    others = list(_other_tables(plan, wishes))
    whole = all(wishes[name] for name in TABLES[:3]) and not others
    others += _retraced(plan, wishes) if whole else wrong_reasons(plan)
    others += wrong_effects(plan)
    return Audit(tuple(others), () if others else found.bounds), whole


def _other_tables(plan: Plan, wishes: Mapping[str, Any]) -> Iterator[str]:
    from eligibility.allocation.plan import digest_of

    stated = plan.get("inputs", {})
    for name in TABLES:
        path = wishes[name]
        if path is not None and digest_of(path) != stated.get(name):
            yield f"{name}: `{path}` is not the table that the plan was made from"
    if plan["problem"]["pins"] and "pin" not in stated:
        yield "pin: the plan keeps promises, and names no plan that they are from"
    elif "pin" in stated and not wishes["pin"] and all(wishes[n] for n in TABLES[:3]):
        yield "pin: the plan keeps promises of an earlier one: name that too (--pin)"


def _retraced(plan: Plan, wishes: Mapping[str, Any]) -> Iterator[str]:
    """Where tables and rules, read again, give something else than the plan states."""
    from eligibility.allocation.retracing import other_problem, wrong_reasons
    from eligibility.commands.holding import read, tables_of, words_of

    problem = plan["problem"]
    include = ",".join(plan.get("include", ()))
    of_plan = {"jurisdiction": problem["jurisdiction"], "seed": problem["seed"], "include": include}
    desk, held = read(tables_of(wishes), {**wishes, **of_plan, "as_of": problem["as_of"]})
    if desk.book(problem["jurisdiction"]).digest != plan["inputs"].get("rulebook"):
        yield "rules: they are not those that the plan was made by"
    yield from other_problem(plan, held)
    yield from wrong_reasons(plan, held)
    for name, due in words_of(held, desk).items():
        if plan.get(name) != due:
            yield f"{name} is not what the rules say"

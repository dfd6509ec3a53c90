"""A plan is checked against its tables: a problem that was changed, and solved again, is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allocation.test_command import POOLS, run

from eligibility.allocation.audit import audit
from eligibility.allocation.plan import digest, problem_of, to_json
from eligibility.allocation.reasons import told
from eligibility.allocation.retracing import wrong_reasons
from eligibility.allocation.solve import solve

Plan = dict[str, Any]
POOL = next(p for p in POOLS if p.parent.name == "langfang")
WORDS = (POOL / "projects.csv", "--land", POOL / "land.csv", "--quota", POOL / "quota.csv")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of a pool."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    done = run(*WORDS, "--as-of", "2026-04-01", "--no-effects", "-o", path)
    assert done.returncode == 0, done.stderr
    found: Plan = json.loads(path.read_text(encoding="utf-8"))
    return found


def _project(plan: Plan, code: str) -> Plan:
    return next(p for p in plan["problem"]["projects"] if p["code"] == code)


def _left_out(plan: Plan) -> None:
    plan["problem"]["projects"] = [p for p in plan["problem"]["projects"] if p["code"] != "LF06"]


CHANGES: dict[str, Callable[[Plan], Any]] = {
    "points": lambda p: _project(p, "LF05").update(points=900),
    "tier": lambda p: _project(p, "LF09").update(tier=1),
    "filed": lambda p: _project(p, "LF09").update(filed="2020-01-01"),
    "asks for less": lambda p: _project(p, "LF09").update(least="20 亩"),
    "wishes": lambda p: _project(p, "LF05").update(zones=[]),
    "tax": lambda p: _project(p, "LF05").update(tax="99999/2"),
    "name": lambda p: _project(p, "LF05").update(name="别的项目"),
    "left out": _left_out,
    "total": lambda p: p["problem"].update(total="400 亩"),
    "zone": lambda p: p["problem"]["zones"]["香河经开区"].update(area="41 亩"),
    "ratio": lambda p: p["problem"]["zones"]["霸州经开区"].update(ratio="1"),
    "evaluated": lambda p: p["problem"]["zones"]["香河经开区"].update(evaluated=True),
    "parcel": lambda p: p["problem"]["parcels"][0].update(area="200 亩"),
    "order": lambda p: p["problem"].update(order=["new", "stock", "plant"]),
    "tier's rule": lambda p: p["problem"]["tiers"][0].update(rule="langfang/quota-priority/x"),
    "day": lambda p: p["problem"].update(as_of="2026-04-02"),
    "jurisdiction": lambda p: p["problem"].update(jurisdiction="chaoyang"),
}  # fmt: skip


def _solved_again(plan: Plan) -> Plan:
    """The plan as its forger would write it: whole, consistent, every digest right."""
    problem = problem_of(plan["problem"])
    solution = solve(problem, seconds=5)
    other = {**plan, **to_json(problem, solution, "", "", plan["inputs"])}
    kept = {r["code"]: r for r in plan["reasons"]}
    for reason in told(solution.ground):
        kept[reason["code"]] = {**kept[reason["code"]], **reason}
        kept[reason["code"]].pop("points_of", None)
    other["reasons"] = [
        r for c, r in kept.items() if c in problem.by_code or r["outcome"] == "not_eligible"
    ]
    for reason in other["reasons"]:
        wait, held = {"misfits", "blocked", "last", "because", "behind"}, {"grants", "promised"}
        stale = {"granted": wait, "waits": held, "no_land_fits": held | wait - {"misfits"}}
        for name in stale.get(reason["outcome"], set()) & set(reason):
            del reason[name]
    other["digests"] = {name: digest(part) for name, part in other.items() if name != "digests"}
    return other


@pytest.mark.parametrize("name", CHANGES)
def test_a_problem_that_the_tables_do_not_give_is_found(
    plan: Plan, tmp_path: Path, name: str
) -> None:
    forged = json.loads(json.dumps(plan))
    CHANGES[name](forged)
    forged = _solved_again(forged)
    if forged["problem"]["jurisdiction"] == "langfang":
        assert [*audit(forged).faults, *wrong_reasons(forged)] == []  # it stands by itself
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(forged), encoding="utf-8")
    assert run(*WORDS, "--verify", path).returncode == 3


@pytest.mark.parametrize(
    "part", ["standing", "rules", "missing", "points_of", "open_tiers", "name"]
)
def test_a_statement_of_eligibility_that_the_rules_do_not_give_is_found(
    plan: Plan, tmp_path: Path, part: str
) -> None:
    forged = json.loads(json.dumps(plan))
    reason = next(r for r in forged["reasons"] if part in r and r["outcome"] == (
        "waits" if part in ("points_of", "open_tiers") else "not_eligible"))  # fmt: skip
    value = reason[part]
    reason[part] = (
        "refer" if isinstance(value, str) else {"friends": reason["points"]} if part == "points_of"
        else [*value, "x"]
    )  # fmt: skip
    forged["digests"]["reasons"] = digest(forged["reasons"])
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(forged), encoding="utf-8")
    done = run(*WORDS, "--verify", path)
    assert done.returncode == 3
    assert part in done.stdout


def test_honest_words_are_accepted_and_a_key_that_stands_twice_is_not(
    plan: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    text = json.dumps(plan)
    path.write_text(text, encoding="utf-8")
    done = run(*WORDS, "--verify", path, "--lang", "en")
    assert done.returncode == 0
    assert "read again, give just the projects" in done.stdout
    path.write_text(text.replace('"grants":', '"grants": {}, "grants":', 1), encoding="utf-8")
    assert run("--verify", path).returncode == 2


@pytest.mark.parametrize("part", ["policy", "advisory", "order_by", "include"])
def test_words_that_the_rules_do_not_say_are_found(plan: Plan, tmp_path: Path, part: str) -> None:
    forged = json.loads(json.dumps(plan))
    forged[part] = [*forged[part], "refer" if part == "include" else {"zh": "x", "en": "x"}]
    forged["digests"][part] = digest(forged[part])
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(forged), encoding="utf-8")
    done = run(*WORDS, "--verify", path)
    assert done.returncode == (0 if part == "include" else 3)  # here nobody is to be referred

"""The declared order of each jurisdiction, and files of it with faults."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from allocation.test_command import run, tables
from house.files import ROOT

from eligibility.allocation.policy import read_policy
from eligibility.errors import Refused
from eligibility.language.library import load_packs
from eligibility.submission.catalogue import catalogue

PLACES = sorted(p.parent.name for p in Path(ROOT, "rules").glob("*/quota-priority.yaml"))
BAD = """
tiers:
  - {rule: anshun/quota-priority/no-such}
  - {rule: anshun/quota-priority/major-promoted}
served: 0
preferences: [{rule: anshun/quota-priority/lead-industry, points: many}]
measures:
  - {fact: project.tax_intensity, points: 1}
  - {fact: project.investment_intensity, step: 3 亩}
  - {fact: project.no_such_fact, step: 1}
  - {fact: project.land_traits, of: saving}
order: [new, stock]
order_by: [anshun/standard-plant/no-such]
land:
  - {rule: anshun/standard-plant/own-plant, kinds: [stock, air]}
  - {kinds: [stock]}
speed: fast
"""
WANTED = (
    "is no priority of", "a tier of it needs a reason", "`served` is a whole number",
    "`points` is a whole number", "needs a `step`", "is not money per area",
    "a measure names a fact", "is no word of", "`order` holds", "`speed` is no key",
    "`because` is missing", "is no rule of anshun", "`kinds` holds some of", "`rule` is missing",
)  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_each_jurisdiction_declares_its_own_order(name: str) -> None:
    book = load_packs(catalogue(), [name])
    policy = read_policy(book.packs[name], book.folder)
    matter = book.packs[name].matters["quota-priority"]
    assert policy.because
    assert {r.id for r in matter.rules if r.force == "binding"} <= {r.id for r in policy.tiers}
    named = {r.id for r in policy.tiers} | {r.id for r, _ in policy.preferences}
    assert named == {r.id for r in matter.rules if r.kind == "priority"}


def test_without_a_file_the_binding_priorities_are_the_tiers(tmp_path: Path) -> None:
    book = load_packs(catalogue(), ["chaoyang"])
    policy = read_policy(book.packs["chaoyang"], tmp_path)
    assert [r.id.rpartition("/")[2] for r in policy.tiers] == ["must-serve", "guaranteed-list"]
    assert len(policy.preferences) == 3


def test_every_fault_of_an_order_is_told(tmp_path: Path) -> None:
    for name in ("anshun", "national"):
        shutil.copytree(Path(ROOT, "rules", name), tmp_path / name)
    (tmp_path / "anshun" / "allocation.yaml").write_text(BAD, encoding="utf-8")
    book = load_packs(catalogue(), ["anshun"], tmp_path)
    with pytest.raises(Refused) as refused:
        read_policy(book.packs["anshun"], tmp_path)
    told = [d.message for d in refused.value.diagnostics]
    assert [w for w in WANTED if not any(w in message for message in told)] == []
    assert all(d.place is not None for d in refused.value.diagnostics)


def _kinds(size: str, wish: str, tmp_path: Path) -> tuple[str, ...]:
    """The kinds of land on which a firm of that size may stand in Anshun."""
    heads = "适用地区,项目代码,项目名称,项目类型,企业规模,最少用地,最多用地,可用土地"
    row = f"anshun,P1,甲,industrial,{size},3 亩,9 亩,{wish}"
    plan = tmp_path / "plan.json"
    words = tables(tmp_path, f"{heads}\n{row}\n")
    done = run(*words, "--include", "refer,undetermined", "-o", plan)
    assert done.returncode == 0, done.stderr
    return tuple(json.loads(plan.read_text(encoding="utf-8"))["problem"]["projects"][0]["kinds"])


@pytest.mark.parametrize(
    ("size", "wish", "wanted"),
    [
        ("大型", "", ("stock", "new")), ("中型", "", ()), ("小型", "", ()), ("微型", "", ()),
        ("", "", ()), ("大型", "标准厂房", ("plant",)), ("小型", "新增用地", ("new",)),
    ],
)  # fmt: skip
def test_large_firms_build_and_leave_standard_plant_unless_they_wish_it(
    size: str, wish: str, wanted: tuple[str, ...], tmp_path: Path
) -> None:
    assert _kinds(size, wish, tmp_path) == wanted


def test_what_binds_counts_against_a_wish(tmp_path: Path) -> None:
    shutil.copytree(Path(ROOT, "rules"), tmp_path / "rules")
    file = tmp_path / "rules" / "anshun" / "standard-plant.yaml"
    text = file.read_text(encoding="utf-8")
    head, mark, tail = text.partition("anshun/standard-plant/own-plant")
    tail = tail.replace("force: encouraged", "force: default", 1).replace("prefer:", "require:", 1)
    file.write_text(head + mark + tail, encoding="utf-8")
    heads = "适用地区,项目代码,项目名称,项目类型,企业规模,最少用地,最多用地,可用土地"
    rows = ("anshun,P1,甲,industrial,大型,3 亩,9 亩,标准厂房\n"
            "anshun,P2,乙,industrial,大型,3 亩,9 亩,标准厂房、新增用地\n")  # fmt: skip
    words = tables(tmp_path, f"{heads}\n{rows}")
    done = run(*words, "--rules", tmp_path / "rules", "--include", "refer,undetermined",
               "--format", "json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert [(p["code"], p["kinds"]) for p in plan["problem"]["projects"]] == [("P2", ["new"])]
    (out,) = (r for r in plan["reasons"] if r["code"] == "P1")
    assert (out["standing"], out["rules"][-1]) == ("rejected", "anshun/standard-plant/own-plant")

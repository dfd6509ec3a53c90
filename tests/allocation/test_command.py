"""`allocate` on the lifelike pools, and on tables with faults."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from house.files import ROOT

POOLS = sorted(Path(ROOT, "cases").glob("*/pool-*"))
LAND = "地块编号,园区,用途,土地类型,面积,可分割\nA-1,东区,100101,存量用地,20 亩,否\n"
QUOTA = "园区,新增指标\n合计,50 亩\n"
HEADS = "适用地区,项目代码,项目名称,项目类型,产业的干扰污染类别,最少用地,最多用地"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "cli.py", "allocate", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def tables(folder: Path, projects: str, land: str = LAND, quota: str = QUOTA) -> list[str]:
    """The words that name three tables of these texts."""
    for name, text in (("projects", projects), ("land", land), ("quota", quota)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    files = [str(folder / f"{n}.csv") for n in ("projects", "land", "quota")]
    return [files[0], "--land", files[1], "--quota", files[2]]


@pytest.mark.parametrize("pool", POOLS, ids=[p.parent.name for p in POOLS])
def test_a_lifelike_pool_comes_out_as_read_through(
    pool: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plan = tmp_path / "plan.json"
    done = run(
        pool / "projects.csv", "--land", pool / "land.csv", "--quota", pool / "quota.csv",
        "--as-of", "2026-04-01", "--lang", "zh", "-o", plan,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if request.config.getoption("--update-golden"):
        (pool / "plan.txt").write_text(done.stdout, encoding="utf-8")
        shutil.copy(plan, pool / "plan.allocation")
    assert done.stdout == (pool / "plan.txt").read_text(encoding="utf-8")
    words = (pool / "projects.csv", "--land", pool / "land.csv", "--quota", pool / "quota.csv")
    assert run(*words, "--verify", plan).returncode == 0
    assert run("--verify", plan, "--land", pool / "quota.csv").returncode == 3
    content = json.loads(plan.read_text(encoding="utf-8"))
    rows = (pool / "projects.csv").read_text(encoding="utf-8").splitlines()
    assert len(content["reasons"]) == len(rows) - 1


def test_every_fault_of_every_table_is_told_with_row_and_column(tmp_path: Path) -> None:
    projects = f"{HEADS}\nchaoyang,P1,甲,industrial,I,,\nchaoyang,P1,乙,industrial,I,3 万元,9 亩\n"
    land = (
        "地块编号,园区,用途,土地类型,面积,可分割\nA-1,东区,100101,存量用地,20,否\n"
        "A-1,东区,100101,存量用地,20 亩,否\nA-2,东区,999999,存量用地,20 亩,否\n"
        "A-3,东区,100101,荒地,20 亩,否\n"
    )
    done = run(*tables(tmp_path, projects, land, "园区,新增指标\n合计,五十亩\n"))
    assert done.returncode == 2
    for wanted in ("asks for no area", "projects.csv:3:6", "row 3, column `最少用地` (F3)",
                   "land.csv:2:", "counted twice", "`999999`", "`荒地`", "quota.csv:2:2",
                   "Traceback"):  # fmt: skip
        assert (wanted in done.stderr) == (wanted != "Traceback"), f"{wanted}\n{done.stderr}"


def test_promises_that_the_quota_does_not_bear_name_the_fewest_that_clash(tmp_path: Path) -> None:
    rows = "".join(
        f"chaoyang,P{n},项目{n},industrial,I,{size} 亩,{size} 亩\n"
        for n, size in ((1, 10), (2, 20), (3, 4))
    )
    land = "地块编号,园区,用途,土地类型,面积,可分割\nN-1,东区,100101,新增用地,60 亩,是\n"
    plan = tmp_path / "plan.json"
    first = run(*tables(tmp_path, f"{HEADS}\n{rows}", land), "-o", plan)
    assert first.returncode == 0, first.stderr
    less = tables(tmp_path, f"{HEADS}\n{rows}", land, "园区,新增指标\n合计,15 亩\n")
    second = run(*less, "--pin", plan)
    assert second.returncode == 2
    assert "the quota over all zones is 15 亩, but 20 亩 for `P2` were promised" in second.stderr
    assert "P1" not in second.stderr
    assert "quota.csv:2:2" in second.stderr
    zones = "园区,新增指标\n合计,90 亩\n东区,12 亩\n"
    third = run(*tables(tmp_path, f"{HEADS}\n{rows}", land, zones), "--pin", plan)
    assert third.returncode == 2
    assert "row 3, column `新增指标` (B3): the quota of `东区` is at most 12 亩" in third.stderr
    shorter = land.replace("60 亩", "25 亩")
    fourth = run(*tables(tmp_path, f"{HEADS}\n{rows}", shorter), "--pin", plan)
    assert "`N-1` has 25 亩, but 20 亩 for `P2`, 10 亩 for `P1` were promised" in fourth.stderr


def test_why_finds_the_smallest_changes(tmp_path: Path) -> None:
    rows = "chaoyang,P1,甲,industrial,I,30 亩,30 亩\nchaoyang,P2,乙,industrial,I,25 亩,25 亩\n"
    land = "地块编号,园区,用途,土地类型,面积,可分割\nN-1,东区,100101,新增用地,60 亩,是\n"
    words = tables(tmp_path, f"{HEADS}\n{rows}", land)
    plan = json.loads(run(*words, "--format", "json").stdout)
    (waiting,) = {"P1", "P2"} - set(plan["grants"])
    why = json.loads(run(*words, "--why", waiting, "--format", "json").stdout)
    assert {"kind": "quota", "of": "quota", "more": "5 亩"} in why["changes"]
    wanted = {"quota": "quota", "more": 10, "served": [0, 0, 1], "points": [0, 0, 100]}
    assert wanted in plan["effects"]


def test_a_plan_that_was_tampered_with_exits_with_findings(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    run(*tables(tmp_path, f"{HEADS}\nchaoyang,P1,甲,industrial,I,10 亩,20 亩\n"), "-o", plan)
    content = json.loads(plan.read_text(encoding="utf-8"))
    content["grants"] = {}
    plan.write_text(json.dumps(content), encoding="utf-8")
    assert run("--verify", plan).returncode == 3


@pytest.mark.parametrize("name", ["projects", "land", "quota"])
def test_a_template_prints_its_headings_and_an_example(name: str) -> None:
    done = run("--template", name)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2


def test_without_the_solver_a_sentence_says_so(tmp_path: Path) -> None:
    words = tables(tmp_path, f"{HEADS}\nchaoyang,P1,甲,industrial,I,10 亩,20 亩\n")
    code = (
        "import sys; sys.modules['highspy'] = None\nfrom eligibility.commands import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "allocate", *words], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'eligibility[allocate]'" in done.stderr
    assert "Traceback" not in done.stderr


PROJECTS = """
rows:
  - project: {code: Q1, name: 甲, kind: industrial, industry_class: I}
    wish: {zones: [东区], least: 4 亩, most: 6 亩, kinds: [plant, stock]}
    filed_on: 2026-02-01
  - project: {code: Q2, name: 乙, kind: industrial, industry_class: I}
    land: {quota_requested: 10 亩}
    wish: {divisible: yes}
"""
PARCELS = """
rows:
  - {id: L1, zone: 东区, use: "100101", kind: plant, area: 8 亩, divisible: yes}
  - {id: L2, zone: 西区, use: "100101", kind: new, area: 7 亩, divisible: no}
  - {id: L3, zone: 西区, use: "100101", kind: new, area: 30 亩, divisible: yes, tax: 5 万元/亩}
"""


def yaml_tables(folder: Path, projects: str) -> list[str]:
    """The words that name three tables in YAML."""
    texts = {"projects": projects, "land": PARCELS, "quota": "rows: [{area: 20 亩}]\n"}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = [str(folder / f"{n}.yaml") for n in texts]
    words = [files[0], "--land", files[1], "--quota", files[2], "--jurisdiction", "chaoyang"]
    return [*words, "--format", "json"]


def test_tables_may_be_lists_of_rows_in_yaml(tmp_path: Path) -> None:
    done = run(*yaml_tables(tmp_path, PROJECTS))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["grants"] == {
        "Q1": [{"parcel": "L1", "area": "4 亩"}],
        "Q2": [{"parcel": "L1", "area": "3 亩"}, {"parcel": "L2", "area": "7 亩"}],
    }


def test_an_unknown_wish_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    done = run(*yaml_tables(tmp_path, PROJECTS.replace("least", "leest")))
    assert done.returncode == 2
    assert "`leest` is no wish" in done.stderr
    assert "did you mean `least`?" in done.stderr

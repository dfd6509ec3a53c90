"""`explain`: the tree, one rule of it, what failed, and the order of firing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHARE = "yulin/ancillary-land/land-share"


def _steps(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        yield from _steps(step["children"])


def test_each_operand_has_its_value_and_where_it_came_from(run: Any, project: Path) -> None:
    got = json.loads(run("explain", project, "--rule", SHARE, "--format", "json").output)
    assert got["format"] == "eligibility.explanation/1"
    assert [r["id"] for r in got["rules"]] == [SHARE]
    steps = list(_steps(got["rules"][0]["steps"]))
    fact = next(s for s in steps if s["text"] == "ancillary.land_area")
    assert fact["value"] == "14000/3 m2"
    assert fact["origin"] == {
        "text": "7 亩", "file": str(project), "line": 10, "column": 22,
        "evidence": "总平面图", "page": "3", "stated_on": "2026-02-11",
    }  # fmt: skip
    figure = next(s for s in steps if s["text"] == "land_cap_base")
    assert (figure["value"], figure["citation"]["source"]) == ("7/100", "yulin")
    exception = next(s for s in steps if s["role"] == "exception")
    assert exception["taken"] is False


def test_the_tree_in_words(run: Any, project: Path) -> None:
    shown = run("explain", project, "--rule", SHARE, "--lang", "zh").output
    assert shown.startswith("推导过程 · 参考研判：符合\n")
    for part in (
        "√ 适用条件",
        "配套设施用地面积（ancillary.land_area） = 7 亩（≈4666.67 ㎡） · ",
        f" · {project}:10 · 总平面图 第 3 页",
        "land_cap_base = 7% · 《",
        "未适用例外：",
    ):
        assert part in shown


def test_what_was_not_needed_is_marked_so(run: Any, project: Path) -> None:
    text = project.read_text(encoding="utf-8").replace("in_zone: yes", "in_zone: no")
    project.write_text(text, encoding="utf-8")
    shown = run("explain", project, "--rule", SHARE).output
    assert "－ what is required (not evaluated)" in shown


def test_why_not_gives_the_fewest_conditions(run: Any, project: Path) -> None:
    assert "no rule is violated" in run("explain", project, "--why-not").output
    text = project.read_text(encoding="utf-8").replace("7 亩", "8 亩")
    text = text.replace("  total_floor_area: 60000 m2\n", "")
    project.write_text(text, encoding="utf-8")
    shown = run("explain", project, "--why-not", "--no-background").output
    assert "× ancillary.land_area <= land_cap * land.total_area" in shown
    assert "Still missing" in shown
    assert "banned-facilities" not in shown
    got = json.loads(run("explain", project, "--rule", SHARE, "--format", "json").output)
    assert [s["text"] for s in got["rules"][0]["why_not"]] == [
        "ancillary.land_area <= land_cap * land.total_area"
    ]


def test_the_firing_order_is_the_engines(run: Any, project: Path) -> None:
    shown = run("explain", project, "--firing").output
    assert f"   1  {SHARE}: satisfied" in shown
    assert shown.index("satisfied") < shown.index("verdict: approved")
    plain = run("explain", project, "--firing", "--engine", "interpreter").output
    assert "this engine has no firing order" in plain


def test_a_provision_stands_for_the_rules_that_encode_it(run: Any, project: Path) -> None:
    got = json.loads(run("explain", project, "--rule", "YL-050", "--format", "json").output)
    assert [r["id"] for r in got["rules"]] == ["yulin/ancillary-land/floor-share"]
    done = run("explain", project, "--rule", "YL-O50")
    assert done.exit_code == 2
    assert "did you mean `YL-050`?" in done.stderr


def test_why_not_gives_every_smallest_set(run: Any, project: Path) -> None:
    """Above 7 %: the dormitories, or the share itself."""
    text = project.read_text(encoding="utf-8").replace("7 亩", "8 亩")
    project.write_text(text, encoding="utf-8")
    got = json.loads(run("explain", project, "--format", "json").output)
    failed = [r for r in got["rules"] if r["status"] == "violated"]
    assert failed
    for rule in failed:
        sets = [[s["text"] for s in one] for one in rule["why_not_sets"]]
        assert [s["text"] for s in rule["why_not"]] == sets[0]
        assert sets == sorted(sets, key=len)


def test_a_rule_that_was_not_applied(run: Any, project: Path) -> None:
    done = run("explain", project, "--rule", SHARE[:-1])
    assert done.exit_code == 2
    assert f"did you mean `{SHARE}`?" in done.stderr


CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("*/*.[yj][as][mo]*"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("form", ["text", "json"])
def test_every_case_can_be_explained(run: Any, case: Path, form: str) -> None:
    done = run("explain", case, "--format", form, "--lang", "zh", "--engine", "interpreter")
    assert done.exit_code == 0, done.output
    if form == "json":
        json.loads(done.output, parse_float=pytest.fail)
    else:
        for raw in ("Fraction(", "Range(", "Some.", "Absence.", "<eligibility", "None"):
            assert raw not in done.output

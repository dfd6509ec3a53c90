"""`compare`: what a resubmission changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARE = "yulin/ancillary-land/land-share"


@pytest.fixture
def first(project: Path, tmp_path: Path) -> Path:
    """An earlier submission: too much land, and the facilities not stated."""
    path = tmp_path / "first.yaml"
    text = project.read_text(encoding="utf-8").replace("7 亩", "8 亩")
    path.write_text(text.replace("  facilities: [office, canteen]\n", ""), encoding="utf-8")
    return path


def test_the_change_is_told_with_its_rule_and_its_facts(
    run: Any, first: Path, project: Path
) -> None:
    got = json.loads(run("compare", first, project, "--format", "json").output)
    assert got["format"] == "eligibility.comparison/1"
    assert (got["old"]["verdict"], got["new"]["verdict"]) == ("rejected", "approved")
    assert got["matters"][0]["by"] == [SHARE]
    changed = {f["fact"]: (f["before"], f["after"]) for f in got["facts"]}
    assert changed["ancillary.land_area"] == ("8 亩", "7 亩")
    assert changed["ancillary.facilities"][0] is None


def test_a_missing_item_that_is_now_met(run: Any, first: Path, project: Path) -> None:
    first.write_text(first.read_text(encoding="utf-8").replace("8 亩", "7 亩"), encoding="utf-8")
    got = json.loads(run("compare", first, project, "--format", "json").output)
    assert got["old"]["verdict"] == "undetermined"
    assert got["supplied"] == ["ancillary.facilities"]
    text = run("compare", first, project, "--lang", "zh").output
    assert text.startswith("再次申报的比对：待补充材料 → 符合")
    assert "已补齐" in text


def test_the_same_amount_in_another_unit_is_no_change(run: Any, project: Path) -> None:
    other = project.with_name("other.yaml")
    text = project.read_text(encoding="utf-8").replace("3000 m2", "0.3 公顷")
    other.write_text(text, encoding="utf-8")
    assert json.loads(run("compare", project, other, "--format", "json").output)["facts"] == []
    assert "nothing changed" in run("compare", project, other).output


def test_what_the_reviewer_put_on_record_is_a_change(run: Any, project: Path) -> None:
    other = project.with_name("other.yaml")
    review = """review:
  findings: [{provision: YL-053, status: satisfied, by: 审查一科, on: 2026-03-30, reason: 无}]
"""
    other.write_text(project.read_text(encoding="utf-8") + review, encoding="utf-8")
    got = json.loads(run("compare", project, other, "--format", "json").output)
    assert got["facts"] == [
        {"fact": "review.findings[YL-053]", "before": None, "after": "satisfied"}
    ]


def test_faults_of_both_files_are_told(run: Any, first: Path, project: Path) -> None:
    for path in (first, project):
        text = path.read_text(encoding="utf-8").replace("industrial", "industriel")
        path.write_text(text, encoding="utf-8")
    done = run("compare", first, project)
    assert done.exit_code == 2
    assert "first.yaml:5" in done.stderr
    assert "project.yaml:5" in done.stderr


def test_two_jurisdictions_are_not_compared(run: Any, project: Path) -> None:
    other = project.with_name("other.yaml")
    other.write_text(
        project.read_text(encoding="utf-8").replace("yulin", "chaoyang"), encoding="utf-8"
    )
    done = run("compare", project, other)
    assert done.exit_code == 2
    assert "two jurisdictions" in done.stderr
    assert run("compare", "-", "-").exit_code == 2

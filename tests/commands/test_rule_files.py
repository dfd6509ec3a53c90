"""`rules check` and `rules test` on rule files that are right, wrong, and inexact."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = "yulin/ancillary-land.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of its own with the rules of Yulin and the background."""
    for name in ("yulin", "national"):
        shutil.copytree(ROOT / "rules" / name, tmp_path / "rules" / name)
    return tmp_path / "rules"


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_rules_are_without_fault(run: Any, rules: Path) -> None:
    done = run("rules", "check", rules, "--format", "json")
    assert done.exit_code == 0
    got = json.loads(done.output)
    assert got["format"] == "eligibility.check/1"
    assert got["errors"] == []
    assert got["rules"] > 0


def test_advice_is_three_only_when_asked_for(run: Any, rules: Path) -> None:
    assert "note[F601]" in run("rules", "check", rules).stdout
    assert run("rules", "check", rules, "--strict").exit_code == 3


def test_every_fault_of_every_file_with_its_place(run: Any, rules: Path) -> None:
    _change(rules / FILE, "ancillary.land_area <= land_cap", "ancillary.land_aera <= land_cap")
    _change(rules / FILE, "    force: binding", "    forse: binding")
    done = run("rules", "check", rules)
    assert done.exit_code == 2
    for part in ("error[E501]", "error[E301]", "did you mean `ancillary.land_area`", f"{FILE}:"):
        assert part in done.stderr
    only = json.loads(run("rules", "check", rules / FILE, "--format", "json").output)
    assert {Path(e["file"]).name for e in only["errors"]} == {"ancillary-land.yaml"}
    other = run("rules", "check", rules / "national", "--format", "json")
    assert json.loads(other.output)["errors"] == []


def test_what_is_no_folder_of_rules_is_refused(run: Any, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        done = run("rules", "check", path)
        assert done.exit_code == 2
        assert "error[E101]" in done.stderr


def test_the_rules_of_a_jurisdiction_do_what_their_examples_say(run: Any, rules: Path) -> None:
    done = run("rules", "test", rules / "yulin", "--format", "json", "--engine", "interpreter")
    assert done.exit_code == 0
    got = json.loads(done.output)
    assert got["format"] == "eligibility.test/1"
    assert got["examples"] == got["checks"] > 50


def test_an_example_that_does_not_hold_is_three_and_told_in_full(run: Any, rules: Path) -> None:
    _change(rules / FILE, "{value: 7%", "{value: 8%")
    done = run("rules", "test", rules / FILE, "--engine", "interpreter")
    assert done.exit_code == 3
    assert "yulin/ancillary-land/land-share: wanted `violated`, found `satisfied`" in done.stdout
    assert f"{FILE}:" in done.stdout


def test_a_case_is_held_to_its_expect(run: Any, project: Path) -> None:
    text = project.read_text(encoding="utf-8")
    project.write_text(text + "expect: {verdict: approved}\n", encoding="utf-8")
    assert run("rules", "test", project).exit_code == 0
    project.write_text(text + "expect: {verdict: rejected}\n", encoding="utf-8")
    done = run("rules", "test", project)
    assert done.exit_code == 3
    assert "verdict: wanted `rejected`, found `approved`" in done.stdout
    assert "0 examples and 1 cases: 1 checks, 1 failed" in done.stdout


def test_a_case_that_expects_nothing_and_one_that_is_refused_fail(run: Any, project: Path) -> None:
    assert run("rules", "test", project).exit_code == 3
    _change(project, "kind: industrial", "kind: nothing")
    done = run("rules", "test", project)
    assert done.exit_code == 3
    assert "refused" in done.stdout


def test_other_rules_decide_when_named(run: Any, rules: Path, project: Path) -> None:
    _change(rules / FILE, "{value: 7%", "{value: 6%")
    got = json.loads(run("assess", project, "--rules", rules, "--format", "json").output)
    assert got["verdict"] == "rejected"


def test_faulty_rules_decide_nothing(run: Any, rules: Path, project: Path) -> None:
    _change(rules / FILE, "land_cap * land.total_area", "land_cap * project.investment_total")
    done = run("assess", project, "--rules", rules)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "error[E502]" in done.stderr


def test_a_wish_that_nobody_reads_fails_at_its_own_line(run: Any, project: Path) -> None:
    text = project.read_text(encoding="utf-8")
    project.write_text(
        text + "expect:\n  verdikt: approved\n  verdict: refer\n  statuses: approved\n",
        encoding="utf-8",
    )
    got = run("rules", "test", project)
    first = len(text.splitlines()) + 2
    assert got.exit_code == 3
    assert "did you mean `verdict`?" in got.output
    for line in range(first, first + 3):
        assert f"{project.name}:{line}:3" in got.output

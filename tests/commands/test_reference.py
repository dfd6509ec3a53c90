"""`facts`, `template`, `rules list`, `rules show`: what may be said, and what the rules are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eligibility.submission.catalogue import dictionary


def test_the_dictionary_lists_every_fact(run: Any) -> None:
    got = json.loads(run("facts", "--format", "json").output)
    assert got["format"] == "eligibility.facts/1"
    assert [f["fact"] for f in got["facts"]] == [f.path for f in dictionary()]


def test_a_pattern_narrows_it_by_path_name_or_glob(run: Any) -> None:
    def found(pattern: str) -> list[str]:
        got = json.loads(run("facts", pattern, "--format", "json").output)
        return [f["fact"] for f in got["facts"]]

    assert found("总用地面积") == ["land.total_area"]
    assert all(path.startswith("land.parcels[].delays") for path in found("*delays[[]]*"))
    assert "ancillary.land_area" in found("ANCILLARY")


def test_one_fact_is_shown_in_full(run: Any) -> None:
    shown = run("facts", "project.siting_need", "--lang", "zh").output
    assert shown.startswith("project.siting_need\n")
    assert "geology" in shown


def test_an_unknown_fact_is_wrong_usage_with_a_hint(run: Any) -> None:
    got = run("facts", "land.total_aera")
    assert got.exit_code == 2
    assert "did you mean `land.total_area`?" in got.output


def test_the_schema_is_of_the_whole_submission(run: Any) -> None:
    schema = json.loads(run("facts", "--format", "schema").output)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert run("facts", "land", "--format", "schema").exit_code == 2


def test_a_template_can_be_read_back(run: Any, tmp_path: Path) -> None:
    from eligibility.submission.read import read_submission

    path = tmp_path / "empty.yaml"
    assert run("template", "--jurisdiction", "yulin", "-o", path).exit_code == 0
    assert read_submission(path).jurisdiction == "yulin"
    assert "ancillary:" in path.read_text(encoding="utf-8")
    whole = run("template").output
    assert all(f.path.rpartition(".")[2] in whole for f in dictionary())


def test_a_template_of_an_unknown_matter_names_the_nearest(run: Any) -> None:
    got = run("template", "--jurisdiction", "yulin", "--matter", "ancilary-land")
    assert got.exit_code == 2
    assert "did you mean `ancillary-land`?" in got.output


def test_the_template_as_json_is_the_submission(run: Any) -> None:
    got = json.loads(run("template", "--jurisdiction", "yulin", "--format", "json").output)
    assert got["format"] == "eligibility.template/1"
    assert got["jurisdiction"] == "yulin"
    assert got["ancillary"]["land_area"] is None


def test_rules_are_listed_and_filtered(run: Any) -> None:
    got = json.loads(
        run(
            "rules", "list", "--jurisdiction", "yulin", "--kind", "prohibition", "--format", "json"
        ).output
    )
    assert got["format"] == "eligibility.rules/1"
    assert "yulin/ancillary-land/banned-facilities" in [r["id"] for r in got["rules"]]
    assert {r["kind"] for r in got["rules"]} == {"prohibition"}
    text = run("rules", "list", "YL-047", "--lang", "zh").output
    assert "yulin/ancillary-land/land-share" in text


def test_an_unknown_jurisdiction_or_matter_is_refused(run: Any) -> None:
    assert "did you mean `yulin`?" in run("rules", "list", "--jurisdiction", "yulim").output
    got = run("rules", "list", "--matter", "ancillary-lnd")
    assert got.exit_code == 2
    assert "error[E211]" in got.output


def test_a_rule_is_shown_with_figures_citation_and_examples(run: Any) -> None:
    shown = run("rules", "show", "yulin/ancillary-land/land-share", "--lang", "zh").output
    for part in (
        "Ancillary land stays within its cap",
        "「配套设施用地面积」不超过〔land_cap〕 × 「项目总用地面积」",
        "land_cap * land.total_area", "7% · 自文本施行起 · 五、(十八) YL-047", "示例",
        "cases/yulin/03-engine-parts-county-consent.yaml：不满足 → 不符合",
    ):  # fmt: skip
        assert part in shown
    got = json.loads(run("rules", "show", "YL-047", "--format", "json").output)
    assert got["format"] == "eligibility.rule/1"
    assert {p["values"][0]["value"] for p in got["parameters"]} >= {"7%", "15%"}
    assert "requirement" in got["formula"]
    assert got["cases"][0]["conclusion"] == "approved"


def test_the_pages_of_all_rules_are_written_as_files(run: Any, tmp_path: Path) -> None:
    done = run("rules", "show", "--all", "--lang", "en", "-o", tmp_path / "pages")
    assert done.exit_code == 0, done.output
    text = (tmp_path / "pages" / "yulin.md").read_text(encoding="utf-8")
    assert text.startswith("# Yulin")
    assert "## yulin/ancillary-land/land-share" in text


@pytest.mark.parametrize("words", [["--all"], [], ["YL-047", "--all", "-o", "x"]])
def test_show_wants_one_rule_or_a_folder_for_all(run: Any, words: list[str]) -> None:
    assert run("rules", "show", *words).exit_code == 2


def test_a_rule_that_is_not_there_and_one_that_is_not_alone(run: Any) -> None:
    got = run("rules", "show", "yulin/ancillary-land/land-shar3")
    assert got.exit_code == 2
    assert "did you mean `yulin/ancillary-land/land-share`?" in got.output
    several = run("rules", "show", "yulin/ancillary-land")
    assert several.exit_code == 2
    assert "names" in several.output


def test_the_command_line_loads_only_the_command_in_use(program: Any) -> None:
    got = program("facts", "land", env={"PYTHONVERBOSE": ""})
    assert got.returncode == 0
    import subprocess
    import sys

    code = """
import sys
from eligibility.commands import main
try:
    main(["facts", "land.total_area"])
except SystemExit:
    pass
names = [m for m in sys.modules if m.split(".")[-1] in ("assess", "durable", "explain", "tabulate")]
print(sorted(names))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"

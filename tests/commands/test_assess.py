"""`assess`: one file or many, in each form, on each engine, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

ENGINES = ["durable", "interpreter"]
SHARE = "yulin/ancillary-land/land-share"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_example_of_the_contract(run: Any, project: Path, engine: str) -> None:
    """7 of 100 mu is exactly 7 %: approved, with no room left, on either engine."""
    done = run("assess", project, "--format", "json", "--engine", engine)
    assert done.exit_code == 0
    got = json.loads(done.output)
    assert (got["verdict"], got["engine"], got["as_of"]) == ("approved", engine, "2026-03-31")
    rule = next(r for m in got["matters"] for r in m["rules"] if r["id"] == SHARE)
    assert rule["comparison"] == {
        "left": "14000/3 m2", "operator": "<=", "right": "14000/3 m2", "margin": "0 m2",
    }  # fmt: skip


def test_one_square_metre_over_is_rejected_by_that_rule(run: Any, project: Path) -> None:
    _change(project, "7 亩", "4667 m2")
    got = json.loads(run("assess", project, "--format", "json").output)
    assert got["verdict"] == "rejected"
    assert got["matters"][0]["decided_by"] == [SHARE]


def test_the_first_screen_says_conclusion_rule_figures_and_citation(
    run: Any, project: Path
) -> None:
    _change(project, "7 亩", "7.5 亩")
    lines = run("assess", project, "--lang", "zh").output.splitlines()
    assert lines[0] == "参考研判：不符合"
    screen = "\n".join(lines[:12])
    for part in ("7.5 亩（5000 ㎡），应不超过 7 亩（≈4666.67 ㎡）；超出 0.5 亩", "(十八)", "YL-047",
                 SHARE, "总平面图 第 3 页 2026年2月11日"):  # fmt: skip
        assert part in screen
    assert "由主管部门决定" in "\n".join(lines[-3:])


def test_the_locale_chooses_the_language(
    run: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("assess", project).output.startswith("Advisory opinion: approved")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("assess", project).output.startswith("参考研判：符合")
    assert run("assess", project, "--lang", "en").output.startswith("Advisory opinion")


def test_several_files_and_folders_and_a_bad_one_among_them(
    run: Any, project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("b.yaml", "a.yml", "c.json"):
        shutil.copy(project, folder / name)
    (folder / "c.json").write_text('{"jurisdiction": "yulin"', encoding="utf-8")
    (folder / "notes.txt").write_text("not a project", encoding="utf-8")
    done = run("assess", folder, project, "--format", "json")
    assert done.exit_code == 2
    got = json.loads(done.stdout)
    assert [Path(a["file"]).name for a in got] == ["a.yml", "b.yaml", "project.yaml"]
    errors = json.loads(done.stderr)
    assert errors["format"] == "eligibility.errors/1"
    assert Path(errors["errors"][0]["file"]).name == "c.json"
    text = run("assess", folder, "--lang", "zh")
    assert text.exit_code == 2
    assert "各文件结论 2：符合 2" in text.stdout
    assert "c.json:1:" in text.stderr


def test_an_empty_folder_is_refused(run: Any, tmp_path: Path) -> None:
    done = run("assess", tmp_path)
    assert done.exit_code == 2
    assert "holds no project file" in done.stderr


def test_standard_input(run: Any, project: Path) -> None:
    done = run("assess", "-", "--format", "json", input=project.read_bytes())
    assert json.loads(done.output)["file"] == "-"


def test_the_options_override_the_file(run: Any, project: Path) -> None:
    got = json.loads(
        run("assess", project, "--as-of", "2026年4月1日", "--matter", "ancillary-land",
            "--no-background", "--format", "json").output
    )  # fmt: skip
    assert got["as_of"] == "2026-04-01"
    assert {m["matter"] for m in got["matters"]} == {"ancillary-land"}
    assert {r["layer"] for m in got["matters"] for r in m["rules"]} == {"local"}
    other = json.loads(
        run("assess", project, "--jurisdiction", "national", "--format", "json").output
    )
    assert other["jurisdiction"] == "national"


EXIT_CODES = [("7 亩", 0), ("7.5 亩", 5), ("unknown", 4)]


@pytest.mark.parametrize(("share", "code"), EXIT_CODES)
def test_the_exit_code_tells_the_verdict_on_demand(
    run: Any, project: Path, share: str, code: int
) -> None:
    _change(project, "7 亩", share)
    assert run("assess", project).exit_code == 0
    assert run("assess", project, "--exit-code").exit_code == code


def test_output_to_a_file_and_as_markdown(run: Any, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "opinion.md"
    done = run("assess", project, "--format", "markdown", "--lang", "zh", "-o", out)
    assert (done.exit_code, done.output) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# 参考研判：符合")


REFUSED = [
    (["--as-of", "2026-02-30"], "--as-of"),
    (["--as-of", "tomorrow"], "is not a date"),
    (["--jurisdiction", "yulim"], "did you mean `yulin`?"),
    (["--matter", "ancillary"], "did you mean `ancillary-land`?"),
    (["--round", "kg"], "nothing to round to"),
    (["--rules", "/nowhere"], "no folder of rules"),
    (["--office", "/nowhere.yaml"], "cannot be read"),
    (["--engine", "z3"], "'z3' is not one of"),
    (["--format", "xml"], "'xml' is not one of"),
]


@pytest.mark.parametrize(("wish", "said"), REFUSED)
def test_a_wrong_wish_is_two_with_a_reason(
    run: Any, project: Path, wish: list[str], said: str
) -> None:
    done = run("assess", project, *wish)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_every_fault_of_a_file_is_told_at_once(run: Any, project: Path) -> None:
    _change(project, "total_area: 100 亩", "total_area: 100\n  totl_area: 5 亩")
    _change(project, "kind: industrial", "kind: industriel")
    done = run("assess", project)
    assert done.exit_code == 2
    for part in ("error[E203]", "error[E201]", "error[E207]", "did you mean `industrial`", ":5:"):
        assert part in done.stderr


def test_a_missing_file_is_bad_input(run: Any) -> None:
    done = run("assess", "nowhere.yaml")
    assert done.exit_code == 2
    assert "nowhere.yaml" in done.stderr


def test_a_disk_that_refuses_is_one(run: Any, project: Path, tmp_path: Path) -> None:
    done = run("assess", project, "-o", tmp_path / "no" / "such" / "folder.txt")
    assert done.exit_code == 1
    assert done.stderr.startswith("error: ")


def test_without_durable_rules_the_interpreter_and_a_word(
    run: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [m for m in sys.modules if m.startswith(("durable", "eligibility.backends."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "durable", None)
    done = run("assess", project, "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["engine"] == "interpreter"
    assert "durable-rules" in done.stderr


PLACES = [
    {"LANG": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "gbk", "LANG": "zh_CN.GBK"},
    {"PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_no_terminal_makes_it_fail(
    program: Any, project: Path, place: dict[str, str], form: str
) -> None:
    done = program("assess", project, "--lang", "zh", "--format", form, env=place)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    if form == "json":
        assert json.loads(done.stdout)["project"] == "年产2万吨铜基材项目"
    elif "gbk" in place.values():
        assert "参考研判：符合" in done.stdout.decode("gbk")


def test_errors_are_shown_on_any_terminal_too(program: Any, project: Path) -> None:
    _change(project, "kind: industrial", "kind: 工业的")
    done = program("assess", project, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert b"error[E207]" in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly(project: Path) -> None:
    import subprocess
    import sys

    root = Path(__file__).resolve().parents[2]
    line = f"{sys.executable} {root}/cli.py facts --format json | head -c 10"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.stderr == b""


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_office_names_the_adopted_text(run: Any, project: Path, tmp_path: Path) -> None:
    office = tmp_path / "office.yaml"
    office.write_text(
        "adopted: {yulin: {number: 玉政发〔2021〕1号, date: 2021-01-15}}\n", encoding="utf-8"
    )
    done = run("assess", project, "--office", office, "--lang", "zh")
    assert done.output.startswith("审查结论：符合")


def test_a_value_too_fine_is_refused_until_rounding_is_asked_for(run: Any, project: Path) -> None:
    _change(project, "{value: 7 亩", "{value: 6.99999999999999 亩")
    refused = run("assess", project)
    assert refused.exit_code == 2
    assert "error[E209]" in refused.stderr
    done = run("assess", project, "--round", "0.01 m2", "--format", "json")
    assert done.exit_code == 0
    assert any("6.99999999999999" in warning for warning in json.loads(done.output)["warnings"])

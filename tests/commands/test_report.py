"""`report` writes Word and HTML, `compare` too; an absent library is told in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands.conftest import ROOT, Run
from report.papers import read_back

EXAMPLE = "cases/yulin/01-copper-at-seven-percent.yaml"
WITHOUT = """
import sys
sys.modules[sys.argv.pop(1)] = None
from eligibility.commands import main
main()
"""


@pytest.mark.parametrize("name", ["opinion.docx", "opinion.html", "OPINION.HTM"])
def test_the_name_says_the_form_and_two_runs_give_the_same_bytes(
    run: Run, tmp_path: Path, name: str
) -> None:
    written = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        out = tmp_path / folder / name
        done = run("report", EXAMPLE, "-o", out, "--as-of", "2026-04-01", "--lang", "zh")
        assert (done.exit_code, done.output) == (0, "")
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith(b"PK" if name.endswith("docx") else b"<!DOCTYPE html>")


def test_a_name_that_says_neither_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("report", EXAMPLE, "-o", tmp_path / "opinion.pdf")
    assert done.exit_code == 2
    assert ".docx or .html" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_faulty_file_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("jurisdiction: yulin\nland: {total_area: 0 亩}\n", encoding="utf-8")
    out = tmp_path / "opinion.docx"
    assert run("report", bad, "-o", out).exit_code == 2
    assert not out.exists()


def test_the_notice_asks_for_what_ask_asks_for(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "notice.docx"
    case = "cases/yulin/04-appliances-consent-not-stated.yaml"
    done = run("report", case, "-o", out, "--kind", "supplement", "--lang", "zh")
    assert done.exit_code == 0, done.output
    text = read_back(out.read_bytes()).text
    assert text.startswith("补正告知书")
    assert "同意文件\nconsents" in text


@pytest.mark.parametrize("name", ["change.docx", "change.html"])
def test_a_comparison_is_a_paper_too(run: Run, tmp_path: Path, name: str) -> None:
    new = tmp_path / "new.yaml"
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    new.write_text(text.replace("value: 7 亩", "value: 9 亩"), encoding="utf-8")
    out = tmp_path / name
    done = run("compare", EXAMPLE, new, "-o", out, "--lang", "zh")
    assert done.exit_code == 0, done.output
    raw = out.read_bytes()
    said = read_back(raw).text if name.endswith("docx") else raw.decode()
    for word in ("不符合", "变动的结论", "变动的事实", "9 亩", "yulin/ancillary-land/land-share"):
        assert word in said


def test_what_is_still_open_is_told(run: Run) -> None:
    case = "cases/yulin/04-appliances-consent-not-stated.yaml"
    shown = run("compare", case, case, "--lang", "zh")
    assert "仍未补齐" in shown.output
    assert "consents" in shown.output


@pytest.mark.parametrize(
    ("library", "name", "called"),
    [("docx", "a.docx", "python-docx"), ("jinja2", "a.html", "Jinja2")],
)
def test_without_its_library_a_sentence_helps(
    tmp_path: Path, library: str, name: str, called: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, library, "report", EXAMPLE, "-o", str(tmp_path / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 2
    assert f"needs {called}" in done.stderr
    assert 'pip install "eligibility[desk]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())

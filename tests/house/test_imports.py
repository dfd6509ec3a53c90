"""The command line starts light, and a library that is absent is told in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from house.files import ROOT

HEAVY = ["durable", "hypothesis", "pydantic"]
# Runs the command line with some libraries made unimportable.
WITHOUT = """
import sys
for name in sys.argv.pop(1).split(","):
    sys.modules[name] = None
from eligibility.commands import main
main()
"""


def run(*words: str, without: str = "") -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, without some libraries."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, without or "no_such_library", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.mark.parametrize("library", HEAVY)
def test_help_loads_no_heavy_library(library: str) -> None:
    shown = run("--help", without=library)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "assess" in shown.stdout


def test_without_durable_rules_the_interpreter_decides_and_says_so() -> None:
    case = str(min(Path(ROOT, "cases").rglob("*.yaml")))
    shown = run("assess", case, "--lang", "en", without="durable,durable.engine,durable.lang")
    assert shown.returncode == 0, shown.stderr
    assert "durable" in shown.stderr + shown.stdout
    assert "interpreter" in shown.stderr + shown.stdout
    assert "Traceback" not in shown.stderr


def test_asked_for_durable_rules_where_it_is_absent_is_told_in_a_sentence() -> None:
    case = str(min(Path(ROOT, "cases").rglob("*.yaml")))
    shown = run("assess", case, "--engine", "durable", without="durable,durable.engine")
    assert "durable" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_without_the_workbook_libraries_their_absence_is_a_sentence(tmp_path: Path) -> None:
    case, out = str(min(Path(ROOT, "cases").rglob("*.yaml"))), str(tmp_path / "out.xlsx")
    shown = run("assess", case, "-o", out, without="xlsxwriter")
    assert shown.returncode == 2
    assert "needs XlsxWriter, which is not installed" in shown.stderr
    shown = run("template", "--format", "xlsx", "-o", out, without="xlsxwriter")
    assert "needs XlsxWriter" in shown.stderr
    assert not Path(out).exists()
    table = tmp_path / "projects.xlsx"
    table.write_bytes(b"PK")
    shown = run("assess", str(table), without="python_calamine")
    assert shown.returncode == 2
    assert "needs python-calamine, which is not installed" in shown.stderr
    assert "Traceback" not in shown.stderr

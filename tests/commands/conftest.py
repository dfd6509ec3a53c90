"""How the command line is tested: in process, or as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eligibility.commands import main

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]
Program = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in process, under an English locale."""
    monkeypatch.delenv("ELIGIBILITY_TRACEBACK", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(ROOT)

    def call(*args: str | Path, **settings: object) -> Result:
        words = [str(arg) for arg in args]
        return CliRunner().invoke(main, words, prog_name="eligibility", **settings)  # type: ignore[arg-type]

    return call


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Runs the program as a process of its own, in an environment that holds only what is given."""

    def call(*args: str | Path, env: dict[str, str] | None = None, text: bytes = b""):  # noqa: ANN202
        words = [sys.executable, str(ROOT / "cli.py"), *map(str, args)]
        clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **(env or {})}
        return subprocess.run(
            words, input=text, capture_output=True, env=clean, cwd=tmp_path, timeout=60, check=False
        )

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example of the contract, with what Yulin's rules on ancillary land ask for besides."""
    path = tmp_path / "project.yaml"
    path.write_text(PROJECT, encoding="utf-8")
    return path


PROJECT = """\
as_of: 2026-03-31
jurisdiction: yulin
project:
  name: 年产2万吨铜基材项目
  kind: industrial
  in_zone: yes
land:
  total_area: 100 亩
ancillary:
  land_area: {value: 7 亩, evidence: 总平面图, page: 3, stated_on: 2026-02-11}
  floor_area: 3000 m2
  facilities: [office, canteen]
building:
  total_floor_area: 60000 m2
  base_floor_cap: 7%
consents: []
"""

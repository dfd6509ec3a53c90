"""The line of a long run: rows, rate, time left; on a terminal only."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from house.files import ROOT

from eligibility.commands.pace import Pace


def test_rate_and_time_left() -> None:
    pace = Pace(1_000_000)
    pace.first = 0
    assert pace.line(250_000, 5) == ("250,000 of 1,000,000 rows (25 %), 50,000 a second, 0:15 left")
    assert pace.line(1_000_000, 20) == "1,000,000 of 1,000,000 rows (100 %), 50,000 a second"


def test_what_an_earlier_run_did_is_not_in_the_rate() -> None:
    pace = Pace(1_000)
    pace.first = 500
    assert pace.line(500, 1) == "500 of 1,000 rows (50 %)"
    assert pace.line(600, 1) == "600 of 1,000 rows (60 %), 100 a second, 0:04 left"


def test_a_table_of_unknown_length() -> None:
    pace = Pace(None)
    pace.first = 0
    assert pace.line(50, 2) == "50 rows, 25 a second"


@pytest.mark.parametrize(("quiet", "shown"), [((), True), (("--quiet",), False)])
def test_on_a_terminal_unless_quiet(tmp_path: Path, quiet: tuple[str, ...], shown: bool) -> None:
    source = tmp_path / "a.csv"
    source.write_text("project.kind\n" + "industrial\n" * 3_000, encoding="utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "screen", str(source), "-o", str(tmp_path / "o.csv"),
         "--jurisdiction", "yulin", "--part", "1000", *quiet],
        stderr=theirs, stdout=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    os.close(theirs)
    told = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        told += piece
    os.close(ours)
    assert done.returncode == 0
    assert (b"3,000 of 3,000 rows (100 %)" in told) == shown
    assert bool(told) == shown

"""`screen` as a real process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from house.files import ROOT

DAY = ("--as-of", "2026-06-30")


def command(*args: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "cli.py"), *map(str, args)]


def screen(source: Path, out: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    day = () if "--as-of" in more else DAY
    return subprocess.run(
        command("screen", source, "-o", out, *day, *more),
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}

"""What the house tests read: the checkout's files, its Python texts, its codes and commands."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Files of the checkout that git knows or would add, sorted; all of them without patterns."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(p for name in listed.split("\0") if name and (p := ROOT / name).is_file())


def name(path: Path) -> str:
    """The path as people write it, from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Every Python file, or those below `folders`."""
    return [p for p in tracked(*folders) if p.suffix == ".py"]

"""A small rule set with its ledger, and its text; tests change one thing in copies of them."""

from __future__ import annotations

import shutil
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus" / "ledger"


def rules(into: Path) -> Path:
    """A copy of the folder of rules."""
    return Path(shutil.copytree(CORPUS / "rules", into / "rules"))


def texts(into: Path) -> Path:
    """A copy of the folder of texts."""
    return Path(shutil.copytree(CORPUS / "texts", into / "texts"))


def change(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of the first `old` in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

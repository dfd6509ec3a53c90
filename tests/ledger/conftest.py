"""The small rule set, and its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.small import rules, texts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder of rules of the small rule set."""
    return rules(tmp_path)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The folder with a copy of its text."""
    return texts(tmp_path)

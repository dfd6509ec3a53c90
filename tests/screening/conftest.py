"""What several tests of screening read."""

from __future__ import annotations

from pathlib import Path

import pytest
from screening.test_run import CSV


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(CSV, encoding="utf-8")
    return path

"""The properties of this folder, with many more examples."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from house.files import ROOT


@pytest.mark.slow
def test_every_property_holds_over_thousands_of_examples() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/properties"],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": "deep"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout

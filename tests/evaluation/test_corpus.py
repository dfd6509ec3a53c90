"""Every case of `tests/corpus/evaluate` comes out as it says, in both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluation.corpus import cases, check

from eligibility.backends import engine

CASES = list(cases())


@pytest.mark.parametrize("name", ["interpreter", "durable"])
@pytest.mark.parametrize("case", [c for _, c in CASES], ids=[n for n, _ in CASES])
def test_case(case: dict[str, Any], name: str, tmp_path: Path) -> None:
    """The statuses, conclusions and the rest are as wanted."""
    check(case, tmp_path, engine(name))


def test_a_case_that_expects_nothing_fails(tmp_path: Path) -> None:
    """The runner does not let a case pass that wants nothing."""
    case = {"note": "n", "rules": [{"id": "one", "require": "project.in_zone"}], "given": {}}
    with pytest.raises(AssertionError, match="expects nothing"):
        check(case, tmp_path)

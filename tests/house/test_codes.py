"""Every diagnostic code is raised somewhere and shown by a test; every code raised is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from house.files import python_files, tracked

from eligibility.codes import CODES

CODE = re.compile(r"\b[EF]\d{3}\b")


def _codes(paths: list[Path]) -> set[str]:
    return {c for p in paths for c in CODE.findall(p.read_text(encoding="utf-8"))}


RAISED = _codes([p for p in python_files("eligibility") if p.name != "codes.py"])
SHOWN = _codes(
    [
        p
        for p in tracked("tests")
        if p.suffix in {".py", ".yaml", ".json", ".csv"} and "house" not in p.parts
    ]
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_raised_somewhere(code: str) -> None:
    assert code in RAISED


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_shown_by_a_case(code: str) -> None:
    assert code in SHOWN


def test_every_code_that_is_raised_is_declared() -> None:
    assert sorted(RAISED - set(CODES)) == []

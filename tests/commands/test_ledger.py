"""`rules ledger`: the table, the findings, the exit codes, copies of texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ledger.small import change, rules, texts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder of rules of the small rule set."""
    return rules(tmp_path)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The folder with a copy of its text."""
    return texts(tmp_path)


def test_a_ledger_in_order_exits_with_zero(run: Any, place: Path, copies: Path) -> None:
    done = run("rules", "ledger", "--rules", place, "--check", "--texts", copies, "--places")
    assert done.exit_code == 0, done.stderr
    assert "place/ancillary-land/cap = 15%: 15% · 二(一)2 句1 · copy.txt:7" in done.stdout
    assert "place/ancillary-land/echo · PL-003 · project.two_priorities" in done.stdout
    assert "2/3 (66%)" in done.stdout


def test_json_tells_what_encodes_each_provision(run: Any, place: Path) -> None:
    got = json.loads(run("rules", "ledger", "--rules", place, "--format", "json").stdout)
    assert got["format"] == "eligibility.ledger/1"
    first = got["texts"][0]["provisions"][0]
    assert (first["id"], first["standing"]) == ("PL-001", "encoded")
    assert first["rules"] == ["place/ancillary-land/share"]
    assert got["findings"] == []


def test_what_is_not_in_order_is_three_only_under_check(run: Any, place: Path) -> None:
    change(place / "place" / "provisions.yaml", "core: high, standing: encoded,", "core: high,")
    assert run("rules", "ledger", "--rules", place).exit_code == 0
    done = run("rules", "ledger", "--rules", place, "--check")
    assert done.exit_code == 3
    assert "note[F701]: `PL-001` has no standing" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("15%", "14%", "note[F712]: `place/ancillary-land/cap` = 15% does not stand"),
        ("(二)项目", "(三)项目", "note[F711]: `PL-003`: 二(二)句1 is not in copy.txt"),
    ],
)
def test_a_citation_that_does_not_hold_is_three(
    run: Any, place: Path, copies: Path, old: str, new: str, said: str
) -> None:
    change(copies / "copy.txt", old, new)
    done = run("rules", "ledger", "--rules", place, "--texts", copies)
    assert done.exit_code == 3
    assert said in done.stderr


def test_a_sealed_text_tells_other_words(run: Any, place: Path, copies: Path) -> None:
    asked = ("rules", "ledger", "--rules", place, "--texts", copies)
    assert run(*asked, "--seal").exit_code == 0
    prints = (place / "place" / "provisions.prints").read_text(encoding="utf-8")
    assert [line.split()[0] for line in prints.splitlines()[1:]] == [
        "PL-001", "PL-002", "PL-003", "PL-004",
    ]  # fmt: skip
    assert run(*asked).exit_code == 0
    change(copies / "copy.txt", "因地制宜推进", "推进")
    done = run(*asked)
    assert done.exit_code == 3
    assert "note[F713]: `PL-004`: other words stand at 一、句1 (copy.txt:3)" in done.stderr


def test_bad_input_is_two(run: Any, place: Path, tmp_path: Path) -> None:
    assert run("rules", "ledger", "nowhere", "--rules", place).exit_code == 2
    assert run("rules", "ledger", "--rules", place, "--seal").exit_code == 2
    missing = run("rules", "ledger", "--rules", place, "--texts", tmp_path / "none")
    assert missing.exit_code == 2
    assert "is no folder of texts" in missing.stderr
    change(place / "place" / "provisions.yaml", "id: PL-002", "id: PL-001")
    assert run("rules", "ledger", "--rules", place).exit_code == 2

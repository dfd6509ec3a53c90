"""The job that engines are compared on: everyone who decides it agrees with the reference."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.files import ROOT

ROWS = 400
Peers = Callable[[str], Any]
Decided = Callable[[Peers, Path, Path], pl.DataFrame]


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> Peers:
    """The modules of the comparison, by name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return lambda name: importlib.import_module(f"peers.{name}")


@pytest.fixture
def source(peers: Peers, tmp_path: Path) -> Path:
    path = tmp_path / "table.parquet"
    peers("table").write_table(path, ROWS)
    return path


def decided_by_screen(peers: Peers, source: Path, out: Path) -> pl.DataFrame:
    ours = peers("ours")
    ours.run(ours.setting(), source, out)
    return ours.answer(out)


def decided_by_polars(peers: Peers, source: Path, out: Path) -> pl.DataFrame:
    peers("by_hand_polars").run(source, out)
    return pl.read_parquet(out)


def decided_by_duckdb(peers: Peers, source: Path, out: Path) -> pl.DataFrame:
    by_hand = peers("by_hand_duckdb")
    with by_hand.connected() as connection:
        by_hand.run(connection, source, out)
    return pl.read_parquet(out)


@pytest.mark.parametrize("decided", [decided_by_screen, decided_by_polars, decided_by_duckdb])
def test_no_cell_of_the_job_is_wrong(peers: Peers, source: Path, tmp_path: Path, decided: Decided):
    answer = decided(peers, source, tmp_path / "answer.parquet")
    assert answer.height == ROWS
    assert peers("checking").wrong(source, answer) == {}


def test_a_wrong_figure_is_counted(
    peers: Peers, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    by_hand, right = peers("by_hand_polars"), peers("by_hand_polars").rules()
    months = pl.col(peers("job").COLUMNS["months"])
    monkeypatch.setattr(by_hand, "rules", lambda: [*right[:18], (None, months < 30), right[19]])
    by_hand.answer.cache_clear()
    answer = decided_by_polars(peers, source, tmp_path / "answer.parquet")
    by_hand.answer.cache_clear()
    assert set(peers("checking").wrong(source, answer)) == {"r19", "verdict"}


def test_each_verdict_has_its_share(peers: Peers, source: Path, tmp_path: Path):
    verdicts = decided_by_polars(peers, source, tmp_path / "answer.parquet")["verdict"]
    assert verdicts.value_counts()["count"].min() >= ROWS * 0.05
    assert verdicts.n_unique() == 3


def test_cases_of_two_valued_engines_say_what_the_reference_says(peers: Peers, source: Path):
    codes, reference = peers("codes"), peers("reference")
    cases = codes.all_cases()

    def holds(record: dict[str, Any], condition: tuple[Any, ...]) -> bool:
        operation, *parts = condition
        if operation in ("known", "missing"):
            return (record[parts[0]] is not None) is (operation == "known")
        if operation == "not":
            return not holds(record, parts[0])
        if operation in ("and", "or"):
            joined = all if operation == "and" else any
            return joined(holds(record, part) for part in parts)
        return bool(reference.value(record, condition))

    for record in peers("checking").records(source, ROWS):
        found = []
        for one in cases:
            apart = [code for condition, code in codes.apart(one) if holds(record, condition)]
            in_order = (code for condition, code in one.listed if holds(record, condition))
            found.append(next(in_order, one.left))
            assert apart == [code for code in found[-1:] if code != one.left]
        assert codes.answered(found) == reference.decided(record)

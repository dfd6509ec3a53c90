"""`--reasons`: what decided a row, in words, the same from every process, for those rows only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from screening.test_run import CSV, order

from eligibility.commands import reasoning
from eligibility.commands.reasoning import Reasoner, Setting
from eligibility.screening.run import run

DAY = date(2026, 6, 30)


def reasoner(language: Any = "zh", processes: int | None = None) -> Reasoner:
    return Reasoner(Setting((("as_of", DAY.isoformat()),), DAY, True, language), processes)


def reasons(tmp_path: Path, tell: Any, which: Any) -> pl.DataFrame:
    source, out = tmp_path / "a.csv", tmp_path / "out.parquet"
    source.write_text(CSV, encoding="utf-8")
    run(order(source, out, ignored=("note",), reasons=which, tell=tell))
    return pl.read_parquet(out)


def test_a_rejected_row_tells_its_rule_its_figures_and_its_article(tmp_path: Path) -> None:
    with reasoner() as tell:
        found = reasons(tmp_path, tell, "rejected")
    assert found["verdict"].to_list() == ["undetermined", "rejected", "not_applicable"]
    first, told, last = found["reason"].to_list()
    assert first is None
    assert last is None
    parts = ("不符合", "配套设施用地面积 16 亩", "应不超过 7 亩", "五、(十八) YL-046")
    for part in (*parts, "ancillary-land/land-share", "ancillary-land/banned-facilities"):
        assert part in told


def test_every_row_has_one_where_all_are_asked_for(tmp_path: Path) -> None:
    with reasoner("en") as tell:
        found = reasons(tmp_path, tell, "all")["reason"].to_list()
    assert "floor area of the ancillary facilities (ancillary.floor_area)" in found[0]
    assert found[2] == "no matter is concerned"


def test_none_are_told_unless_asked_for(tmp_path: Path) -> None:
    with reasoner() as tell:
        assert "reason" not in reasons(tmp_path, tell, "none").columns


def test_processes_tell_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasoning, "_FEW", 5)
    monkeypatch.setattr(reasoning, "_BATCH", 3)
    source = tmp_path / "a.parquet"
    places = ["yulin", "chaoyang", "lianyungang"]
    pl.DataFrame({
        "jurisdiction": [places[i % 3] for i in range(40)], "project.kind": ["industrial"] * 40,
        "project.in_zone": ["yes"] * 40, "land.total_area(亩)": [100] * 40,
        "ancillary.land_area(亩)": [i * 0.5 for i in range(40)], "consents": [[]] * 40,
    }, schema_overrides={"consents": pl.List(pl.String)}).write_parquet(source)  # fmt: skip
    told = []
    for processes in (1, 2, 3):
        out = tmp_path / f"{processes}.parquet"
        with reasoner(processes=processes) as tell:
            run(order(source, out, reasons="all", tell=tell))
            assert (tell._pool is None) == (processes == 1)
        told.append(out.read_bytes())
    assert told[0] == told[1] == told[2]


def test_a_verdict_that_the_interpreter_does_not_give_stops_the_run(tmp_path: Path) -> None:
    """The control: the columns are held to the interpreter for each row that is told."""

    def wrong(rows: Any) -> Any:
        return (("approved", "") for _ in rows)

    with pytest.raises(RuntimeError, match="row 2: `rejected` in columns, `approved`"):
        reasons(tmp_path, wrong, "rejected")

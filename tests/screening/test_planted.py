"""A thousand planted faults of twenty kinds: these rows are refused, and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from screening.planted import KINDS, planted, write
from screening.processes import names, screen

from eligibility.commands.desk import Desk
from eligibility.errors import Refused
from eligibility.language.located import parse

pytestmark = pytest.mark.slow


class TestPlanted:
    """A thousand faults of twenty kinds among a hundred thousand rows."""

    ROWS, FAULTS = 100_000, 1_000

    def wanted(self, table: pl.DataFrame, row: int) -> str:
        """The code under which `assess` refuses what the row says."""
        whole: dict[str, Any] = {}
        for name, text in table.row(row - 1, named=True).items():
            path, _, unit = name.rstrip(")").partition("(")
            if text is None:
                continue
            value: Any = f"{text} {unit}" if unit and text[-1].isdigit() else text
            if path in ("ancillary.facilities", "consents"):
                value = [] if text == "[]" else text.split("、")
            *sections, last = path.split(".")
            place = whole
            for section in sections:
                place = place.setdefault(section, {})
            place[last] = value
        try:
            Desk(as_of="2026-06-30").read(parse(json.dumps(whole), "row.json"))
        except Refused as refused:
            return refused.diagnostics[0].code
        return "E107"

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_these_and_no_others_are_refused(self, tmp_path: Path, form: str) -> None:
        table, kinds = planted(self.ROWS, self.FAULTS)
        assert len(KINDS) == 20
        source, out = write(table, tmp_path / f"a.{form}"), tmp_path / "o.parquet"
        shown = screen(source, out, "--part", "30000", "--format", "json")
        assert shown.returncode == 0, shown.stderr
        told = json.loads(shown.stdout)
        assert (told["rows"], told["decided"], told["refused"]) == (self.ROWS, 99_000, 1_000)
        decided = pl.read_parquet(out)["row"].to_list()
        assert set(decided) == set(range(1, self.ROWS + 1)) - set(kinds)
        assert decided == sorted(decided)
        refused = pl.read_csv(f"{out}.refused.csv", infer_schema=False).to_dicts()
        codes = {kind: self.wanted(table, row) for row, kind in kinds.items()}
        for row in refused:
            column, _ = KINDS[kinds[int(row["row"])]]
            assert row["column"] == column, row
            assert row["code"] == codes[kinds[int(row["row"])]], row
            assert row["reason"]
        assert {int(row["row"]) for row in refused} == set(kinds)

    def test_strict_refuses_the_run(self, tmp_path: Path) -> None:
        table, _ = planted(20_000, 20)
        source = write(table, tmp_path / "a.csv")
        shown = screen(source, tmp_path / "o.csv", "--strict")
        assert shown.returncode == 2
        assert len([x for x in shown.stderr.splitlines() if x.startswith("error")]) >= 18
        assert names(tmp_path) == {"a.csv"}

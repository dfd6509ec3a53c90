"""The forms of an answer: workbooks, formulas neutralised and undone, what each row may state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.calling import call
from python_calamine import CalamineWorkbook

from eligibility.report.screened_xlsx import check_height
from eligibility.screening.table_files import table

DAY = ("--as-of", "2026-06-30")
FORMULAS = ["=1+1", "+1", "-1", "@a", "\tx", "'quoted", "plain", ""]


def screened(source: Path, out: Path, *more: str | Path) -> Any:
    shown = call("screen", source, "-o", out, *DAY, "--format", "json", *more)
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


class TestWorkbooks:
    """A workbook holds what the other forms hold."""

    def test_the_same_cells_as_csv(self, source: Path, tmp_path: Path) -> None:
        for form in ("xlsx", "csv"):
            screened(source, tmp_path / f"o.{form}", "--key", "note", "--reasons", "all")
        sheet = CalamineWorkbook.from_path(str(tmp_path / "o.xlsx")).get_sheet_by_index(0)
        rows = sheet.to_python()
        cells = next(iter(table([str(tmp_path / "o.csv")]).chunks(10))).cells
        assert rows[0] == cells.columns
        told = [["" if v is None else str(v) for v in row] for row in cells.rows()]
        assert [[str(int(r[0])), *map(str, r[1:])] for r in rows[1:]] == told
        assert any("=1+1" in row for row in rows)

    def test_the_same_bytes_again(self, source: Path, tmp_path: Path) -> None:
        for name in ("a", "b"):
            screened(source, tmp_path / f"{name}.xlsx", "--ignore", "note")
        assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

    def test_more_rows_than_a_sheet_holds_are_refused_first(self, tmp_path: Path) -> None:
        check_height(1_048_575, "o.xlsx")
        long = tmp_path / "long.parquet"
        pl.DataFrame({"project.kind": ["industrial"] * 1_048_576}).write_parquet(long)
        shown = call("screen", long, "-o", tmp_path / "o.xlsx", "--jurisdiction", "yulin")
        assert shown.exit_code == 2
        assert "a sheet holds 1,048,575 rows below its headings" in shown.stderr
        assert [p.name for p in tmp_path.iterdir()] == ["long.parquet"]


class TestNames:
    """An answer is not written over its table, nor where no folder is."""

    def test_what_is_refused_before_anything_is_read(self, source: Path, tmp_path: Path) -> None:
        before = source.read_bytes()
        for out, said in (
            (source, "is the table itself"), (tmp_path, "is a folder"),
            (tmp_path / "none" / "o.csv", "does not exist"), (tmp_path / "o.pdf", "names no form"),
        ):  # fmt: skip
            shown = call("screen", source, "-o", out, "--ignore", "note", *DAY)
            assert (shown.exit_code, said in shown.stderr) == (2, True), shown.output
        assert [p.name for p in tmp_path.iterdir()] == [source.name]
        assert source.read_bytes() == before

    def test_some_columns_only(self, source: Path, tmp_path: Path) -> None:
        out = tmp_path / "o.csv"
        told = screened(source, out, "--ignore", "note", "--only", "missing,conclusion")
        assert pl.read_csv(out).columns == [
            "project.code", "verdict", "conclusion:ancillary-land", "missing",
        ]  # fmt: skip
        assert told["verdicts"] == {"rejected": 1, "undetermined": 1, "not_applicable": 1}
        screened(source, out, "--ignore", "note", "--only", "verdict")
        assert pl.read_csv(out).columns == ["project.code", "verdict"]
        shown = call("screen", source, "-o", out, "--only", "verdicts")
        assert "there is no column `verdicts`" in shown.stderr


class TestFormulas:
    """A text that a spreadsheet would run comes back as it was, from every form."""

    @pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "ndjson"])
    @pytest.mark.parametrize("given", ["csv", "parquet", "categories"])
    def test_there_and_back(self, tmp_path: Path, form: str, given: str) -> None:
        cells = pl.DataFrame({
            "project.kind": ["industrial"] * len(FORMULAS), "note": FORMULAS,
            "jurisdiction": ["yulin"] * len(FORMULAS),
        })  # fmt: skip
        if given == "categories":
            cells = cells.with_columns(pl.col("note").cast(pl.Categorical))
        source = tmp_path / f"a.{'csv' if given == 'csv' else 'parquet'}"
        if given == "csv":
            guarded = pl.col("note").str.replace(r"^([=+\-@\t])", "'${1}")
            cells.with_columns(guarded).write_csv(source)
        else:
            cells.write_parquet(source)
        out = tmp_path / f"o.{form}"
        screened(source, out, "--key", "note")
        assert [t or "" for t in self.notes(out, form)] == FORMULAS
        if form == "csv":
            written = out.read_text(encoding="utf-8")
            assert not any(f",{text}" in written for text in FORMULAS[:5])

    def notes(self, out: Path, form: str) -> list[Any]:
        if form == "xlsx":
            rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
            return [row[rows[0].index("note")] for row in rows[1:]]
        if form == "ndjson":
            lines = out.read_text(encoding="utf-8").splitlines()
            return [json.loads(line)["note"] for line in lines]
        cells = next(iter(table([str(out)]).chunks(10))).cells
        return cells["note"].cast(pl.String).to_list()


class TestRowsOfTheirOwn:
    """A row may state its own day, matters and day of receipt, as a project file may."""

    def test_the_day_of_a_row_counts_unless_one_is_given(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.csv", tmp_path / "o.csv"
        parcel = "land.parcels"
        lines = [
            {"jurisdiction": "yulin", "as_of": day, "land": {"parcels": [
                {"id": "1", "start_by": "2024-03-01", "started": "no"}]}}
            for day in ("2024-06-01", "2026-06-30")
        ]  # fmt: skip
        ndjson = tmp_path / "a.ndjson"
        ndjson.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        call("screen", ndjson, "-o", tmp_path / "n.csv")
        verdicts = pl.read_csv(tmp_path / "n.csv")["verdict"].to_list()
        assert len(set(verdicts)) == 2
        source.write_text(
            "project.code,jurisdiction,as_of\nA,yulin,2024-06-01\nB,yulin,2026年6月30日\n",
            encoding="utf-8",
        )
        parcels = tmp_path / "p.csv"
        parcels.write_text("project.code,id,start_by,started\nA,1,2024-03-01,no\n"
                           "B,1,2024-03-01,no\n", encoding="utf-8")  # fmt: skip
        call("screen", source, "-o", out, "--parcels", parcels)
        assert pl.read_csv(out)["verdict"].to_list() == verdicts
        call("screen", source, "-o", out, "--parcels", parcels, *DAY)
        assert set(pl.read_csv(out)["verdict"].to_list()) == {verdicts[1]}
        assert parcel

    def test_the_matters_of_a_row(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.csv", tmp_path / "o.parquet"
        source.write_text(
            "jurisdiction,matters,project.kind\nyulin,ancillary-land、idle-land,industrial\n"
            "yulin,,industrial\nyulin,no-such,industrial\n", encoding="utf-8",
        )  # fmt: skip
        told = screened(source, out)
        assert (told["decided"], told["refused"]) == (2, 1)
        found = pl.read_parquet(out)
        assert found["conclusion:ancillary-land"].to_list() == ["undetermined", None]
        refused = pl.read_csv(f"{out}.refused.csv")
        assert refused.rows()[0][:4] == (3, "matters", "no-such", "E211")

    def test_rounded_values_are_listed(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.csv", tmp_path / "o.csv"
        source.write_text(
            "jurisdiction,land.total_area(m2)\nyulin,100.00000001\nyulin,7\n", "utf-8"
        )
        assert screened(source, out)["refused"] == 1
        assert screened(source, out, "--round", "m2")["refused"] == 0
        first, second = pl.read_csv(out)["rounded"].to_list()
        assert first.startswith("land.total_area(m2): `100.00000001 m2` is finer")
        assert second is None


class TestSummaries:
    """The summary says what was counted, and what was not decided by columns."""

    def test_rules_with_working_days_are_told_as_the_interpreters(self, tmp_path: Path) -> None:
        source, rule = tmp_path / "a.csv", "yingkou/approval-time-limit/enterprise-opening"
        source.write_text(
            "jurisdiction,project.in_zone,enterprise.opening_accepted_on,enterprise.opened_on,"
            "zone.name\nyingkou,yes,2026-03-02,2026-03-03,甲园\nyingkou,yes,2026-03-02,2026-03-20,乙园\n",
            encoding="utf-8",
        )
        asked = ("--matter", "approval-time-limit")
        told = screened(source, tmp_path / "o.csv", *asked)
        assert told["by_interpreter"][rule] == 2
        assert told["zones"] == {"乙园": {"rejected": 1}, "甲园": {"undetermined": 1}}
        text = call("screen", source, "-o", tmp_path / "o.csv", *DAY, *asked, "--lang", "en").stdout
        assert "rules decided row by row, by the interpreter" in text
        assert f"2  {rule}" in text
        assert "by zone" in text

    def test_refusals_are_counted_by_code_and_column(self, source: Path, tmp_path: Path) -> None:
        told = screened(source, tmp_path / "o.csv", "--ignore", "note")
        assert told["refusals"][0] == {"code": "E107", "column": "project.code", "count": 2}
        assert sum(one["count"] for one in told["refusals"]) == 6
        assert told["jurisdictions"]["yulin"] == {"rejected": 1, "undetermined": 1}

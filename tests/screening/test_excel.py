"""`screen` reads a workbook as `assess` does: the same cells, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter
from house.calling import call

from eligibility.errors import Refused
from eligibility.submission.tables.plain_cells import plain_cells

HEADINGS = [
    "项目代码", "项目名称", "项目类型", "是否位于开发区内", "项目总用地面积（单位：亩）",
    "配套设施用地面积(亩)", "building.base_floor_cap", "同意文件",
]  # fmt: skip


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "projects.xlsx"
    book = xlsxwriter.Workbook(str(path))
    share = book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet("项目")
    sheet.merge_range(0, 0, 0, 5, "项目汇总表")
    headings = "项目代码 项目名称 项目类型 是否位于开发区内 项目总用地面积（单位：亩）"
    more = ["配套设施用地面积(亩)", "building.base_floor_cap", "同意文件"]
    sheet.write_row(1, 0, [*headings.split(), *more])
    for row, (area, part) in enumerate(
        [(100, "７"), ("１００", "16亩"), ("10公顷", "/"), (100, "7元")], 2
    ):
        sheet.write_row(row, 0, [f"P-{row}", "甲", "工业", "是", area, part])
        sheet.write_number(row, 6, 0.07, share)
        sheet.write_string(row, 7, "无")
    sheet.write_row(6, 0, [91350100123456789, "乙"])
    book.close()
    return path


def test_cells_are_those_of_a_project_file(workbook: Path) -> None:
    found = plain_cells(workbook)
    assert found["building.base_floor_cap"][:2] == ["7%", "7%"]
    assert found["配套设施用地面积(亩)"][:3] == ["７ 亩", "16亩", "unknown"]
    assert found["同意文件"][0] == "[]"
    assert "\x7f" in (found["项目代码"][4] or "")


def test_screen_and_assess_come_to_the_same(workbook: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    shown = call("screen", workbook, "-o", out, "--jurisdiction", "yulin", "--as-of", "2026-03-31")
    assert shown.exit_code == 0, shown.output
    rows = out.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 4
    assert len((tmp_path / "out.csv.refused.csv").read_text(encoding="utf-8").splitlines()) >= 3
    results = call("assess", workbook, "--jurisdiction", "yulin", "--as-of", "2026-03-31",
                   "--format", "json")  # fmt: skip
    said = [one["verdict"] for one in json.loads(results.stdout)]
    assert [row.split(",")[4] for row in rows[1:]] == said
    assert said == ["undetermined", "rejected", "not_applicable"]


def test_more_sheets_than_one_are_not_lost(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    projects = book.add_worksheet("项目")
    projects.write_row(0, 0, ["项目代码", "项目名称"])
    projects.write_row(1, 0, ["P-1", "甲"])
    parcels = book.add_worksheet("宗地")
    parcels.write_row(0, 0, ["项目代码", "宗地编号", "宗地面积(亩)"])
    parcels.write_row(1, 0, ["P-1", "A", 10])
    book.close()
    with pytest.raises(Refused) as refused:
        plain_cells(path)
    assert [d.code for d in refused.value.diagnostics] == ["E101"]

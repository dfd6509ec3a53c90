"""The tables of a round as workbooks, CSV and YAML, and what is told of their faults."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from allocation.test_command import HEADS, LAND, QUOTA, run, tables

PROJECTS = ["序号", "适用地区", "项目代码", "项目名称", "项目类型", "产业的干扰污染类别",
            "最少用地【单位：亩】", "最多用地(亩)", "可拆分", "申报日期*", "备注"]  # fmt: skip
PARCELS = ["地块编号", "园区", "用途", "土地类型", "面积（亩）", "可分割"]
QUOTAS = ["园区", "新增指标(亩)", "挂钩比例", "已评价"]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A workbook of these sheets; a number below 1 is shown as per cent."""
    with xlsxwriter.Workbook(path) as book:
        percent = book.add_format({"num_format": "0%"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    small = isinstance(value, float) and value < 1
                    sheet.write(at, column, value, *((percent,) if small else ()))
    return path


def in_one_book(folder: Path, **instead: list[list[object]]) -> list[str]:
    """The words that name one workbook with the three tables."""
    sheets: dict[str, list[list[object]]] = {
        "填写说明": [["每行一个项目"]],
        "项目": [["2026年用地申报汇总"], PROJECTS,
               [1, "朝阳", "P1", "甲", "工业", "I", 10, 20, False, "2026-03-01", "急"],
               [2, "朝阳市", "P2", "乙", "industrial", "I", 12.5, 12.5, True, "2026/3/2", ""]],
        "地块": [PARCELS, ["A-1", "东区", "100101", "存量用地", 20, "否"],
               ["N-1", "东区", "100101", "新增用地", 60, "是"]],
        "指标": [QUOTAS, ["合计", 50, "", ""], ["东区", 15, 0.5, True]],
    }  # fmt: skip
    path = str(workbook(folder / "round.xlsx", {**sheets, **instead}))
    return [path, "--land", path, "--quota", path, "--as-of", "2026-04-01"]


def test_one_workbook_holds_the_three_tables(tmp_path: Path) -> None:
    done = run(*in_one_book(tmp_path), "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "A-1 20 亩（东区，存量用地）" in done.stdout
    assert "N-1 12.5 亩（东区，新增用地）" in done.stdout


def test_every_fault_of_a_workbook_is_told_with_sheet_row_and_column(tmp_path: Path) -> None:
    projects = [PROJECTS, [1, "朝阳", "P1", "甲", "工业", "I", "", "", False, "2026-03-01", ""],
                [2, "朝阳", "P2", "乙", "工业？", "I", "3 万元", 9, True, 46000, ""],
                ["", "合计", "", "", "", "", 15, 20, "", "", ""]]  # fmt: skip
    land = [[*PARCELS, "颜色"], ["A-1", "东区", "100101", "存量用地", 20, "否", "红"],
            ["A-1", "东区", "100101", "存量用地", "20 万元", "否", ""],
            ["A-2", "东区", 999999, "荒地", 0, "也许", ""]]  # fmt: skip
    quota = [QUOTAS, ["合计", "五十亩", "", ""], ["东区", -3, "", ""], ["东区", 3, "", ""]]
    done = run(*in_one_book(tmp_path, 项目=projects, 地块=land, 指标=quota))
    assert done.returncode == 2
    for wanted in (
        "sheet `项目`, row 2: the project `P1` asks for no area",
        "sheet `项目`, row 3, column `申报日期*` (J3): `46000` is not a date",
        "sheet `项目`, row 4: `合计`: a total is no row",
        "sheet `地块`, row 1, column `颜色` (G1): `颜色` is no column here",
        "sheet `地块`, row 3, column `地块编号` (A3): the parcel `A-1` is counted twice",
        "sheet `地块`, row 3, column `面积（亩）` (E3): 面积: `20 万元` is not an area",
        "sheet `地块`, row 4, column `用途` (C4): 用途: `999999` is not one of the choices",
        "sheet `地块`, row 4, column `土地类型` (D4): 土地类型: `荒地`",
        "sheet `地块`, row 4, column `可分割` (F4)",
        "sheet `指标`, row 2, column `新增指标(亩)` (B2): 新增指标: `五十亩` is not a number",
        "sheet `指标`, row 3, column `新增指标(亩)` (B3)",
        "sheet `指标`, row 4, column `园区` (A4): a second quota of `东区`",
    ):
        assert wanted in done.stderr, f"{wanted}\n{done.stderr}"


def test_a_heading_with_a_unit_of_another_kind_is_refused(tmp_path: Path) -> None:
    heads = HEADS.replace("最少用地", "投资强度(亩)")
    done = run(*tables(tmp_path, f"{heads}\nchaoyang,P1,甲,industrial,I,3,9 亩\n"))
    assert done.returncode == 2
    assert "`亩` is no unit of" in done.stderr


def test_two_sheets_that_may_both_be_meant_are_refused(tmp_path: Path) -> None:
    rows = [PARCELS, ["A-1", "东区", "100101", "存量用地", 20, "否"]]
    done = run(*in_one_book(tmp_path, 地块=rows, 备用地块=rows))
    assert done.returncode == 2
    assert "more sheets than one may be meant: `地块`, `备用地块`" in done.stderr


def test_a_table_saved_in_gbk_is_read(tmp_path: Path) -> None:
    words = tables(tmp_path, f"{HEADS}\nchaoyang,P1,甲,industrial,I,10 亩,20 亩\n")
    for name, text in (("land", LAND), ("quota", QUOTA)):
        (tmp_path / f"{name}.csv").write_bytes(text.encode("gb18030"))
    assert run(*words).returncode == 0


@pytest.mark.parametrize("suffix", ["csv", "yaml", "xlsx"])
def test_templates_are_read_back(tmp_path: Path, suffix: str) -> None:
    names = {name: tmp_path / f"{name}.{suffix}" for name in ("projects", "land", "quota")}
    for name, path in names.items():
        assert run("--template", name, "-o", path).returncode == 0
    done = run(names["projects"], "--land", names["land"], "--quota", names["quota"],
               "--jurisdiction", "chaoyang")  # fmt: skip
    assert done.returncode == 2
    said = "no row below the headings" if suffix == "xlsx" else "the row has no"
    assert said in done.stderr, done.stderr
    assert "E201" not in done.stderr, done.stderr

"""Workbooks out: the template that is read back, results in which nothing can run."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from house.calling import call
from house.files import ROOT

from eligibility.report.results_xlsx import COLOURS
from eligibility.submission.tables.headings import target_of

BAD = "=cmd|' /C calc'!A0"


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of some rows: fine, faulty, with names that look like formulas."""
    folder = tmp_path_factory.mktemp("results")
    table = folder / "projects.csv"
    table.write_text(
        "项目代码,项目名称,项目类型,是否位于开发区内,项目总用地面积(亩),ancillary.land_area(亩),备注\n"
        f'A,"{BAD}",工业,是,100,7,\nB,\t乙,工业,是,100,16,\nC,+1,工业,是,100,10,\nD,丁,工业,是,100,7元,\n',
        encoding="utf-8",
    )
    out = folder / "results.xlsx"
    shown = call("assess", table, "--jurisdiction", "yulin", "--as-of", "2026-03-31",
                 "-o", out, "--lang", "zh")  # fmt: skip
    assert shown.exit_code == 2
    assert "E204" in shown.stderr
    assert shown.stdout == ""
    return out


def test_rows_in_are_rows_in_the_workbook(results: Path) -> None:
    found = sheets(results)
    assert list(found) == ["结果", "依据", "事项", "未受理", "汇总"]
    assert [row[1] for row in found["结果"][1:]] == ["A", "B", "C"]
    assert len(found["未受理"]) == 2
    summary = {row[0]: row[1] for row in found["汇总"]}
    assert (summary["收到"], summary["已判定"], summary["未受理"]) == (4, 3, 1)


def test_the_conclusion_is_a_word_the_reason_is_in_words(results: Path) -> None:
    found = sheets(results)["结果"]
    heads = found[0]
    verdicts = [row[heads.index("结论")] for row in found[1:]]
    assert verdicts[1] == "不符合"
    assert set(verdicts) <= {"符合", "不符合", "待补充材料"}
    assert "不超过" in found[2][heads.index("理由")]
    assert all(row[heads.index("性质")] == "参考研判" for row in found[1:])


def test_deciding_rules_are_cited(results: Path) -> None:
    found = sheets(results)["依据"]
    heads = found[0]
    rejected = [r for r in found[1:] if r[heads.index("结论")] == "不符合"]
    assert "yulin/ancillary-land/land-share" in {r[heads.index("规则")] for r in rejected}
    assert all(r[heads.index("出处")] for r in rejected)


def test_no_cell_can_run(results: Path) -> None:
    found = sheets(results)["结果"]
    assert found[1][2] == BAD
    with zipfile.ZipFile(results) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            assert b"<f>" not in text
            assert b"<hyperlink" not in text
            assert b"oleObject" not in text
        styles = archive.read("xl/styles.xml")
    assert b"quotePrefix" in styles


def test_each_conclusion_has_a_colour_of_its_own(results: Path) -> None:
    assert len({background for background, _ in COLOURS.values()}) == len(COLOURS)
    with zipfile.ZipFile(results) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert COLOURS["rejected"][0].lstrip("#") in styles
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet


def test_the_same_results_are_the_same_bytes(results: Path, tmp_path: Path) -> None:
    case = min((ROOT / "cases" / "yulin").rglob("*.yaml"))
    for name in ("a.xlsx", "b.xlsx"):
        assert call("report", case, "-o", tmp_path / name, "--as-of", "2026-03-31").exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", ["yulin", "yingkou", ""])
def test_the_template_is_understood_when_it_comes_back(
    lang: str, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.xlsx"
    only = ("--jurisdiction", place) if place else ()
    shown = call("template", "--format", "xlsx", *only, "-o", path, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    found = sheets(path)
    names = list(found)
    assert names[:3] == (
        ["项目", "宗地", "说明"] if lang == "zh" else ["Projects", "parcels", "Instructions"]
    )
    for heading in found[names[0]][0]:
        assert target_of(heading).path
    for heading in found[names[1]][0]:
        assert target_of(heading, "land.parcels").path
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "是,否" in sheet
    assert "xl/comments1.xml" in zipfile.ZipFile(path).namelist()


def test_a_filled_template_is_assessed_by_the_rules_that_it_names(tmp_path: Path) -> None:
    """The template, filled in by openpyxl-like means: rows are put under its own headings."""
    import xlsxwriter

    path, filled = tmp_path / "t.xlsx", tmp_path / "filled.xlsx"
    call("template", "--format", "xlsx", "--jurisdiction", "yulin", "-o", path, "--lang", "zh")
    found = sheets(path)
    book = xlsxwriter.Workbook(str(filled))
    values = {"项目代码": "P-1", "项目名称": "甲", "项目类型": "工业", "是否位于开发区内": "是",
              "项目总用地面积(亩)": 100, "配套设施用地面积(亩)": 16, "同意文件": "无"}  # fmt: skip
    for name, rows in found.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
        if name == "项目":
            sheet.write_row(1, 0, [values.get(heading, "") for heading in rows[0]])
    book.close()
    shown = call("assess", filled, "--exit-code", "--lang", "en", "--as-of", "2026-03-31")
    assert shown.exit_code == 5, shown.output
    assert "16 mu" in shown.output or "16 亩" in shown.output


def test_an_empty_template_holds_no_project(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    call("template", "--format", "xlsx", "--jurisdiction", "yulin", "-o", path)
    shown = call("assess", path)
    assert (shown.exit_code, "E102" in shown.stderr) == (2, True)


def test_a_workbook_needs_a_name(tmp_path: Path) -> None:
    shown = call("template", "--format", "xlsx")
    assert shown.exit_code == 2
    assert "-o projects.xlsx" in shown.stderr

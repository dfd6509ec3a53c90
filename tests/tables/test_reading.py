"""Tables one oddity at a time: encodings, headings, lists, merged cells, what is lost and told."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from eligibility.errors import Refused
from eligibility.language.units import AREA_UNITS
from eligibility.language.values import NONE, UNKNOWN
from eligibility.submission.catalogue import dictionary
from eligibility.submission.facts import Submission
from eligibility.submission.read import read_submission
from eligibility.submission.tables.grid import column_name
from eligibility.submission.tables.headings import target_of
from eligibility.submission.tables.reading import Row, open_table, rows_of

MU = AREA_UNITS["亩"]
TEXT = """项目名称,项目代码,项目总用地面积(亩),ancillary.facilities
甲,2026-A,１００,办公楼、食堂
乙,2026-B,/,无
"""


def rows(path: Path) -> list[Row]:
    return list(rows_of(open_table(path), lambda tree: read_submission(tree, jurisdiction="yulin")))


def only(path: Path) -> Submission:
    (row,) = rows(path)
    assert row.submission is not None, row.faults
    return row.submission


def refused(path: Path) -> list[tuple[str, str]]:
    """Code and message of every fault."""
    try:
        return [(f.code, f.message) for row in rows(path) for f in row.faults]
    except Refused as all_of_it:
        return [(d.code, d.message) for d in all_of_it.diagnostics]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook: sheets of rows by name; `more` may do anything else to it."""

    def write(
        sheets: dict[str, list[list[Any]]], more: Callable[[Any], None] | None = None
    ) -> Path:
        path = tmp_path / "book.xlsx"
        made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
        for name, content in sheets.items():
            sheet = made.add_worksheet(name)
            for index, row in enumerate(content):
                sheet.write_row(index, 0, row)
        if more is not None:
            more(made)
        made.close()
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding_in_use(encoding: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "项目.csv"
    path.write_bytes(TEXT.replace(",", mark).replace("\n", "\r\n").encode(encoding))
    first, second = (r.submission for r in rows(path))
    assert first is not None
    assert first.facts.get("project.name") == "甲"
    assert first.facts.get("land.total_area") == 100 * MU
    assert first.facts.get("ancillary.facilities") == ("office", "canteen")
    assert second is not None
    assert second.facts.get("land.total_area") is UNKNOWN
    assert second.facts.get("ancillary.facilities") == ()
    assert [r.number for r in rows(path)] == [2, 3]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xff\xff\xfe\x81\x20" * 9, "E103"), (b"", "E102"), (b"a\0b", "E103"),
        ('项目名称,项目代码\n"甲,1\n'.encode(), "E106"), (b"\xef\xbb\xbf\xff\xff", "E103"),
        ("项目名称,项目代码\n".encode(), "E102"), ("甲,乙\n1,2\n".encode(), "E201"),
    ],
)  # fmt: skip
def test_csv_that_is_none_is_told(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert [c for c, _ in refused(path)] == [code]


def test_an_apostrophe_before_a_formula_goes_when_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("项目名称,项目代码\n'=1+1,x\n'plain,y\n", encoding="utf-8")
    names = [r.submission.facts.get("project.name") for r in rows(path) if r.submission]
    assert names == ["=1+1", "'plain"]


def test_every_heading_of_the_template_names_its_fact() -> None:
    for info in dictionary():
        below = info.path.rpartition("[].")[0]
        for heading in (info.path, info.label.zh, info.label.en, f" * {info.label.zh}（必填）"):
            assert target_of(heading, below).path == info.path, heading


def test_unknown_and_doubled_headings_are_all_told(book: Callable[..., Path]) -> None:
    path = book({"项目": [["项目名称", "总用地", "项目总用地面积(元)", "项目名称", ""],
                          ["甲", 1, 2, "乙", "x"]]})  # fmt: skip
    found = refused(path)
    assert [c for c, _ in found] == ["E201", "E204", "E107", "E201"]
    assert "heading B1: `总用地` is no fact" in found[0][1]
    assert "column E has values and no heading (E2)" in found[3][1]


def test_columns_and_rows_marked_with_a_hash_are_left_out(book: Callable[..., Path]) -> None:
    path = book({"项目": [["# 内部", "项目名称", "项目代码"], ["x", "甲", "A"], ["#", "乙", "B"]]})
    assert only(path).facts.get("project.name") == "甲"


def test_delays_are_joined_to_their_parcel(book: Callable[..., Path]) -> None:
    path = book({
        "项目": [["项目代码", "项目名称"], ["P-1", "甲"]],
        "宗地": [["项目代码", "宗地编号", "宗地面积(亩)"], ["P-1", "A", 10], ["P-1", "B", 20]],
        "延误记录": [["项目代码", "宗地编号", "延误起始日", "delays cause", "cause"][:3],
                     ["P-1", "B", "2024-01-02"]],
    })  # fmt: skip
    parcels: Any = only(path).facts.get("land.parcels")
    assert [p.fields["id"] for p in parcels] == ["A", "B"]
    assert len(parcels[1].fields["delays"]) == 1


def test_rows_that_belong_to_no_project_are_told(book: Callable[..., Path]) -> None:
    path = book({
        "项目": [["项目代码", "项目名称"], ["P-1", "甲"]],
        "宗地": [["项目代码", "宗地编号", "宗地面积(亩)"], ["P-9", "A", 10], ["", "B", 20]],
    })  # fmt: skip
    messages = [m for _, m in refused(path)]
    assert any("row 3 names no project" in m for m in messages)
    assert any("no project of code `P-9`" in m for m in messages)


def test_two_projects_of_one_code_cannot_share_parcels(book: Callable[..., Path]) -> None:
    path = book({
        "项目": [["项目代码", "项目名称"], ["P-1", "甲"], ["P-1", "乙"]],
        "宗地": [["项目代码", "宗地编号", "宗地面积(亩)"], ["P-1", "A", 10]],
    })  # fmt: skip
    assert [c for c, _ in refused(path)] == ["E107", "E107"]


def test_a_fault_in_a_parcel_refuses_its_project_and_names_the_parcels_cell(
    book: Callable[..., Path],
) -> None:
    path = book({
        "项目": [["项目代码", "项目名称"], ["P-1", "甲"], ["P-2", "乙"]],
        "宗地": [["项目代码", "宗地编号", "宗地面积(亩)"], ["P-1", "A", "10元"], ["P-2", "A", 1]],
    })  # fmt: skip
    first, second = rows(path)
    assert [f.code for f in first.faults] == ["E204"]
    assert first.faults[0].message.startswith("sheet `宗地`, row 2, column `宗地面积(亩)` (C2): ")
    assert second.submission is not None


def test_none_in_the_column_of_a_list_is_a_known_empty_list(book: Callable[..., Path]) -> None:
    path = book({"项目": [["项目代码", "项目名称", "宗地", "同意文件"], ["P-1", "甲", "无", "/"]]})
    facts = only(path).facts
    assert facts.get("land.parcels") == ()
    assert facts.get("consents") is UNKNOWN
    path = book({"项目": [["项目代码", "项目名称", "宗地"], ["P-1", "甲", "两块"]]})
    assert [c for c, _ in refused(path)] == ["E213"]


def test_absent_by_nature_is_unknown_only_where_that_is_said(book: Callable[..., Path]) -> None:
    """A consent whose share is left empty names none; 未知 is unknown."""
    kind = "ancillary_increase"
    consents = [
        ["项目代码", "同意事项", "同意的用地比例上限"],
        ["P-1", kind, ""],
        ["P-2", kind, "未知"],
    ]
    path = book(
        {"项目": [["项目代码", "项目名称"], ["P-1", "甲"], ["P-2", "乙"]], "同意文件": consents}
    )
    found: list[Any] = [r.submission.facts.get("consents") for r in rows(path) if r.submission]
    caps = [consents[0].fields["land_cap"] for consents in found]
    assert caps == [NONE, UNKNOWN]


def test_merged_cells_give_their_value_to_every_row_and_are_told(book: Callable[..., Path]) -> None:
    def merge(made: Any) -> None:
        made.get_worksheet_by_name("项目").merge_range(1, 2, 2, 2, "高新区")

    path = book(
        {"项目": [["项目代码", "项目名称", "zone.name"], ["P-1", "甲"], ["P-2", "乙"]]}, merge
    )
    first, second = (r.submission for r in rows(path))
    assert first is not None
    assert second is not None
    assert first.facts.get("zone.name") == second.facts.get("zone.name") == "高新区"
    assert not any("merged" in w for w in first.warnings)
    assert any("C3 (`zone.name`) is part of the merged cell C2" in w for w in second.warnings)


def test_hidden_columns_and_sheets_are_read_and_told(book: Callable[..., Path]) -> None:
    def hide(made: Any) -> None:
        made.get_worksheet_by_name("项目").set_column(1, 1, None, None, {"hidden": True})
        made.get_worksheet_by_name("旧表").hide()

    heads = ["项目代码", "项目名称"]
    path = book({"项目": [heads, ["P-1", "甲"]], "旧表": [heads, ["P-2", "乙"]]}, hide)
    notes = " ".join(open_table(path).notes)
    assert "column `项目名称` is hidden" in notes
    assert "sheet `旧表` is hidden" in notes
    assert len(rows(path)) == 2


def test_a_formula_without_its_value_is_no_blank(book: Callable[..., Path], tmp_path: Path) -> None:
    path = book({"项目": [["项目代码", "项目名称", "项目总用地面积(亩)"], ["P-1", "甲", 7654321]]})
    edited = tmp_path / "edited.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(edited, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info, data.replace(b"<v>7654321</v>", b"<f>SUM(1,2)</f>"))
    where = "sheet `项目`, row 2, column `项目总用地面积(亩)` (C2): "
    assert refused(edited) == [("E202", f"{where}the cell holds a formula without its value")]


def test_the_sheet_that_explains_names_the_jurisdiction(book: Callable[..., Path]) -> None:
    path = book({"项目": [["项目代码", "项目名称"], ["P-1", "甲"]],
                 "说明": [["标题"], ["适用地区", "yulin"]]})  # fmt: skip
    (row,) = rows_of(open_table(path), read_submission)
    assert row.submission is not None
    assert row.submission.jurisdiction == "yulin"


def test_people_write_the_name_of_a_place(book: Callable[..., Path]) -> None:
    path = book({"项目": [["项目代码", "项目名称", "适用地区"], ["P-1", "甲", "玉林市"]]})
    (row,) = rows_of(open_table(path), read_submission)
    assert row.submission is not None
    assert row.submission.jurisdiction == "yulin"


def test_a_sheet_that_is_not_read_is_told(book: Callable[..., Path]) -> None:
    path = book({"项目": [["项目代码", "项目名称"], ["P-1", "甲"]], "联系方式": [["张三", "电话"]]})
    assert open_table(path).notes == (
        "sheet `联系方式` has no headings that are known: it was not read",
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"not a workbook at all", b""])
def test_a_file_that_is_no_workbook_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    assert [c for c, _ in refused(path)] in (["E103"], ["E102"])


def test_entities_and_bombs_are_refused(book: Callable[..., Path], tmp_path: Path) -> None:
    path = book({"项目": [["项目代码", "项目名称"], ["P-1", "甲"]]})
    for name, change in {
        "entities": lambda d: d.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
        "bomb": lambda d: d + b" " * 410_000_000,
    }.items():
        edited = tmp_path / f"{name}.xlsx"
        with (
            zipfile.ZipFile(path) as old,
            zipfile.ZipFile(edited, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for info in old.infolist():
                data = old.read(info)
                new.writestr(
                    info.filename, change(data) if info.filename == "xl/workbook.xml" else data
                )
        assert [c for c, _ in refused(edited)] in (["E103"], ["E104"])


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_name(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

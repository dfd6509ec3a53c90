"""Workbooks of other forms than .xlsx, and of other calendars."""

from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from eligibility.submission.read import read_submission
from eligibility.submission.tables.reading import Row, open_table, rows_of


def rows(path: Path) -> list[Row]:
    return list(rows_of(open_table(path), lambda tree: read_submission(tree, jurisdiction="yulin")))


CELL = '<table:table-cell office:value-type="string">'
P = "<text:p>{}</text:p>"
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>'
)
ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="项目">{rows}</table:table></office:spreadsheet></office:body>
 </office:document-content>"""


def test_other_forms_of_workbooks_say_what_cannot_be_seen(tmp_path: Path) -> None:
    def text(said: str) -> str:
        return f"{CELL}{P.format(said)}</table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    share = '<table:table-cell office:value-type="float" office:value="0.07"/>'
    rows_ = row(*map(text, ("项目代码", "项目名称", "building.base_floor_cap(%)")))
    rows_ += row(text("P-1"), text("甲"), share) + row(text("P-2"), text("乙"), text("7"))
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format(rows=rows_))
    assert "save it as .xlsx" in open_table(path).notes[0]
    first, second = rows(path)
    assert [f.code for f in first.faults] == ["E203"]
    assert second.submission is not None
    assert second.submission.facts.get("building.base_floor_cap") == Fraction(7, 100)


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    made = xlsxwriter.Workbook(str(path), {"date_1904": True})
    sheet = made.add_worksheet("项目")
    sheet.write_row(0, 0, ["项目代码", "项目名称", "受理日期"])
    sheet.write_row(1, 0, ["P-1", "甲"])
    sheet.write_datetime(1, 2, date(2026, 3, 31), made.add_format({"num_format": "yyyy-mm-dd"}))
    made.close()
    (row,) = rows(path)
    assert row.submission is not None
    assert row.submission.review.received_on == date(2026, 3, 31)

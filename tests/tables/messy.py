"""A workbook as offices send them: titles, columns of their own, formats, hidden rows, parcels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter
from tables.messy_cells import (
    ACCEPTED,
    ANCILLARY,
    BASE_CAP,
    DAY,
    ERROR,
    FACILITIES,
    FAULTY,
    IN_ZONE,
    INDUSTRIES,
    INVESTMENT,
    KIND,
    NAMES,
    PERCENT,
    RECEIVED,
    TOTAL,
    N,
    Sent,
    U,
    ha,
    mu,
)

ROWS = 230
TOP = 4  # rows above the first project: two titles, the groups, the headings
# Heading as it stands, fact, cells. In no order; Chinese, English and paths; with the office's own.
COLUMNS: list[tuple[str, str, list[tuple[Any, Any]]]] = [
    ("序号", "", []),
    ("受理日期", "review.received_on", RECEIVED),
    ("*项目类型（必填）", "project.kind", KIND),
    ("项目总用地面积\n（单位：亩）", "land.total_area", TOTAL),
    ("ancillary.land_area(亩)", "ancillary.land_area", ANCILLARY),
    ("项目 代码", "project.code", []),
    ("是否位于开发区内（是/否）", "project.in_zone", IN_ZONE),
    ("Project.Investment_Total (万元)", "project.investment_total", INVESTMENT),
    ("项目名称", "project.name", []),
    ("building.base_floor_cap", "building.base_floor_cap", BASE_CAP),
    ("ancillary.facilities", "ancillary.facilities", FACILITIES),
    ("备注", "", []),
    ("project.industries", "project.industries", INDUSTRIES),
    ("enterprise.opening_accepted_on", "enterprise.opening_accepted_on", ACCEPTED),
    ("# 内部编号", "", []),
]
HIDDEN = (5, 17, 100, 200)
TOTAL_ROW = ROWS + 1
PARCELS: list[tuple[Any, ...]] = [
    # project (row), number, area, meaning, day, meaning
    (1, "A", 60, mu("60"), "2024/3/1", date(2024, 3, 1)),
    (1, "B", "2公顷", ha("2"), date(2024, 3, 2), date(2024, 3, 2)),
    (2, "１", "1,000㎡", Fraction(1000), "/", U),
    (5, "A", 10.1, mu("10.1"), "无", N),
    (200, 7, "7亩", mu("7"), "2024年3月1日", date(2024, 3, 1)),
]


def code(row: int) -> str:
    return f"2026-{row:06d}-47-01-{row:06d}"


def cell(row: int, path: str, cells: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    """What row `row` (from 1) holds in a column, and what it means."""
    if path == "project.code":
        return code(row), code(row)
    if path == "project.name":
        name = NAMES[row % len(NAMES)]
        return name, name
    sent, meant = cells[row % len(cells)]
    return sent, meant


def sent(row: int, path: str, cells: list[tuple[Any, Any]]) -> Any:
    """The cell as it stands in the workbook, the planted faults among them."""
    wrong = [c for r, p, c, _ in FAULTY if (r, p) == (row, path)]
    return wrong[0] if wrong else cell(row, path, cells)[0]


def meant(row: int) -> dict[str, Any]:
    """The facts of a row that is not refused."""
    return {p: cell(row, p, cells)[1] for _, p, cells in COLUMNS if p}


def refused() -> Iterator[tuple[int, str, str]]:
    """Row, fact and code of every planted fault."""
    yield from ((row, path, fault) for row, path, _, fault in FAULTY)


def write(path: Path) -> None:
    """The workbook."""
    book = xlsxwriter.Workbook(str(path))
    formats = {
        PERCENT: book.add_format({"num_format": "0.0%"}),
        DAY: book.add_format({"num_format": "yyyy/m/d"}),
        "time": book.add_format({"num_format": "yyyy/m/d hh:mm"}),
    }  # fmt: skip
    sheet = book.add_worksheet("2026年上报")
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, "2026年开发区项目汇总表")
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, "填报单位：某开发区管委会    单位：亩、万元")
    sheet.merge_range(2, 3, 2, 4, "用地")
    for column, (heading, _, _) in enumerate(COLUMNS):
        sheet.write_string(3, column, heading)
    for row in range(1, ROWS + 1):
        at = TOP + row - 1
        for column, (heading, fact, cells) in enumerate(COLUMNS):
            value = {"序号": row, "备注": "见附件", "# 内部编号": "x"}.get(heading)
            put(sheet, at, column, value if value is not None else sent(row, fact, cells), formats)
        if row in HIDDEN:
            sheet.set_row(at, None, None, {"hidden": True})
    put(sheet, TOP + ROWS, 0, "合计", formats)
    put(sheet, TOP + ROWS, 3, 12345, formats)
    book.add_worksheet("说明").write(0, 0, "请各单位如实填报")
    parcels(book, formats)
    book.close()


def parcels(book: Any, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("宗地")
    sheet.merge_range(0, 0, 0, 3, "宗地情况")
    for column, heading in enumerate(
        ["宗地编号", "land.parcels[].acquired_on", "宗地面积（亩）", "项目代码"]
    ):
        sheet.write_string(1, column, heading)
    for at, (row, number, area, _, day, _) in enumerate(PARCELS, 2):
        for column, value in enumerate((number, day, area, code(row))):
            put(sheet, at, column, value, formats)


def put(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, Sent):
        if value.how == PERCENT:
            sheet.write_number(row, column, value.value, formats[PERCENT])
        elif value.how == ERROR:
            sheet.write_formula(row, column, "=1/0", None, value.value)
        else:
            sheet.write_formula(row, column, "=120*2", None, value.value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["time" if value.hour else DAY])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats[DAY])
    elif isinstance(value, str):
        sheet.write_string(row, column, value) if value else None
    elif value is not None:
        sheet.write_number(row, column, value)

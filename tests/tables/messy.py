"""A workbook as offices send them, and by hand what each of its cells means.

Each column has a list of cells with their meaning, or with the code of the refusal. Row n takes the
n-th cell of every list (the lists go round); their lengths share no factor, so that rows differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from eligibility.language.values import NONE, UNKNOWN

ROWS = 230
PERCENT, DAY, ERROR, FORMULA = "percent", "day", "error", "formula"
TOP = 4  # rows above the first project: two titles, the groups, the headings


@dataclass(frozen=True)
class Sent:
    """A number with a format: shown as per cent, an error, a formula with its saved value."""

    how: str
    value: Any


def mu(x: str) -> Fraction:
    return Fraction(x) * 2000 / 3


def ha(x: str) -> Fraction:
    return Fraction(x) * 10_000


def wan(x: str) -> Fraction:
    return Fraction(x) * 10_000


@dataclass(frozen=True)
class Refused:
    """A cell that is refused, by the code of its fault."""

    code: str


U, N = UNKNOWN, NONE
BAD_AREA, BAD_KIND, BAD = Refused("E204"), Refused("E204"), Refused("E202")
# Areas in square metres, money in yuan, shares as fractions.
TOTAL: list[tuple[Any, Any]] = [
    (100, mu("100")), ("100", mu("100")), ("１００", mu("100")), ("1,200.5", mu("1200.5")),
    (" 88 ", mu("88")), ("12.5亩", mu("12.5")), ("12.5 公顷", ha("12.5")), ("１２．５公顷", ha("12.5")),
    ("66,667平方米", Fraction(66667)), ("66667㎡", Fraction(66667)), ("66667m²", Fraction(66667)),
    (150.75, mu("150.75")), (0.7, mu("0.7")), ("1，000", mu("1000")), ("0.35 平方公里", Fraction(350_000)),
    (Sent(FORMULA, 240), mu("240")), ("\u3000300\u3000", mu("300")), ("401/2", mu("200.5")),
    (123.456, mu("123.456")),
]  # fmt: skip
ANCILLARY: list[tuple[Any, Any]] = [
    ("", U), ("未知", U), ("/", U), ("—", U), ("／", U), ("——", U), ("-", U), (0, Fraction(0)), ("0", Fraction(0)),
    ("0.3亩", mu("0.3")), (0.25, mu("0.25")), ("1/4", mu("1/4")), ("UNKNOWN", U),
]  # fmt: skip
INVESTMENT: list[tuple[Any, Any]] = [
    (12000, wan("12000")), ("1.2亿元", wan("12000")), ("12,000万元", wan("12000")),
    ("１２０００", wan("12000")), ("500000元", Fraction(500_000)), (0.5, wan("0.5")), ("/", U),
    ("3,456.78", wan("3456.78")), ("3百万元", wan("300")), (99999.99, wan("99999.99")), ("", U),
]  # fmt: skip
BASE_CAP: list[tuple[Any, Any]] = [
    (Sent(PERCENT, 0.07), Fraction(7, 100)), ("7%", Fraction(7, 100)), (0.07, Fraction(7, 100)),
    ("０．０７", Fraction(7, 100)), ("百分之七", Fraction(7, 100)), ("７％", Fraction(7, 100)),
    (Sent(PERCENT, 0.125), Fraction(1, 8)), (1, Fraction(1)), ("未知", U),
    (Sent(PERCENT, 0.1 + 0.2), Fraction(3, 10)), ("1/8", Fraction(1, 8)), ("—", U), ("15 %", Fraction(3, 20)),
    (Sent(PERCENT, 1), Fraction(1)), ("", U), ("5‰", Fraction(1, 200)), (Sent(PERCENT, 0.0833), Fraction(833, 10_000)),
]  # fmt: skip
IN_ZONE: list[tuple[Any, Any]] = [
    ("是", True), ("否", False), ("yes", True), ("No", False), (True, True), (False, False), (" 是 ", True),
    ("未知", U), ("TRUE", True),
]  # fmt: skip
KIND: list[tuple[Any, Any]] = [
    ("工业", "industrial"), ("industrial", "industrial"), ("物流", "logistics"), ("", U),
    (" 工业 ", "industrial"), ("residential", "residential"), ("／", U),
]  # fmt: skip
FACILITIES: list[tuple[Any, Any]] = [
    ("办公楼、食堂", ("office", "canteen")), ("office;canteen", ("office", "canteen")), ("无", ()),
    ("食堂；", ("canteen",)), ("office\ndormitory", ("office", "dormitory")), ("", U), ("[]", ()),
    ("canteen、canteen、office", ("canteen", "office")), ("未知", U), ("职工宿舍", ("dormitory",)), ("—", U),
    ("招待所；食堂、hotel", ("guest_house", "canteen", "hotel")),
]  # fmt: skip
RECEIVED: list[tuple[Any, Any]] = [
    (date(2026, 3, 31), date(2026, 3, 31)), ("2026-03-31", date(2026, 3, 31)),
    ("2026年3月31日", date(2026, 3, 31)), ("2026/3/31", date(2026, 3, 31)), ("2026.3.1", date(2026, 3, 1)),
    ("２０２６-０３-０１", date(2026, 3, 1)), ("2026/3/31 0:00", date(2026, 3, 31)), ("", None),
    (datetime(2025, 12, 1), date(2025, 12, 1)), ("/", None),
]  # fmt: skip
ACCEPTED: list[tuple[Any, Any]] = [("无", N), ("2024-02-29", date(2024, 2, 29)), ("未知", U), ("none", N),
                                   (date(2023, 5, 6), date(2023, 5, 6))]  # fmt: skip
INDUSTRIES: list[tuple[Any, Any]] = [
    ("铜基新材料", ("铜基新材料",)), ("电子信息、装备制造", ("电子信息", "装备制造")),
    ("3251；电子信息", ("3251", "电子信息")), ("无", ()), ("", U), (3251, ("3251",)), ("未知", U), ("食品；食品", ("食品",)),
]  # fmt: skip

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
]  # fmt: skip
# Names that would run as formulas elsewhere, or that look like something else; each stays itself.
NAMES = ["甲项目", "=HYPERLINK(\"http://example.com\")", "+1 项目", "-乙", "@丙", "0701", "１号厂房", "2026年1-2期", "a<b>&c"]

# Row (from 1), heading, cell, code of the fault; in these rows this one cell is wrong.
FAULTY: list[tuple[int, str, Any, str]] = [
    (7, "land.total_area", "100元", "E204"), (13, "land.total_area", "约100", "E202"),
    (19, "land.total_area", -5, "E205"), (23, "land.total_area", "1 200", "E204"),
    (31, "land.total_area", "12.5顷", "E204"), (37, "land.total_area", Sent(PERCENT, 0.5), "E204"),
    (41, "land.total_area", date(2026, 1, 2), "E202"), (43, "land.total_area", "无", "E202"),
    (47, "project.in_zone", 1, "E202"), (53, "project.in_zone", "√", "E202"),
    (59, "project.in_zone", "无", "E202"), (61, "project.kind", "工厂", "E207"),
    (67, "review.received_on", 46112, "E202"), (71, "review.received_on", "2026-02-30", "E206"),
    (73, "review.received_on", "3/31/2026", "E202"), (79, "review.received_on", datetime(2026, 3, 31, 14, 5), "E202"),
    (83, "building.base_floor_cap", 7, "E205"), (89, "building.base_floor_cap", date(2026, 1, 2), "E202"),
    (97, "building.base_floor_cap", "7亩", "E204"), (101, "ancillary.facilities", "办公楼,食堂", "E207"),
    (103, "ancillary.facilities", "高尔夫球场", "E207"), (107, "project.investment_total", "12000亩", "E204"),
    (109, "project.investment_total", "一千万", "E202"), (113, "project.investment_total", Sent(ERROR, "#DIV/0!"), "E202"),
    (127, "land.total_area", Sent(ERROR, "#REF!"), "E202"), (131, "project.code", 91350100123456789, "E202"),
    (137, "ancillary.land_area", "9999公顷", "E208"), (139, "land.total_area", 0, "E205"),
    (149, "project.name", date(2026, 3, 31), "E202"), (151, "project.industries", True, "E202"),
]  # fmt: skip
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
        PERCENT: book.add_format({"num_format": "0.0%"}), DAY: book.add_format({"num_format": "yyyy/m/d"}),
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
    for column, heading in enumerate(["宗地编号", "land.parcels[].acquired_on", "宗地面积（亩）", "项目代码"]):
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

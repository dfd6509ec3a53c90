"""Cells as offices send them, and by hand what each of them means.

Each column has a list of cells with their meaning, or with the code of the refusal. Row n takes the
n-th cell of every list (the lists go round); their lengths share no factor, so that rows differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from eligibility.language.values import NONE, UNKNOWN

PERCENT, DAY, ERROR, FORMULA = "percent", "day", "error", "formula"


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


U, N = UNKNOWN, NONE
NOON_FREE = datetime(2025, 12, 1)  # noqa: DTZ001  a spreadsheet knows no zones
AFTERNOON = datetime(2026, 3, 31, 14, 5)  # noqa: DTZ001  as above
# Areas in square metres, money in yuan, shares as fractions.
TOTAL: list[tuple[Any, Any]] = [
    (100, mu("100")),
    ("100", mu("100")),
    ("１００", mu("100")),
    ("1,200.5", mu("1200.5")),
    (" 88 ", mu("88")),
    ("12.5亩", mu("12.5")),
    ("12.5 公顷", ha("12.5")),
    ("１２．５公顷", ha("12.5")),
    ("66,667平方米", Fraction(66667)),
    ("66667㎡", Fraction(66667)),
    ("66667m²", Fraction(66667)),
    (150.75, mu("150.75")),
    (0.7, mu("0.7")),
    ("1，000", mu("1000")),
    ("0.35 平方公里", Fraction(350_000)),
    (Sent(FORMULA, 240), mu("240")),
    ("\u3000300\u3000", mu("300")),
    ("401/2", mu("200.5")),
    (123.456, mu("123.456")),
]
ANCILLARY: list[tuple[Any, Any]] = [
    ("", U),
    ("未知", U),
    ("/", U),
    ("—", U),
    ("／", U),
    ("——", U),
    ("-", U),
    (0, Fraction(0)),
    ("0", Fraction(0)),
    ("0.3亩", mu("0.3")),
    (0.25, mu("0.25")),
    ("1/4", mu("1/4")),
    ("UNKNOWN", U),
]
INVESTMENT: list[tuple[Any, Any]] = [
    (12000, wan("12000")),
    ("1.2亿元", wan("12000")),
    ("12,000万元", wan("12000")),
    ("１２０００", wan("12000")),
    ("500000元", Fraction(500_000)),
    (0.5, wan("0.5")),
    ("/", U),
    ("3,456.78", wan("3456.78")),
    ("3百万元", wan("300")),
    (99999.99, wan("99999.99")),
    ("", U),
]
BASE_CAP: list[tuple[Any, Any]] = [
    (Sent(PERCENT, 0.07), Fraction(7, 100)),
    ("7%", Fraction(7, 100)),
    (0.07, Fraction(7, 100)),
    ("０．０７", Fraction(7, 100)),
    ("百分之七", Fraction(7, 100)),
    ("７％", Fraction(7, 100)),
    (Sent(PERCENT, 0.125), Fraction(1, 8)),
    (1, Fraction(1)),
    ("未知", U),
    (Sent(PERCENT, 0.1 + 0.2), Fraction(3, 10)),
    ("1/8", Fraction(1, 8)),
    ("—", U),
    ("15 %", Fraction(3, 20)),
    (Sent(PERCENT, 1), Fraction(1)),
    ("", U),
    ("5‰", Fraction(1, 200)),
    (Sent(PERCENT, 0.0833), Fraction(833, 10_000)),
]
IN_ZONE: list[tuple[Any, Any]] = [
    ("是", True),
    ("否", False),
    ("yes", True),
    ("No", False),
    (True, True),
    (False, False),
    (" 是 ", True),
    ("未知", U),
    ("TRUE", True),
]
KIND: list[tuple[Any, Any]] = [
    ("工业", "industrial"),
    ("industrial", "industrial"),
    ("物流", "logistics"),
    ("", U),
    (" 工业 ", "industrial"),
    ("residential", "residential"),
    ("／", U),
]
FACILITIES: list[tuple[Any, Any]] = [
    ("办公楼、食堂", ("office", "canteen")),
    ("office;canteen", ("office", "canteen")),
    ("无", ()),
    ("食堂；", ("canteen",)),
    ("office\ndormitory", ("office", "dormitory")),
    ("", U),
    ("[]", ()),
    ("canteen、canteen、office", ("canteen", "office")),
    ("未知", U),
    ("职工宿舍", ("dormitory",)),
    ("—", U),
    ("招待所；食堂、hotel", ("guest_house", "canteen", "hotel")),
]
RECEIVED: list[tuple[Any, Any]] = [
    (date(2026, 3, 31), date(2026, 3, 31)),
    ("2026-03-31", date(2026, 3, 31)),
    ("2026年3月31日", date(2026, 3, 31)),
    ("2026/3/31", date(2026, 3, 31)),
    ("2026.3.1", date(2026, 3, 1)),
    ("２０２６-０３-０１", date(2026, 3, 1)),
    ("2026/3/31 0:00", date(2026, 3, 31)),
    ("", None),
    (NOON_FREE, date(2025, 12, 1)),
    ("/", None),
]
ACCEPTED: list[tuple[Any, Any]] = [
    ("无", N),
    ("2024-02-29", date(2024, 2, 29)),
    ("未知", U),
    ("none", N),
    (date(2023, 5, 6), date(2023, 5, 6)),
]
INDUSTRIES: list[tuple[Any, Any]] = [
    ("铜基新材料", ("铜基新材料",)),
    ("电子信息、装备制造", ("电子信息", "装备制造")),
    ("3251；电子信息", ("3251", "电子信息")),
    ("无", ()),
    ("", U),
    (3251, ("3251",)),
    ("未知", U),
    ("食品；食品", ("食品",)),
]

# Names that would run as formulas elsewhere, or that look like something else; each stays itself.
NAMES = [
    "甲项目",
    '=HYPERLINK("http://example.com")',
    "+1 项目",
    "-乙",
    "@丙",
    "0701",
    "１号厂房",
    "2026年1-2期",
    "a<b>&c",
]

# Row (from 1), heading, cell, code of the fault; in these rows this one cell is wrong.
FAULTY: list[tuple[int, str, Any, str]] = [
    (7, "land.total_area", "100元", "E204"),
    (13, "land.total_area", "约100", "E202"),
    (19, "land.total_area", -5, "E205"),
    (23, "land.total_area", "1 200", "E204"),
    (31, "land.total_area", "12.5顷", "E204"),
    (37, "land.total_area", Sent(PERCENT, 0.5), "E204"),
    (41, "land.total_area", date(2026, 1, 2), "E202"),
    (43, "land.total_area", "无", "E202"),
    (47, "project.in_zone", 1, "E202"),
    (53, "project.in_zone", "√", "E202"),
    (59, "project.in_zone", "无", "E202"),
    (61, "project.kind", "工厂", "E207"),
    (67, "review.received_on", 46112, "E202"),
    (71, "review.received_on", "2026-02-30", "E206"),
    (73, "review.received_on", "3/31/2026", "E202"),
    (79, "review.received_on", AFTERNOON, "E202"),
    (83, "building.base_floor_cap", 7, "E205"),
    (89, "building.base_floor_cap", date(2026, 1, 2), "E202"),
    (97, "building.base_floor_cap", "7亩", "E204"),
    (101, "ancillary.facilities", "办公楼,食堂", "E207"),
    (103, "ancillary.facilities", "高尔夫球场", "E207"),
    (107, "project.investment_total", "12000亩", "E204"),
    (109, "project.investment_total", "一千万", "E202"),
    (113, "project.investment_total", Sent(ERROR, "#DIV/0!"), "E202"),
    (127, "land.total_area", Sent(ERROR, "#REF!"), "E202"),
    (131, "project.code", 91350100123456789, "E202"),
    (137, "ancillary.land_area", "9999公顷", "E208"),
    (139, "land.total_area", 0, "E205"),
    (149, "project.name", date(2026, 3, 31), "E202"),
    (151, "project.industries", True, "E202"),
]

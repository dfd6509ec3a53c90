"""Figures as people write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eligibility.evaluation.assessment import Comparison
from eligibility.evaluation.possible import Range
from eligibility.language.units import AREA_UNITS, M2, Period, parse_money, parse_rate
from eligibility.language.values import NONE
from eligibility.report.compared import compared
from eligibility.report.quantities import FLOOR, ITEMS, agrees, decimal, quantity

MU = AREA_UNITS["亩"]

DECIMALS = [
    (Fraction(7), "7"),
    (Fraction(15, 2), "7.5"),
    (Fraction(1, 8), "0.125"),
    (Fraction(14000, 3), "≈4666.67"),
    (Fraction(2, 3), "≈0.667"),
    (Fraction(1, 3_000_000), "≈0.000000333"),
    (Fraction(-1, 3), "≈-0.333"),
    (Fraction(0), "0"),
    (Fraction(10**40), "1" + "0" * 40),
    (Fraction(1, 10**9), "≈0.000000001"),
    (Fraction(1999999, 2000), "999.9995"),
]


@pytest.mark.parametrize(("value", "shown"), DECIMALS)
def test_a_number_is_exact_when_short_and_marked_when_rounded(value: Fraction, shown: str) -> None:
    assert decimal(value) == shown


SHOWN = [
    (7 * MU, "area", "7 亩（≈4666.67 ㎡）", "7 mu (≈4666.67 m²)"),
    (7001 * M2, "area", "10.5015 亩（7001 ㎡）", "10.5015 mu (7001 m²)"),
    (0, "area", "0 亩", "0 mu"),
    (parse_money("1.25 亿元"), "money", "1.25 亿元", "1.25 100m yuan"),
    (parse_money("1 亿元"), "money", "1 亿元", "1 100m yuan"),
    (parse_money("9999.99 万元"), "money", "9999.99 万元", "9999.99 10k yuan"),
    (7001 * M2, FLOOR, "7001 ㎡", "7001 m²"),
    (3, ITEMS, "3 项", "3 items"),
    (parse_rate("200 万元/亩"), "money per area", "200 万元/亩", "200 10k yuan/mu"),
    (Fraction(7, 100), "ratio", "7%", "7%"),
    (Fraction(1, 3), "ratio", "≈33.33%", "≈33.33%"),
    (3, "count", "3", "3"),
    (365, "duration", "365 天", "365 days"),
    (date(2026, 3, 31), "date", "2026年3月31日", "2026-03-31"),
    (Period(months=24), "duration", "24 个月", "24 months"),
    (Period(working_days=30), "duration", "30 个工作日", "30 working days"),
    (Period(), "duration", "0 天", "0 days"),
    ("industrial", "text", "industrial", "industrial"),
    (True, "yes/no", "True", "True"),
]


@pytest.mark.parametrize(("value", "kind", "zh", "en"), SHOWN)
def test_each_kind_takes_the_unit_that_people_write(
    value: object, kind: str, zh: str, en: str
) -> None:
    assert (quantity(value, kind, "zh"), quantity(value, kind, "en")) == (zh, en)


COMPARED = [
    (
        Comparison("5000 m2", "<=", "14000/3 m2", "-1000/3 m2", unit="area"),
        "7.5 亩（5000 ㎡），应不超过 7 亩（≈4666.67 ㎡）；超出 0.5 亩（≈333.33 ㎡）",
        "7.5 mu (5000 m²), must be at most 7 mu (≈4666.67 m²); over by 0.5 mu (≈333.33 m²)",
    ),
    (
        Comparison("1/4", ">=", "1/4", "0", Fraction(1, 4), Fraction(1, 4), Fraction(0), "ratio"),
        "25%，应不低于 25%；恰在限上",
        "25%, must be at least 25%; exactly at the limit",
    ),
    (
        Comparison("20 %", ">=", "25 %", "-5 %", unit="ratio"),
        "20%，应不低于 25%；相差 5 个百分点",
        "20%, must be at least 25%; short by 5 percentage points",
    ),
    (
        Comparison("100 万元", "<", "200 万元", "100 万元", unit="money"),
        "100 万元，应低于 200 万元；余量 100 万元",
        "100 10k yuan, must be below 200 10k yuan; room left 100 10k yuan",
    ),
    (
        Comparison(
            "2026-06-30",
            "<",
            "2024-11-08",
            "-599 days",
            date(2026, 6, 30),
            date(2024, 11, 8),
            -599,
            "date",
        ),
        "2026年6月30日，应早于 2024年11月8日；已过 599 天",
        "2026-06-30, must be before 2024-11-08; past by 599 days",
    ),
    (
        Comparison(
            "7 mu..15 mu", ">=", "10 mu", None, Range(7 * MU, 15 * MU), 10 * MU, None, "area"
        ),
        "7 亩（≈4666.67 ㎡） … 15 亩（10000 ㎡），应不低于 10 亩（≈6666.67 ㎡）",
        "7 mu (≈4666.67 m²) … 15 mu (10000 m²), must be at least 10 mu (≈6666.67 m²)",
    ),
    (
        Comparison("..", "<", "10 mu", None, Range(0, 10**30), 10 * MU, None, "area"),
        "未知，应低于 10 亩（≈6666.67 ㎡）",
        "not known, must be below 10 mu (≈6666.67 m²)",
    ),
    (
        Comparison("none", "<", "10", None, NONE, 10, None, "count"),
        "无，应低于 10",
        "none, must be below 10",
    ),
    (
        Comparison(
            "2026-03-31",
            "<",
            "2026-03-31",
            "0 days",
            date(2026, 3, 31),
            date(2026, 3, 31),
            0,
            "date",
            "as_of",
            "land.parcels[].start_by",
        ),
        "判断日 2026年3月31日，应早于 约定开工日期 2026年3月31日；正当其日",
        (
            "day of judgement 2026-03-31, must be before agreed day of start 2026-03-31; "
            "on the very day"
        ),
    ),
    (
        Comparison("hotel", "in", "[office]", None),
        "hotel，应属于 [office]",
        "hotel, must be one of [office]",
    ),
]


@pytest.mark.parametrize(("comparison", "zh", "en"), COMPARED)
def test_a_comparison_is_one_sentence_with_the_room_left(
    comparison: Comparison, zh: str, en: str
) -> None:
    assert compared(comparison, "zh") == zh
    assert compared(comparison, "en") == en


AGREES = [("<=", 0, True), ("<", 0, False), (">=", 5, True), (">", -1, False)]


@pytest.mark.parametrize(("operator", "margin", "satisfied"), AGREES)
def test_a_comparison_is_shown_only_for_the_status_that_it_explains(
    operator: str, margin: int, satisfied: bool
) -> None:
    comparison = Comparison("", operator, "", "", 1, 1, margin, "count")
    assert agrees(comparison, satisfied)
    assert not agrees(comparison, not satisfied)

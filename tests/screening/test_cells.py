"""The fast way of reading cells gives what the reader of `assess` gives, or hands the row over."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.types import Kind
from eligibility.language.units import BadQuantity
from eligibility.screening import cells
from eligibility.screening.cells import Fact, with_unit
from eligibility.screening.columns_facts import EPOCH, scale_of
from eligibility.screening.headings import fact_of
from eligibility.submission.model.given import Context
from eligibility.submission.model.scalars import read_scalar

PATHS = {
    "land.total_area": ["", "亩", "m2", "公顷"], "ancillary.land_area": ["", "亩"],
    "project.investment_total": ["", "万元", "亿元"], "project.investment_made": ["", "元"],
    "project.investment_intensity": ["", "万元/亩", "元/m2"],
    "building.base_floor_cap": ["", "%"], "zone.years_in_bottom_three": [""],
}  # fmt: skip
digits = st.from_regex(r"\A[+-]?\d{1,12}(\.\d{1,8})?\Z")
texts = st.one_of(
    st.builds(lambda d, gap, u: f"{d}{gap}{u}", digits, st.sampled_from(["", " ", "\u3000"]),
              st.sampled_from(["", "亩", "m2", "㎡", "公顷", "元", "万元", "亿元", "%", "％",
                               "万元/亩", "元/m2", "个", "km2", "e5"])),
    st.sampled_from(["", " ", "unknown", "未知", "none", "1,000 亩", "1/3", "百分之七", "１２亩",
                     "0", "0 亩", "-0", "7 %", "1e5", "nan", "inf", "x", "½", "1.5.2", "亩"]),
)  # fmt: skip


def by_reader(text: str, fact: Fact):
    """What the reader makes of a text: a number of parts, `none`, None (unknown) or "odd"."""
    if text.strip().lower() in ("", "unknown", "未知"):
        return None
    if text == "none":
        return "none" if fact.type.absent else "odd"
    try:
        value = Fraction(read_scalar(with_unit(text, fact), fact.type, {}, Context()))
    except BadQuantity:
        return "odd"
    parts = value * scale_of(fact.type)
    return int(parts) if parts.denominator == 1 else "odd"


def read(series: pl.Series, fact: Fact):
    found = cells.read(series, fact, lambda _, value: value)
    values, odd = found.columns[0].to_list(), found.odd.to_list()
    none = next(
        (c.to_list() for c in found.columns if c.name.endswith("#none")), [False] * len(odd)
    )
    return ["odd" if o else "none" if n else v for v, o, n in zip(values, odd, none, strict=True)]


@pytest.mark.parametrize("path", PATHS)
class TestQuantities:
    """Texts, whole numbers and binary fractions."""

    @given(data=st.data())
    def test_texts(self, path: Any, data: Any):
        given_texts = data.draw(st.lists(texts, min_size=1, max_size=30))
        for unit in PATHS[path]:
            fact = fact_of(path, path, unit)
            expected = [by_reader(t, fact) for t in given_texts]
            series = pl.Series(given_texts, dtype=pl.String)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(cells, "_FEW", -1)
                fast = read(series, fact)
            # a cell may be handed over although the reader takes it, never the other way round
            assert [f for f in zip(fast, expected, strict=True) if f[0] not in ("odd", f[1])] == []
            assert read(series, fact) == expected

    @given(numbers=st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=20))
    def test_whole_numbers(self, path: Any, numbers: Any):
        for unit in PATHS[path]:
            fact = fact_of(path, path, unit)
            expected = [by_reader(str(n), fact) for n in numbers]
            assert read(pl.Series(numbers, dtype=pl.Int64), fact) == expected

    @given(
        numbers=st.lists(
            st.one_of(
                st.floats(allow_nan=True), st.integers(-(10**9), 10**9).map(lambda n: n / 1000)
            ),
            min_size=1, max_size=20,
        )
    )  # fmt: skip
    def test_binary_fractions(self, path: Any, numbers: Any):
        for unit in PATHS[path]:
            fact = fact_of(path, path, unit)
            for number, found in zip(
                numbers, read(pl.Series(numbers, dtype=pl.Float64), fact), strict=True
            ):
                expected = by_reader(f"{number:f}" if math.isfinite(number) else "nan", fact)
                if found != "odd":
                    expected = by_reader(format(Decimal(repr(number)), "f"), fact)
                    assert found == expected


class TestDays:
    """Dates of a binary file."""

    @given(day=st.dates(date(1800, 1, 1), date(3100, 1, 1)))
    def test_bounds(self, day: Any):
        fact = fact_of("review.received_on", "day")
        fact = Fact("day", fact_of("land.conditions_adjusted_on", "x").type)
        (found,) = read(pl.Series([day]), fact)
        expected = by_text(day, fact)
        assert found == expected

    def test_one_day_later_is_one_more(self):
        fact = Fact("day", fact_of("land.conditions_adjusted_on", "x").type)
        a, b = read(pl.Series([date(2026, 2, 28), date(2026, 3, 1)]), fact)
        assert b - a == 1
        assert EPOCH + timedelta(days=a) == date(2026, 2, 28)


def by_text(day: date, fact: Fact):
    try:
        return (read_scalar(day.isoformat(), fact.type, {}, Context()) - EPOCH).days
    except BadQuantity:
        return "odd"


def test_every_quantity_of_the_dictionary_fits_its_column():
    from eligibility.submission.catalogue import dictionary

    for info in dictionary():
        if info.type.kind in cells.QUANTITIES and info.type.kind is not Kind.COUNT:
            for bound in (info.type.low, info.type.high):
                parts = Fraction(bound) * scale_of(info.type)
                assert parts.denominator == 1, info.path
                assert abs(parts) < 2**62, info.path

"""Figures are known by value, however the text prints them."""

from __future__ import annotations

import pytest

from eligibility.language.figures import figure
from eligibility.ledger.printed import figures, stands


def printed(text: str, written: str) -> str | None:
    kind, value = figure(written)
    found = stands(text, kind, value)
    return None if found is None else text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("由7%提高到15%", "7%", "7%"),
        ("由7%提高到15%", "15%", "15%"),
        ("不超过百分之七", "7%", "百分之七"),
        ("百分之二十五以上", "25%", "百分之二十五"),
        ("不足三分之一", "1/3", "三分之一"),
        ("翻一番", "2", "翻一番"),
        ("占比过一半", "1/2", "一半"),
        ("不超过3个", "3", "3个"),
        ("培育3—4个产业", "3", "3"),
        ("培育3—4个产业", "4", "4个"),
        ("不超过三个", "3", "三个"),
        ("新增1,500家", "1500", "1,500家"),
        ("两年未动工", "2 years", "两年"),
        ("满1年", "1 year", "1年"),
        ("十八个月内", "18 months", "十八个月"),
        ("90日内", "90 days", "90日"),
        ("九十日内", "90 days", "九十日"),
        ("30个工作日内", "30 working_days", "30个工作日"),
        ("二个工作日", "2 working_days", "二个工作日"),
        ("投资500万元以上", "500 万元", "500万元"),
        ("建成800亿级开发区", "800 亿元", "800亿级"),
        ("千亿元以上", "1000 亿元", "千亿元"),
        ("达到500万元/亩、300万元/亩", "300 万元/亩", "300万元/亩"),
        ("亩均投资300万元", "300 万元/亩", "300万元"),
        ("100亩以上", "100 亩", "100亩"),
        ("用地1.5平方公里", "1.5 平方公里", "1.5平方公里"),
        ("到2020年,主营收入", "2020-12-31", "2020年"),
        ("2011年以后", "2011-01-01", "2011年"),
        ("2026年6月底前", "2026-06-30", "2026年6月"),
        ("“十四五”末", "2025-12-31", "十四五"),
    ],
)
def test_a_figure_is_found(text: str, written: str, found: str) -> None:
    assert printed(text, written) == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("由17%提高", "7%"), ("7个", "7%"), ("第三章", "3"), ("3%", "3"), ("13个", "3"),
        ("统一布局", "1"), ("二十一个", "20"), ("30日内", "30 working_days"), ("两个月", "2 years"),
        ("20__年6月底", "20"), ("500元", "500 万元"), ("500万元", "500 万元/亩"),
        ("2020年6月", "2020-12-31"), ("2020年2月30日", "2020-02-28"), ("100公顷", "100 亩"),
    ],
)  # fmt: skip
def test_another_figure_is_not_taken_for_it(text: str, written: str) -> None:
    assert printed(text, written) is None


def test_every_figure_of_a_sentence_is_read() -> None:
    told = [(f.number, f.unit) for f in figures("建成800亿级1个、500亿级1个,占90%,前进1位")]
    assert told == [
        (80_000_000_000, "级"), (1, "个"), (50_000_000_000, "级"), (1, "个"), (90, "%"), (1, "位"),
    ]  # fmt: skip

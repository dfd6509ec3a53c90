"""What a Chinese reader is told: warnings, values of assumptions, citations, what only guides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eligibility.evaluation.assessment import Adopted, Assessment, Comparison, Finding
from eligibility.language.located import parse
from eligibility.language.pack import Citation, InForce, Source, Words
from eligibility.language.units import M2
from eligibility.report import to_json
from eligibility.report.compared import compared, figures
from eligibility.report.findings import deciding, heading
from eligibility.report.opinion import opinion
from eligibility.report.reader import Reader
from eligibility.report.to_text import to_text
from eligibility.report.values import assumed, by_whom
from eligibility.report.warned import warning
from eligibility.submission.read import read_submission

ZH, EN = Reader("zh"), Reader("en")
ODD = """
as_of: 2026-03-31
project: {code: 2603-114124-89-05-346941, investment_total: 1 亿元, investment_made: 2 亿元}
enterprise: {credit_code: 91350100M000100Y43x}
land:
  total_area: 100 亩
  parcels:
    - {id: A, area: 50 亩, acquired_on: 2027-01-01}
"""
ALONE = [
    ("line 7: `1.00001 亩` is finer than the exact base unit: rounded to 1 亩",
     "第 7 行：“1.00001 亩”超出可精确表示的最小单位，已取整为 1 亩"),
    ("sheet `S`, row 3 is hidden: it was read", "工作表“S”第 3 行为隐藏行，已照常读取"),
    ("B3 (`面积`) is part of the merged cell B2: its value was taken",
     "单元格 B3（面积）属合并单元格 B2，已取其值"),
    ("zone.name: `某区` is not among the zones that the text names",
     "开发区名称：“某区”不在文本点名的开发区之列，请核对"),
]  # fmt: skip


def test_every_near_miss_of_a_reading_is_told_in_chinese() -> None:
    found = read_submission(parse(ODD, "odd.yaml")).warnings
    told = [warning(text, ZH) for text in found]
    assert len(told) == 4
    for text in told:
        assert not re.search(r"[a-z]{2,}", text.partition("“")[0] + text.partition("”")[2]), text
    for part in ("格式", "大于", "比项目总用地面积少 50 亩", "晚于判断日（2026年3月31日）"):
        assert any(part in text for text in told), part
    assert [warning(text, EN) for text in found] == list(found)


@pytest.mark.parametrize(("text", "zh"), ALONE)
def test_a_warning_is_told_in_chinese(text: str, zh: str) -> None:
    assert warning(text, ZH) == zh


VALUES = [
    ("municipal、provincial、national", "市级、省级、国家级", "municipal, provincial, national"),
    ("60 days", "60日", "60 days"),
    ("2 years", "2年", "2 years"),
    ("30 working days", "30个工作日", "30 working days"),
    ("by_receipt", "按收件日适用", "by the day of receipt"),
    ("2011-01-01", "2011年1月1日", "2011-01-01"),
    ("1/2", "1/2", "1/2"),
]


@pytest.mark.parametrize(("value", "zh", "en"), VALUES)
def test_the_value_of_an_assumption_is_put_in_words(value: str, zh: str, en: str) -> None:
    assert (assumed(value, ZH), assumed(value, EN)) == (zh, en)


def test_the_office_is_called_by_its_name() -> None:
    assert by_whom("office", ZH) == "本机关"
    assert by_whom("王五", ZH) == "王五"


CITED = [
    ("闲置土地处置办法 第二条", "《闲置土地处置办法》第二条"),
    ("工业项目建设用地控制指标（2023）", "《工业项目建设用地控制指标》（2023）"),
    ("国办发〔2021〕22号", "国办发〔2021〕22号"),
]


@pytest.mark.parametrize(("locator", "zh"), CITED)
def test_the_background_cites_the_law_itself(locator: str, zh: str) -> None:
    assert ZH.cited(Citation("national", locator)) == zh


SOURCE = Source(
    "yulin", Words("某市方案（征求意见稿）", "A plan (draft for comment)"), Words("", ""), "draft",
    None, InForce(), "by_judgement", None, None, (),
)  # fmt: skip


def test_remarks_stand_behind_the_title(reader: Reader) -> None:
    cited = replace(reader, sources={"yulin": SOURCE}).cited(Citation("yulin", "五、(十八)"))
    shown = {
        "zh": "《某市方案》（征求意见稿）五、(十八)", "en": "A plan (draft for comment) 五、(十八)",
    }  # fmt: skip
    assert cited == shown[reader.language]


def test_an_adopted_text_is_named_and_no_longer_called_a_draft(
    assessment: Assessment, reader: Reader
) -> None:
    given = replace(assessment, adopted=Adopted("玉政发〔2026〕1号", date(2026, 2, 1)), advisory=())
    text = to_text(opinion(given, replace(reader, sources={"yulin": SOURCE})))
    named = {
        "zh": "依据正式文件：玉政发〔2026〕1号（2026年2月1日）",
        "en": "By the adopted text: 玉政发〔2026〕1号 (2026-02-01)",
    }
    assert named[reader.language] in text
    assert "征求意见稿" not in text
    assert "draft" not in text
    shown = to_json.assessment(given, "zh")
    assert shown["adopted"] == {"number": "玉政发〔2026〕1号", "date": "2026-02-01"}
    assert to_json.assessment(assessment, "zh")["adopted"] is None


def _of(assessment: Assessment, **more: Any) -> Finding:
    return replace(assessment.matters[0].findings[0], **more)


def test_floor_areas_and_counted_things_have_their_own_units(assessment: Assessment) -> None:
    area = Comparison("", "<=", "", "", 6000 * M2, 9000 * M2, 3000 * M2, "area")
    shown = figures(_of(assessment, comparison=area, facts=("ancillary.floor_area",)))
    assert shown is not None
    assert compared(shown, "zh") == "6000 ㎡，应不超过 9000 ㎡；余量 3000 ㎡"
    land = figures(_of(assessment, comparison=area, facts=("land.total_area",)))
    assert land is not None
    assert "亩" in compared(land, "zh")
    count = Comparison("2", "<=", "3", "1", 2, 3, 1, "count")
    things = figures(_of(assessment, comparison=count, facts=("zone.dominant_industries",)))
    assert things is not None
    assert compared(things, "zh") == "2 项，应不超过 3 项；余量 1 项"
    money = figures(_of(assessment, comparison=count, facts=("zone.foreign_capital",)))
    assert money is not None
    assert compared(money, "zh") == "开发区实际利用外资 2，应不超过 3；余量 1"


def test_what_only_guides_stands_apart_and_does_not_decide(assessment: Assessment) -> None:
    aim = _of(assessment, status="violated")
    aim = replace(aim, rule=replace(aim.rule, kind="priority", id="yulin/ancillary-land/first"))
    kept = _of(assessment, status="satisfied")
    result = replace(
        assessment.matters[0],
        conclusion="approved",
        decided_by=(aim.rule.id, kept.rule.id),
        findings=(aim, kept),
    )
    assert deciding(result) == (kept,)
    text = to_text(opinion(replace(assessment, matters=(result,), verdict="approved"), ZH))
    assert text.index(kept.rule.id) < text.index("优先与引导（不影响结论）") < text.index("未达到")


def test_a_rule_that_gave_way_is_not_called_violated(assessment: Assessment) -> None:
    note = Words("以本地规则 a/b/c 为准：另定", "a/b/c governs instead: its own")
    found = _of(assessment, status="violated", layer="background", note=note)
    assert heading(found, assessment.matters[0].matter, ZH).startswith("－ 以本地规则为准")

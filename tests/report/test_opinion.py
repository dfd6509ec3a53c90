"""The report that a reviewer would sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from eligibility.evaluation.assessment import Assessment
from eligibility.language.pack import Words
from eligibility.report.matters import MOST_SHOWN
from eligibility.report.opinion import opinion
from eligibility.report.reader import Reader
from eligibility.report.to_markdown import to_markdown
from eligibility.report.to_text import to_text

Golden = Callable[[str, str], None]


def test_the_whole_report_as_text(assessment: Assessment, reader: Reader, golden: Golden) -> None:
    golden(f"opinion.{reader.language}.txt", to_text(opinion(assessment, reader)))


def test_the_whole_report_as_markdown(
    assessment: Assessment, reader: Reader, golden: Golden
) -> None:
    golden(f"opinion.{reader.language}.md", to_markdown(opinion(assessment, reader)))


def test_an_advisory_result_is_never_headed_as_a_conclusion(
    assessment: Assessment, reader: Reader
) -> None:
    advisory = to_text(opinion(assessment, reader))
    final = to_text(opinion(replace(assessment, advisory=()), reader))
    heads = {"zh": ("参考研判", "审查结论"), "en": ("Advisory opinion", "Review conclusion")}
    mild, firm = heads[reader.language]
    assert advisory.startswith(mild)
    assert firm not in advisory
    assert final.startswith(firm)


REJECTED = [
    ("compliance", "不符合"),
    ("permission", "本文件未授权"),
    ("supervision", "应予核查处置"),
]


@pytest.mark.parametrize(("kind", "zh"), REJECTED)
def test_a_rejection_takes_the_words_of_its_kind_of_matter(
    assessment: Assessment, kind: Any, zh: str
) -> None:
    result = assessment.matters[0]
    changed = replace(result, matter=replace(result.matter, kind=kind))
    text = to_text(opinion(replace(assessment, matters=(changed,)), Reader("zh")))
    assert text.splitlines()[0] == f"参考研判：{zh}"
    assert f"：{zh}\n" in text.partition("\n\n")[2]


CONCLUSIONS = [
    ("approved", "符合"),
    ("conditional", "附条件符合"),
    ("refer", "提请研究"),
    ("undetermined", "待补充材料"),
    ("not_applicable", "不涉及"),
]


@pytest.mark.parametrize(("verdict", "zh"), CONCLUSIONS)
def test_the_chinese_words_of_the_contract(assessment: Assessment, verdict: Any, zh: str) -> None:
    changed = replace(assessment, verdict=verdict, advisory=())
    assert opinion(changed, Reader("zh")).heading == f"审查结论：{zh}"


PERMISSION = [
    ("satisfied", "可予准许", "granted"),
    ("violated", "未予准许", "withheld"),
    ("unknown", "待定", "open"),
    ("not_applicable", "无需准许", "not needed"),
]


@pytest.mark.parametrize(("status", "zh", "en"), PERMISSION)
def test_a_permission_is_granted_withheld_open_or_not_needed(
    assessment: Assessment, status: Any, zh: str, en: str
) -> None:
    result = assessment.matters[0]
    route = Words("按一般转让办理", "the ordinary transfer")
    old = result.findings[2]
    changed = replace(
        old,
        rule=replace(old.rule, kind="permission", route=route),
        status=status,
        note=route if status == "not_applicable" else None,
    )
    whole = replace(assessment, matters=(replace(result, findings=(changed,)),))
    assert f" {zh}  " in to_text(opinion(whole, Reader("zh")))
    assert f" {en}  " in to_text(opinion(whole, Reader("en")))
    if status == "not_applicable":
        assert "改走：按一般转让办理" in to_text(opinion(whole, Reader("zh")))


def test_what_is_left_out_is_counted(assessment: Assessment) -> None:
    result = assessment.matters[0]
    many = tuple(replace(result.findings[2], subject=f"P{i}") for i in range(MOST_SHOWN + 5))
    text = to_text(
        opinion(replace(assessment, matters=(replace(result, findings=many),)), Reader("en"))
    )
    assert "5 more, see the JSON output" in text


def test_colour_changes_nothing_but_colour(assessment: Assessment, reader: Reader) -> None:
    import re

    plain = to_text(opinion(assessment, reader))
    coloured = to_text(opinion(assessment, reader), colour=True)
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_no_input_can_move_the_cursor_or_write_markup(assessment: Assessment) -> None:
    evil = replace(assessment, project_name="\x1b[2J<script>|*x*", warnings=("a\nb # c",))
    assert "\x1b" not in to_text(opinion(evil, Reader("zh")), colour=False)
    markdown = to_markdown(opinion(evil, Reader("zh")))
    assert "<script>" not in markdown
    assert "\\<script\\>\\|\\*x\\*" in markdown
    assert "a b \\# c" in markdown


def test_two_matters_are_headed_by_a_table(assessment: Assessment, reader: Reader) -> None:
    one = assessment.matters[0]
    other = replace(
        one, matter=replace(one.matter, name="siting"), conclusion="approved", in_verdict=False
    )
    text = to_text(opinion(replace(assessment, matters=(one, other)), reader))
    shown = {"zh": "符合（不计入总结论）", "en": "complies (not part of the verdict)"}
    assert shown[reader.language] in text

"""Texts are cut into headings, paragraphs and sentences, and locators find their place in them."""

from __future__ import annotations

import pytest

from eligibility.ledger.document import Document, documents, heading, plain
from eligibility.ledger.locator import NoSuchPlace, find, read_locator

TEXT = """某市实施意见
为推动发展,制定本意见。
一、总体要求
- 1.作用增强。产值增长6%左右;收入增长5%。投资增长8%。
二、任务
(一)准入
1.产业。每个园区不超过3个
产业。名单另定。(市局负责)
2、用地。用地比例上限可由7%提高到15%。
19.人才。引进5名。
(二)期限。30个工作日内办结。
——第一项达到8%;
——第二项排名前25名。实行两年。
三、保障
(一)分工。各部门负责。
一、另一文件
(一)目的。提高质量。
"""


def first() -> Document:
    return documents("t.txt", TEXT)[0]


def told(locator: str) -> str:
    return "|".join(s.text for spot in read_locator(locator) for s in find(first(), spot))


def test_a_file_may_hold_several_texts() -> None:
    files = documents("t.txt", TEXT)
    assert [len(d.root.parts) for d in files] == [3, 1]
    assert [p.number for p in files[0].root.walk() if p.level == 2] == ["一", "二", "一"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("一、总体要求", (1, "一")), ("(二)期限", (2, "二")), ("十、", (1, "十")),
        ("(二十一)考核", (2, "二十一")), ("16. 提升", (3, "16")), ("3、开放", (3, "3")),
        ("(1)国家级", (4, "1")), ("()深化", (2, "")), ("1承载项目", (3, "1")),
        ("2020年,全市", None), ("5年内", None), ("1.5倍", None), ("一批项目", None),
    ],
)  # fmt: skip
def test_headings_are_told_from_text(line: str, found: tuple[int, str] | None) -> None:
    told = heading(line)
    assert (told[:2] if told else None) == found


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("序言", "某市实施意见为推动发展,制定本意见。"),
        ("一、1 句1 分句2", "产值增长6%左右;收入增长5%。"),
        ("一、1 句2", "投资增长8%。"),
        ("一1 第2句", "投资增长8%。"),
        ("二(一)1 句1", "每个园区不超过3个产业。"),
        ("二、(一)1 s1-s2", "每个园区不超过3个产业。|名单另定。"),
        ("二(一)1 第1、2句", "每个园区不超过3个产业。|名单另定。"),
        ("二(一)1 句1至句2", "每个园区不超过3个产业。|名单另定。"),
        ("二(一)1 s0", "产业。"),
        ("二(一)2 s1 c2 (由7%)", "用地比例上限可由7%提高到15%。"),
        ("二(一)1末句", "(市局负责)"),
        ("二(一)1 句1；二(一)19 句1", "每个园区不超过3个产业。|引进5名。"),
        ("二、(一)2、19", "用地。|用地比例上限可由7%提高到15%。|人才。|引进5名。"),
        ("二(二) 第2个破折号 第2句", "实行两年。"),
        ("二(二)首段", "30个工作日内办结。"),
        ("三、(一) s1 and 二、(二) s1", "各部门负责。|30个工作日内办结。"),
    ],
)
def test_a_locator_leads_to_its_sentences(locator: str, text: str) -> None:
    assert told(locator) == text


def test_a_lone_heading_is_looked_for_in_the_whole_text() -> None:
    assert told("(二)句1") == "30个工作日内办结。"


@pytest.mark.parametrize(
    "locator", ["四、", "二(三)", "二(一)3", "二(一)2 句2", "二(二) 第3个破折号", "二(一)2 s1, s9"]
)
def test_what_the_text_does_not_have_is_told(locator: str) -> None:
    with pytest.raises(NoSuchPlace):
        told(locator)


def test_what_is_no_locator_has_no_spot() -> None:
    assert read_locator("工业项目建设用地控制指标（2023）") == ()


def test_pinyin_and_blanks_are_left_out() -> None:
    assert plain("經(jīng)開區(qū) 達(dá)到 **3個**") == "經開区达到3个"


def test_a_sentence_knows_the_line_on_which_it_begins() -> None:
    sentences = find(first(), read_locator("二(一)1")[0])
    assert [s.line for s in sentences] == [7, 7, 8, 8]

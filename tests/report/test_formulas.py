"""Expressions are put in words with the labels of the dictionary, in both languages."""

from __future__ import annotations

from functools import cache

import pytest

from eligibility.language.library import Rulebook, load_packs
from eligibility.language.pack import Language
from eligibility.report.formulas import told
from eligibility.report.reader import Reader
from eligibility.report.view import Line
from eligibility.submission.catalogue import catalogue


@cache
def book() -> Rulebook:
    """Every pack, loaded when the first test asks."""
    return load_packs(catalogue())


def flat(line: Line) -> str:
    return line.text + "".join(f"[{flat(below)}]" for below in line.under)


def parts(id: str, language: Language) -> dict[str, str]:
    pack = book().packs[id.partition("/")[0]]
    rule = pack.rule(id)
    assert rule is not None
    matter = pack.matters[rule.matter]
    return {key: flat(line) for key, line in told(rule, matter, Reader(language))}


@pytest.mark.parametrize(
    ("id", "language", "key", "words"),
    [
        ("yulin/ancillary-land/land-share", "zh", "requirement",
         "「配套设施用地面积」不超过〔land_cap〕 × 「项目总用地面积」"),
        ("yulin/ancillary-land/land-share", "en", "when",
         ("all of:[“kind of project” is industrial]"
         "[“it stands inside a development zone”: yes]")),
        ("yulin/ancillary-land/banned-facilities", "zh", "prohibition",
         "「配套设施」中有一项满足：[该项属于〔named_banned〕]"),
        ("national/idle-land/not-started", "zh", "when", "没有「收回日期」"),
        ("national/idle-land/not-started", "zh", "each", "「宗地」"),
        ("national/idle-land/idleness-fee", "zh", "requirement",
         "「已缴土地闲置费」不低于fee_rate〔20%〕 × 「土地价款」"),
        ("yingkou/approval-time-limit/enterprise-opening", "zh", "requirement",
         "满足其一：[判断日不晚于〔opening_due〕][「企业开办办结日」不晚于〔opening_due〕]"),
        ("yingkou/land-supply/agreement", "en", "permission",
         ("all of:[“it stands inside a development zone”: yes]"
         "[the reviewer finds YK-084 satisfied]")),
    ],
)  # fmt: skip
def test_a_condition_is_put_in_words(id: str, language: Language, key: str, words: str) -> None:
    assert parts(id, language)[key] == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_can_be_put_in_words(language: Language) -> None:
    for pack in book().packs.values():
        for matter in pack.matters.values():
            for rule in matter.rules:
                assert all(flat(line) for _, line in told(rule, matter, Reader(language)))

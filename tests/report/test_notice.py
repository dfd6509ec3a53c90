"""The one-time notice names each item with its document, its article and what it settles."""

from __future__ import annotations

import pytest
from report.papers import CASES, desk, read_back

from eligibility.analysis.asking import Asked, ask
from eligibility.evaluation.assessment import Assessment
from eligibility.report.asking import proof_of
from eligibility.report.notice import notice
from eligibility.report.paper import Grid, Paper
from eligibility.report.to_docx import to_docx

OPEN = [c for c in CASES if "undetermined" in c or "not-stated" in c or "not-known" in c]


def noticed(file: str) -> tuple[Assessment, Asked, Paper]:
    submission = desk().read(file)
    asked = ask(*desk().asked(submission))
    assessment = desk().decide(submission)
    return assessment, asked, notice(assessment, asked, desk().reader("zh"), submission)


@pytest.mark.parametrize("file", OPEN)
def test_every_item_that_is_wanted_stands_in_the_notice_once(file: str) -> None:
    assessment, asked, paper = noticed(file)
    rows = [row for p in paper.parts for b in p.blocks if isinstance(b, Grid) for row in b.rows]
    assert len(rows) == len(asked.wanted)
    rules = {f.rule.id: f.rule for m in assessment.matters for f in m.findings}
    about = {m.matter.name: m.matter.about.zh for m in assessment.matters}
    text = read_back(to_docx(paper)).text
    reader = desk().reader("zh")
    for wanted in asked.wanted:
        called = {wanted.path, reader.fact(wanted.path)}
        row = next(r for r in rows if called & set(r[1].split("\n")))
        assert row[2] == proof_of(wanted.path).zh
        for name in wanted.rules:
            assert name in row[3]
            assert reader.cited(rules[name].cite) in row[3]
        for matter in (*wanted.settles, *wanted.matters):
            assert about[matter] in row[4]
        assert all(cell.replace("\n", "") in text.replace("\n", "") for cell in row)


def test_some_case_waits_for_material() -> None:
    assert OPEN


def test_where_nothing_is_wanted_the_notice_says_so() -> None:
    _, asked, paper = noticed("cases/yulin/01-copper-at-seven-percent.yaml")
    assert not asked.wanted
    assert "没有需要补正的材料" in read_back(to_docx(paper)).text

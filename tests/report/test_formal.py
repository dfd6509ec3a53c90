"""The opinion in Word says what the assessment says, for every case, in the same bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from report.papers import CASES, Case, Read, opinion_of, read_back

from eligibility.report.clauses import SIGNS
from eligibility.report.compared import compared, figures
from eligibility.report.findings import deciding, in_full
from eligibility.report.quantities import agrees, day, tells
from eligibility.report.to_docx import to_docx
from eligibility.report.wording import conclusion, status, verdict
from eligibility.submission.catalogue import info_of

EXAMPLE = "cases/yulin/01-copper-at-seven-percent.yaml"


@pytest.mark.parametrize("file", CASES)
def test_the_opinion_says_what_the_assessment_says(file: str) -> None:
    case = opinion_of(file)
    read = read_back(to_docx(case.paper))
    says_the_conclusions(case, read)
    gives_every_finding_a_row_with_its_rule(case, read)
    gives_every_figure_and_reason(case, read)
    keeps_facts_and_departures(case, read)


def says_the_conclusions(case: Case, read: Read) -> None:
    of, reader = case.assessment, case.reader
    assert verdict(of, "zh") in read.text
    assert read.text.splitlines()[0] == ("参考研判" if of.advisory else "审查意见")
    assert ("审查结论" in read.text) == (not of.advisory)
    for why in of.advisory:
        assert reader.say(why) in read.text
    for result in of.matters:
        assert f"{result.matter.about.zh}（{result.matter.name}）" in read.text
        if result.conclusion != "not_applicable":
            told = conclusion(result.matter.kind, result.conclusion, "zh")
            outside = "" if result.in_verdict else "（不计入总结论）"
            heading = f"{result.matter.about.zh}（{result.matter.name}）：{told}{outside}"
            assert heading in read.text
        for found in result.findings:
            assert found.rule.id in read.text
        for owed in result.duties:
            assert reader.say(owed.says) in read.text
            assert owed.due is None or day(owed.due, "zh") in read.text
    for path in of.missing:
        assert reader.fact(path) in read.text
        known = info_of(path)
        assert known is None or known.proof.zh in read.text
    for used in of.assumptions:
        assert reader.say(used.says) in read.text
        assert used.id in read.text
    for left in of.not_assessed:
        assert reader.matter(left.matter) in read.text
    assert of.submission_digest in read.text
    assert of.rulebook_digest in read.text
    assert day(of.as_of, "zh") in read.text
    assert reader.phrase("authority") in read.text


def gives_every_finding_a_row_with_its_rule(case: Case, read: Read) -> None:
    rows = {(row[3].splitlines()[-1], row[1].splitlines()[0]): row for row in read.findings}
    told = 0
    for result in case.assessment.matters:
        if result.conclusion == "not_applicable":
            continue
        for found in result.findings:
            decides = found in deciding(result)
            if found.status == "not_applicable" and found.note is None and not decides:
                continue
            told += 1
            subject = f"[{found.subject}] " if found.subject else ""
            row = rows[found.rule.id, f"{subject}{case.reader.say(found.rule.says)}"]
            word = status(found, result.matter.kind, "zh")
            assert row[2].split(maxsplit=1)[1] == word
            assert row[2][0] in SIGNS.values()
            assert case.reader.cited(found.rule.cite) in row[3]
            assert all(p in row[3] for p in found.rule.provisions)
    assert len(read.findings) == told


def gives_every_figure_and_reason(case: Case, read: Read) -> None:
    rows = {(row[3].splitlines()[-1], row[1].splitlines()[0]): row[1] for row in read.findings}
    for result in case.assessment.matters:
        for found in result.findings:
            subject = f"[{found.subject}] " if found.subject else ""
            row = rows.get((found.rule.id, f"{subject}{case.reader.say(found.rule.says)}"))
            if row is None or found.layer == "background":
                continue
            shown = figures(found)
            if (
                shown is not None
                and any(map(tells, (shown.left_value, shown.right_value)))
                and found.status in ("satisfied", "violated")
                and agrees(shown, found.status == "satisfied")
            ):
                assert compared(shown, "zh") in row
            for line in in_full(found, result.matter, case.reader).under[:-1]:
                if not line.text.startswith("所据"):
                    assert line.text in row


def keeps_facts_and_departures(case: Case, read: Read) -> None:
    for path, origin in case.submission.facts.origins.items():
        known = info_of(path)
        if known is not None and origin.evidence is not None:
            assert known.label.zh in read.text
            assert origin.evidence.document in read.text
    for departure in case.submission.review.departures:
        if any(f.departure == departure.rule for m in case.assessment.matters for f in m.findings):
            assert departure.reason in read.text


def test_the_same_answer_gives_the_same_bytes() -> None:
    first, second = (to_docx(opinion_of(EXAMPLE).paper) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = made.read("docProps/core.xml").decode()
    assert core.count("2026-03-31T00:00:00Z") == 2
    assert "python-docx" not in core


def test_it_is_a_paper_of_the_office() -> None:
    """A4, 仿宋 and 黑体 by name, page numbers, room for who signs."""
    content = to_docx(opinion_of(EXAMPLE).paper)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        parts = {name: made.read(name).decode("utf-8", "replace") for name in made.namelist()}
    page = next(line for line in parts["word/document.xml"].split("<") if line.startswith("w:pgSz"))
    assert 'w:w="11906"' in page
    assert 'w:h="16838"' in page
    assert 'w:eastAsia="仿宋"' in parts["word/styles.xml"]
    assert parts["word/styles.xml"].count('w:eastAsia="黑体"') >= 4
    footers = "".join(text for name, text in parts.items() if name.startswith("word/footer"))
    assert "PAGE" in footers
    assert "NUMPAGES" in footers
    text = read_back(content).text
    for label in ("审查人（签字）", "复核人（签字）", "负责人（签字）", "审查单位（盖章）"):
        assert label in text


def test_it_speaks_english_too() -> None:
    text = read_back(to_docx(opinion_of(EXAMPLE, "en").paper)).text
    assert text.startswith("Advisory opinion")
    assert "The project" in text
    assert "the competent authority decides" in text

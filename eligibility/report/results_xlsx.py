"""Assessments as a workbook: results, deciding rules, matters, refused rows, a summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic
from eligibility.evaluation.assessment import (
    WORST_FIRST,
    Assessment,
    Conclusion,
    Finding,
    MatterResult,
)
from eligibility.language.pack import Words
from eligibility.report.findings import deciding, in_full
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.to_json import PROGRAM
from eligibility.report.warned import warning
from eligibility.report.wording import (
    CONCLUSIONS,
    FORCES,
    conclusion,
    jurisdiction,
    status,
    verdict,
)
from eligibility.report.xlsx_door import Book, Sheet
from eligibility.submission.facts import Submission

W = Words
TITLE = W("审查结果", "Results")
RESULTS, RULES, MATTERS, REFUSED, SUMMARY = (
    W("结果", "Results"), W("依据", "Deciding rules"), W("事项", "Matters"),
    W("未受理", "Refused"), W("汇总", "Summary"),
)  # fmt: skip
# One colour for each conclusion; its word stands in the cell as well.
COLOURS: dict[Conclusion, tuple[str, str]] = {
    "approved": ("#C6E0B4", "#1E4620"), "conditional": ("#DDEBF7", "#1F3864"),
    "refer": ("#FFE699", "#5F4B00"), "undetermined": ("#EDEDED", "#3B3B3B"),
    "rejected": ("#F8CBAD", "#7F1D1D"), "not_applicable": ("#FFFFFF", "#7F7F7F"),
}  # fmt: skip
_FILE, _CODE = W("文件与行", "file and row"), W("项目代码", "project code")
_KIND, _REASON = W("性质", "standing"), W("理由", "reasons")
_CITED, _IN = W("出处", "cited"), W("计入总结论", "in the verdict")
_WHERE, _FAULT, _WRITE = W("位置", "where"), W("问题", "fault"), W("应如何填写", "what to write")
_COUNT, _GIVEN, _DECIDED, _NOT = (
    W("数量", "count"), W("收到", "received"), W("已判定", "decided"), W("未受理", "refused"),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """An assessment with its submission."""

    submission: Submission
    assessment: Assessment


def to_xlsx(
    results: Sequence[Result], refused: Sequence[Diagnostic], refused_rows: int, reader: Reader
) -> bytes:
    """The workbook of these results. `refused_rows`: rows and files that hold the faults."""
    made_on = max((r.assessment.as_of for r in results), default=date(2000, 1, 1))
    book = Book(reader.say(TITLE), made_on)
    _results(book.sheet(reader.say(RESULTS)), results, reader)
    _rules(book.sheet(reader.say(RULES)), results, reader)
    _matters(book.sheet(reader.say(MATTERS)), results, reader)
    _refused(book.sheet(reader.say(REFUSED)), refused, reader)
    _summary(book.sheet(reader.say(SUMMARY)), results, refused_rows, reader)
    return book.content()


def _results(sheet: Sheet, results: Sequence[Result], reader: Reader) -> None:
    phrase = reader.phrase
    headings = (
        reader.say(_FILE), reader.say(_CODE), phrase("project"), jurisdiction_word(reader),
        phrase("as_of"), phrase("conclusion"), reader.say(_KIND), reader.say(_REASON),
        phrase("missing"), phrase("duties"), phrase("warnings"),
    )  # fmt: skip
    sheet.headings(0, headings, (20, 16, 20, 9, 13, 13, 10, 64, 30, 26, 30))
    for row, one in enumerate(results, 1):
        a, own = one.assessment, reader.about(one.assessment, one.submission)
        mild = reader.phrase("advisory_verdict" if a.advisory else "verdict")
        texts = (
            a.file, code_of(one), a.project_name or "", jurisdiction(a.jurisdiction, own.language),
            day(a.as_of, own.language), verdict(a, own.language), mild,
            "\n".join(_reasons(a, own)),
            "\n".join(own.fact(path) for path in a.missing),
            "\n".join(_duty(d.says, d.due, own) for m in a.matters for d in m.duties),
            "\n".join(warning(w, reader) for w in a.warnings),
        )  # fmt: skip
        sheet.row(row, texts, {5: _look(a.verdict)})
    sheet.filters(0, len(results), len(headings))


def jurisdiction_word(reader: Reader) -> str:
    """What the column of jurisdictions is called."""
    return reader.say(W("适用地区", "jurisdiction"))


def code_of(result: Result) -> str:
    """The project's code, where it is stated."""
    code = result.submission.facts.get("project.code")
    return code if isinstance(code, str) else ""


def _look(of: Conclusion) -> dict[str, object]:
    background, ink = COLOURS[of]
    return {"bg_color": background, "font_color": ink, "bold": True}


def _duty(says: Words, due: date | None, reader: Reader) -> str:
    shown = reader.phrase("no_due")
    if due is not None:
        shown = reader.colon(reader.phrase("due"), day(due, reader.language))
    return reader.say(says) + reader.bracketed(shown)


def _reasons(assessment: Assessment, reader: Reader) -> list[str]:
    """Why the verdict is what it is: each matter behind it with its deciding rules."""
    told = []
    for result in assessment.behind:
        about, shown = reader.say(result.matter.about), _concluded(result, reader)
        rules = [_reason(f, result, reader) for f in deciding(result)]
        told.append(reader.colon(about, shown) + "".join(f"\n  {rule}" for rule in rules))
    return told


def _concluded(result: MatterResult, reader: Reader) -> str:
    return conclusion(result.matter.kind, result.conclusion, reader.language)


def _reason(finding: Finding, result: MatterResult, reader: Reader) -> str:
    line = in_full(finding, result.matter, reader)
    return reader.semicolon([line.text, *(u.text for u in line.under[:1] if u.tone != "faint")])


def _rules(sheet: Sheet, results: Sequence[Result], reader: Reader) -> None:
    phrase = reader.phrase
    headings = (
        reader.say(_FILE), phrase("project"), phrase("matter"), phrase("conclusion"),
        phrase("subject"), phrase("says"), phrase("status"), reader.say(_REASON),
        reader.say(_CITED), phrase("provisions"), phrase("force"), phrase("rule"),
    )  # fmt: skip
    sheet.headings(0, headings, (20, 18, 20, 13, 9, 34, 10, 56, 30, 16, 7, 26))
    row = 0
    for one in results:
        own = reader.about(one.assessment, one.submission)
        for result in one.assessment.matters:
            for finding in deciding(result):
                row += 1
                _rule(sheet, row, one, result, finding, own)
    sheet.filters(0, row, len(headings))


def _rule(
    sheet: Sheet, row: int, one: Result, result: MatterResult, finding: Finding, reader: Reader
) -> None:
    rule, line = finding.rule, in_full(finding, result.matter, reader)
    texts = (
        one.assessment.file, one.assessment.project_name or "", reader.say(result.matter.about),
        _concluded(result, reader), finding.subject or "", reader.say(rule.says),
        status(finding, result.matter.kind, reader.language),
        "\n".join(u.text for u in line.under if u.tone != "faint"),
        reader.cited(rule.cite),
        " ".join(rule.provisions), reader.say(FORCES[rule.force]), rule.id,
    )  # fmt: skip
    sheet.row(row, texts, {3: _look(result.conclusion)})


def _matters(sheet: Sheet, results: Sequence[Result], reader: Reader) -> None:
    phrase = reader.phrase
    headings = (reader.say(_FILE), reader.say(_CODE), phrase("project"), phrase("matter"),
                phrase("conclusion"), reader.say(_IN), phrase("deciding"))  # fmt: skip
    sheet.headings(0, headings, (26, 22, 28, 32, 14, 12, 60))
    row = 0
    for one in results:
        for result in one.assessment.matters:
            row += 1
            name = reader.say(result.matter.about) + reader.bracketed(result.matter.name)
            inside = phrase("yes" if result.in_verdict else "no")
            texts = (one.assessment.file, code_of(one), one.assessment.project_name or "", name,
                     _concluded(result, reader), inside, "\n".join(result.decided_by))  # fmt: skip
            sheet.row(row, texts, {4: _look(result.conclusion)})
    sheet.filters(0, row, len(headings))


def _refused(sheet: Sheet, refused: Sequence[Diagnostic], reader: Reader) -> None:
    headings = (reader.phrase("file"), reader.say(_WHERE), reader.say(_FAULT), reader.say(_WRITE))
    sheet.headings(0, headings, (26, 12, 80, 50))
    for row, fault in enumerate(refused, 1):
        place = fault.place
        where = f"{place.line}:{place.column}" if place is not None else ""
        texts = (place.file if place is not None else "", where,
                 f"[{fault.code}] {fault.message}", fault.help)  # fmt: skip
        sheet.row(row, texts, {})
    sheet.filters(0, len(refused), len(headings))


def _summary(sheet: Sheet, results: Sequence[Result], refused_rows: int, reader: Reader) -> None:
    sheet.headings(0, (reader.phrase("conclusion"), reader.say(_COUNT)), (44, 60))
    row = 1
    for of in WORST_FIRST:
        sheet.text(row, 0, reader.say(CONCLUSIONS[of]), **_look(of))
        sheet.number(row, 1, sum(r.assessment.verdict == of for r in results))
        row += 1
    counts = ((_GIVEN, len(results) + refused_rows), (_DECIDED, len(results)), (_NOT, refused_rows))
    for label, count in counts:
        sheet.text(row, 0, reader.say(label), bold=True)
        sheet.number(row, 1, count)
        row += 1
    books = dict.fromkeys(
        (r.assessment.jurisdiction, r.assessment.rulebook_digest) for r in results
    )
    for place, digest in books:
        sheet.text(row, 0, reader.phrase("rulebook") + reader.bracketed(
            jurisdiction(place, reader.language)))  # fmt: skip
        sheet.text(row, 1, digest)
        row += 1
    for why in dict.fromkeys(w for r in results for w in r.assessment.advisory):
        sheet.text(row, 0, reader.phrase("advisory"))
        sheet.text(row, 1, reader.say(why))
        row += 1
    sheet.text(row, 0, PROGRAM)
    sheet.text(row, 1, reader.phrase("authority"))
    sheet.printed(landscape=False)

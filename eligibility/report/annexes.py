"""The parts of an opinion beside its matters: the project, what is missing, due, on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.language.pack import Language, Words
from eligibility.report.findings import departure
from eligibility.report.paper import Fields, Grid, Part
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.stated_facts import value_of
from eligibility.report.view import Line
from eligibility.report.wording import conclusion, jurisdiction
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission

W = Words
FILE_NO = W("收件编号", "file number")
RECEIVED = W("收件日", "received on")
TEXT = W("适用文本", "policy text")
# The facts that head a form, as far as the file states them.
HEADING_FACTS = (
    "project.name", "project.code", "enterprise.name", "project.kind", "enterprise.size",
    "zone.name", "zone.level", "project.investment_total", "land.total_area",
)  # fmt: skip
_DIGITS = "零一二三四五六七八九"


def numbered(parts: Iterable[Part], language: Language, *, inner: bool = False) -> tuple[Part, ...]:
    """The parts with their numbers: 一、 and （一）, or 1. and (1); annexes go without."""
    found: list[Part] = []
    for number, part in enumerate(parts, 1):
        if language == "zh":
            sign = f"（{chinese(number)}）" if inner else f"{chinese(number)}、"
        else:
            sign = f"({number}) " if inner else f"{number}. "
        found.append(replace(part, title=sign + part.title))
    return tuple(found)


def chinese(number: int) -> str:
    """A number under a hundred in Chinese: 十二, 二十, 三十五; beyond, in digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def project(assessment: Assessment, submission: Submission, reader: Reader) -> Fields:
    """What heads the form: the project, the text that governs it, the days, the file."""
    rows: list[tuple[str, str]] = []
    for path in HEADING_FACTS:
        info, value = info_of(path), value_of(submission, path, reader)
        if info is not None and value:
            rows.append((reader.say(info.label), value))
    place = jurisdiction(assessment.jurisdiction, reader.language)
    source = reader.sources.get(assessment.jurisdiction)
    if source is not None:
        place = f"{reader.source(assessment.jurisdiction)}{reader.bracketed(place)}"
    rows.append((reader.say(TEXT), place))
    if submission.review.file_no:
        rows.append((reader.say(FILE_NO), submission.review.file_no))
    if submission.review.received_on is not None:
        rows.append((reader.say(RECEIVED), day(submission.review.received_on, reader.language)))
    today = reader.bracketed(reader.phrase("today")) if assessment.as_of_is_today else ""
    rows.append((reader.phrase("as_of"), day(assessment.as_of, reader.language) + today))
    if assessment.governing_day != assessment.as_of:
        rows.append((reader.phrase("received"), day(assessment.governing_day, reader.language)))
    rows.append((reader.phrase("file"), assessment.file))
    return Fields(tuple(rows))


def cited(finding: Finding, reader: Reader) -> str:
    """The article of a finding's rule: source, locator, provisions."""
    where = reader.cited(finding.rule.cite)
    return " · ".join(p for p in (where, " ".join(finding.rule.provisions)) if p)


def waiting(assessment: Assessment, path: str) -> list[Finding]:
    """The findings that wait for a fact: those that hold a conclusion up, else any of them."""
    found = [
        (f, f.rule.id in m.decided_by)
        for m in assessment.matters
        for f in m.findings
        if path in f.missing
    ]
    return [f for f, decides in found if decides] or [f for f, _ in found]


def missing(assessment: Assessment, reader: Reader) -> tuple[Grid, ...]:
    """The missing facts, each with the document that shows it, the article, the rules waiting."""
    shown = []
    for path in assessment.missing:
        info = info_of(path)
        found = waiting(assessment, path)
        shown.append((
            reader.fact(path),
            reader.say(info.proof) if info is not None else "",
            "\n".join(dict.fromkeys(cited(f, reader) for f in found)),
            "\n".join(dict.fromkeys(f.rule.id for f in found)),
        ))  # fmt: skip
    if not shown:
        return ()
    headings = tuple(map(reader.phrase, ("fact", "proof", "basis", "rule")))
    return (Grid(headings, tuple(shown), (26, 20, 28, 26)),)


def duties(assessment: Assessment, reader: Reader) -> tuple[Grid, ...]:
    """The duties that fall due later, each with its day and rule."""
    shown = []
    for owed in (d for m in assessment.matters for d in m.duties):
        subject = f"[{owed.subject}] " if owed.subject else ""
        due = day(owed.due, reader.language) if owed.due is not None else reader.phrase("no_due")
        shown.append((f"{subject}{reader.say(owed.says)}", due, owed.rule))
    if not shown:
        return ()
    headings = (reader.phrase("says"), reader.phrase("due"), reader.phrase("rule"))
    return (Grid(headings, tuple(shown), (50, 18, 32)),)


def records(assessment: Assessment, reader: Reader) -> tuple[Grid, ...]:
    """The departures on record, by whom, when and why, and from which rule."""
    shown = [
        (reader.say(f.rule.says), departure(f, reader), f.rule.id)
        for m in assessment.matters
        for f in m.findings
        if f.departure is not None
    ]
    if not shown:
        return ()
    headings = (reader.phrase("says"), reader.phrase("departures"), reader.phrase("rule"))
    return (Grid(headings, tuple(shown), (34, 38, 28)),)


def settling(assessment: Assessment, reader: Reader) -> tuple[Line, ...]:
    """What the other reading of the transition would give, where it differs."""
    return tuple(_settling(assessment, reader))


def _settling(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    by_judgement = assessment.governing_day == assessment.as_of
    choice = reader.phrase("by_receipt" if by_judgement else "by_judgement")
    matters = {m.matter.name: m.matter for m in assessment.matters}
    for name, result in assessment.other_transition:
        matter = matters.get(name)
        about = reader.say(matter.about) if matter is not None else name
        shown = conclusion(matter.kind if matter else "compliance", result, reader.language)
        said = reader.phrase("transition_says")
        yield Line(said.format(choice=choice, matter=about, conclusion=shown))

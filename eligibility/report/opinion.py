"""An assessment as a document that a reviewer would sign: the conclusion, then its grounds."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assessment import Assessment, MatterResult
from eligibility.report.findings import assumption, deciding, departure, duty
from eligibility.report.left_out import left_out
from eligibility.report.matters import TONES, idle_matter, matter_section, only_aims
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.warned import warning
from eligibility.report.wording import conclusion, jurisdiction, verdict
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission


def opinion(
    assessment: Assessment, reader: Reader, submission: Submission | None = None
) -> Document:
    """The whole report of one submission; with its file, the facts and who recorded what."""
    reader = reader.about(assessment, submission)
    title = "advisory_verdict" if assessment.advisory else "verdict"
    shown = verdict(assessment, reader.language)
    if reader.language == "en" and assessment.verdict.replace("_", " ") != shown:
        shown = f"{assessment.verdict.replace('_', ' ')} ({shown})"
    return Document(
        heading=reader.colon(reader.phrase(title), shown),
        tone=TONES[assessment.verdict],
        opening=tuple(_opening(assessment, reader)),
        sections=tuple(s for s in _sections(assessment, reader) if s.blocks),
        closing=tuple(_closing(assessment, reader)),
    )


def _opening(assessment: Assessment, reader: Reader) -> Iterator[str]:
    name = assessment.project_name or _zone(reader.submission)
    if name:
        yield name
    today = reader.bracketed(reader.phrase("today")) if assessment.as_of_is_today else ""
    parts = [
        jurisdiction(assessment.jurisdiction, reader.language),
        f"{reader.phrase('as_of')} {day(assessment.as_of, reader.language)}{today}",
    ]
    if assessment.governing_day != assessment.as_of:
        parts.append(
            f"{reader.phrase('received')} {day(assessment.governing_day, reader.language)}"
        )
    yield " · ".join([*parts, f"{reader.phrase('file')} {assessment.file}"])
    if reader.adopted is not None:
        yield reader.phrase("adopted").format(text=reader.adopted_text(reader.adopted))
    for why in assessment.advisory:
        yield reader.colon(reader.phrase("advisory"), reader.say(why))


def _zone(submission: Submission | None) -> str:
    """The zone's name, for a file about a zone alone."""
    name = submission.facts.get("zone.name") if submission is not None else None
    return name if isinstance(name, str) else ""


def _sections(assessment: Assessment, reader: Reader) -> Iterator[Section]:
    live = [m for m in assessment.matters if m.conclusion != "not_applicable"]
    idle = [m for m in assessment.matters if m.conclusion == "not_applicable"]
    if len(live) > 1:
        yield Section(reader.phrase("matters"), (_overview(live, reader),))
    for result in live:
        yield matter_section(result, reader)
    yield Section(reader.phrase("missing"), tuple(_missing(assessment, reader)))
    duties = [d for m in assessment.matters for d in m.duties]
    yield Section(reader.phrase("duties"), tuple(duty(d, reader) for d in duties))
    yield Section(reader.phrase("departures"), tuple(_departures(assessment, reader)))
    warned = tuple(Line(warning(w, reader)) for w in assessment.warnings)
    yield Section(reader.phrase("warnings"), warned)
    yield Section(reader.phrase("transition"), tuple(_transition(assessment, reader)))
    yield Section(
        reader.phrase("assumptions"), tuple(assumption(a, reader) for a in assessment.assumptions)
    )
    yield Section(reader.phrase("idle_matters"), tuple(idle_matter(m, reader) for m in idle))
    yield Section(reader.phrase("not_assessed"), tuple(left_out(assessment, reader)))


def _overview(results: list[MatterResult], reader: Reader) -> Table:
    headings = ("matter", "conclusion", "deciding")
    rows = []
    for result in results:
        shown = conclusion(result.matter.kind, result.conclusion, reader.language)
        if not result.in_verdict:
            shown += reader.bracketed(reader.phrase("outside_verdict"))
        rules = list(dict.fromkeys(f.rule.id for f in deciding(result)))
        more = f" +{len(rules) - 2}" if len(rules) > 2 else ""
        ids = " ".join(rules[:2]) + more
        rows.append((reader.say(result.matter.about), shown, ids or only_aims(result, reader)))
    return Table(tuple(reader.phrase(h) for h in headings), tuple(rows))


def _missing(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    for path in assessment.missing:
        known = info_of(path)
        proof = reader.say(known.proof) if known is not None else ""
        under = [Line(reader.colon(reader.phrase("proof"), proof))] if proof else []
        rules = dict.fromkeys(
            f.rule.id
            for m in assessment.matters
            for f in m.findings
            if path in f.missing and f.rule.id in m.decided_by
        )
        if rules:
            under.append(Line(f"{reader.phrase('rule')} {reader.listed(list(rules))}", "faint"))
        yield Line(reader.fact(path), "open", tuple(under))


def _departures(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    for result in assessment.matters:
        for finding in result.findings:
            if finding.departure is not None:
                yield Line(departure(finding, reader), under=(Line(finding.rule.id, "faint"),))


def _transition(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    """What the other reading of the transition would give, where it differs."""
    by_judgement = assessment.governing_day == assessment.as_of
    choice = reader.phrase("by_receipt" if by_judgement else "by_judgement")
    matters = {m.matter.name: m.matter for m in assessment.matters}
    for name, result in assessment.other_transition:
        matter = matters.get(name)
        about = reader.say(matter.about) if matter is not None else name
        shown = conclusion(matter.kind if matter else "compliance", result, reader.language)
        yield Line(
            reader.phrase("transition_says").format(choice=choice, matter=about, conclusion=shown)
        )


def _closing(assessment: Assessment, reader: Reader) -> Iterator[str]:
    yield reader.phrase("authority")
    prints = (
        f"{reader.phrase('submission')} {_short(assessment.submission_digest)}",
        f"{reader.phrase('rulebook')} {_short(assessment.rulebook_digest)}",
        f"{reader.phrase('engine')} {assessment.engine}",
    )
    yield reader.colon(reader.phrase("prints"), " · ".join(prints))


def _short(digest: str) -> str:
    """The first twelve figures of a digest, enough to tell two apart by eye."""
    name, colon, figures = digest.partition(":")
    return f"{name}:{figures[:12]}" if colon else digest[:12]

"""The review opinion as a formal paper: what a reviewer signs, with each finding's own rule."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assessment import Assessment, Assumption, MatterResult
from eligibility.language.pack import Words
from eligibility.report.annexes import duties, missing, numbered, project, records, settling
from eligibility.report.clauses import Trees, entry
from eligibility.report.findings import deciding
from eligibility.report.left_out import left_out
from eligibility.report.matters import TONES, only_aims
from eligibility.report.paper import Block, Entries, Fields, Grid, Paper, Part, Signatures
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.stated_facts import rows
from eligibility.report.values import assumed, by_whom
from eligibility.report.view import Line
from eligibility.report.warned import warning
from eligibility.report.wording import conclusion, is_aim, verdict
from eligibility.submission.facts import Submission

W = Words
OPINION = W("审查意见", "Review opinion")
PROJECT = W("项目情况", "The project")
CONCLUSION = W("总体结论", "Conclusion")
BY_MATTER = W("分事项意见", "Matter by matter")
DECIDED = W("决定结论的规则", "The rules that decided it")
UNCONCERNED = W("不涉及和未审查的事项", "Matters not concerned or not assessed")
SIGNING = W("签署", "Signatures")
FACTS = W("附件：申报事实", "Annex: the facts as submitted")
STATED = W("申报内容", "as stated")
SHOWN_BY = W("证明材料", "shown by")
PRINTS = W("校验", "Fingerprints")
ADVISORY = W("本意见为参考研判，不作正式结论", "This is an advisory opinion, no formal conclusion")
SIGNERS = (
    W("审查人（签字）", "Reviewer"),
    W("复核人（签字）", "Second reviewer"),
    W("负责人（签字）", "Head of office"),
    W("审查单位（盖章）", "Authority (seal)"),
    W("日期", "Date"),
)


def formal(
    assessment: Assessment, reader: Reader, submission: Submission, derivations: Trees
) -> Paper:
    """The opinion on one submission, ready for Word or HTML."""
    reader = reader.about(assessment, submission)
    title = reader.phrase("advisory_verdict") if assessment.advisory else reader.say(OPINION)
    found = (p for p in _parts(assessment, reader, submission, derivations) if p.blocks or p.parts)
    label = "conclusion" if assessment.advisory else "verdict"
    return Paper(
        language=reader.language,
        title=title,
        subject=assessment.project_name or _zone(submission),
        badge=reader.colon(reader.phrase(label), verdict(assessment, reader.language)),
        tone=TONES[assessment.verdict],
        opening=tuple(_opening(assessment, reader)),
        parts=(
            *numbered(found, reader.language),
            *(Part(reader.say(FACTS), (grid,)) for grid in _facts(submission, reader)),
        ),
        closing=(),
        day=assessment.as_of.isoformat(),
    )


def _zone(submission: Submission) -> str:
    name = submission.facts.get("zone.name")
    return name if isinstance(name, str) else ""


def _opening(assessment: Assessment, reader: Reader) -> Iterator[Line]:
    if reader.adopted is not None:
        text = reader.adopted_text(reader.adopted)
        yield Line(reader.phrase("adopted").format(text=text), "strong")
    if assessment.advisory:
        yield Line(reader.say(ADVISORY), "open")
    for why in assessment.advisory:
        yield Line(reader.colon(reader.phrase("advisory"), reader.say(why)), "open")


def _parts(
    assessment: Assessment, reader: Reader, submission: Submission, derivations: Trees
) -> Iterator[Part]:
    live = [m for m in assessment.matters if m.conclusion != "not_applicable"]
    idle = [m for m in assessment.matters if m.conclusion == "not_applicable"]
    yield Part(reader.say(PROJECT), (project(assessment, submission, reader),))
    yield Part(
        reader.say(CONCLUSION),
        tuple(_overview(live, reader)),
        verdict(assessment, reader.language),
        TONES[assessment.verdict],
    )
    matters = (_matter(result, reader, derivations) for result in live)
    yield Part(reader.say(BY_MATTER), parts=numbered(matters, reader.language, inner=True))
    yield Part(reader.phrase("missing"), missing(assessment, reader))
    yield Part(reader.phrase("duties"), duties(assessment, reader))
    yield Part(reader.phrase("departures"), records(assessment, reader))
    yield Part(reader.phrase("assumptions"), tuple(_assumptions(assessment, reader)))
    yield Part(reader.phrase("transition"), settling(assessment, reader))
    warned = tuple(Line(warning(w, reader)) for w in assessment.warnings)
    yield Part(reader.phrase("warnings"), warned)
    yield Part(reader.say(UNCONCERNED), tuple(_left_out(assessment, idle, reader)))
    yield Part(reader.say(PRINTS), (_prints(assessment, reader),))
    signers = Signatures(tuple(reader.say(w) for w in SIGNERS))
    yield Part(reader.say(SIGNING), (Line(reader.phrase("authority"), "strong"), signers))


def _overview(live: list[MatterResult], reader: Reader) -> Iterator[Grid]:
    shown = [
        (
            f"{reader.say(r.matter.about)}{reader.bracketed(r.matter.name)}",
            _concluded(r, reader),
            "\n".join(dict.fromkeys(f.rule.id for f in deciding(r))) or only_aims(r, reader),
        )
        for r in live
    ]
    if shown:
        headings = tuple(map(reader.phrase, ("matter", "conclusion", "deciding")))
        yield Grid(headings, tuple(shown), (40, 24, 36))


def _concluded(result: MatterResult, reader: Reader) -> str:
    shown = conclusion(result.matter.kind, result.conclusion, reader.language)
    outside = reader.bracketed(reader.phrase("outside_verdict"))
    return shown if result.in_verdict else shown + outside


def _matter(result: MatterResult, reader: Reader, derivations: Trees) -> Part:
    first = deciding(result)
    rest = [f for f in result.findings if f not in first]
    told = [f for f in rest if f.status != "not_applicable" or f.note is not None]
    local = [f for f in told if f.layer == "local"]
    aims = [f for f in local if is_aim(f.rule)]
    groups = (
        (reader.say(DECIDED), first, True),
        (reader.phrase("aims"), aims, True),
        (reader.phrase("other_rules"), [f for f in local if f not in aims], True),
        (reader.phrase("background"), [f for f in told if f.layer == "background"], False),
    )
    blocks: list[Block] = [
        Entries(
            title,
            tuple(entry(f, result.matter, reader, derivations, full=full) for f in findings),
        )
        for title, findings, full in groups
        if findings
    ]
    idle = [f for f in rest if f not in told]
    if idle:
        ids = (f.rule.id + (f"[{f.subject}]" if f.subject else "") for f in idle)
        listed = reader.listed(list(dict.fromkeys(ids)))
        blocks.append(Line(reader.colon(reader.phrase("idle_rules"), listed), "faint"))
    name = f"{reader.say(result.matter.about)}{reader.bracketed(result.matter.name)}"
    return Part(name, tuple(blocks), _concluded(result, reader), TONES[result.conclusion])


def _assumptions(assessment: Assessment, reader: Reader) -> Iterator[Grid]:
    shown = [(reader.say(a.says), _reading(a, reader), a.id) for a in assessment.assumptions]
    if shown:
        headings = tuple(map(reader.phrase, ("reading", "value", "rule")))
        yield Grid(headings, tuple(shown), (52, 18, 30))


def _reading(of: Assumption, reader: Reader) -> str:
    parts = [assumed(of.value, reader)]
    if of.overridden_by is not None:
        parts.append(reader.phrase("overridden").format(by=by_whom(of.overridden_by, reader)))
    if of.reason:
        parts.append(reader.colon(reader.phrase("reason"), of.reason))
    return reader.semicolon([p for p in parts if p])


def _left_out(
    assessment: Assessment, idle: list[MatterResult], reader: Reader
) -> Iterator[Line]:  # fmt: skip
    for result in idle:
        by_note: dict[str, list[str]] = {}
        for f in result.findings:
            note = reader.say(f.note) if f.note is not None else reader.phrase("idle_rules")
            by_note.setdefault(note, []).append(f.rule.id)
        under = (
            Line(reader.colon(note, reader.listed(list(dict.fromkeys(ids)))), "faint")
            for note, ids in by_note.items()
        )
        name = f"{reader.say(result.matter.about)}{reader.bracketed(result.matter.name)}"
        yield Line(name, under=tuple(under))
    yield from left_out(assessment, reader)


def _prints(assessment: Assessment, reader: Reader) -> Fields:
    return Fields((
        (reader.phrase("submission"), assessment.submission_digest),
        (reader.phrase("rulebook"), assessment.rulebook_digest),
        (reader.phrase("engine"), assessment.engine),
        (reader.phrase("as_of"), day(assessment.as_of, reader.language)),
    ))  # fmt: skip


def _facts(submission: Submission, reader: Reader) -> tuple[Grid, ...]:
    shown = rows(submission, reader)
    if not shown:
        return ()
    headings = (reader.phrase("fact"), reader.say(STATED), reader.say(SHOWN_BY))
    return (Grid(headings, shown, (38, 34, 28)),)

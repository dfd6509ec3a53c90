"""Findings as lines: what the rule asks, how it came out, the figures, the citation."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assessment import (
    Assumption,
    ExceptionTaken,
    Finding,
    MatterResult,
    OwedDuty,
)
from eligibility.language.pack import Matter
from eligibility.report.compared import compared, figures
from eligibility.report.grounds import grounds
from eligibility.report.quantities import agrees, day, tells
from eligibility.report.reader import Reader
from eligibility.report.values import assumed, by_whom
from eligibility.report.view import Line, Tone
from eligibility.report.wording import FORCES, displaced, is_aim, status

MARKS = {"satisfied": "√", "violated": "×", "unknown": "？", "not_applicable": "－"}
_WORST = ("violated", "unknown", "satisfied", "not_applicable")
_SOUND = frozenset({"approved", "conditional", "not_applicable"})


def deciding(result: MatterResult) -> tuple[Finding, ...]:
    """The findings that decided the matter, the worst first; what is only aimed at does not."""
    chosen = [
        f
        for f in result.findings
        if f.rule.id in result.decided_by
        and (result.conclusion in _SOUND or f.status in ("violated", "unknown"))
        and (f.status == "unknown" or not is_aim(f.rule))
    ]
    return tuple(sorted(chosen, key=lambda f: _WORST.index(f.status)))


def tone_of(finding: Finding) -> Tone:
    """How a finding is to be felt: a target or a priority that is missed is no fault."""
    if displaced(finding):
        return "faint"
    if finding.status == "violated" and is_aim(finding.rule):
        return "open"
    tones: dict[str, Tone] = {"satisfied": "good", "violated": "bad", "unknown": "open"}
    return tones.get(finding.status, "faint")


def heading(finding: Finding, matter: Matter, reader: Reader) -> str:
    """`× 不满足  [地块 A] 配套用地不超过上限`."""
    subject = f"[{finding.subject}] " if finding.subject else ""
    shown = status(finding, matter.kind, reader.language)
    mark = MARKS["not_applicable" if displaced(finding) else finding.status]
    return f"{mark} {shown}  {subject}{reader.say(finding.rule.says)}"


def in_full(finding: Finding, matter: Matter, reader: Reader) -> Line:
    """A finding with its figures, facts, exceptions, missing facts, departure and citation."""
    below = tuple(_details(finding, matter, reader))
    return Line(heading(finding, matter, reader), tone_of(finding), below)


def in_short(finding: Finding, matter: Matter, reader: Reader) -> Line:
    """A finding with its figures, what is missing, and the place in the text."""
    if finding.layer == "background" and finding.note is not None:
        below = [
            Line(reader.say(finding.note))
        ]  # a local rule prevails: what it lacks is no matter
    else:
        below = [*map(Line, told_figures(finding, reader)), *_told(finding, reader)]
    cite = finding.rule.cite
    law = reader.cited(cite) if finding.layer == "background" else cite.locator
    where = f"{law} · {finding.rule.id}"
    below.append(Line(where, "faint"))
    return Line(heading(finding, matter, reader), tone_of(finding), tuple(below))


def told_figures(finding: Finding, reader: Reader) -> Iterator[str]:
    """The figures compared, unless what decided the rule was something else."""
    shown = figures(finding)
    if shown is None:
        return
    if not any(map(tells, (shown.left_value, shown.right_value))):
        return
    if finding.status == "unknown" or agrees(shown, finding.status == "satisfied"):
        yield compared(shown, reader.language)


def _details(finding: Finding, matter: Matter, reader: Reader) -> Iterator[Line]:
    yield from map(Line, told_figures(finding, reader))
    if reader.submission is not None:
        told = grounds(finding, matter, reader.submission, reader)
        if told:
            yield Line(reader.colon(reader.phrase("grounds"), reader.semicolon(told)))
    for taken in finding.exceptions:
        yield Line(_exception(taken, reader))
    yield from _told(finding, reader)
    if finding.departure is not None:
        yield Line(reader.colon(reader.phrase("departures"), departure(finding, reader)))
    yield Line(basis(finding, reader), "faint")


def _told(finding: Finding, reader: Reader) -> Iterator[Line]:
    """The note of a finding (or the route in place of a permission), and what is missing."""
    if finding.note is not None:
        not_needed = finding.note == finding.rule.route
        text = reader.say(finding.note)
        yield Line(reader.colon(reader.phrase("instead"), text) if not_needed else text)
    if finding.missing:
        facts = reader.listed([reader.fact(path) for path in finding.missing])
        yield Line(reader.colon(reader.phrase("missing_short"), facts), "open")


def _exception(taken: ExceptionTaken, reader: Reader) -> str:
    keys = {True: "exception_taken", False: "exception_not", None: "exception_open"}
    says = reader.say(taken.says) if taken.says is not None else taken.definition
    cited = reader.bracketed(" ".join(taken.provisions)) if taken.provisions else ""
    return reader.colon(reader.phrase(keys[taken.taken]), says + cited)


def departure(finding: Finding, reader: Reader) -> str:
    """The departure on record: by whom, when, why, by which document."""
    review = reader.submission.review if reader.submission is not None else None
    for found in review.departures if review is not None else ():
        if found.rule == finding.departure:
            on = day(found.on, reader.language) if found.on is not None else ""
            parts = [p for p in (found.by, on, found.document) if p]
            return reader.colon(" · ".join(parts), found.reason)
    return finding.departure or ""


def basis(finding: Finding, reader: Reader) -> str:
    """The citation: title of the source, locator, provisions, force, rule."""
    rule = finding.rule
    where = reader.cited(rule.cite)
    parts = [where, " ".join(rule.provisions), reader.say(FORCES[rule.force])]
    if finding.layer == "background":
        mark = reader.bracketed(reader.phrase("unverified")) if rule.mark == "unverified" else ""
        parts.append(reader.phrase("background") + mark)
    parts.append(f"{reader.phrase('rule')} {rule.id}")
    return reader.colon(reader.phrase("basis"), " · ".join(p for p in parts if p))


def assumption(of: Assumption, reader: Reader) -> Line:
    """A reading of an open term, with its value and who put another in its place."""
    value = assumed(of.value, reader)
    parts = [f"{reader.phrase('value')} {value}"] if value else []
    if of.overridden_by is not None:
        parts.append(reader.phrase("overridden").format(by=by_whom(of.overridden_by, reader)))
    if of.reason:
        parts.append(reader.colon(reader.phrase("reason"), of.reason))
    under = (Line(" · ".join(parts)),) if parts else ()
    return Line(reader.say(of.says) + reader.bracketed(of.id), under=under)


def duty(of: OwedDuty, reader: Reader) -> Line:
    """A duty with its day and the rule that it comes from."""
    subject = f"[{of.subject}] " if of.subject else ""
    due = reader.phrase("no_due")
    if of.due is not None:
        due = reader.colon(reader.phrase("due"), day(of.due, reader.language))
    text = f"{subject}{reader.say(of.says)}{reader.bracketed(due)}"
    return Line(text, under=(Line(f"{reader.phrase('rule')} {of.rule}", "faint"),))

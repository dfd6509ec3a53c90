"""Derivations as a document: the conditions of each rule, their operands and where these stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.evaluation.steps import Derivation, Step
from eligibility.language.pack import Matter
from eligibility.language.types import Kind
from eligibility.report.findings import basis, heading, tone_of
from eligibility.report.grounds import evidence_text, stated
from eligibility.report.matters import TONES
from eligibility.report.quantities import FLOOR, day, floor_area, perhaps
from eligibility.report.reader import Reader
from eligibility.report.view import Document, Line, Section, Tone
from eligibility.report.wording import CONDITIONS, displaced, type_name, verdict

MARKS = {"held": "√", "failed": "×", "unknown": "？", "not needed": "－", "value": "·"}
TONE: dict[str, Tone] = {"held": "good", "failed": "bad", "unknown": "open", "not needed": "faint"}
# Operators and parts of a rule that have a name in words.
NAMED = ("when", "not_needed", "and", "or", "not")


def document(
    assessment: Assessment, derivations: Sequence[Derivation], reader: Reader, *, why_not: bool
) -> Document:
    """A section a finding; with `why_not` only what failed, and the smallest sets behind it."""
    reader = reader.about(assessment, reader.submission)
    findings = list(_findings(assessment, derivations))
    if why_not:
        sections = tuple(_why_not(findings, reader))
    else:
        sections = tuple(_section(*found, reader) for found in findings)
    if why_not and not sections:
        sections = (Section("", (Line(reader.phrase("why_not_none")),)),)
    return _under(assessment, sections, reader)


def firing(assessment: Assessment, reader: Reader) -> Document:
    """The productions of the network in the order in which they fired."""
    lines = tuple(
        Line(f"{number:>4}  {name}") for number, name in enumerate(assessment.fired, start=1)
    )
    shown = lines or (Line(reader.phrase("firing_none")),)
    return _under(assessment, (Section(reader.phrase("fired"), shown),), reader)


def _under(assessment: Assessment, sections: tuple[Section, ...], reader: Reader) -> Document:
    shown = verdict(assessment, reader.language)
    title = "advisory_verdict" if assessment.advisory else "verdict"
    conclusion = reader.colon(reader.phrase(title), shown)
    days = f"{reader.phrase('as_of')} {day(assessment.as_of, reader.language)}"
    return Document(
        heading=f"{reader.phrase('derivation')} · {conclusion}",
        tone=TONES[assessment.verdict],
        opening=(f"{assessment.file} · {days}",),
        sections=sections,
        closing=(reader.phrase("authority"),),
    )


def _findings(
    assessment: Assessment, derivations: Sequence[Derivation]
) -> Iterator[tuple[Finding, Derivation, Matter]]:
    """Each derivation with its finding: both come in the order of the assessment."""
    wanted = {d.rule.id for d in derivations}
    found = [
        (finding, result.matter)
        for result in assessment.matters
        for finding in result.findings
        if finding.rule.id in wanted
    ]
    for (finding, matter), derivation in zip(found, derivations, strict=True):
        yield finding, derivation, matter


def _section(finding: Finding, derivation: Derivation, matter: Matter, reader: Reader) -> Section:
    steps = tuple(_line(step, reader) for step in derivation.steps)
    note = (Line(reader.say(finding.note)),) if finding.note is not None else ()
    last = Line(basis(finding, reader), "faint")
    return Section(heading(finding, matter, reader), (*note, *steps, last), tone_of(finding))


def _why_not(
    findings: list[tuple[Finding, Derivation, Matter]], reader: Reader
) -> Iterator[Section]:
    for finding, derivation, matter in findings:
        if displaced(finding):
            continue
        if finding.status == "violated":
            lines = _sets(derivation, reader)
        elif finding.status == "unknown":
            facts = tuple(Line(reader.fact(path), "open") for path in finding.missing)
            lines = (Line(reader.phrase("missing"), "strong", facts),)
        else:
            continue
        last = Line(basis(finding, reader), "faint")
        yield Section(heading(finding, matter, reader), (*lines, last), tone_of(finding))


def _sets(derivation: Derivation, reader: Reader) -> tuple[Line, ...]:
    """The smallest sets of conditions that failed, each with its steps."""
    sets = [tuple(_line(step, reader) for step in one) for one in derivation.why_not]
    if len(sets) == 1:
        return (Line(reader.phrase("because"), "strong", sets[0]),)
    named = (Line(f"({number})", under=steps) for number, steps in enumerate(sets, start=1))
    return (Line(reader.phrase("because_one_of"), "strong", tuple(named)),)


def _line(step: Step, reader: Reader) -> Line:
    """A step and the steps under it; those that were not needed any more are one line."""
    text = f"{MARKS[step.state]} {step_words(step, reader)}"
    if step.state == "not needed":
        return Line(text + reader.bracketed(reader.phrase("not_evaluated")), "faint")
    under = tuple(_line(child, reader) for child in step.children)
    return Line(text, TONE.get(step.state, "plain"), under)


def step_words(step: Step, reader: Reader) -> str:
    """A step in words: a condition, a fact with its place, a figure with its article, …."""
    match step.role:
        case "condition":
            return _condition(step, reader)
        case "fact":
            return _fact(step, reader)
        case "figure":
            return _figure(step, reader)
        case "exception":
            return _exception(step, reader)
        case "comparison" | "item":
            return step.text
        case _:
            shown = _value(step, reader)
            return f"{step.text} = {shown}" if shown else step.text


def _condition(step: Step, reader: Reader) -> str:
    if step.text in NAMED:
        return reader.phrase(step.text)
    words = CONDITIONS.get(step.text)
    return reader.say(words) if words is not None else step.text


def _fact(step: Step, reader: Reader) -> str:
    parts = [f"{reader.fact(step.text)} = {_value(step, reader)}"]
    if step.origin is not None:
        place = step.origin.place
        parts.append(f"{place.file}:{place.line}" if place.line else place.file)
        if step.origin.evidence is not None:
            parts.append(evidence_text(step.origin.evidence, reader))
    return " · ".join(parts)


def _figure(step: Step, reader: Reader) -> str:
    if step.type.kind is Kind.TABLE:
        parts = [step.text + reader.bracketed(type_name(step.type, reader.language))]
    else:
        parts = [f"{step.text} = {step.written or _value(step, reader)}"]
    if step.citation is not None:
        parts.append(reader.cited(step.citation))
    if step.says is not None:
        parts.append(reader.colon(reader.phrase("reading"), reader.say(step.says)))
    return " · ".join(parts)


def _exception(step: Step, reader: Reader) -> str:
    keys = {True: "exception_taken", False: "exception_not", None: "exception_open"}
    says = f"{reader.say(step.says)} → " if step.says is not None else ""
    return reader.colon(reader.phrase(keys[step.taken]), f"{says}{step.text}")


def _value(step: Step, reader: Reader) -> str:
    """The value in the reader's words; nothing for a record and for what was not evaluated."""
    if step.state == "not needed":
        return ""
    if step.type.kind is Kind.TRUTH:
        keys = {"held": "yes", "failed": "no"}
        return reader.phrase(keys.get(step.state, "not_known"))
    if step.type.kind is Kind.RECORD:
        return ""
    if isinstance(step.value, (str, tuple)):
        written = step.origin.text if step.origin is not None else ""
        return stated(step.text, step.value, written, reader)
    floor = step.role == "fact" and floor_area(step.text)
    kind = FLOOR if floor else step.type.kind.value
    return perhaps(step.value, kind, reader.language)

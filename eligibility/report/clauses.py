"""A finding as an entry of a formal paper: its mark, its reasons, its citation, its derivation."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.evaluation.steps import Derivation, Step
from eligibility.language.pack import Matter, Words
from eligibility.report.findings import in_full, in_short, tone_of
from eligibility.report.paper import Branch, Entry, Mark
from eligibility.report.reader import Reader
from eligibility.report.scales import scale
from eligibility.report.tree import step_words
from eligibility.report.wording import FORCES, displaced, status

MARKS: dict[str, Mark] = {
    "satisfied": "held", "violated": "failed", "unknown": "unknown",
    "not_applicable": "not_applicable",
}  # fmt: skip
STEP_MARKS: dict[str, Mark] = {
    "held": "held", "failed": "failed", "unknown": "unknown", "not needed": "not_applicable",
    "value": "value",
}  # fmt: skip
SIGNS: dict[Mark, str] = {
    "held": "√", "failed": "×", "unknown": "？", "not_applicable": "－", "value": "·",
}  # fmt: skip
SIGN_WORDS: dict[Mark, Words] = {
    "held": Words("成立", "holds"),
    "failed": Words("不成立", "does not hold"),
    "unknown": Words("未知", "not known"),
    "not_applicable": Words("不涉及", "not applicable"),
    "value": Words("取值", "value"),
}  # read out beside each sign

# The derivations of an assessment by rule and subject.
Trees = Mapping[tuple[str, str | None], Derivation]


def trees(assessment: Assessment, derivations: tuple[Derivation, ...]) -> Trees:
    """Each finding's derivation; both come in the order of the assessment."""
    found = (f for result in assessment.matters for f in result.findings)
    return {(f.rule.id, f.subject): d for f, d in zip(found, derivations, strict=True)}


def entry(
    finding: Finding, matter: Matter, reader: Reader, derivations: Trees, *, full: bool
) -> Entry:
    """The entry of one finding: every sentence of it comes from there and bears its rule."""
    told = (in_full if full else in_short)(finding, matter, reader)
    tone = tone_of(finding)
    subject = f"[{finding.subject}] " if finding.subject else ""
    derivation = derivations.get((finding.rule.id, finding.subject))
    return Entry(
        mark="not_applicable" if displaced(finding) else MARKS[finding.status],
        status=status(finding, matter.kind, reader.language),
        says=f"{subject}{reader.say(finding.rule.says)}",
        tone=tone,
        reasons=told.under[:-1],  # the last one is the citation
        cited=_cited(finding, reader),
        rule=finding.rule.id,
        scale=None if finding.layer == "background" and not full else scale(finding, tone, reader),
        tree=tuple(branch(s, reader) for s in derivation.steps) if derivation else (),
    )


def _cited(finding: Finding, reader: Reader) -> str:
    """The article: source and locator, provisions, force, and whether it is background."""
    rule = finding.rule
    where = reader.cited(rule.cite)
    parts = [where, " ".join(rule.provisions), reader.say(FORCES[rule.force])]
    if finding.layer == "background":
        mark = reader.bracketed(reader.phrase("unverified")) if rule.mark == "unverified" else ""
        parts.append(reader.phrase("background") + mark)
    return " · ".join(p for p in parts if p)


def branch(step: Step, reader: Reader) -> Branch:
    """A step of a derivation with the steps under it."""
    if step.state == "not needed":
        left_out = reader.bracketed(reader.phrase("not_evaluated"))
        return Branch("not_applicable", step_words(step, reader) + left_out)
    under = tuple(branch(child, reader) for child in step.children)
    return Branch(STEP_MARKS[step.state], step_words(step, reader), under)

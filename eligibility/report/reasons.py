"""Why a verdict is what it is, in a sentence or two: the rule, its figures, the article."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assessment import Assessment, Finding, MatterResult
from eligibility.language.pack import Words
from eligibility.report.findings import deciding, told_figures
from eligibility.report.reader import Reader
from eligibility.report.wording import conclusion, status

W = Words
MOST_RULES = 2
MORE = W("另有 {count} 条规则同此", "{count} more rules likewise")
NONE = W("没有涉及的事项", "no matter is concerned")
MISSING = W("缺 {facts}", "missing: {facts}")
_END = {"zh": "。", "en": ". "}


def reason(assessment: Assessment, reader: Reader) -> str:
    """The matters behind the verdict, each a sentence with the rules that decided it."""
    if not assessment.behind:
        return reader.say(NONE)
    return _END[reader.language].join(_sentence(m, reader) for m in assessment.behind)


def _sentence(result: MatterResult, reader: Reader) -> str:
    about = reader.say(result.matter.about)
    shown = conclusion(result.matter.kind, result.conclusion, reader.language)
    findings = deciding(result)
    told = [_rule(f, result, reader) for f in findings[:MOST_RULES]]
    if len(findings) > MOST_RULES:
        told.append(reader.say(MORE).format(count=len(findings) - MOST_RULES))
    if not told:
        return reader.colon(about, shown)
    return reader.colon(about, shown) + _END[reader.language] + reader.semicolon(told)


def _rule(finding: Finding, result: MatterResult, reader: Reader) -> str:
    """`不满足 配套用地不超过上限：6 亩，应不超过 4.2 亩；超出 1.8 亩（《…》五 YL-047 …）`."""
    subject = f"[{finding.subject}] " if finding.subject else ""
    shown = status(finding, result.matter.kind, reader.language)
    head = f"{shown[:1].upper()}{shown[1:]} {subject}{reader.say(finding.rule.says)}"
    told = reader.semicolon(list(_grounds(finding, reader)))
    rule = finding.rule
    cited = reader.bracketed(" ".join((reader.cited(rule.cite), *rule.provisions, rule.id)))
    return (reader.colon(head, told) if told else head) + cited


def _grounds(finding: Finding, reader: Reader) -> Iterator[str]:
    yield from told_figures(finding, reader)
    if finding.missing:
        facts = reader.listed([reader.fact(path) for path in finding.missing])
        yield reader.say(MISSING).format(facts=facts)

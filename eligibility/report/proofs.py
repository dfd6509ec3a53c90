"""What was proved of the rules, as a document: the findings with their witnesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eligibility.analysis.finding import KINDS, ProofFinding, Proved
from eligibility.analysis.witness import Witness
from eligibility.language.pack import Words
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section
from eligibility.report.wording import CONCLUSIONS

W = Words
HEADING = W(
    "规则证明：{new} 项新发现，{known} 项已接受",
    "Proofs about the rules: {new} new finding(s), {known} accepted",
)
SCOPE = W(
    "{matters} 个事项、{questions} 个问题，{open} 个未判定；记录列表按至多 {length} 项证明，"
    "判断日{span}",
    "{matters} matters, {questions} questions, {open} not settled; proved for lists of records "
    "of up to {length} items; {span}",
)
SPAN = W("取文本施行期内的任意一日", "the day of judgement is any on which the texts are in force")
WITNESS = W("见证：{conclusion}", "witness: {conclusion}")
ACCEPTED = W("已接受：{reason}", "accepted: {reason}")
GONE = W("已接受而不再出现的发现", "Accepted findings that are no longer found")
NOTE = W("{kind}：{says}", "{kind}: {says}")


def document(
    proved: Sequence[Proved], accepted: Mapping[str, str], gone: Sequence[str], reader: Reader
) -> Document:
    """The findings by jurisdiction, those not yet accepted first."""
    findings = [f for one in proved for f in one.findings]
    new = [f for f in findings if f.key not in accepted]
    heading = reader.say(HEADING).format(new=len(new), known=len(findings) - len(new))
    scope = reader.say(SCOPE).format(
        matters=len(proved), questions=sum(p.questions for p in proved),
        open=sum(p.unsettled for p in proved), span=reader.say(SPAN),
        length=min((p.length for p in proved), default=0),
    )  # fmt: skip
    sections = []
    for place in dict.fromkeys(f.jurisdiction for f in findings):
        own = sorted(
            (f for f in findings if f.jurisdiction == place), key=lambda f: f.key in accepted
        )
        lines = tuple(_finding(f, accepted.get(f.key), reader) for f in own)
        sections.append(Section(place, lines))
    if gone:
        sections.append(Section(reader.say(GONE), tuple(Line(name, "faint") for name in gone)))
    return Document(heading, "open" if new else "good", (scope,), tuple(sections))


def _finding(found: ProofFinding, reason: str | None, reader: Reader) -> Line:
    under = [Line(reader.say(found.says))]
    if reason is not None:
        under.append(Line(reader.say(ACCEPTED).format(reason=reason), "faint"))
    for witness in found.witnesses:
        shown = Line(_conclusion(witness, reader), under=tuple(
            Line(line, "faint") for line in witness.text.splitlines()))  # fmt: skip
        under.append(shown if reason is None else Line(_conclusion(witness, reader), "faint"))
    text = f"{reader.say(KINDS[found.kind])}  {found.key}"
    return Line(text, "open" if reason is None else "faint", tuple(under))


def _conclusion(witness: Witness, reader: Reader) -> str:
    verdict = reader.say(CONCLUSIONS[witness.assessment.verdict])
    return reader.say(WITNESS).format(conclusion=verdict)


def case_of(found: ProofFinding, witness: Witness, reader: Reader) -> dict[str, Any]:
    """A witness as a case file: what it shows, and what it must come to."""
    note = reader.say(NOTE).format(kind=reader.say(KINDS[found.kind]), says=reader.say(found.says))
    answer = witness.assessment
    statuses: dict[str, str] = {}
    for matter in answer.matters:
        for one in matter.findings:
            if one.rule.id in found.rules and one.subject is None:
                statuses[one.rule.id] = one.status
    expect: dict[str, Any] = {
        "verdict": answer.verdict,
        "conclusions": {m.matter.name: m.conclusion for m in answer.matters},
    }
    if statuses:
        expect["statuses"] = statuses
    return {"note": f"{found.key}. {note}", "expect": expect, **witness.content}


def to_json(
    proved: Sequence[Proved], accepted: Mapping[str, str], gone: Sequence[str]
) -> dict[str, Any]:
    """The same as an object."""
    return tagged(
        "proofs",
        matters=len(proved),
        questions=sum(p.questions for p in proved),
        unsettled=sum(p.unsettled for p in proved),
        lists_up_to=min((p.length for p in proved), default=0),
        findings=[_json(f, accepted.get(f.key)) for p in proved for f in p.findings],
        no_longer_found=list(gone),
    )


def _json(found: ProofFinding, reason: str | None) -> dict[str, Any]:
    return {
        "finding": found.key,
        "kind": found.kind,
        "jurisdiction": found.jurisdiction,
        "matter": found.matter,
        "rules": list(found.rules),
        "says": words(found.says),
        "accepted": reason,
        "witnesses": [
            {"submission": dict(w.content), "verdict": w.assessment.verdict}
            for w in found.witnesses
        ],
    }

"""One matter as a section: its conclusion, the rules that decided it, the other rules."""

from __future__ import annotations

from eligibility.evaluation.assessment import Conclusion, Finding, MatterResult
from eligibility.report.findings import deciding, in_full, in_short
from eligibility.report.reader import Reader
from eligibility.report.view import Line, Section, Tone
from eligibility.report.wording import conclusion, is_aim

TONES: dict[Conclusion, Tone] = {
    "approved": "good", "conditional": "good", "refer": "open", "undetermined": "open",
    "rejected": "bad", "not_applicable": "faint",
}  # fmt: skip
# More findings than these are counted, not printed; the JSON holds them all.
MOST_SHOWN = 40


def matter_section(result: MatterResult, reader: Reader) -> Section:
    """The matter with its conclusion in the title."""
    name = f"{reader.say(result.matter.about)}{reader.bracketed(result.matter.name)}"
    shown = conclusion(result.matter.kind, result.conclusion, reader.language)
    if not result.in_verdict:
        shown += reader.bracketed(reader.phrase("outside_verdict"))
    first = deciding(result)
    rest = [f for f in result.findings if f not in first]
    told = [f for f in rest if f.status != "not_applicable" or f.note is not None]
    blocks = [in_full(f, result.matter, reader) for f in first[:MOST_SHOWN]]
    blocks += _more(len(first), reader)
    aims = [f for f in told if f.layer == "local" and is_aim(f.rule)]
    groups = (
        ("aims", aims),
        ("other_rules", [f for f in told if f.layer == "local" and f not in aims]),
        ("background", [f for f in told if f.layer == "background"]),
    )
    for title, findings in groups:
        under = [_told(f, result, reader) for f in findings]
        if under:
            shown_lines = (*under[:MOST_SHOWN], *_more(len(under), reader))
            blocks.append(Line(reader.phrase(title), "strong", shown_lines))
    blocks += _idle([f for f in rest if f not in told], reader)
    return Section(reader.colon(name, shown), tuple(blocks), TONES[result.conclusion])


def idle_matter(result: MatterResult, reader: Reader) -> Line:
    """A matter that does not concern the project, with what its rules say about that."""
    notes = dict.fromkeys(reader.say(f.note) for f in result.findings if f.note is not None)
    name = f"{reader.say(result.matter.about)}{reader.bracketed(result.matter.name)}"
    return Line(name, "faint", tuple(Line(note) for note in notes))


def only_aims(result: MatterResult, reader: Reader) -> str:
    """The word for a matter that nothing decided but priorities and guidance; else nothing."""
    own = [f for f in result.findings if f.layer == "local" and f.status != "not_applicable"]
    return reader.phrase("only_aims") if own and all(is_aim(f.rule) for f in own) else ""


def _told(finding: Finding, result: MatterResult, reader: Reader) -> Line:
    """A finding beside those that decided: in full where the matter rests on it all the same."""
    full = finding.layer == "local" and finding.rule.id in result.decided_by
    return (in_full if full else in_short)(finding, result.matter, reader)


def _idle(findings: list[Finding], reader: Reader) -> list[Line]:
    named = (f"{f.rule.id}[{f.subject}]" if f.subject else f.rule.id for f in findings)
    ids = list(dict.fromkeys(named))
    if not ids:
        return []
    return [Line(reader.colon(reader.phrase("idle_rules"), reader.listed(ids)), "faint")]


def _more(count: int, reader: Reader) -> list[Line]:
    """The line that says how many findings were left out, when some were."""
    if count <= MOST_SHOWN:
        return []
    return [Line(reader.phrase("more").format(count=count - MOST_SHOWN), "open")]

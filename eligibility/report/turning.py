"""The days on which conclusions change by themselves, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from eligibility.analysis.changes import Cause, Change
from eligibility.language.pack import Matter, Words
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section
from eligibility.report.wording import CONCLUSIONS, STATUSES, conclusion

W = Words
HEADING = W(
    "结论自行变化的日期（{count} 处）", "Days on which a conclusion changes by itself ({count})"
)
NOTHING = W("期间内没有自行变化的结论", "No conclusion changes by itself in this span")
SPAN = W(
    "{since} 之后至 {until}，事实不变",
    "after {since}, up to {until}, the facts staying as they are",
)
VERDICT = W("总结论：{before} → {after}", "verdict: {before} → {after}")


def document(
    found: Sequence[Change], matters: dict[str, Matter], reader: Reader, file: str,
    since: date, until: date,
) -> Document:  # fmt: skip
    """Day by day: the matter, its conclusion before and after, and the rules that change it."""
    span = reader.say(SPAN).format(
        since=day(since, reader.language), until=day(until, reader.language)
    )
    opening = (f"{file} · {span}",)
    if not found:
        return Document(reader.say(NOTHING), "good", opening)
    sections: dict[date, list[Line]] = {}
    for change in found:
        sections.setdefault(change.day, []).append(_line(change, matters[change.matter], reader))
    return Document(
        reader.say(HEADING).format(count=len(found)),
        "strong",
        opening,
        tuple(Section(day(d, reader.language), tuple(lines)) for d, lines in sections.items()),
        (reader.phrase("authority"),),
    )


def _line(change: Change, matter: Matter, reader: Reader) -> Line:
    before, after = (
        conclusion(matter.kind, c, reader.language) for c in (change.before, change.after)
    )
    text = reader.colon(f"{reader.say(matter.about)} ({change.matter})", f"{before} → {after}")
    under = [_cause(cause, reader) for cause in change.causes]
    if change.in_verdict and change.verdict_before != change.verdict_after:
        both = {
            "before": reader.say(CONCLUSIONS[change.verdict_before]),
            "after": reader.say(CONCLUSIONS[change.verdict_after]),
        }
        under.append(Line(reader.say(VERDICT).format(**both), "strong"))
    return Line(text, "open", tuple(under))


def _cause(cause: Cause, reader: Reader) -> Line:
    before, after = (reader.say(STATUSES[s]) for s in (cause.before, cause.after))
    subject = f"[{cause.subject}] " if cause.subject else ""
    note = (Line(reader.say(cause.note)),) if cause.note is not None else ()
    where = Line(f"{reader.phrase('rule')} {cause.rule}", "faint")
    return Line(
        subject + reader.colon(reader.say(cause.says), f"{before} → {after}"), under=(*note, where)
    )


def to_json(found: Sequence[Change], file: str, since: date, until: date) -> dict[str, Any]:
    """The same as an object."""
    return tagged(
        "calendar",
        file=file,
        since=since.isoformat(),
        until=until.isoformat(),
        changes=[
            {
                "day": c.day.isoformat(),
                "matter": c.matter,
                "before": c.before,
                "after": c.after,
                "verdict": {"before": c.verdict_before, "after": c.verdict_after},
                "in_verdict": c.in_verdict,
                "rules": [
                    {
                        "id": cause.rule,
                        "subject": cause.subject,
                        "before": cause.before,
                        "after": cause.after,
                        "note": words(cause.note),
                    }
                    for cause in c.causes
                ],
            }
            for c in found
        ],
    )

"""The comparison of two submissions as a document and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eligibility.evaluation.assessment import Conclusion
from eligibility.language.pack import Words
from eligibility.language.values import Value
from eligibility.report.differences import Differences
from eligibility.report.grounds import stated
from eligibility.report.matters import TONES
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.warned import warning
from eligibility.report.wording import STATUSES, conclusion, verdict

STILL_OPEN = Words("仍未补齐", "Still open")


def document(of: Differences, reader: Reader) -> Document:
    """What changed, the conclusion first."""
    before, after = verdict(of.old, reader.language), verdict(of.new, reader.language)
    same = of.old.verdict == of.new.verdict
    shown = (
        f"{after}{reader.bracketed(reader.phrase('unchanged'))}" if same else f"{before} → {after}"
    )
    sections = (
        Section(reader.phrase("conclusions_changed"), tuple(_matters(of, reader))),
        Section(reader.phrase("statuses_changed"), tuple(_statuses(of, reader))),
        Section(reader.phrase("facts_changed"), tuple(_facts(of, reader))),
        Section(reader.phrase("now_met"), tuple(Line(reader.fact(p), "good") for p in of.supplied)),
        Section(
            reader.phrase("newly_missing"),
            tuple(Line(reader.fact(p), "open") for p in of.newly_missing),
        ),
        Section(reader.say(STILL_OPEN), tuple(Line(reader.fact(p), "open") for p in of.still_open)),
        Section(reader.phrase("warnings"), tuple(_warnings(of, reader))),
    )
    shown_sections = tuple(s for s in sections if s.blocks)
    if not (of.facts or of.matters or of.statuses or of.supplied or of.newly_missing):
        shown_sections = (Section("", (Line(reader.phrase("no_change")),)), *shown_sections)
    return Document(
        heading=reader.colon(reader.phrase("compare"), shown),
        tone=TONES[of.new.verdict],
        opening=tuple(_opening(of, reader)),
        sections=shown_sections,
        closing=(reader.phrase("authority"),),
    )


def _opening(of: Differences, reader: Reader) -> Iterator[str]:
    for key, one in (("before", of.old), ("after", of.new)):
        days = f"{reader.phrase('as_of')} {day(one.as_of, reader.language)}"
        yield reader.colon(reader.phrase(key), f"{one.file} · {days}")
    for why in of.new.advisory:
        yield reader.colon(reader.phrase("advisory"), reader.say(why))


def _matters(of: Differences, reader: Reader) -> Iterator[Line]:
    for change in of.matters:
        kind = change.matter.kind

        def named(result: Conclusion | None, kind: Any = kind) -> str:
            if result is None:
                return reader.phrase("not_assessed_one")
            return conclusion(kind, result, reader.language)

        text = reader.colon(
            reader.say(change.matter.about), f"{named(change.before)} → {named(change.after)}"
        )
        under = (Line(f"{reader.phrase('by')} {reader.listed(list(change.by))}", "faint"),)
        yield Line(
            text, TONES[change.after] if change.after else "faint", under if change.by else ()
        )


def _statuses(of: Differences, reader: Reader) -> Iterator[Table]:
    rows = []
    for change in of.statuses:
        sides = [
            reader.say(STATUSES[status]) if status else "-"
            for status in (change.before, change.after)
        ]
        rows.append((change.rule, change.subject or "", *sides))
    if rows:
        yield Table(tuple(map(reader.phrase, ("rule", "subject", "before", "after"))), tuple(rows))


def _facts(of: Differences, reader: Reader) -> Iterator[Table]:
    rows = []
    for change in of.facts:
        sides = [
            reader.phrase("not_stated") if text is None else _told(change.path, value, text, reader)
            for value, text in (
                (change.before_value, change.before), (change.after_value, change.after),
            )
        ]  # fmt: skip
        rows.append((reader.fact(change.path), *sides))
    if rows:
        yield Table(tuple(map(reader.phrase, ("fact", "before", "after"))), tuple(rows))


def _told(path: str, value: Value, text: str, reader: Reader) -> str:
    """A value by its label; what the reviewer put on record stays as it was written."""
    if path.startswith("review.findings["):
        return reader.say(STATUSES[text]) if text in STATUSES else text
    return text if path.startswith("review.") else stated(path, value, text, reader)


def _warnings(of: Differences, reader: Reader) -> Iterator[Line]:
    if of.old.rulebook_digest != of.new.rulebook_digest:
        yield Line(reader.phrase("rules_differ"), "open")
    yield from (Line(warning(w, reader)) for w in of.new.warnings)


def to_json(of: Differences) -> dict[str, Any]:
    """The same, as an object tagged `eligibility.comparison/1`."""
    return tagged(
        "comparison",
        old={"file": of.old.file, "as_of": of.old.as_of.isoformat(), "verdict": of.old.verdict},
        new={"file": of.new.file, "as_of": of.new.as_of.isoformat(), "verdict": of.new.verdict},
        matters=[
            {
                "matter": m.matter.name,
                "about": words(m.matter.about),
                "before": m.before,
                "after": m.after,
                "by": list(m.by),
            }
            for m in of.matters
        ],
        rules=[
            {"id": s.rule, "subject": s.subject, "before": s.before, "after": s.after}
            for s in of.statuses
        ],
        facts=[{"fact": f.path, "before": f.before, "after": f.after} for f in of.facts],
        supplied=list(of.supplied),
        newly_missing=list(of.newly_missing),
        still_open=list(of.still_open),
    )

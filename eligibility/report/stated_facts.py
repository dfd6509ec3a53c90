"""The facts of a project file as a form prints them: name, value as written, document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.language.pack import Words
from eligibility.language.values import NONE, UNKNOWN, Record, Value
from eligibility.report.grounds import evidence_text, stated
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.wording import STATUSES
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Origin, Review, Submission

Row = tuple[str, str, str]
MAPPED = Words("行业归入", "industry mapped")


def rows(submission: Submission, reader: Reader) -> tuple[Row, ...]:
    """Every stated fact: what it is called, what the file says, the document that shows it."""
    found = [
        row
        for path, value in submission.facts.values.items()
        for row in _rows(path, value, submission.facts.origins, reader)
    ]
    return (*found, *_reviewed(submission.review, reader))


def value_of(submission: Submission, path: str, reader: Reader) -> str:
    """One fact as it was written; empty where it is not stated."""
    value = submission.facts.get(path)
    if value is UNKNOWN:
        return ""
    origin = submission.facts.origins.get(path)
    return stated(path, value, origin.text if origin else "", reader)


def _rows(
    path: str, value: Value, origins: Mapping[str, Origin], reader: Reader, subject: str = ""
) -> Iterator[Row]:
    origin = origins.get(path)
    if value is UNKNOWN or (value is NONE and origin is None):
        return
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        for item in value:
            if isinstance(item, Record):
                name = f"{subject}[{_name(item)}] "
                for field, inner in item.fields.items():
                    yield from _rows(f"{item.path}.{field}", inner, origins, reader, name)
        return
    info = info_of(path)
    label = reader.say(info.label) if info is not None else path
    written = stated(path, value, origin.text if origin else "", reader)
    shown_by = evidence_text(origin.evidence, reader) if origin and origin.evidence else ""
    yield f"{subject}{label}", written, shown_by


def _name(item: Record) -> str:
    """The name of an item, or its place in its list counted from 1."""
    if item.subject != item.path:
        return item.subject
    return str(int(item.path.rpartition("[")[2].rstrip("]")) + 1)


def _reviewed(review: Review, reader: Reader) -> Iterator[Row]:
    """What the reviewer found on open norms and on industries."""
    for found in review.findings:
        verdict = reader.say(STATUSES[found.status])
        on = day(found.on, reader.language) if found.on is not None else ""
        by = " ".join(p for p in (found.by, on) if p)
        name = reader.phrase("finding_on").format(provision=found.provision)
        yield name, reader.colon(verdict, found.reason) if found.reason else verdict, by
    for label, name, by in review.industries:
        yield reader.say(MAPPED), f"{label} → {name}", by

"""The facts that a finding rests on, as the file states them, with the documents that show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eligibility.evaluation.assessment import Finding
from eligibility.evaluation.plan import reach
from eligibility.language.nodes import Name
from eligibility.language.pack import Matter
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.submission.catalogue import FactInfo, info_of
from eligibility.submission.facts import Evidence, Submission


def grounds(finding: Finding, matter: Matter, submission: Submission, reader: Reader) -> list[str]:
    """Each stated fact of the finding: its name, its value, its evidence."""
    told = []
    for path, value in _used(finding, matter, submission):
        info = info_of(path)
        name = reader.say(info.label) if info is not None else path
        origin = submission.facts.origins.get(path)
        written = stated(path, value, origin.text if origin is not None else "", reader)
        shown_by = evidence_text(origin.evidence, reader) if origin and origin.evidence else ""
        told.append(f"{name} {written}{reader.bracketed(shown_by) if shown_by else ''}")
    return told


def _used(finding: Finding, matter: Matter, submission: Submission) -> Iterator[tuple[str, Value]]:
    """The stated facts by path; of a list that the rule runs over, the fields of its own item."""
    for path in finding.facts:
        value = submission.facts.get(path)
        item = _item(value, finding.subject)
        if item is not None:
            for name in _fields(finding, matter):
                inner = item.fields.get(name, UNKNOWN)
                if inner is not UNKNOWN:
                    yield f"{item.path}.{name}", inner
        elif value is not UNKNOWN:
            yield path, value


def _item(value: Value, subject: str | None) -> Record | None:
    if subject is None or not isinstance(value, tuple):
        return None
    return next((v for v in value if isinstance(v, Record) and v.subject == subject), None)


def _fields(finding: Finding, matter: Matter) -> list[str]:
    """The fields of the item that the rule speaks of."""
    before = f"{finding.rule.variable}."
    paths = (n.path for n in reach(matter, finding.rule) if isinstance(n, Name))
    return list(dict.fromkeys(p.removeprefix(before) for p in paths if p.startswith(before)))


def stated(path: str, value: Value, written: str, reader: Reader) -> str:
    """A value in the reader's words: the label of a choice, yes or no, else as it was written."""
    info = info_of(path)
    labels = info.choices if info is not None and reader.language == "zh" else {}
    if value is NONE:
        return reader.phrase("none")
    if isinstance(value, bool):
        return reader.phrase("yes" if value else "no")
    if isinstance(value, tuple):
        if any(isinstance(v, Record) for v in value):
            return reader.phrase("items").format(count=len(value))
        words = [v.written if isinstance(v, Label) else str(v) for v in value]
        told = [labels.get(w, _plain(w, info, reader)) for w in words]
        return reader.listed(told) or reader.phrase("none")
    if isinstance(value, str):
        return labels.get(value, _plain(value, info, reader))
    if isinstance(value, date):
        return day(value, reader.language)
    return written or str(value)


def _plain(word: str, info: FactInfo | None, reader: Reader) -> str:
    """A word of a list as English has it, without the joins of a name; any other text as it is."""
    listed = info is not None and word in (info.type.item or info.type).words
    return word.replace("_", " ") if listed and reader.language == "en" else word


def evidence_text(evidence: Evidence, reader: Reader) -> str:
    """The document, its page and its date, as far as they are stated."""
    parts = [evidence.document]
    if evidence.page is not None:
        parts.append(reader.phrase("page").format(page=evidence.page))
    if evidence.stated_on is not None:
        parts.append(day(evidence.stated_on, reader.language))
    return " ".join(parts)

"""Reads the reviewer's part: assumptions, departures, findings and industries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from eligibility.errors import Diagnostic, nearest
from eligibility.language.pack import Vocabulary
from eligibility.language.tree import Mapping
from eligibility.language.units import plain
from eligibility.submission.facts import AssumptionOverride, Departure, OpenNormFinding, Review
from eligibility.submission.model.given import Answer, Rows
from eligibility.submission.model.review import ReviewPart


def read_review(part: ReviewPart | None, faults: list[Diagnostic]) -> Review:
    """The review that a file records; entries that lack what they need are added to `faults`."""
    if part is None:
        return Review()
    assumptions = _entries(part.assumptions, ("id", "value", "by", "reason"), faults)
    departures = _entries(part.departures, ("rule", "by", "reason"), faults)
    findings = _entries(part.findings, ("provision", "status", "by"), faults)
    industries = _entries(part.industries, ("label", "as_", "by"), faults)
    for rows, key in (
        (part.assumptions, "id"), (part.departures, "rule"), (part.findings, "provision"),
        (part.industries, "label"),
    ):  # fmt: skip
        faults += _twice(rows, key)
    return Review(
        _text(part.file_no),
        _date(part.received_on),
        tuple(
            AssumptionOverride(
                _word(m.id), _word(m.value), _word(m.by), _date(m.on), _word(m.reason), node.place
            )
            for m, node in assumptions
        ),
        tuple(
            Departure(
                _word(m.rule),
                _word(m.by),
                _date(m.on),
                _word(m.reason),
                _text(m.document),
                node.place,
            )
            for m, node in departures
        ),
        tuple(
            OpenNormFinding(
                _word(m.provision),
                _word(m.status),
                _word(m.by),
                _date(m.on),
                _word(m.reason),
                node.place,
            )
            for m, node in findings
        ),
        tuple((plain(_word(m.label)), plain(_word(m.as_)), _word(m.by)) for m, _ in industries),
    )


def _twice(rows: Rows | None, key: str) -> Iterator[Diagnostic]:
    """A fault for every entry about what an earlier entry of its list is about."""
    seen: dict[str, Mapping] = {}
    for model, node in _entries(rows, (), []):
        about = plain(_word(getattr(model, key)))
        first = seen.setdefault(about, node)
        if about and first is not node:
            said = f"two entries about `{about}` (lines {first.place.line} and {node.place.line})"
            yield node.fault("E208", said, "keep one of them")


def check_industries(part: ReviewPart | None, vocabulary: Vocabulary) -> list[Diagnostic]:
    """A fault for every label that the reviewer maps to a name that is in no list."""
    known, faults = vocabulary.industries, []
    for model, node in _entries(part.industries if part and known else None, (), []):
        target = node.get("as")
        name = plain(_word(getattr(model, "as_", None)))
        if target is not None and name and name not in known:
            help = nearest(name, known) or "use a name of vocabulary.yaml"
            faults.append(target.fault("E202", f"`{name}` is no industry of the catalogue", help))
    return faults


def _entries(
    rows: Rows | None, needed: tuple[str, ...], faults: list[Diagnostic]
) -> Iterator[tuple[Any, Mapping]]:
    if rows is None:
        return
    for model, node in zip(rows.models, rows.nodes(), strict=False):
        missing = [name.rstrip("_") for name in needed if not _text(getattr(model, name))]
        if missing:
            listed = ", ".join(f"`{name}`" for name in missing)
            faults.append(
                node.fault("E202", f"an entry of the review without {listed}", "state it")
            )
        else:
            yield model, node


def _text(given: Answer | None) -> str | None:
    return given.value if given is not None and isinstance(given.value, str) else None


def _word(given: Answer | None) -> str:
    return _text(given) or ""


def _date(given: Answer | None) -> date | None:
    return given.value if given is not None and isinstance(given.value, date) else None

"""What changed between two submissions: facts, conclusions, statuses, missing items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import (
    WORST_FIRST,
    Assessment,
    Conclusion,
    MatterResult,
    Status,
)
from eligibility.language.pack import Matter
from eligibility.language.values import UNKNOWN, Absence, Label, Record, Value
from eligibility.submission.facts import Review, Submission


@dataclass(frozen=True)
class FactChange:
    """A fact as it was written before and after; None: not stated."""

    path: str
    before: str | None
    after: str | None
    before_value: Value = UNKNOWN
    after_value: Value = UNKNOWN


@dataclass(frozen=True)
class MatterChange:
    """A matter whose conclusion changed (None: not assessed), and the rules behind it."""

    matter: Matter
    before: Conclusion | None
    after: Conclusion | None
    by: tuple[str, ...]


@dataclass(frozen=True)
class StatusChange:
    """A rule, applied to one subject, whose status changed (None: it was not applied)."""

    rule: str
    subject: str | None
    before: Status | None
    after: Status | None


@dataclass(frozen=True)
class Differences:
    """Everything that changed from `old` to `new`."""

    old: Assessment
    new: Assessment
    facts: tuple[FactChange, ...]
    matters: tuple[MatterChange, ...]
    statuses: tuple[StatusChange, ...]
    supplied: tuple[str, ...]
    newly_missing: tuple[str, ...]
    still_open: tuple[str, ...] = ()


def compare(
    old: Assessment, old_file: Submission, new: Assessment, new_file: Submission
) -> Differences:
    """The differences of two assessed submissions."""
    statuses = tuple(_statuses(old, new))
    known = set(flat(new_file))
    return Differences(
        old=old,
        new=new,
        facts=tuple(_facts(old_file, new_file)),
        matters=tuple(_matters(old, new, statuses)),
        statuses=statuses,
        supplied=tuple(p for p in old.missing if p not in new.missing and _is_stated(p, known)),
        newly_missing=tuple(p for p in new.missing if p not in old.missing),
        still_open=tuple(p for p in new.missing if p in old.missing),
    )


def _is_stated(path: str, known: set[str]) -> bool:
    return any(name == path or name.startswith((f"{path}[", f"{path}.")) for name in known)


def _facts(old: Submission, new: Submission) -> Iterator[FactChange]:
    before, after = flat(old), flat(new)
    for path in sorted(before.keys() | after.keys()):
        left, right = before.get(path), after.get(path)
        if (left and left[0]) != (right and right[0]) or (left is None) != (right is None):
            yield FactChange(
                path,
                left[1] if left else None,
                right[1] if right else None,
                left[0] if left else UNKNOWN,
                right[0] if right else UNKNOWN,
            )


def flat(submission: Submission) -> dict[str, tuple[Value, str]]:
    """Every stated fact by path, with its value and its text; items stand by their names."""
    facts: dict[str, tuple[Value, str]] = {}
    origins = {path: origin.text for path, origin in submission.facts.origins.items()}
    for path, value in submission.facts.values.items():
        facts.update(_flat(path, path, value, origins))
    facts.update(_reviewed(submission.review))
    return facts


def _reviewed(review: Review) -> Iterator[tuple[str, tuple[Value, str]]]:
    """What the reviewer put on record, by what it is about."""
    for override in review.assumptions:
        yield f"review.assumptions[{override.id}]", (override.value, override.value)
    for departure in review.departures:
        yield f"review.departures[{departure.rule}]", (True, departure.by)
    for found in review.findings:
        yield f"review.findings[{found.provision}]", (found.status, found.status)
    for label, name, _ in review.industries:
        yield f"review.industries[{label}]", (name, name)


def _flat(
    name: str, path: str, value: Value, origins: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Value, str]]]:
    if value is UNKNOWN:
        return
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        for item in value:
            if isinstance(item, Record):
                label = (
                    item.subject if item.subject != item.path else item.path.rpartition("[")[2][:-1]
                )
                for field, inner in item.fields.items():
                    if inner is not Absence.NONE or f"{item.path}.{field}" in origins:
                        below = f"{item.path}.{field}"
                        yield from _flat(f"{name}[{label}].{field}", below, inner, origins)
        return
    if value is Absence.NONE and path not in origins:
        return
    yield name, (value, _text(value, origins.get(path, "")))


def _text(value: Value, written: str) -> str:
    if isinstance(value, tuple):
        return "、".join(v.written if isinstance(v, Label) else str(v) for v in value) or "[]"
    if written:
        return written
    return value.written if isinstance(value, Label) else str(value)


def _results(assessment: Assessment) -> dict[str, MatterResult]:
    return {result.matter.name: result for result in assessment.matters}


def _matters(
    old: Assessment, new: Assessment, statuses: tuple[StatusChange, ...]
) -> Iterator[MatterChange]:
    before, after = _results(old), _results(new)
    for name in [*after, *(n for n in before if n not in after)]:
        left, right = before.get(name), after.get(name)
        if left and right and left.conclusion == right.conclusion:
            continue
        some = right or left
        assert some is not None  # noqa: S101  INVARIANT: the name came from one of the two
        before_it, after_it = (r.conclusion if r else None for r in (left, right))
        yield MatterChange(some.matter, before_it, after_it, _behind(left, right, statuses))


def _behind(
    left: MatterResult | None, right: MatterResult | None, statuses: tuple[StatusChange, ...]
) -> tuple[str, ...]:
    """The rules behind a change: those that held the matter up before, or hold it up now."""
    if left is None or right is None:
        return tuple(r for result in (left, right) if result for r in result.decided_by)
    worse = WORST_FIRST.index(right.conclusion) < WORST_FIRST.index(left.conclusion)
    decided = right.decided_by if worse else left.decided_by
    changed = {s.rule for s in statuses}
    return tuple(r for r in decided if r in changed) or decided


def _statuses(old: Assessment, new: Assessment) -> Iterator[StatusChange]:
    before, after = _by_subject(old), _by_subject(new)
    for key in [*after, *(k for k in before if k not in after)]:
        if before.get(key) != after.get(key):
            yield StatusChange(*key, before.get(key), after.get(key))


def _by_subject(assessment: Assessment) -> dict[tuple[str, str | None], Status]:
    return {
        (f.rule.id, f.subject): f.status for result in assessment.matters for f in result.findings
    }

"""The day that governs, and what a text's standing in time makes of its results."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from eligibility.evaluation.office import Office
from eligibility.language.pack import InForce, Matter, Pack, Words
from eligibility.submission.facts import Review

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Today in Asia/Shanghai."""
    return datetime.now(CHINA).date()


def governing_day(pack: Pack, as_of: date, review: Review) -> date:
    """The day whose law governs: receipt or judgement, as the source's transition says."""
    by_receipt = pack.source.transition == "by_receipt"
    return review.received_on if by_receipt and review.received_on is not None else as_of


def out_of_force(
    pack: Pack,
    day: date,
    office: Office = Office(),  # noqa: B008
) -> Words | None:
    """Why a text does not apply on a day; None when it is in force.

    A text that the office names as adopted is in force from its date on.
    """
    adopted = office.adopted.get(pack.jurisdiction)
    since = (adopted.date if adopted is not None else None) or pack.source.in_force.since
    until = pack.source.in_force.until
    if InForce(since, until).covers(day):
        return None
    said = f"{since or '…'} – {until or '…'}"
    return Words(f"文件施行期 {said}，{day} 不在其内", f"the text is in force {said}, not on {day}")


def unchanged(matter: Matter, day: date, other: date) -> bool:
    """Whether the same rules and figures of a matter are in force on both days."""
    return all(p.on(day) is p.on(other) for p in matter.parameters.values()) and all(
        rule.in_force.covers(day) == rule.in_force.covers(other) for rule in matter.rules
    )


def advisory(pack: Pack, office: Office) -> tuple[Words, ...]:
    """Why results are advisory only: a draft or undated text that the office has not adopted."""
    if pack.source.status == "adopted" or pack.jurisdiction in office.adopted:
        return ()
    return (pack.source.advisory,) if pack.source.advisory is not None else ()

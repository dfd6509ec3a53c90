"""The answers as columns: the verdict, each matter's conclusion, what decided it, statuses."""

from __future__ import annotations

from collections.abc import Container, Sequence

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening import columns as c
from eligibility.screening.answer_columns import (
    CONCLUSION,
    DECIDED,
    REPORTED,
    STATUS,
    STATUS_WORDS,
    UNDETERMINED,
    VERDICT,
)
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_frames import in_frame, on_top
from eligibility.screening.deciding import Entry, Plan


def conclusions(plan: Plan, columns: Container[str], *, at_once: bool) -> dict[str, Col]:
    """The verdict, each matter's conclusion, and the rules that settle the verdict.

    And where the verdict is undetermined.
    """
    worst: dict[str, Col] = dict.fromkeys(WORST_FIRST, FALSE)
    matters = plan.conclusions(at_once=at_once)
    for _, counts, concluded in matters.values():
        for name, col in concluded.each.items():
            worst[name] = c.or_(worst[name], c.and_(counts, col))
    verdict, above = {}, FALSE
    for name in WORST_FIRST[:-1]:
        verdict[name] = c.and_(worst[name], c.not_(above))
        above = c.or_(above, worst[name])
    found = {VERDICT: on_top(_told([*verdict.values(), c.not_(above)]))}
    for matter, (opened, counts, concluded) in matters.items():
        if "conclusion" in columns:
            told = [c.and_(opened, concluded.each[name]) for name in WORST_FIRST]
            found[CONCLUSION + matter] = on_top(_told([*told, c.not_(opened)]))
        if "decided_by" in columns:
            settles = c.or_(*(c.and_(col, concluded.each[n]) for n, col in verdict.items()))
            for rule, col in concluded.decided_by.items():
                found[DECIDED + rule] = on_top(c.and_(opened, counts, settles, col))
    return found | {UNDETERMINED: verdict["undetermined"]}


def _told(flags: Sequence[Col]) -> Col:
    """Which of some truths holds, of which just one does, as a conclusion."""
    bits = [
        c.or_(*(flag for index, flag in enumerate(flags) if index >> bit & 1))
        for bit in range((len(flags) - 1).bit_length())
    ]
    return c.code(bits, WORST_FIRST)


def statuses_of(entry: Entry, reported: Col, *, at_once: bool) -> dict[str, Col]:
    """A rule's status; of a rule for items that of each, in their frame, and where it has any."""
    outcome, frame = entry.outcome(at_once=at_once), entry.columns.frame
    off, holds, fails = outcome.off, outcome.holds, outcome.fails
    if entry.plan.rule.kind == "prohibition":
        holds, fails = fails, holds
    first = c.or_(holds, c.and_(off, fails))
    other = c.or_(fails, c.and_(off, holds))
    status, name = c.code([first, other], STATUS_WORDS), STATUS + entry.id
    if frame == TOP:
        return {name: on_top(c.told(status, reported))}
    return {name: in_frame(status, frame), REPORTED + entry.id: on_top(reported)}

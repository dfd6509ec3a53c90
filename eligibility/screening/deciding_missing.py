"""Which unknown facts would settle a verdict that is not determined, in columns."""

from __future__ import annotations

from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TOP, TRUE, Col, NotCovered
from eligibility.screening.columns_frames import anywhere
from eligibility.screening.deciding import Entry, Plan


def missing(plan: Plan, *, at_once: bool = False) -> tuple[dict[str, Col], Col]:
    """The unknown facts that would settle an undetermined verdict, and where they are too many."""
    found: dict[str, Col] = {}
    blurred: Col = FALSE
    entries = plan.entries()
    for _, counts, concluded in plan.conclusions(at_once=at_once).values():
        for rule, open_ in concluded.open.items():
            entry = entries.get(rule)
            if entry is None:
                continue
            held = entry.columns
            here = c.and_(counts, open_, entry.outcome(at_once=at_once).open, held.there)
            met, inexact = _met(entry)
            duty = c.or_(*(c.and_(d.t, d.f) for d in held.duties))
            owing = c.and_(counts, concluded.each["undetermined"], held.there, duty)
            unclear = c.or_(c.and_(here, inexact), owing)
            blurred = c.or_(blurred, anywhere(unclear, held.frame))
            for key, col in met.items():
                frame, _, path = key.partition("\0")
                counted = c.and_(
                    c.lifted(here, frame) if c.within(frame, held.frame) else here, col
                )
                found[path] = c.or_(found.get(path, FALSE), anywhere(counted, counted.frame or TOP))
    return found, blurred


def _met(entry: Entry) -> tuple[dict[str, Col], Col]:
    """The unknown facts that a rule meets, and where it may meet too many."""
    held = entry.columns
    try:
        return ({}, held.blurred) if held.why else entry.translator.met(held)
    except NotCovered:
        return {}, TRUE

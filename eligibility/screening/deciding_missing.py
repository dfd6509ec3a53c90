"""Which unknown facts would settle a verdict that is not determined, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TOP, TRUE, Col, NotCovered
from eligibility.screening.columns_frames import anywhere
from eligibility.screening.columns_met import facts_met
from eligibility.screening.deciding import Entry, Plan


@dataclass
class Missing:
    """The unknown facts that would settle a row, by path.

    By rule, for which of its subjects the interpreter has to tell them: `unclear`, what would
    settle its outcome; `owing`, what would settle its duties.
    """

    facts: dict[str, Col] = field(default_factory=dict)
    unclear: dict[str, Col] = field(default_factory=dict)
    owing: dict[str, Col] = field(default_factory=dict)

    def blurred(self, plan: Plan) -> Col:
        """The rows that the interpreter has to be asked about."""
        entries = plan.entries()
        return c.or_(*(
            anywhere(col, entries[rule].columns.frame)
            for cols in (self.unclear, self.owing) for rule, col in cols.items()
        ))  # fmt: skip


def missing(plan: Plan, *, at_once: bool = False) -> Missing:
    """What would settle an undetermined verdict.

    `at_once`: in rows that are blurred too many facts may be told.
    """
    found = Missing()
    entries = plan.entries()
    for _, counts, concluded in plan.conclusions(at_once=at_once).values():
        for rule, open_ in concluded.open.items():
            if rule in entries:
                _add(found, entries[rule], c.and_(counts, open_), at_once=at_once)
    return found


def _add(found: Missing, entry: Entry, open_: Col, *, at_once: bool) -> None:
    """Add what would settle a rule, where it holds a matter up."""
    held, outcome = entry.columns, entry.outcome(at_once=at_once)
    satisfied = outcome.fails if held.rule.kind == "prohibition" else outcome.holds
    duty = c.or_(*(c.and_(d.t, d.f) for d in held.duties))
    here = c.and_(open_, outcome.open, held.there)
    met, inexact = _met(entry)
    found.unclear[entry.id] = c.and_(here, inexact)
    found.owing[entry.id] = c.and_(open_, held.there, satisfied, duty)
    if not at_once:
        here = c.and_(here, c.not_(inexact))
    for key, col in met.items():
        frame, _, path = key.partition("\0")
        counted = c.and_(c.lifted(here, frame) if c.within(frame, held.frame) else here, col)
        there = anywhere(counted, counted.frame or TOP)
        found.facts[path] = c.or_(found.facts.get(path, FALSE), there)


def _met(entry: Entry) -> tuple[dict[str, Col], Col]:
    """The unknown facts that a rule meets, and where it may meet too many."""
    held = entry.columns
    try:
        return ({}, held.blurred) if held.why else facts_met(entry.translator, held)
    except NotCovered:
        return {}, TRUE

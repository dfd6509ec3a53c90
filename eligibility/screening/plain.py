"""Rows decided in one pass over the columns as they stand in the table.

What one pass does not settle exactly (a fact that a rule uses twice, too many unknown facts) and
facts that contradict each other are marked; those rows are decided with care (`engine`).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening import columns as c
from eligibility.screening.answer_columns import (
    AGAIN,
    CONCLUSION,
    DECIDED,
    MISSING,
    REPORTED,
    STATUS,
    STATUS_WORDS,
    VERDICT,
)
from eligibility.screening.bound import Held, bound
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_facts import Facts
from eligibility.screening.columns_frames import in_frame, on_top
from eligibility.screening.columns_numbers import Number, ordered
from eligibility.screening.completed import completed
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.deciding_missing import missing
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import TOP_ROW
from eligibility.screening.to_polars import Frames, Program, program
from eligibility.submission.coherence import PARTS


@dataclass(frozen=True)
class Passed:
    """What one pass came to: conclusions, statuses, and flags.

    `again`: the rows that are to be decided with care, None where there are none.
    """

    frames: Mapping[str, pl.DataFrame]
    again: pl.Series | None


class OnePass:
    """A plan made ready for tables that hold the same columns.

    `statuses`: the rules whose statuses are asked for; `columns`: what is told beside.
    """

    def __init__(
        self, plan: Plan, statuses: Sequence[str], columns: Container[str], held: Held
    ) -> None:
        asked = _asked(plan, statuses, columns)
        asked[AGAIN] = c.or_(asked[AGAIN], *(_strange(p, plan) for p in held.worded))
        self.ready: Program = program(bound(asked, held))
        self.needs: dict[str, set[str]] = {TOP: {"#i"}}
        for frame, _ in self.ready.steps.reads():
            self.needs.setdefault(frame, set())
        for node in self.ready.steps.outputs.values():
            self.needs.setdefault(node.frame or TOP, set())

    def run(self, frames: Frames) -> Passed:
        """The table decided, as far as one pass goes."""
        whole = completed(frames, self.needs)
        found = self.ready.run(whole)
        again = found[TOP][AGAIN]
        for frame in found.keys() - {TOP}:
            found[frame] = found[frame].with_columns(whole[frame][TOP_ROW])
        return Passed(found, again if again.any() else None)


def _asked(plan: Plan, statuses: Sequence[str], columns: Container[str]) -> dict[str, Col]:
    found = _conclusions(plan, columns)
    undetermined = found.pop("#undetermined")
    again = c.or_(plan.again(), _contradicting(plan))
    if "missing" in columns:
        met, blurred = missing(plan, at_once=True)
        found |= {MISSING + path: on_top(c.and_(undetermined, col)) for path, col in met.items()}
        again = c.or_(again, c.and_(undetermined, blurred))
    reported = plan.reported
    for rule in statuses:
        if rule in reported:
            found |= dict(_statuses(*reported[rule]))
    return found | {AGAIN: on_top(again)}


def _conclusions(plan: Plan, columns: Container[str]) -> dict[str, Col]:
    """The verdict, each matter's conclusion, and the rules that settle the verdict."""
    worst: dict[str, Col] = dict.fromkeys(WORST_FIRST, FALSE)
    matters = plan.conclusions(at_once=True)
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
    return found | {"#undetermined": verdict["undetermined"]}


def _told(flags: Sequence[Col]) -> Col:
    """Which of some truths holds, of which just one does, as a conclusion."""
    bits = [
        c.or_(*(flag for index, flag in enumerate(flags) if index >> bit & 1))
        for bit in range((len(flags) - 1).bit_length())
    ]
    return c.code(bits, WORST_FIRST)


def _statuses(entry: Entry, reported: Col) -> Mapping[str, Col]:
    """A rule's status; of a rule for items its outcomes, in their frame, and where it has any."""
    outcome, frame = entry.columns.outcome, entry.columns.frame
    off, holds, fails = outcome.off, outcome.holds, outcome.fails
    if frame != TOP:
        parts = {"off": off, "holds": holds, "fails": fails}
        found = {entry.column(k): in_frame(col, frame) for k, col in parts.items()}
        return found | {REPORTED + entry.id: on_top(reported)}
    if entry.plan.rule.kind == "prohibition":
        holds, fails = fails, holds
    first = c.or_(holds, c.and_(off, fails))
    other = c.or_(fails, c.and_(off, holds))
    return {STATUS + entry.id: on_top(c.told(c.code([first, other], STATUS_WORDS), reported))}


def _contradicting(plan: Plan) -> Col:
    """Where a part is larger than its whole; as in `contradictions`."""
    facts, found = Facts(), FALSE
    for part, whole in PARTS:
        a, b = (facts.value(TOP, path, plan.types[path]) for path in (part, whole))
        if isinstance(a, Number) and isinstance(b, Number):
            found = c.or_(found, c.not_(ordered(a, b, strict=False).t))
    return found


def _strange(path: str, plan: Plan) -> Col:
    """Where a cell is none of the words of its fact."""
    word = c.column(TOP, path, "s")
    return c.and_(c.not_(c.is_null(word)), c.not_(c.among(word, frozenset(plan.types[path].words))))

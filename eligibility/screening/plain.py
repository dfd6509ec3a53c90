"""Rows decided in one pass over the columns as they stand in the table.

What one pass does not settle exactly (a fact that a rule uses twice, too many unknown facts) and
facts that contradict each other and cells that are none of their fact are marked; those rows are
decided with care (`engine`).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening import steps
from eligibility.screening.answer_columns import AGAIN, MISSING, UNDETERMINED
from eligibility.screening.bound import Held, bound
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_facts import Facts
from eligibility.screening.columns_frames import on_top
from eligibility.screening.columns_numbers import Number, ordered
from eligibility.screening.completed import completed
from eligibility.screening.concluding import conclusions, statuses_of
from eligibility.screening.deciding import Plan
from eligibility.screening.deciding_missing import missing
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import pl
from eligibility.screening.to_polars import Program, program
from eligibility.submission.coherence import PARTS


@dataclass(frozen=True)
class Passed:
    """What one pass over some frames told of each: conclusions, statuses, and flags.

    `again`: the rows that are to be decided with care, None where there are none.
    """

    frames: Frames
    told: Mapping[str, pl.DataFrame]
    again: pl.Series | None


class OnePass:
    """A plan made ready for tables that hold the same columns.

    `statuses`: the rules whose statuses are asked for; `columns`: what is told beside.
    """

    def __init__(
        self, plan: Plan, statuses: Sequence[str], columns: Container[str], held: Held
    ) -> None:
        asked = bound(_asked(plan, statuses, columns), held)
        asked[AGAIN] = c.or_(asked[AGAIN], _beyond(asked, held, plan))
        self.ready: Program = program(asked)
        self.needs: dict[str, set[str]] = {TOP: {"#i"}}
        for frame, _ in self.ready.levels.reads():
            self.needs.setdefault(frame, set())
        for node in self.ready.levels.outputs.values():
            self.needs.setdefault(node.frame or TOP, set())

    def run(self, frames: Frames) -> Passed:
        """The table decided, as far as one pass goes."""
        whole = completed(frames, self.needs)
        found = self.ready.run(whole)
        again = found[TOP][AGAIN]
        return Passed(whole, found, again if again.any() else None)


def _asked(plan: Plan, statuses: Sequence[str], columns: Container[str]) -> dict[str, Col]:
    found = conclusions(plan, columns, at_once=True)
    undetermined = found.pop(UNDETERMINED)
    again = c.or_(plan.again(), _contradicting(plan))
    if "missing" in columns:
        met = missing(plan, at_once=True)
        told = {MISSING + path: c.and_(undetermined, col) for path, col in met.facts.items()}
        found |= {name: on_top(col) for name, col in told.items()}
        again = c.or_(again, c.and_(undetermined, met.blurred(plan)))
    reported = plan.reported
    for rule in statuses:
        if rule in reported:
            found |= statuses_of(*reported[rule], at_once=True)
    return found | {AGAIN: on_top(again)}


def _contradicting(plan: Plan) -> Col:
    """Where a part is larger than its whole; as in `contradictions`."""
    facts, found = Facts(), FALSE
    for part, whole in PARTS:
        a, b = (facts.value(TOP, path, plan.types[path]) for path in (part, whole))
        if isinstance(a, Number) and isinstance(b, Number):
            found = c.or_(found, c.not_(ordered(a, b, strict=False).t))
    return found


def _beyond(asked: Mapping[str, Col], held: Held, plan: Plan) -> Col:
    """Where a cell is none of the words of its fact, or a number out of all proportion."""
    compared = {node for node in steps.ordered(asked.values()) if node.op == "eq"}
    words = (
        c.strange(c.column(TOP, path, "s"), plan.types[path].words, compared)
        for path in held.worded
    )
    numbers = (c.outside(c.column(TOP, p.path, "i", low=p.low, high=p.high)) for p in held.plain)
    return c.or_(*words, *numbers)

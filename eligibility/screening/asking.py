"""The interpreter asked about subjects of rules; those that say the same are asked about once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from eligibility.evaluation.days import PUBLISHED, Workdays
from eligibility.language import nodes as n
from eligibility.screening import columns as c
from eligibility.screening.by_interpreter import FINDING, Answer, Asking, Row, answered, rows
from eligibility.screening.columns import TOP
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import alike, pl
from eligibility.screening.steps import HERE, TOP_ROW
from eligibility.screening.to_polars import Program, program

_MOST_ANSWERS = 50_000  # rows and their subjects


@dataclass(frozen=True)
class Asked:
    """The subjects that were asked about, and what was said of each."""

    subjects: pl.Series
    answers: list[Answer]


class Interrogation:
    """The rules of a plan as the interpreter decides them. `calendar`: the office's."""

    def __init__(self, plan: Plan, calendar: Workdays = PUBLISHED) -> None:
        self.plan, self.calendar = plan, calendar
        self._answered: dict[bytes, list[Answer]] = {}
        self._kept = 0
        self._there: dict[str, Program] = {}

    def asked(self, entry: Entry, frames: Frames, subjects: pl.Series) -> Asked:
        """What is said of some subjects of a rule, by their numbers; of those that are there."""
        table = frames[entry.columns.frame]
        tops = table[HERE if entry.columns.frame == TOP else TOP_ROW]
        there = self._is_there(entry, frames)
        subjects = subjects.filter(there.gather(subjects))
        wanted = tops.gather(subjects).unique().sort()
        types = {path: self.plan.types[path] for path in entry.plan.facts}
        asking = Asking(
            entry.plan, entry.matter, entry.figures, self.plan.as_of, self.plan.day, self.calendar
        )
        part = of_rule(frames, entry).only(wanted)
        told = [self._answer(asking, row) for row in rows(part, types, _provisions(entry))]
        at = wanted.search_sorted(tops.gather(subjects))
        place = _places(tops, there).gather(subjects)
        return Asked(subjects, [told[a][p] for a, p in zip(at, place, strict=True)])

    def _answer(self, asking: Asking, row: Row) -> list[Answer]:
        said = _digest(asking.plan.rule.id, row)
        if said not in self._answered:
            if self._kept >= _MOST_ANSWERS:
                self._answered.clear()
                self._kept = 0
            self._answered[said] = answered(asking, row)
            self._kept += 1 + len(self._answered[said])
        return self._answered[said]

    def _is_there(self, entry: Entry, frames: Frames) -> pl.Series:
        """Which items are (perhaps) subjects of a rule."""
        frame, there = entry.columns.frame, entry.columns.there
        if there.frame is None:
            return alike(frames[frame].height, value=True)
        if entry.id not in self._there:
            self._there[entry.id] = program({"there": c.lifted(there, frame)})
        return self._there[entry.id].run(frames)[frame]["there"]


def _digest(rule: str, row: Row) -> bytes:
    """What a row says of a rule, in as few bytes however many items it has."""
    return sha256(f"{rule}\0{row.values!r}\0{row.findings!r}".encode()).digest()


def _places(tops: pl.Series, there: pl.Series) -> pl.Series:
    """Which of its row's subjects each is, from 0."""
    before = there.cast(pl.UInt32).cum_sum() - there.cast(pl.UInt32)
    first = tops.search_sorted(tops, "left")
    return before - before.gather(first)


def of_rule(frames: Frames, entry: Entry) -> Frames:
    """The frames with what a rule reads: its facts, the findings, its own columns."""
    facts, own = frozenset(entry.plan.facts), entry.column("")
    top = frames[TOP]
    names = (
        k for k in top.columns
        if k == HERE or k.partition("#")[0] in facts or k.startswith((FINDING, own))
    )  # fmt: skip
    found = {TOP: top.select(names)}
    for frame, table in frames.tables.items():
        if frame.partition("[]")[0] in facts:
            found[frame] = table.select(k for k in table.columns if not _of_other(k, own))
    return Frames(found)


def _of_other(column: str, own: str) -> bool:
    """Whether a column is another rule's."""
    return "|" in column and not column.startswith(own)


def _provisions(entry: Entry) -> list[str]:
    """The provisions whose findings a rule asks for."""
    return [
        str(node.arguments[0].value) for node in entry.plan.nodes
        if isinstance(node, n.Call) and node.function == "finding"
        and isinstance(node.arguments[0], n.Constant)
    ]  # fmt: skip

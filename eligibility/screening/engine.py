"""Tables decided in columns: outcomes, those that need a second look, conclusions, the verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from eligibility.evaluation.days import PUBLISHED, Workdays
from eligibility.language.types import Kind, Type
from eligibility.screening.answer_columns import (
    COLUMNS,
    MISSING,
    OPENED,
    OWING,
    UNCLEAR,
    UNDETERMINED,
)
from eligibility.screening.asking import Interrogation
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_facts import ITEM, NONE_MARK, OPEN, WRITTEN_MARK, key_of
from eligibility.screening.columns_frames import in_frame, on_top
from eligibility.screening.concluding import conclusions, statuses_of
from eligibility.screening.deciding import Plan
from eligibility.screening.deciding_missing import Missing, missing
from eligibility.screening.frames import Frames
from eligibility.screening.looking_again import LookingAgain
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import HERE, TOP_ROW
from eligibility.screening.to_polars import Program, program


@dataclass
class Decided:
    """A table that was decided: its frames with each rule's outcomes, and the conclusions.

    `missing`: for the `undetermined` rows, which facts would settle them; `told`: what the
    interpreter adds, by their place among these. `looked_again` counts the subjects of rules that
    the interpreter was asked about.
    """

    frames: Frames
    conclusions: pl.DataFrame
    undetermined: pl.Series
    missing: pl.DataFrame
    told: dict[int, set[str]] = field(default_factory=dict)
    looked_again: Counter[str] = field(default_factory=Counter)


class Engine:
    """A plan made ready to run on any number of tables. `calendar`: the office's."""

    def __init__(self, plan: Plan, calendar: Workdays = PUBLISHED) -> None:
        self.plan = plan
        self.interrogation = Interrogation(plan, calendar)
        self._again = LookingAgain(self.interrogation)
        self._reports: dict[tuple[str, ...], Program] = {}

    @cached_property
    def first(self) -> Program:
        """The outcomes of the rules."""
        return program(self.plan.outcomes())

    @cached_property
    def second(self) -> Program:
        """The conclusions."""
        found = conclusions(self.plan, COLUMNS, at_once=False)
        found |= {OPENED + m.name: m.opened() for m in self.plan.matters}
        return program({name: on_top(col) for name, col in found.items()})

    @cached_property
    def third(self) -> Program:
        """The facts that would settle, and what the interpreter has to tell of them."""
        met = self._missing
        found = {MISSING + path: on_top(col) for path, col in met.facts.items()}
        return program(found | dict(self._to_ask))

    @cached_property
    def _missing(self) -> Missing:
        return missing(self.plan)

    @cached_property
    def _to_ask(self) -> dict[str, Col]:
        met, entries = self._missing, self.plan.entries()
        return {
            prefix + rule: in_frame(col, entries[rule].columns.frame)
            for prefix, cols in ((UNCLEAR, met.unclear), (OWING, met.owing))
            for rule, col in cols.items() if col is not FALSE
        }  # fmt: skip

    def report(self, rules: Sequence[str]) -> Program:
        """The statuses of rules in frames that were decided; of items, where they are reported."""
        key = tuple(rules)
        if key not in self._reports:
            reported = self.plan.reported
            told = (statuses_of(*reported[r], at_once=False) for r in rules if r in reported)
            self._reports[key] = program({n: col for found in told for n, col in found.items()})
        return self._reports[key]

    def needs(self) -> dict[str, set[str]]:
        """The columns of each frame that the expressions read."""
        found: dict[str, set[str]] = defaultdict(set)
        for ready in (self.first, self.second, self.third):
            for frame, name in ready.levels.reads():
                if "|" not in name:
                    found[frame].add(name)
        asked = {name.partition(":")[2] for name in self._to_ask}
        for entry in self.plan.entries().values():
            if entry.columns.recheck is not FALSE or entry.id in asked:
                for path in entry.plan.facts:
                    for frame, name in _all_of(TOP, path, self.plan.types[path]):
                        found[frame].add(name)
        return dict(found)

    def decide(self, frames: Frames) -> Decided:
        """The table decided."""
        looked: Counter[str] = Counter()
        found = self._again.look(_with(frames, self.first.run(frames)), looked)
        conclusions = self.second.run(found)[TOP]
        undetermined = conclusions[UNDETERMINED].arg_true()
        if undetermined.len() == 0:
            return Decided(found, conclusions, undetermined, pl.DataFrame(), {}, looked)
        part = found.only(undetermined)
        met = self.third.run(part)
        told = self._told(part, met)
        return Decided(found, conclusions, undetermined, met[TOP], told, looked)

    def _told(self, part: Frames, met: Mapping[str, pl.DataFrame]) -> dict[int, set[str]]:
        """The missing facts that the interpreter tells, by row."""
        found: dict[int, set[str]] = defaultdict(set)
        entries = self.plan.entries()
        for name in self._to_ask:
            entry = entries[name.partition(":")[2]]
            frame = entry.columns.frame
            subjects = met[frame][name].arg_true()
            if subjects.len() == 0:
                continue
            asked = self.interrogation.asked(entry, part, subjects)
            tops = part[frame][HERE if frame == TOP else TOP_ROW].gather(asked.subjects)
            for row, answer in zip(tops, asked.answers, strict=True):
                found[row] |= set(answer.owing if name.startswith(OWING) else answer.missing)
        return dict(found)


def _all_of(frame: str, name: str, kind: Type) -> Iterator[tuple[str, str]]:
    """Every column of a fact, those of a list's items included."""
    if kind.item is None:
        yield frame, name
        if kind.absent:
            yield frame, name + NONE_MARK
        if kind.kind is Kind.INDUSTRY:
            yield frame, name + WRITTEN_MARK
        return
    inner = key_of(frame, name)
    yield inner, OPEN
    fields = kind.item.fields or {ITEM: kind.item}
    for field_name, field_type in fields.items():
        yield from _all_of(inner, field_name, field_type)


def _with(frames: Frames, found: Mapping[str, pl.DataFrame]) -> Frames:
    tables = dict(frames.tables)
    for frame, columns in found.items():
        tables[frame] = tables[frame].hstack(columns)
    return Frames(tables)

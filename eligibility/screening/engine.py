"""Tables decided in columns: outcomes, those that need a second look, conclusions, the verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.evaluation.inference import Outcome as Given
from eligibility.language.types import Kind, Type
from eligibility.screening import columns as c
from eligibility.screening.answer_columns import (
    BLURRED,
    CONCLUSION,
    COUNTS,
    DECIDED,
    MISSING,
    OPENED,
    VERDICT,
)
from eligibility.screening.by_interpreter import Asking, Row, outcomes, rows
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_facts import ITEM, NONE_MARK, OPEN, WRITTEN_MARK, key_of
from eligibility.screening.columns_frames import in_frame, on_top
from eligibility.screening.columns_unknown import is_unknown
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.deciding_missing import missing
from eligibility.screening.polars_door import pl
from eligibility.screening.steps import HERE, TOP_ROW
from eligibility.screening.to_polars import Frames, Program, program

OUTCOMES: dict[str, Given] = {"off": (False, None), "holds": (True, True), "fails": (True, False)}
_MOST_ANSWERS = 50_000


@dataclass
class Decided:
    """A table that was decided: its frames with each rule's outcomes, and the conclusions.

    `missing`: for the `undetermined` rows, which facts would settle them.
    `looked_again` counts the subjects of rules that the interpreter was asked about.
    """

    frames: Frames
    conclusions: pl.DataFrame
    undetermined: pl.Series
    missing: pl.DataFrame
    looked_again: Counter[str] = field(default_factory=Counter)


class Engine:
    """A plan made ready to run on any number of tables."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._tried: dict[tuple[str, frozenset[str]], Program | None] = {}
        self._answered: dict[tuple[str, str, str], list[frozenset[Given]]] = {}

    @cached_property
    def first(self) -> Program:
        """The outcomes of the rules."""
        return program(self.plan.outcomes())

    @cached_property
    def second(self) -> Program:
        """The conclusions."""
        return program(_concluding(self.plan))

    @cached_property
    def third(self) -> Program:
        """The facts that would settle."""
        met, blurred = missing(self.plan)
        return program(
            {MISSING + path: on_top(col) for path, col in met.items()} | {BLURRED: on_top(blurred)}
        )

    def needs(self) -> dict[str, set[str]]:
        """The columns of each frame that the expressions read."""
        found: dict[str, set[str]] = defaultdict(set)
        for ready in (self.first, self.second, self.third):
            for frame, name in ready.steps.reads():
                if "|" not in name:
                    found[frame].add(name)
        for entry in self.plan.entries().values():
            if entry.columns.recheck is not FALSE:
                for path in entry.plan.facts:
                    for frame, name in _all_of(TOP, path, self.plan.types[path]):
                        found[frame].add(name)
        return dict(found)

    def decide(self, frames: Frames) -> Decided:
        """The table decided."""
        found = _with(frames, self.first.run(frames))
        looked: Counter[str] = Counter()
        for entry in self.plan.entries().values():
            if entry.column("recheck") in found[entry.columns.frame].columns:
                found = self._look_again(entry, found, looked)
        conclusions = self.second.run(found)[TOP]
        undetermined = pl.col(f"{VERDICT}|undetermined") & ~pl.col(f"{VERDICT}|rejected")
        rows_ = conclusions.select(undetermined.arg_true()).to_series()
        return Decided(found, conclusions, rows_, self._missing(found, rows_), looked)

    def _missing(self, frames: Frames, undetermined: pl.Series) -> pl.DataFrame:
        """For the undetermined rows, which facts would settle them."""
        if undetermined.len() == 0:
            return pl.DataFrame()
        return self.third.run(frames.only(undetermined))[TOP]

    def _look_again(self, entry: Entry, frames: Frames, looked: Counter[str]) -> Frames:
        frame = entry.columns.frame
        table = frames[frame]
        suspect = table.filter(pl.col(entry.column("recheck")))
        if suspect.height == 0:
            return frames
        top = suspect[HERE if frame == TOP else TOP_ROW].unique().sort()
        part = frames.only(top)
        mine = part[frame]
        by_hand, patterns = self._patterns(entry, part)
        answers: list[pl.DataFrame] = []
        for unknown_facts, chosen in patterns.items():
            ready = self._trial(entry, unknown_facts)
            if ready is None:
                by_hand |= chosen
                continue
            answered = mine.select(HERE).hstack(ready.run(part)[frame])
            answers.append(answered.filter(pl.col(HERE).is_in(sorted(chosen))))
        if by_hand:
            looked[entry.id] += len(by_hand)
            answers.append(self._asked(entry, part, by_hand))
        old = pl.Series(
            table.filter(pl.col(TOP_ROW if frame != TOP else HERE).is_in(top.implode()))[HERE]
        )
        return _patched(frames, entry, pl.concat(answers), old)

    def _patterns(
        self, entry: Entry, part: Frames
    ) -> tuple[set[int], dict[frozenset[str], set[int]]]:
        """The subjects for the interpreter, and those to be tried out, by what is unknown."""
        held, frame = entry.columns, entry.columns.frame
        flags = {f"?{p.key}": c.lifted(is_unknown(p), frame) for p in held.tried}
        mine = part[frame].hstack(program(flags).run(part)[frame]) if flags else part[frame]
        again = mine.filter(pl.col(entry.column("recheck")))
        by_hand: set[int] = set(again.filter(pl.col(entry.column("unsure")))[HERE])
        patterns: dict[frozenset[str], set[int]] = defaultdict(set)
        rest = again.filter(~pl.col(entry.column("unsure")))
        if flags:
            for values, group in rest.group_by(list(flags)):
                keys = frozenset(k[1:] for k, v in zip(flags, values, strict=True) if v)
                patterns[keys] = set(group[HERE])
        else:
            by_hand |= set(rest[HERE])
        return by_hand, patterns

    def _trial(self, entry: Entry, unknown_facts: frozenset[str]) -> Program | None:
        key = (entry.id, unknown_facts)
        if key not in self._tried:
            found = entry.translator.tried_out(entry.columns, entry.plan, unknown_facts)
            parts = {} if found is None else {
                "off": found.off, "holds": found.holds, "fails": found.fails,
            }  # fmt: skip
            frame = entry.columns.frame
            placed = {k: in_frame(v, frame) for k, v in parts.items()}
            self._tried[key] = program(placed) if placed else None
        return self._tried[key]

    def _asked(self, entry: Entry, part: Frames, subjects: set[int]) -> pl.DataFrame:
        """What the interpreter says about some subjects."""
        frame = entry.columns.frame
        place = part[frame]
        tops = place[HERE if frame == TOP else TOP_ROW].to_list()
        wanted = {tops[i] for i in subjects}
        asking = Asking(entry.plan, entry.matter, entry.figures, self.plan.as_of)
        answers: dict[int, list[frozenset[Given]]] = {}
        types = {path: self.plan.types[path] for path in entry.plan.facts}
        for index, row in enumerate(rows(part, types)):
            if index in wanted:
                answers[index] = self._answer(asking, row)
        there = self._there(entry, part)
        found: dict[str, list[object]] = {HERE: [], **{part: [] for part in OUTCOMES}}
        at: Counter[int] = Counter()
        for index, top in enumerate(tops):
            if top not in answers or not there[index]:
                continue
            given = answers[top][at[top]]
            at[top] += 1
            if index in subjects:
                found[HERE].append(index)
                for name, outcome in OUTCOMES.items():
                    found[name].append(outcome in given)
        return pl.DataFrame(
            found, schema_overrides={HERE: pl.UInt32, **dict.fromkeys(OUTCOMES, pl.Boolean)}
        )

    def _answer(self, asking: Asking, row: Row) -> list[frozenset[Given]]:
        """The outcomes for a row; those that say the same are asked about once."""
        said = (asking.plan.rule.id, repr(row.values), repr(row.findings))
        if said not in self._answered:
            if len(self._answered) >= _MOST_ANSWERS:
                self._answered.clear()
            self._answered[said] = outcomes(asking, row)
        return self._answered[said]

    def _there(self, entry: Entry, part: Frames) -> list[bool]:
        frame, there = entry.columns.frame, entry.columns.there
        if there.frame is None:
            return [True] * part[frame].height
        return program({"there": c.lifted(there, frame)}).run(part)[frame]["there"].to_list()


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


def _patched(frames: Frames, entry: Entry, answers: pl.DataFrame, old: pl.Series) -> Frames:
    """The frames with new outcomes for some subjects (`old`: row numbers by number in the part)."""
    frame = entry.columns.frame
    table = frames[frame]
    rows_ = old.gather(answers[HERE])
    changed = {}
    for part in OUTCOMES:
        name = entry.column(part)
        changed[name] = table[name].scatter(rows_, answers[part])
    tables = {**frames.tables, frame: table.with_columns(**changed)}
    return Frames(tables)


def _with(frames: Frames, found: Mapping[str, pl.DataFrame]) -> Frames:
    tables = dict(frames.tables)
    for frame, columns in found.items():
        tables[frame] = tables[frame].hstack(columns)
    return Frames(tables)


def _concluding(plan: Plan) -> dict[str, Col]:
    """The conclusion of each matter as numbers of the list of conclusions, and the verdict."""
    found: dict[str, Col] = {}
    any_of: dict[str, list[Col]] = {name: [] for name in WORST_FIRST}
    for name, (opened, counts, concluded) in plan.conclusions().items():
        found[OPENED + name], found[COUNTS + name] = on_top(opened), on_top(counts)
        for conclusion, col in concluded.each.items():
            found[f"{CONCLUSION}{name}|{conclusion}"] = on_top(col)
            any_of[conclusion].append(c.and_(counts, col))
        for rule, col in concluded.decided_by.items():
            found[f"{DECIDED}{rule}"] = on_top(c.and_(opened, col))
    for name, cols in any_of.items():
        found[f"{VERDICT}|{name}"] = on_top(c.or_(*cols))
    return found

"""Rules looked at again where their outcome may be too wide: tried out, or asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from operator import add

from eligibility.evaluation.inference import Outcome
from eligibility.screening.asking import Interrogation, of_rule
from eligibility.screening.columns import TOP
from eligibility.screening.columns_frames import in_frame
from eligibility.screening.columns_unknown import is_unknown
from eligibility.screening.deciding import Entry
from eligibility.screening.frames import Frames
from eligibility.screening.polars_door import alike, pl
from eligibility.screening.steps import HERE, TOP_ROW
from eligibility.screening.to_polars import Program, program

OUTCOMES: dict[str, Outcome] = {"off": (False, None), "holds": (True, True), "fails": (True, False)}


class LookingAgain:
    """The second look at the rules of a plan."""

    def __init__(self, interrogation: Interrogation) -> None:
        self.interrogation = interrogation
        self._tried: dict[tuple[str, frozenset[str]], Program | None] = {}
        self._unknown: dict[str, Program] = {}

    def look(self, frames: Frames, looked: Counter[str]) -> Frames:
        """The frames with exact outcomes; `looked` counts the subjects asked about, by rule."""
        for entry in self.interrogation.plan.entries().values():
            table = frames[entry.columns.frame]
            name = entry.column("recheck")
            if name in table.columns and table[name].any():
                frames = self._exact(entry, frames, looked)
        return frames

    def _exact(self, entry: Entry, frames: Frames, looked: Counter[str]) -> Frames:
        """The frames with the exact outcomes of a rule."""
        frame = entry.columns.frame
        table = frames[frame]
        of_table = table[HERE if frame == TOP else TOP_ROW]
        tops = of_table.filter(table[entry.column("recheck")]).unique().sort()
        part = of_rule(frames, entry).only(tops)
        columns = {name: part[frame][entry.column(name)] for name in OUTCOMES}
        by_hand = self._tried_out(entry, part, columns)
        if by_hand.any():
            asked = self.interrogation.asked(entry, part, by_hand.arg_true())
            looked[entry.id] += asked.subjects.len()
            for name, outcome in OUTCOMES.items():
                told = [outcome in answer.outcomes for answer in asked.answers]
                columns[name] = columns[name].scatter(asked.subjects, told)
        at = _among(of_table, tops).arg_true()
        changed = {
            entry.column(name): table[entry.column(name)].scatter(at, column)
            for name, column in columns.items()
        }  # fmt: skip
        return Frames({**frames.tables, frame: table.with_columns(**changed)})

    def _tried_out(self, entry: Entry, part: Frames, columns: dict[str, pl.Series]) -> pl.Series:
        """Put in what trying out gives; comes back: which subjects are left to the interpreter."""
        frame = entry.columns.frame
        again, unsure = (part[frame][entry.column(name)] for name in ("recheck", "unsure"))
        if not entry.columns.tried:
            return again
        by_hand = again & unsure
        for unknown, chosen in self._patterns(entry, part, again & ~unsure):
            ready = self._trial(entry, unknown)
            if ready is None:
                by_hand = by_hand | chosen
                continue
            found = ready.run(part)[frame]
            for name in OUTCOMES:
                columns[name] = found[name].zip_with(chosen, columns[name])
        return by_hand

    def _patterns(
        self, entry: Entry, part: Frames, rest: pl.Series
    ) -> Iterator[tuple[frozenset[str], pl.Series]]:
        """The subjects to be tried out, by which of the facts to try are unknown."""
        held, frame = entry.columns, entry.columns.frame
        if entry.id not in self._unknown:
            self._unknown[entry.id] = program(
                {p.key: in_frame(is_unknown(p), frame) for p in held.tried}
            )
        flags = self._unknown[entry.id].run(part)[frame]
        bits = (flags[key].cast(pl.Int64) * 2**bit for bit, key in enumerate(flags.columns))
        number = reduce(add, bits)
        for pattern in number.filter(rest).unique().sort():
            keys = (key for bit, key in enumerate(flags.columns) if pattern >> bit & 1)
            yield frozenset(keys), rest & (number == pattern)

    def _trial(self, entry: Entry, unknown: frozenset[str]) -> Program | None:
        """What tries out just these facts; None: they have too many values."""
        key = (entry.id, unknown)
        if key not in self._tried:
            found = entry.translator.tried_out(entry.columns, entry.plan, unknown)
            self._tried[key] = None if found is None else program({
                name: in_frame(getattr(found, name), entry.columns.frame) for name in OUTCOMES
            })  # fmt: skip
        return self._tried[key]


def _among(numbers: pl.Series, wanted: pl.Series) -> pl.Series:
    """Which of some row numbers are among others, of which each is one of them."""
    marks = alike(int(numbers.max() or 0) + 1, value=False)  # type: ignore[arg-type]
    return marks.scatter(wanted, values=True).gather(numbers)

"""A whole screening: chunk after chunk to parts, the parts to the answer, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.screening.answers import DECIDED_BY, NUMBER, SEPARATOR
from eligibility.screening.by_file import Refusal
from eligibility.screening.engine import CONCLUSION, VERDICT
from eligibility.screening.headings import CODE, JURISDICTION, NAME, Target, targets
from eligibility.screening.inputs import Chunk, Table, digest_of, unreadable
from eligibility.screening.polars_door import pl
from eligibility.screening.screening import Screened, Screening, Setting
from eligibility.screening.sheets import Sheet
from eligibility.screening.writing import form_of, join, refusals, whole, write_part

# A chunk holds at most so many rows, and fewer where the table is wide.
MOST_ROWS, MOST_CELLS = 500_000, 10_000_000


@dataclass(frozen=True)
class Order:
    """What is asked of one run beside the rules."""

    table: Table
    out: Path
    setting: Setting
    identity: str
    parcels: Table | None = None
    keys: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    strict: bool = False
    resume: bool = False
    chunk: int | None = None


@dataclass
class Summary:
    """What a run came to: rows in, decided and refused, and counts of the answers.

    `conclusions` are by `matter|conclusion`, `places` by `jurisdiction|verdict`.
    """

    rows: int = 0
    refused: int = 0
    by_file: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    conclusions: Counter[str] = field(default_factory=Counter)
    deciding: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    looked_again: Counter[str] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """How many rows were decided."""
        return sum(self.verdicts.values())

    def add(self, part: Mapping[str, Any]) -> None:
        """Count a part in."""
        for name, value in part.items():
            held = getattr(self, name)
            if isinstance(held, Counter):
                held.update(value)
            else:
                setattr(self, name, held + value)


Progress = Callable[[int], None]


def run(order: Order, progress: Progress = lambda _: None) -> Summary:
    """Screen a table; `Refused` where it cannot be read as a whole, OSError where a disk fails."""
    return _Run(order, progress).summary()


class _Run:
    """One run under way."""

    def __init__(self, order: Order, progress: Progress) -> None:
        self.order, self.progress = order, progress
        self.form = form_of(order.out)
        self.parts = order.out.with_name(f".{order.out.name}.parts")
        self.targets = targets(
            order.table.headings(), file=str(order.table.paths[0]), named=order.named,
            keys=order.keys, ignored=order.ignored,
        )  # fmt: skip
        wide = max(len(self.targets), 1)
        self.size = order.chunk or max(10_000, min(MOST_ROWS, MOST_CELLS // wide))
        self.passed = [t.heading for t in self.targets if t.passed or t.path in (CODE, NAME)]
        if order.table.form == "ndjson":
            self.passed = [*dict.fromkeys((CODE, NAME, *self.passed))]
        self.repeated = self._repeated()
        self.parcels, self.parcel_targets = self._parcels()
        self.screening = Screening(order.setting, self._places(), self._stated())

    def summary(self) -> Summary:
        for chunk in self._chunks(self._resumed()):
            self._decide(chunk, (chunk.first - 1) // self.size)
            self.progress(chunk.first - 1 + chunk.cells.height)
        found = self._told()
        self._join(found)
        shutil.rmtree(self.parts, ignore_errors=True)
        return found

    def _chunks(self, skip: int) -> Iterator[Chunk]:
        chunks = self.order.table.chunks(self.size, skip)
        while True:
            try:
                chunk = next(chunks, None)
            except pl.exceptions.PolarsError as bad:
                raise Refused([unreadable(self.order.table, bad)]) from None
            if chunk is None:
                return
            yield chunk

    def _repeated(self) -> pl.Series | None:
        """Which rows repeat the code of another, by their position in the table."""
        heading = next((t.heading for t in self.targets if t.path == CODE), None)
        if heading is None:
            return None
        return self.order.table.repeated(heading)

    def _parcels(self) -> tuple[pl.DataFrame | None, list[Target]]:
        table = self.order.parcels
        if table is None:
            return None, []
        found = targets(table.headings(), file=str(table.paths[0]), below="land.parcels",
                        ignored=self.order.ignored)  # fmt: skip
        if CODE not in {t.path for t in found} or CODE not in {t.path for t in self.targets}:
            refuse("E201", f"parcels are joined by `{CODE}`, which both tables need",
                   file=str(table.paths[0]))  # fmt: skip
        parts = [c.cells for c in table.chunks(1_000_000)]
        return (pl.concat(parts) if parts else None), found

    def _stated(self) -> frozenset[str] | None:
        """The facts that some row may state; None where each row has its own."""
        if self.order.table.form == "ndjson":
            return None
        second = frozenset({"land.parcels"} if self.parcels is not None else ())
        return second | frozenset(t.path for t in self.targets)

    def _places(self) -> set[str]:
        if self.order.setting.jurisdiction is not None:
            return {self.order.setting.jurisdiction}
        heading = next((t.heading for t in self.targets if t.path == JURISDICTION), None)
        if heading is None:
            refuse("E210", "the table names no jurisdiction",
                   help="give --jurisdiction, or a column `jurisdiction`")  # fmt: skip
        return set(self.order.table.column(heading).drop_nulls().unique().to_list())

    def _state(self) -> str:
        order = self.order
        return digest_of(
            order.table.identity(), order.parcels.identity() if order.parcels else "",
            order.identity, order.setting.as_of, order.setting.jurisdiction,
            order.setting.question.matters, order.setting.question.background,
            order.setting.statuses, order.keys, order.ignored, sorted(order.named.items()),
            self.size, self.form,
        )  # fmt: skip

    def _resumed(self) -> int:
        """How many chunks an earlier run of the same has finished."""
        state = self.parts / "state"
        if self.order.resume and state.is_file():
            if state.read_text() != self._state():
                refuse("E101", "the run to resume had another table, rules, day or options",
                       file=str(self.order.out), help="run it again without --resume")  # fmt: skip
            done = 0
            while self._path(done).is_file():
                done += 1
            return done
        shutil.rmtree(self.parts, ignore_errors=True)
        self.parts.mkdir(parents=True)
        with whole(state) as aside:
            aside.write_text(self._state())
        return 0

    def _path(self, index: int, kind: str = "answer") -> Path:
        return self.parts / f"{index:06}.{kind}.parquet"

    def _decide(self, chunk: Chunk, index: int) -> None:
        found_targets = self.targets
        if chunk.lines is not None:
            found_targets = targets(
                chunk.cells.columns, file=str(self.order.table.paths[0]),
                named=self.order.named, keys=self.order.keys, ignored=self.order.ignored,
            )  # fmt: skip
        lost = self._repeats(chunk)
        rows = pl.int_range(chunk.cells.height, eager=True)
        keep = rows.filter(~lost) if lost is not None else rows
        sheet = Sheet(chunk.cells, found_targets, self.parcels, self.parcel_targets, chunk.lines)
        numbers = rows + chunk.first
        if lost is not None and lost.any():
            sheet = sheet.only(keep)
        screened = self.screening.screen(sheet, numbers.gather(keep))
        table = self._with_passed(screened.table, chunk)
        found = list(screened.refusals)
        if lost is not None:
            found += [
                Refusal(int(n), CODE, "", "E107", "the project code stands in more than one row")
                for n in numbers.filter(lost)
            ]
        found.sort(key=lambda r: r.row)
        if self.order.strict and found:
            raise Refused(
                Diagnostic(r.code, f"row {r.row}, `{r.column}`: {r.reason}") for r in found[:50]
            )
        refused_rows = len({r.row for r in found})
        if table.height + refused_rows != chunk.cells.height:
            raise RuntimeError(
                f"{chunk.cells.height} rows in, {table.height} decided, {refused_rows} refused"
            )
        write_part(refusals(found), self._path(index, "refused"))
        counted = _counted(table, refused_rows, screened)
        with whole(self._path(index, "counted")) as aside:
            aside.write_text(json.dumps(counted))
        write_part(table, self._path(index))

    def _repeats(self, chunk: Chunk) -> pl.Series | None:
        if self.repeated is None:
            return None
        return self.repeated[chunk.first - 1 : chunk.first - 1 + chunk.cells.height]

    def _with_passed(self, table: pl.DataFrame, chunk: Chunk) -> pl.DataFrame:
        if not self.passed:
            return table
        cells = chunk.cells.with_columns(
            pl.lit(None, dtype=pl.String).alias(h)
            for h in self.passed if h not in chunk.cells.columns
        )  # fmt: skip
        passed = cells.select(self.passed)[table[NUMBER] - chunk.first]
        clash = [h for h in self.passed if h in table.columns]
        passed = passed.rename({h: f"{h} (given)" for h in clash})
        return pl.concat([table.select(NUMBER), passed, table.drop(NUMBER)], how="horizontal")

    def _indexes(self) -> Iterator[int]:
        index = 0
        while self._path(index).is_file():
            yield index
            index += 1

    def _told(self) -> Summary:
        found = Summary()
        for index in self._indexes():
            found.add(json.loads(self._path(index, "counted").read_text()))
        return found

    def _join(self, found: Summary) -> None:
        parts = [self._path(i) for i in self._indexes()]
        if not parts:
            refuse("E102", "the table holds no rows", file=str(self.order.table.paths[0]))
        refused = self.order.out.with_name(f"{self.order.out.name}.refused.csv")
        join(parts, self.order.out, self.form)
        if found.refused:
            join([self._path(i, "refused") for i in self._indexes()], refused, "csv")
        else:
            refused.unlink(missing_ok=True)


def _counted(table: pl.DataFrame, refused: int, screened: Screened) -> dict[str, Any]:
    """What a part came to, in plain values."""
    columns = [c for c in table.columns if c.startswith(CONCLUSION)]
    distinct = _counts(table, [VERDICT, JURISDICTION, DECIDED_BY, *columns])
    found = Summary(rows=table.height + refused, refused=refused, by_file=screened.by_file)
    for verdict, place, rules, *conclusions, many in distinct:
        found.verdicts[verdict] += many
        found.places[f"{place}|{verdict}"] += many
        found.deciding.update(dict.fromkeys(filter(None, rules.split(SEPARATOR)), many))
        for column, conclusion in zip(columns, conclusions, strict=True):
            if conclusion is not None:
                found.conclusions[f"{column.removeprefix(CONCLUSION)}|{conclusion}"] += many
    found.looked_again = screened.looked_again
    return {k: dict(v) if isinstance(v, Counter) else v for k, v in vars(found).items()}


def _counts(table: pl.DataFrame, by: Sequence[str]) -> list[tuple[Any, ...]]:
    return table.group_by(by).len().rows()

"""A whole screening: chunk after chunk to parts, the parts to the answer, nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.screening.answer_columns import NUMBER
from eligibility.screening.by_file import Refusal
from eligibility.screening.headings import CODE, JURISDICTION, MATTERS, NAME
from eligibility.screening.inputs import Chunk, readable
from eligibility.screening.order import Order
from eligibility.screening.polars_door import of_columns, pl
from eligibility.screening.reasons import with_reasons
from eligibility.screening.screening import Screened, Screening
from eligibility.screening.sheets import Sheet
from eligibility.screening.summary import Summary, counted, shown
from eligibility.screening.tabled import PARCELS, told
from eligibility.screening.writing import form_of, join, refusals, whole, write, write_part

__all__ = ["Order", "Summary", "run"]

# A chunk holds at most so many rows, and fewer where the table is wide.
MOST_ROWS, MOST_CELLS = 1_048_576, 26_000_000
# Where reasons are told, which takes longer, a part is done sooner.
MOST_REASONED = 20_000
ZONE_NAME = "zone.name"


Progress = Callable[[int], None]


def run(order: Order, progress: Progress = lambda _: None) -> Summary:
    """Screen a table; `Refused` where it cannot be read as a whole, OSError where a disk fails."""
    return Running(order, progress).summary()


@dataclass(frozen=True)
class Part:
    """Some rows decided: their answers, the rows refused, the counts."""

    table: pl.DataFrame
    refused: list[Refusal]
    summary: Summary


class Running:
    """One run under way."""

    def __init__(self, order: Order, progress: Progress = lambda _: None) -> None:
        self.order, self.progress = order, progress
        self.form = form_of(order.out)
        self.parts = order.out.with_name(f".{order.out.name}.parts")
        self.targets = order.tabled.targets
        wide = max(len(self.targets), 1)
        most = MOST_ROWS if order.reasons == "none" else MOST_REASONED
        self.size = order.chunk or max(10_000, min(most, MOST_CELLS // wide))
        self.passed = [t.heading for t in self.targets if t.passed or t.path in (CODE, NAME)]
        if order.table.form == "ndjson":
            self.passed = [*dict.fromkeys((CODE, NAME, *self.passed))]
        self.repeated = self._repeated()
        self.first: Chunk | None = None
        self.zone = next((t.heading for t in self.targets if t.path == ZONE_NAME), None)
        self.screening = Screening(order.setting, self._places(), self._stated())

    def summary(self) -> Summary:
        if self._is_short():
            return self._at_once()
        done = self._resumed()
        try:
            found = self._finished(done)
        except Refused:  # there is nothing to go on with
            shutil.rmtree(self.parts, ignore_errors=True)
            raise
        except OSError:
            if not any(self.parts.glob("*.answer.*")):
                shutil.rmtree(self.parts, ignore_errors=True)
            raise
        shutil.rmtree(self.parts, ignore_errors=True)
        return found

    def _is_short(self) -> bool:
        """Whether one part is the whole answer, so that there is nothing to resume."""
        order = self.order
        if self.form == "excel" or order.reasons != "none" or (self.parts / "state").is_file():
            return False
        if order.table.form not in ("parquet", "csv"):
            return False
        self.first = next(self._chunks(0), None)
        return self.first is None or self.first.cells.height < self.size

    def _at_once(self) -> Summary:
        if self.first is None:
            self._refuse_nothing()
        part = self._decided(self.first)
        write(part.table, self.order.out, self.form)
        if part.refused:
            write(refusals(part.refused), self._refused_path(), "csv")
        else:
            self._refused_path().unlink(missing_ok=True)
        self.progress(part.summary.rows)
        if self.order.shown:
            part.summary.shown = shown(part.table.lazy(), self.order.shown)
        return part.summary

    def _finished(self, done: int) -> Summary:
        self.progress(done * self.size)
        for chunk in self._chunks(done):
            self._decide(chunk, (chunk.first - 1) // self.size)
            self.progress(chunk.first - 1 + chunk.cells.height)
        found = self._told()
        self._join(found)
        if self.order.shown:
            parts = [self._path(i) for i in self._indexes()]
            found.shown = shown(pl.scan_parquet(parts), self.order.shown)
        return found

    def _chunks(self, skip: int) -> Iterator[Chunk]:
        chunks = self.order.table.chunks(self.size, skip)
        while True:
            with readable(self.order.table):
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk

    def _stated(self) -> frozenset[str] | None:
        """The facts that some row may state; None where each row tells for itself."""
        paths = frozenset(t.path for t in self.targets)
        if self.order.table.form == "ndjson" or MATTERS in paths:
            return None
        second = frozenset({PARCELS} if self.order.parcels is not None else ())
        return second | paths

    def _places(self) -> set[str]:
        if self.order.setting.jurisdiction is not None:
            return {self.order.setting.jurisdiction}
        heading = next((t.heading for t in self.targets if t.path == JURISDICTION), None)
        if heading is None:
            refuse("E210", "the table names no jurisdiction",
                   help="give --jurisdiction, or a column `jurisdiction`")  # fmt: skip
        return self._named_places(heading)

    def _named_places(self, heading: str, /) -> set[str]:
        return set(self.order.table.column(heading).drop_nulls().unique().to_list())

    def _repeated(self) -> pl.Series | None:
        return self.order.tabled.repeated

    def _state(self) -> str:
        return self.order.state(self.size, self.form)

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
        part = self._decided(chunk)
        write_part(refusals(part.refused), self._path(index, "refused"))
        with whole(self._path(index, "counted")) as aside:
            aside.write_text(json.dumps(part.summary.plain()))
        write_part(part.table, self._path(index))

    def _decided(self, chunk: Chunk) -> Part:
        sheet = self.order.tabled.sheet(chunk)
        lost = self._repeats(chunk)
        screened = self._screened(sheet, chunk, lost)
        found = sorted(screened.refusals, key=lambda r: r.row)
        if self.order.strict and found:
            raise Refused(Diagnostic(r.code, told(r.row, r.column, r.reason)) for r in found[:50])
        summary = counted(screened.table, self._zones(screened.table, chunk), screened)
        if summary.rows != chunk.cells.height:
            out = f"{summary.decided} decided, {summary.refused} refused"
            raise RuntimeError(f"{chunk.cells.height} rows in, {out}")
        table = self._with_passed(self._reasoned(screened.table, sheet, chunk.first), chunk)
        if NUMBER not in self.order.setting.columns:
            table = of_columns(table.get_columns()[1:])
        return Part(table, found, summary)

    def _screened(self, sheet: Sheet, chunk: Chunk, lost: pl.Series | None) -> Screened:
        height = chunk.cells.height
        numbers = pl.int_range(chunk.first, chunk.first + height, eager=True)
        if lost is None or not lost.any():
            return self.screening.screen(sheet, numbers)
        keep = (~lost).arg_true()
        screened = self.screening.screen(sheet.only(keep), numbers.gather(keep))
        screened.refusals += [
            Refusal(int(n), CODE, "", "E107", "the project code stands in more than one row")
            for n in numbers.filter(lost)
        ]
        return screened

    def _reasoned(self, table: pl.DataFrame, sheet: Sheet, first: int) -> pl.DataFrame:
        """The answers with their reasons in words, where these are asked for."""
        tell = self.order.tell
        if self.order.reasons == "none" or tell is None:
            return table
        return with_reasons(table, sheet, first, tell, every=self.order.reasons == "all")

    def _zones(self, table: pl.DataFrame, chunk: Chunk) -> pl.Series | None:
        """The zone of each decided row."""
        heading = ZONE_NAME if chunk.lines is not None else self.zone
        if heading is None or heading not in chunk.cells.columns:
            return None
        texts = chunk.cells[heading].cast(pl.String, strict=False).str.strip_chars()
        return texts.gather(table[NUMBER] - chunk.first)

    def _repeats(self, chunk: Chunk) -> pl.Series | None:
        if self.repeated is None:
            return None
        return self.repeated[chunk.first - 1 : chunk.first - 1 + chunk.cells.height]

    def _with_passed(self, table: pl.DataFrame, chunk: Chunk) -> pl.DataFrame:
        if not self.passed:
            return table
        lacking = [h for h in self.passed if h not in chunk.cells.columns]
        cells = chunk.cells
        if lacking:
            cells = cells.with_columns(pl.lit(None, dtype=pl.String).alias(h) for h in lacking)
        passed = [cells[h] for h in self.passed]
        if table.height < cells.height:
            passed = [column.gather(table[NUMBER] - chunk.first) for column in passed]
        clash = set(table.columns)
        told = [c.alias(f"{c.name} (given)") if c.name in clash else c for c in passed]
        number, *rest = table.get_columns()
        return of_columns([number, *told, *rest])

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

    def _refused_path(self) -> Path:
        return self.order.out.with_name(f"{self.order.out.name}.refused.csv")

    def _refuse_nothing(self) -> NoReturn:
        refuse("E102", "the table holds no rows", file=str(self.order.table.paths[0]))

    def _join(self, found: Summary) -> None:
        parts = [self._path(i) for i in self._indexes()]
        if not parts:
            self._refuse_nothing()
        join(parts, self.order.out, self.form, self.order.workbook)
        if found.refused:
            join([self._path(i, "refused") for i in self._indexes()], self._refused_path(), "csv")
        else:
            self._refused_path().unlink(missing_ok=True)

"""The screening of a table: groups of rows to engines, odd rows to the reader of `assess`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from eligibility.errors import Refused
from eligibility.language.pack import Pack
from eligibility.screening import answers as an
from eligibility.screening.answer_columns import NUMBER, STATUS
from eligibility.screening.bound import Held, held_by
from eligibility.screening.by_file import Refusal, parcels_of, rounded, submission, written
from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import EPOCH
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.deciding import Plan, plan
from eligibility.screening.engine import Engine
from eligibility.screening.epochs import by_epoch, epoch
from eligibility.screening.figures import FiguresOfRules
from eligibility.screening.headings import AS_OF, JURISDICTION, RECEIVED
from eligibility.screening.office_facts import with_office
from eligibility.screening.plain import OnePass
from eligibility.screening.plain_answers import answers as plain_answers
from eligibility.screening.polars_door import of_columns, pl
from eligibility.screening.setting import Setting
from eligibility.screening.sheets import Read, Sheet, read_plainly, read_sheet
from eligibility.submission.catalogue import catalogue

ROUNDED = "rounded"
_MOST_PASSES = 60


@dataclass
class Screened:
    """Some rows decided: their answers by row number, refusals, and what was counted."""

    table: pl.DataFrame
    refusals: list[Refusal] = field(default_factory=list)
    by_file: int = 0
    looked_again: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)


class Screening:
    """Engines made once, for any number of chunks of a table."""

    def __init__(
        self, setting: Setting, jurisdictions: Iterable[str], stated: frozenset[str] | None = None
    ) -> None:
        """`stated`: the only facts that any row states, where that is known beforehand."""
        self.setting = setting
        self._stated = stated
        if stated is not None:
            self._stated = stated | frozenset(setting.question.office.facts)
        self._careful: set[str] = set()
        self._figures: dict[Engine, FiguresOfRules] = {}
        places = sorted({j for j in jurisdictions if j in setting.known})
        self.matters = sorted({
            name for place in places for name in self._names(place)
        })  # fmt: skip

        self.of_items = {
            entry.id for place in places
            for entry in self._engine(place, setting.as_of).plan.entries().values()
            if entry.columns.frame != TOP
        }  # fmt: skip

    def _names(self, place: str) -> list[str]:
        return [m.name for m in self._engine(place, self.setting.as_of).plan.matters]

    def _pack(self, place: str) -> Pack:
        return self.setting.book(place).packs[place]

    def _key(self, place: str, day: date) -> tuple[Any, ...]:
        return place, epoch(self.setting.edges_of(place), day), self._stated

    def _engine(self, place: str, day: date) -> Engine:
        key = self._key(place, day)
        if key not in self.setting.engines:
            book = self.setting.book(place)
            held = plan(
                book, book.packs[place], self.setting.question, self.setting.as_of, day,
                catalogue(), self._stated,
            )  # fmt: skip
            self.setting.engines[key] = Engine(held, self.setting.question.office.calendar)
        return self.setting.engines[key]

    def _figures_of(self, engine: Engine) -> FiguresOfRules:
        if engine not in self._figures:
            self._figures[engine] = FiguresOfRules(engine.plan)
        return self._figures[engine]

    def screen(self, sheet: Sheet, numbers: pl.Series) -> Screened:
        """The rows of a sheet decided; `numbers`: their numbers in the table."""
        found = Screened(pl.DataFrame())
        parts: list[pl.DataFrame] = []
        for place, rows_ in self._groups(sheet):
            own = sheet if rows_ is None else sheet.only(rows_)
            mine = numbers if rows_ is None else numbers.gather(rows_)
            odd = None
            if place in self.setting.known:
                decided, odd = self._decide(str(place), own, mine, found)
                parts += decided
            if odd is None or odd.any():
                parts.append(self._by_file(own, odd, mine, found))
        order = list(self._schema)
        whole = [p for p in parts if p.height] or [self.blank]
        blank = [c for c in order if any(c not in p.columns for p in whole)]
        if blank or len(whole) > 1:
            whole = [pl.concat([self.blank, *whole], how="diagonal").sort(NUMBER)]
        told = whole[0]
        found.table = told if told.columns == order else of_columns(told[n] for n in order)
        return found

    def _groups(self, sheet: Sheet) -> Iterator[tuple[str | None, pl.Series | None]]:
        """The rows of each jurisdiction; None: all of them."""
        if self.setting.jurisdiction is not None:
            yield self.setting.jurisdiction, None
            return
        places = self._places(sheet)
        distinct = places.unique().to_list()
        for place in distinct:
            yield place, _where(places, place) if len(distinct) > 1 else None

    def _places(self, sheet: Sheet) -> pl.Series:
        heading = next((t.heading for t in sheet.targets if t.path == JURISDICTION), None)
        if heading is None:
            return pl.repeat(None, sheet.cells.height, dtype=pl.String, eager=True)
        return sheet.cells[heading].cast(pl.String)

    @cached_property
    def _schema(self) -> dict[str, Any]:
        """The columns of the answer with their types."""
        first: dict[str, Any] = {NUMBER: pl.Int64, JURISDICTION: pl.Categorical}
        last = {ROUNDED: pl.String} if self.setting.rounds else {}
        found = first | an.schema(self.matters, self.setting.statuses, self.of_items) | last
        told = self.setting.columns | {NUMBER}
        return {name: kind for name, kind in found.items() if an.is_told(name, told)}

    @cached_property
    def blank(self) -> pl.DataFrame:
        """An answer without rows."""
        return pl.DataFrame(schema=self._schema)

    def _decide(
        self, place: str, sheet: Sheet, numbers: pl.Series, found: Screened
    ) -> tuple[list[pl.DataFrame], pl.Series]:
        """The rows decided, in one pass where that settles them, and those that are odd."""
        if self.setting.figures or place in self._careful:
            return self._with_care(place, sheet, numbers, found)
        whole = with_office(sheet, self.setting.question.office.origins)
        read = read_plainly(whole, self._pack(place).vocabulary)
        self._own_days(read)
        parts: list[pl.DataFrame] = []
        rest: list[pl.Series] = []
        held = held_by(read)
        for day, at in self._days(place, read.frames[TOP], ~read.odd):
            part = read.frames if at is None else read.frames.only(at)
            passed = self._one_pass(place, day, held).run(part)
            setting, plan_ = self.setting, self._engine(place, day).plan
            table = plain_answers(passed, plan_, setting.statuses, setting.columns)
            own = numbers if at is None else numbers.gather(at)
            table = self._placed(table, own, place, plan_)
            if passed.again is not None:
                table = table.filter(~passed.again)
                again = passed.again.arg_true()
                rest.append(again if at is None else at.gather(again))
            parts.append(table)
        return self._and_the_rest(place, sheet, numbers, found, read.odd, parts, rest)

    def _and_the_rest(
        self, place: str, sheet: Sheet, numbers: pl.Series, found: Screened, odd: pl.Series,
        parts: list[pl.DataFrame], rest: list[pl.Series],
    ) -> tuple[list[pl.DataFrame], pl.Series]:  # fmt: skip
        """The rows that one pass has not settled, decided with care beside the others."""
        rows_ = pl.concat(rest).sort() if rest else None
        if rows_ is None or rows_.len() == 0:
            return parts, odd
        if 2 * rows_.len() > numbers.len():
            self._careful.add(place)
        told, mine = self._with_care(place, sheet.only(rows_), numbers.gather(rows_), found)
        if mine.any():
            odd = odd.scatter(rows_.filter(mine), values=True)
        return [*parts, *told], odd

    def _placed(
        self, table: pl.DataFrame, numbers: pl.Series, place: str, plan_: Plan
    ) -> pl.DataFrame:
        asked, rules = self._schema, plan_.reported
        several = (
            STATUS + r for r in self.setting.statuses
            if r in self.of_items or (r in rules and rules[r][0].columns.frame != TOP)
        )  # fmt: skip
        other: Any = {n: asked[n] for n in several if table[n].dtype != asked[n]}
        if other:  # a rule that does not speak on this day has no subjects to tell its form
            table = table.cast(other)
        if JURISDICTION in asked:
            said = pl.repeat(place, table.height, dtype=pl.Categorical, eager=True)
            table.insert_column(0, said.alias(JURISDICTION))
        return table.insert_column(0, numbers.alias(NUMBER))

    def _with_care(
        self, place: str, sheet: Sheet, numbers: pl.Series, found: Screened
    ) -> tuple[list[pl.DataFrame], pl.Series]:
        """The rows decided rule by rule, with a second look where that is needed."""
        engine = self._engine(place, self.setting.as_of)
        needs = engine.needs()
        needs.setdefault(TOP, set()).add("#i")
        if self.setting.figures:
            for frame, name in self._figures_of(engine).needs():
                needs.setdefault(frame, set()).add(name)
        whole = with_office(sheet, self.setting.question.office.origins)
        read = read_sheet(whole, self._pack(place).vocabulary, needs)
        self._own_days(read)
        parts = []
        for day, at in self._days(place, read.frames[TOP], ~read.odd):
            engine = self._engine(place, day)
            part = read.frames if at is None else read.frames.only(at)
            decided = engine.decide(part)
            found.looked_again += decided.looked_again
            if self.setting.figures:
                found.figures += self._figures_of(engine).count(decided)
            table = an.answers(decided, engine, self.setting.statuses)
            own = numbers if at is None else numbers.gather(at)
            parts.append(self._placed(table, own, place, engine.plan))
        return parts, read.odd

    def _one_pass(self, place: str, day: date, held: Held) -> OnePass:
        key = (*self._key(place, day), held)
        passes = self.setting.passes
        if key not in passes:
            if len(passes) >= _MOST_PASSES:  # chunks of which each holds other columns
                passes.clear()
            plan_ = self._engine(place, day).plan
            passes[key] = OnePass(plan_, self.setting.statuses, self.setting.columns, held)
        return passes[key]

    def _own_days(self, read: Read) -> None:
        """Mark the rows that state another day of judgement, where their own counts."""
        table = read.frames[TOP]
        if not self.setting.forced and AS_OF in table.columns:
            other = table[AS_OF] != (self.setting.as_of - EPOCH).days
            read.odd = read.odd | other.fill_null(value=False)

    def _days(
        self, place: str, table: pl.DataFrame, fine: pl.Series
    ) -> Sequence[tuple[date, pl.Series | None]]:
        """Rows by the day whose law governs them, those of one epoch together; None: all rows."""
        pack, as_of = self._pack(place), self.setting.as_of
        if not fine.any():
            return []
        if pack.source.transition != "by_receipt" or RECEIVED not in table.columns:
            return [(as_of, None if fine.all(ignore_nulls=False) else fine.arg_true())]
        rows = fine.arg_true()
        received = table[RECEIVED].gather(rows).fill_null((as_of - EPOCH).days)
        found = by_epoch(self.setting.edges_of(place), received, rows)
        return [(day, None if at.len() == fine.len() else at) for day, at in found]

    def _by_file(
        self, sheet: Sheet, odd: pl.Series | None, numbers: pl.Series, found: Screened
    ) -> pl.DataFrame:
        rows = list(range(numbers.len())) if odd is None else odd.arg_true().to_list()
        parcels = parcels_of(sheet, rows)
        answered: list[dict[str, Any]] = []
        for index in rows:
            number = int(numbers[index])
            row = written(sheet, index, parcels.get(index))
            given = submission(row, number, self.setting.read)
            if isinstance(given, list):
                found.refusals += given
                continue
            try:
                assessment = self.setting.assess(given)
            except Refused as refused:
                found.refusals += [
                    Refusal(number, "", "", d.code, d.message) for d in refused.diagnostics
                ]
                continue
            found.by_file += 1
            answer = an.of_assessment(assessment, self.matters, self.setting.statuses)
            if self.setting.rounds:
                answer[ROUNDED] = SEPARATOR.join(rounded(row, given)) or None
            answered.append({NUMBER: number, JURISDICTION: given.jurisdiction, **answer})
        return pl.DataFrame(answered, schema=dict(self.blank.schema))


def _where(places: pl.Series, place: str | None) -> pl.Series:
    """The rows of one jurisdiction, or of none."""
    return (
        places.is_null() if place is None else (places == place).fill_null(value=False)
    ).arg_true()

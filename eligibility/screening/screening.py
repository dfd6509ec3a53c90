"""The screening of a table: groups of rows to engines, odd rows to the reader of `assess`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from eligibility.errors import Place, Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.conclude import Interpreter
from eligibility.language.library import Rulebook
from eligibility.language.pack import InForce, Pack
from eligibility.screening import answers as an
from eligibility.screening.by_file import Reader, Refusal, submission
from eligibility.screening.by_interpreter import Row, rows
from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import EPOCH
from eligibility.screening.deciding import plan
from eligibility.screening.engine import BLURRED, Decided, Engine
from eligibility.screening.headings import CODE, JURISDICTION, RECEIVED
from eligibility.screening.polars_door import pl
from eligibility.screening.sheets import Sheet, read_sheet
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, OpenNormFinding, Review, Submission

NOWHERE = Place("", 1, 1)


@dataclass(frozen=True)
class Setting:
    """What holds for a whole screening. `book` gives the rules of a jurisdiction."""

    book: Callable[[str], Rulebook]
    read: Reader
    known: frozenset[str]
    question: Question
    as_of: date
    jurisdiction: str | None = None
    statuses: tuple[str, ...] = ()


@dataclass
class Screened:
    """Some rows decided: their answers by row number, refusals, and what was counted."""

    table: pl.DataFrame
    refusals: list[Refusal] = field(default_factory=list)
    by_file: int = 0
    looked_again: Counter[str] = field(default_factory=Counter)


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
        self._engines: dict[tuple[str, int], Engine] = {}
        self._needs: dict[str, dict[str, set[str]]] = {}
        places = sorted({j for j in jurisdictions if j in setting.known})
        self.matters = sorted({
            name for place in places for name in self._names(place)
        })  # fmt: skip

    def _names(self, place: str) -> list[str]:
        return [m.name for m in self._engine(place, self.setting.as_of).plan.matters]

    def _pack(self, place: str) -> Pack:
        return self.setting.book(place).packs[place]

    def _engine(self, place: str, day: date) -> Engine:
        book = self.setting.book(place)
        pack = book.packs[place]
        key = (place, _epoch(book, pack, day))
        if key not in self._engines:
            held = plan(
                book, pack, self.setting.question, self.setting.as_of, day, catalogue(),
                self._stated,
            )  # fmt: skip
            self._engines[key] = Engine(held)
        return self._engines[key]

    def screen(self, sheet: Sheet, numbers: pl.Series) -> Screened:
        """The rows of a sheet decided; `numbers`: their numbers in the table."""
        places = self._places(sheet)
        found = Screened(self._blank())
        parts: list[pl.DataFrame] = []
        for place in places.unique().to_list():
            rows = _where(places, place)
            own = sheet if len(rows) == len(places) else sheet.only(rows)
            odd = pl.repeat(value=True, n=len(rows), dtype=pl.Boolean, eager=True)
            if place in self.setting.known:
                decided, odd = self._decide(place, own, numbers[rows], found)
                parts += decided
            parts.append(self._by_file(own, odd, numbers[rows], found))
        order = list(found.table.columns)
        whole = [p for p in parts if p.height] or [found.table]
        blank = [c for c in order if any(c not in p.columns for p in whole)]
        if blank or len(whole) > 1:
            whole = [pl.concat([found.table, *whole], how="diagonal").sort(an.NUMBER)]
        found.table = whole[0].select(order)
        return found

    def _places(self, sheet: Sheet) -> pl.Series:
        if self.setting.jurisdiction is not None:
            return pl.repeat(
                self.setting.jurisdiction, sheet.cells.height, dtype=pl.String, eager=True
            )
        heading = next((t.heading for t in sheet.targets if t.path == JURISDICTION), None)
        if heading is None:
            return pl.repeat(None, sheet.cells.height, dtype=pl.String, eager=True)
        return sheet.cells[heading].cast(pl.String)

    def _blank(self) -> pl.DataFrame:
        columns = {an.NUMBER: pl.Int64, JURISDICTION: pl.String}
        return pl.DataFrame(schema=columns | dict(an.schema(self.matters, self.setting.statuses)))

    def _decide(
        self, place: str, sheet: Sheet, numbers: pl.Series, found: Screened
    ) -> tuple[list[pl.DataFrame], pl.Series]:
        engine = self._engine(place, self.setting.as_of)
        needs = engine.needs()
        needs.setdefault(TOP, set()).add("#i")
        read = read_sheet(sheet, self._pack(place).vocabulary, needs)
        parts = []
        for day, at in self._days(place, read.frames[TOP], ~read.odd):
            engine = self._engine(place, day)
            part = read.frames if len(at) == len(numbers) else read.frames.only(at)
            decided = engine.decide(part)
            found.looked_again += decided.looked_again
            table = an.answers(decided, engine.plan, self.setting.statuses)
            table = self._settled(place, decided, table)
            own = numbers if len(at) == len(numbers) else numbers.gather(at)
            parts.append(
                table.with_columns(own.alias(an.NUMBER), pl.lit(place).alias(JURISDICTION))
            )
        return parts, read.odd

    def _settled(self, place: str, decided: Decided, table: pl.DataFrame) -> pl.DataFrame:
        """The answers with the interpreter's missing facts where the columns say too many."""
        if decided.undetermined.len() == 0 or not decided.missing[BLURRED].any():
            return table
        blurred = decided.undetermined.filter(decided.missing[BLURRED])
        told = [
            an.SEPARATOR.join(
                sorted({an.unnumbered(path) for path in self._assessed(place, row).missing})
            )
            for row in rows(decided.frames.only(blurred), catalogue())
        ]
        held = table[an.MISSING_FACTS].to_list()
        for index, missing in zip(blurred.to_list(), told, strict=True):
            held[index] = missing
        return table.with_columns(pl.Series(an.MISSING_FACTS, held, dtype=pl.String))

    def _assessed(self, place: str, row: Row) -> Assessment:
        findings = tuple(
            OpenNormFinding(p, "satisfied" if v else "violated", "", None, "", NOWHERE)
            for p, v in row.findings.items()
        )
        given = Facts(row.values, row.origins)
        review = Review(received_on=row.received_on, findings=findings)
        held = Submission("", place, (), None, given, review)
        return assess(self.setting.book(place), held, self.setting.question, Interpreter())

    def _days(
        self, place: str, table: pl.DataFrame, fine: pl.Series
    ) -> list[tuple[date, pl.Series]]:
        """Rows by the day whose law governs them; those of one epoch together."""
        pack, as_of = self._pack(place), self.setting.as_of
        rows = fine.arg_true()
        if len(rows) == 0:
            return []
        if pack.source.transition != "by_receipt" or RECEIVED not in table.columns:
            return [(as_of, rows)]
        day_numbers = table[RECEIVED].gather(rows).fill_null((as_of - EPOCH).days)
        book = self.setting.book(place)
        epochs = {
            number: _epoch(book, pack, EPOCH + timedelta(days=number))
            for number in day_numbers.unique().to_list()
        }
        found = []
        by_epoch = day_numbers.replace_strict(epochs, return_dtype=pl.Int64)
        for epoch in by_epoch.unique().to_list():
            mask = (by_epoch == epoch).arg_true()
            day = EPOCH + timedelta(days=int(day_numbers.gather(mask)[0]))
            found.append((day, rows.gather(mask)))
        return found

    def _by_file(
        self, sheet: Sheet, odd: pl.Series, numbers: pl.Series, found: Screened
    ) -> pl.DataFrame:
        rows = odd.arg_true().to_list()
        parcels = _parcels_of(sheet, rows)
        answered: list[dict[str, Any]] = []
        for index in rows:
            number = int(numbers[index])
            given = submission(sheet, index, number, self.setting.read, parcels.get(index))
            if isinstance(given, list):
                found.refusals += given
                continue
            try:
                place = given.jurisdiction or ""
                question = Question(
                    self.setting.as_of, self.setting.question.matters,
                    self.setting.question.background, self.setting.question.office,
                )  # fmt: skip
                assessment = assess(self.setting.book(place), given, question, Interpreter())
            except Refused as refused:
                found.refusals += [
                    Refusal(number, "", "", d.code, d.message) for d in refused.diagnostics
                ]
                continue
            found.by_file += 1
            answer = an.of_assessment(assessment, self.matters, self.setting.statuses)
            answered.append({an.NUMBER: number, JURISDICTION: place, **answer})
        return pl.DataFrame(answered, schema=dict(self._blank().schema))


def _where(places: pl.Series, place: str | None) -> pl.Series:
    """The rows of one jurisdiction, or of none."""
    return (
        places.is_null() if place is None else (places == place).fill_null(value=False)
    ).arg_true()


def _parcels_of(sheet: Sheet, rows: list[int]) -> Mapping[int, list[dict[str, Any]]]:
    """The items that the second table holds for some rows."""
    if sheet.parcels is None or not rows:
        return {}
    code = next(t.heading for t in sheet.targets if t.path == CODE)
    theirs = next(t.heading for t in sheet.parcel_targets if t.path == CODE)
    wanted = sheet.cells[code].gather(rows).cast(pl.String).str.strip_chars().to_list()
    there = sheet.parcels.filter(
        pl.col(theirs).cast(pl.String).str.strip_chars().is_in([w for w in wanted if w is not None])
    )
    by_code: dict[str, list[dict[str, Any]]] = {}
    for item in there.iter_rows(named=True):
        by_code.setdefault(str(item[theirs]).strip(), []).append(item)
    return {row: by_code.get(w, []) for row, w in zip(rows, wanted, strict=True) if w is not None}


def _epoch(book: Rulebook, pack: Pack, day: date) -> int:
    """The number of the stretch of days, all with the same rules and figures, that a day is in."""
    edges: set[date] = set()
    for name in (pack.jurisdiction, *pack.source.extends):
        for span in _spans(book.packs[name]):
            edges |= {span.since} if span.since is not None else set()
            edges |= {span.until + timedelta(days=1)} if span.until is not None else set()
    return bisect_right(sorted(edges), day)


def _spans(pack: Pack) -> Iterable[InForce]:
    yield pack.source.in_force
    for matter in pack.matters.values():
        yield from (rule.in_force for rule in matter.rules)
        yield from (v.in_force for p in matter.parameters.values() for v in p.values)

"""The embedded engine held to the interpreter, over many million statuses.

    python benchmarks/equality.py [--pairs N] [--rows ROWS] [--drawn N] [--pack PACK] [--seed S]
                                  [--table I] [--first I] [--durable N]

Tables of every pack: facts drawn on and around its figures, columns recombined between rows, typed
or as text, wide and narrow, with holes, odd cells and contradictions. Every row is decided as
`screen` does it and as `assess` does; verdict, conclusions, deciding rules, missing facts, each
status, and what is refused with its reason are compared. A pair is the status of a rule for a row
(of a rule for items: for an item) that `screen` decided in columns; rows that it gives to the
reader of `assess` are not counted. With --durable so many rows of all are decided by durable-rules
and by the interpreter, too. --table with --pack repeats a single table;
--first begins with a later one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from equal_tables import DAY, Made, Making, drawn, rulebook

from eligibility.backends import engine
from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.evaluation.assess import assess
from eligibility.evaluation.conclude import Interpreter
from eligibility.screening.answer_columns import STATUS
from eligibility.screening.answers import of_assessment
from eligibility.screening.by_file import parcels_of, submission, written
from eligibility.screening.columns import TOP
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.screening import Screened, Screening
from eligibility.screening.setting import Setting
from eligibility.screening.sheets import Sheet

SHOWN = 12
NORM = "review.findings["


@dataclass
class Told:
    """What was compared, what differed, and how the rows were decided."""

    counts: Counter[str] = field(default_factory=Counter)
    differing: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def differs(self, kind: str, said: str) -> None:
        """Count a difference, and keep the first few in words."""
        self.differing[kind] += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"{kind}: {said}")

    def add(self, other: Told) -> None:
        """Take up another's counts."""
        self.counts += other.counts
        self.differing += other.differing
        self.shown += other.shown[: SHOWN - len(self.shown)]


class Watched(Screening):
    """A screening that keeps which rows were decided how."""

    def __init__(self, setting: Setting, place: str, stated: frozenset[str] | None) -> None:
        super().__init__(setting, {place}, stated)
        self.filed: set[int] = set()
        self.careful = 0

    def _by_file(
        self, sheet: Sheet, odd: pl.Series | None, numbers: pl.Series, found: Screened
    ) -> pl.DataFrame:
        self.filed |= set(numbers if odd is None else numbers.filter(odd))
        return super()._by_file(sheet, odd, numbers, found)

    def _with_care(
        self, place: str, sheet: Sheet, numbers: pl.Series, found: Screened
    ) -> tuple[list[pl.DataFrame], pl.Series]:
        self.careful += numbers.len()
        return super()._with_care(place, sheet, numbers, found)


def setting(place: str, *, asked: bool = False) -> Setting:
    """A screening of a pack that tells every status; `asked`: about each of its matters."""
    packs = rulebook().packs
    names = (place, *packs[place].source.extends)
    rules = tuple(r.id for n in names for m in packs[n].matters.values() for r in m.rules)
    matters = tuple(sorted(packs[place].matters)) if asked else ()
    return setting_of(Desk(as_of=f"{DAY}", jurisdiction=place, matters=matters), rules)[0]


def compared(held: Setting, made: Made) -> Told:
    """A table decided by columns and row by row."""
    start = time.perf_counter()
    screening, found = in_columns(held, made)
    between = time.perf_counter()
    wanted = row_by_row(screening, made)
    told = differing(screening, found, wanted)
    told.counts["ms in columns"] = int((between - start) * 1000)
    told.counts["ms by the interpreter"] = int((time.perf_counter() - between) * 1000)
    return told


def in_columns(held: Setting, made: Made) -> tuple[Watched, Screened]:
    """A table decided as `screen` does it."""
    sheet = made.sheet
    stated = None if sheet.lines is not None else frozenset(t.path for t in sheet.targets)
    if stated is not None and sheet.parcels is not None:
        stated |= {"land.parcels"}
    screening = Watched(held, str(held.jurisdiction), stated)
    return screening, screening.screen(sheet, _numbers(made))


def row_by_row(screening: Screening, made: Made) -> Screened:
    """A table decided as `assess` does it."""
    wanted = Screened(screening.blank)
    plain = Screening._by_file  # noqa: SLF001  what `screen` does with odd rows, with every row
    wanted.table = plain(screening, made.sheet, None, _numbers(made), wanted)
    return wanted


def differing(screening: Watched, found: Screened, wanted: Screened) -> Told:
    """What both say, compared."""
    told = Told()
    refused = {r.row for r in wanted.refusals}
    told.counts["rows"] = wanted.table.height + len(refused)
    told.counts["rows refused"] = len(refused)
    told.counts["rows with care"] = screening.careful
    _refusals(found, wanted, told)
    _answers(found.table, wanted.table.select(found.table.columns), screening.filed, told)
    return told


def _numbers(made: Made) -> pl.Series:
    return pl.int_range(1, made.sheet.cells.height + 1, eager=True)


def _refusals(found: Screened, wanted: Screened, told: Told) -> None:
    a, b = set(found.refusals), set(wanted.refusals)
    for one in sorted(a ^ b, key=lambda r: r.row):
        told.differs("refusal", f"row {one.row}: {one} {'only in columns' if one in a else 'lost'}")


def _answers(found: pl.DataFrame, wanted: pl.DataFrame, filed: set[int], told: Told) -> None:
    """Every answer compared; those of rows that columns decided are counted."""
    rows = wanted["row"].to_list()
    if found["row"].to_list() != rows:
        told.differs("rows", f"{found.height} for {wanted.height}")
        return
    own = [row not in filed for row in rows]
    told.counts["rows in columns"] += sum(own)
    for name in wanted.columns:
        kind = name.partition(":")[0]
        a, b = found[name].cast(pl.String).to_list(), wanted[name].cast(pl.String).to_list()
        if kind == "status":
            said = (1 + x.count(SEPARATOR) for x, o in zip(b, own, strict=True) if o and x)
            told.counts["pairs"] += sum(said)
            told.counts["pairs, silent rules too"] += sum(own)
        else:
            told.counts["other answers"] += sum(own)
        if a != b:
            for row, x, y in zip(rows, a, b, strict=True):
                if x != y:
                    told.differs(kind, f"row {row}: {name}: {x!r} for {y!r}")


class Tables:
    """What makes the tables of a pack, and the screenings that they take in turn."""

    def __init__(self, place: str, count: int, seed: str) -> None:
        self.settings = (setting(place, asked=True), setting(place))
        running = Screening(self.settings[0], {place})._engine(place, DAY)  # noqa: SLF001  its needs
        norms = [n for n in sorted(running.needs()[TOP]) if n.startswith(NORM)]
        self.making = Making(place, drawn(place, count), norms, seed)

    def table(self, index: int, height: int) -> tuple[Setting, Made]:
        """The table of a number; of three the last is asked about no matter in particular."""
        return self.settings[index % 3 // 2], self.making.table(index, height)


def by_durable(held: Setting, made: Made, count: int) -> Told:
    """Some rows decided by durable-rules, beside the interpreter."""
    told, sheet = Told(), made.sheet
    matters = Screening(held, {str(held.jurisdiction)}).matters
    rows = list(range(min(count, sheet.cells.height)))
    parcels = parcels_of(sheet, rows)
    for index in rows:
        given = submission(written(sheet, index, parcels.get(index)), index + 1, held.read)
        if isinstance(given, list):
            continue
        one, other = (
            _of(held, given, matters, e) for e in (engine("durable"), Interpreter())
        )  # fmt: skip
        told.counts["rows by durable-rules"] += 1
        told.counts["pairs by durable-rules"] += sum(
            1 + v.count(SEPARATOR) for k, v in other.items() if v and k.startswith(STATUS)
        )
        for name in other:
            if one[name] != other[name]:
                told.differs(f"durable {name.partition(':')[0]}", f"row {index + 1}: {name}")
    return told


def _of(held: Setting, given: Any, matters: list[str], by: Any) -> dict[str, Any]:
    book = held.book(str(held.jurisdiction))
    return of_assessment(assess(book, given, held.question, by), matters, held.statuses)


def main() -> None:
    """Compare until there are pairs enough, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000_000)
    parser.add_argument("--rows", type=int, default=1_500)
    parser.add_argument("--drawn", type=int, default=250)
    parser.add_argument("--pack", action="append")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--table", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--durable", type=int, default=0)
    asked = parser.parse_args()
    whole, start = Told(), time.perf_counter()
    places = asked.pack or sorted(rulebook().packs)
    running = {p: Tables(p, asked.drawn, asked.seed) for p in places}
    index, many = asked.table or asked.first, asked.durable
    each = -(-many // (len(places) * 3))
    while whole.counts["pairs"] < asked.pairs:
        for place in places:
            held, made = running[place].table(index, asked.rows)
            told = compared(held, made)
            if whole.counts["rows by durable-rules"] < many:
                told.add(by_durable(held, made, each))
            whole.add(told)
            _progress(place, index, made, told, whole, time.perf_counter() - start)
        if asked.table is not None:
            break
        index += 1
    print(f"{time.perf_counter() - start:.0f} s")
    for name, many in {**whole.counts, "differences": whole.differing.total()}.items():
        print(f"{many:>12,} {name}")
    print("\n".join(f"{n:>12,} differ in {k}" for k, n in whole.differing.most_common()))
    print("\n".join(whole.shown))
    sys.exit(bool(whole.differing))


def _progress(place: str, index: int, made: Made, told: Told, whole: Told, seconds: float) -> None:
    n = told.counts
    print(
        f"{seconds:6.0f} s {place} {index} ({made.form}, {made.width} facts): {n['rows']} rows, "
        f"{n['rows refused']} refused, {n['rows in columns']} in columns "
        f"({n['rows with care']} with care), {n['pairs']:,} pairs, {whole.counts['pairs']:,} in "
        f"all, columns {n['ms in columns']} ms, interpreter {n['ms by the interpreter']} ms, "
        f"differs {dict(told.differing) or 'nothing'}",
        flush=True,
    )
    for said in told.shown:
        print(f"       {said}", flush=True)


if __name__ == "__main__":
    main()

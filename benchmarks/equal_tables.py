"""Tables made of facts drawn around the figures of a pack, columns recombined between rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import polars as pl
from equal_cells import Cells
from hypothesis import HealthCheck, Phase, given, settings

from eligibility.language.library import Rulebook, load_packs
from eligibility.language.values import UNKNOWN, Record, Value
from eligibility.screening.headings import targets
from eligibility.screening.ndjson import flattened
from eligibility.screening.sheets import Sheet
from eligibility.strategies.for_facts import facts
from eligibility.submission.catalogue import catalogue
from eligibility.submission.coherence import PARTS

DAY = date(2026, 6, 30)
SHARES = (1.0, 0.7, 0.4, 0.15)
CHANGES = (0.0, 0.05, 0.2, 0.6)
TYPED, TEXT, LINES, SECOND = "typed", "text", "ndjson", "typed, parcels in a second table"
FORMS = (TYPED, TEXT, TYPED, LINES, TYPED, SECOND)
Row = dict[str, Value]


@cache
def rulebook() -> Rulebook:
    """Every pack."""
    return load_packs(catalogue(), None)


@cache
def drawn(place: str, count: int) -> tuple[Row, ...]:
    """Facts on and around the figures of a pack, some whole and some full of holes."""
    found: list[Row] = []

    @settings(max_examples=count, database=None, deadline=None, derandomize=True,
              suppress_health_check=list(HealthCheck), phases=[Phase.generate])  # fmt: skip
    @given(facts(rulebook().packs[place]))
    def collect(one: Any) -> None:
        found.append(dict(one.values))

    collect()
    return tuple(found)


@dataclass(frozen=True)
class Made:
    """A table and how it was made."""

    sheet: Sheet
    form: str
    width: int


class Making:
    """Tables of one pack; the same `seed` and number give the same table."""

    def __init__(self, place: str, base: Sequence[Row], norms: Sequence[str], seed: str) -> None:
        self.place, self.base, self.norms, self.seed = place, base, norms, seed
        self.paths = sorted({path for row in base for path in row})

    def table(self, index: int, height: int) -> Made:
        """The table of a number."""
        rng = Random(f"{self.seed}|{self.place}|{index}")
        form = FORMS[index % len(FORMS)]
        share = SHARES[index // len(FORMS) % len(SHARES)] if index else 1.0
        stated = [p for p in self.paths if rng.random() < share] or self.paths
        rows = [self._row(rng, stated) for _ in range(height)]
        labels = sorted(rulebook().packs[self.place].vocabulary.industries)
        cells = Cells(rng, labels[:50], rng.choice((0, 0, 0, 1)))
        making = self._lines if form == LINES else self._cells
        return Made(making(rng, cells, form, stated, rows), form, len(stated))

    def _row(self, rng: Random, stated: Sequence[str]) -> Row:
        own, change = rng.choice(self.base), rng.choice(CHANGES)
        row = {p: own.get(p, UNKNOWN) for p in stated}
        for path in stated:
            if rng.random() < change:
                row[path] = rng.choice(self.base).get(path, UNKNOWN)
            if rng.random() < 0.02:
                row[path] = self._moved(rng, path, row[path])
        _agreeing(rng, row)
        return row

    def _moved(self, rng: Random, path: str, value: Any) -> Any:
        """A value beside this one, or its items together with those of another row."""
        if isinstance(value, date):
            return min(value + timedelta(rng.choice((-1, 1, 365))), date(2999, 12, 31))
        if isinstance(value, int) and not isinstance(value, bool):
            return rng.choice((max(value - 1, 1), value + 1, 2 * value, -(-value // 2)))
        if isinstance(value, tuple):
            other = rng.choice(self.base).get(path, UNKNOWN)
            both = value + other if isinstance(other, tuple) else value[:-1]
            return both if any(isinstance(v, Record) for v in both) else tuple(dict.fromkeys(both))
        return UNKNOWN

    def _cells(
        self, rng: Random, cells: Cells, form: str, stated: Sequence[str], rows: Sequence[Row]
    ) -> Sheet:
        columns, parcels, parcel_targets = [], None, []
        for path in stated:
            held = cells.column(path, catalogue()[path], [r[path] for r in rows], text=form == TEXT)
            if path == "land.parcels" and form in (SECOND, TEXT):
                parcels = _second(held)
                parcel_targets = targets(parcels.columns, file="drawn", below=path)
            else:
                columns.append(held)
        if parcels is not None:
            columns = [c for c in columns if c.name != "project.code"]
            columns.append(pl.Series("project.code", [f"P{i}" for i in range(len(rows))]))
        columns += self._findings(rng, len(rows), text=form == TEXT)
        if rng.random() < 0.3:
            days = [DAY - timedelta(rng.randrange(2500)) for _ in rows]
            held = [d if rng.random() < 0.9 else None for d in days]
            columns.append(pl.Series("review.received_on", held, dtype=pl.Date))
        table = pl.DataFrame(columns)
        return Sheet(table, targets(table.columns, file="drawn"), parcels, parcel_targets)

    def _findings(self, rng: Random, height: int, *, text: bool) -> list[pl.Series]:
        said: tuple[Any, ...] = (True, False, None)
        if text:
            said = ("satisfied", "violated", None, "符合", "不符合", " 符合")
        often = rng.choice((0.0, 0.0, 0.5))
        chosen = [norm for norm in self.norms if rng.random() < often]
        return [pl.Series(norm, [rng.choice(said) for _ in range(height)]) for norm in chosen]

    def _lines(
        self, rng: Random, cells: Cells, _form: str, _stated: Sequence[str], rows: Sequence[Row]
    ) -> Sheet:
        texts = [json.dumps(_nested(rng, cells, row), ensure_ascii=False) for row in rows]
        table, lines = flattened(texts)
        return Sheet(table, targets(table.columns, file="drawn"), None, [], lines)


def _agreeing(rng: Random, row: Row) -> None:
    """Most parts that are larger than their whole are made as large, or less."""
    for part, whole in PARTS:
        a, b = row.get(part), row.get(whole)
        if isinstance(a, int) and isinstance(b, int) and a > b and rng.random() < 0.98:
            row[part] = rng.choice((b, max(b * 7 // 100, 1), UNKNOWN))


def _second(held: pl.Series) -> pl.DataFrame:
    """The items of a column as a table of their own."""
    codes = pl.Series("project.code", [f"P{i}" for i in range(held.len())])
    items = pl.DataFrame([codes, held.alias("v")]).filter(pl.col("v").list.len() > 0).explode("v")
    columns = items.unnest("v").get_columns()
    return pl.DataFrame([c for c in columns if not isinstance(c.dtype, pl.List)])


def _nested(rng: Random, cells: Cells, row: Row) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for path, value in row.items():
        if value is UNKNOWN and rng.random() < 0.9:
            continue
        section, _, key = path.partition(".")
        whole.setdefault(section, {})[key] = _told(cells, value, catalogue()[path])
    return whole


def _told(cells: Cells, value: Any, kind: Any) -> Any:
    if isinstance(value, tuple):
        return [_told(cells, item, kind.item) for item in value]
    if isinstance(value, Record):
        there = {k: v for k, v in value.fields.items() if v is not UNKNOWN}
        return {k: _told(cells, v, kind.fields[k]) for k, v in there.items()}
    if isinstance(value, bool):
        return value
    return cells.text(value, kind)

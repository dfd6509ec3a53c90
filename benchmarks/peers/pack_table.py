"""A table for a whole pack: a column for each fact that its rules read, lists and gaps included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from eligibility.evaluation.plans import plan_of
from eligibility.language.library import Rulebook
from eligibility.language.pack import Vocabulary
from eligibility.language.types import Kind, Type
from eligibility.submission.catalogue import catalogue
from eligibility.submission.coherence import PARTS

SEED, BASE, ROW_GROUP, EMPTY = 20261124, 50_000, 122_880, 0.1
_UNITS = {Kind.AREA: "(m2)", Kind.MONEY: "(万元)", Kind.RATE: "(万元/亩)", Kind.RATIO: "(%)"}
_MOST = {Kind.AREA: 2_000, Kind.MONEY: 50_000, Kind.RATE: 400, Kind.RATIO: 101, Kind.COUNT: 12}
# Of these records' fields some are given: others contradict one another when drawn at random.
_FIELDS = {
    "land.parcels": ("area", "current_use", "proposed_use", "origin", "publicly_granted",
                     "certificate_held", "reuse"),
    "consents": ("kind", "issuer", "dated", "land_cap", "floor_cap"),
}  # fmt: skip


def facts(rulebook: Rulebook) -> list[str]:
    """The facts that the rules of a jurisdiction and of its background read."""
    found = {
        fact
        for pack in rulebook.packs.values()
        for matter in pack.matters.values()
        for rule in plan_of(matter).rules
        for fact in rule.facts
    }
    return sorted(found & catalogue().keys())


def write_table(path: Path, rows: int, rulebook: Rulebook, place: str) -> int:
    """Write a table of so many projects; it repeats every 50,000. Comes back: how many columns."""
    draw = _Draw(np.random.default_rng(SEED), min(rows, BASE), rulebook.packs[place].vocabulary)
    columns = [draw.column(fact, catalogue()[fact]) for fact in facts(rulebook)]
    base = pl.DataFrame(columns)
    whole = pl.concat([base] * -(-rows // base.height))[:rows]
    numbered = whole.with_columns(pl.int_range(rows, dtype=pl.Int64).alias("id"))
    numbered.write_parquet(path, compression="snappy", row_group_size=ROW_GROUP)
    return len(columns)


class _Draw:
    """Columns drawn one after the other."""

    def __init__(self, chance: np.random.Generator, height: int, vocabulary: Vocabulary) -> None:
        self.chance, self.height, self.vocabulary = chance, height, vocabulary

    def column(self, fact: str, kind: Type) -> pl.Series:
        """A column with its gaps, named by fact and unit."""
        values = self._values(fact, kind, self.height)
        kept = pl.Series(self.chance.random(self.height) >= EMPTY)
        held = pl.select(pl.when(kept).then(values)).to_series()
        return held.alias(fact + _UNITS.get(kind.kind, ""))

    def _values(self, fact: str, kind: Type, count: int) -> pl.Series:
        if kind.item is not None:
            return self._list(fact, kind.item, count)
        return pl.Series(self._plain(fact, kind)(count))

    def _list(self, fact: str, item: Type, count: int) -> pl.Series:
        lengths = self.chance.integers(0, 4, count)
        total = int(lengths.sum())
        if item.fields:
            plain = (n for n, f in item.fields.items() if f.kind not in (Kind.DATE, Kind.LIST))
            fields = {name: item.fields[name] for name in _FIELDS.get(fact, plain)}
            items = pl.DataFrame([
                self._values(name, kind, total).alias(name + _UNITS.get(kind.kind, ""))
                for name, kind in fields.items()
            ]).to_struct("item")  # fmt: skip
        else:
            items = pl.Series("item", self._plain(fact, item)(total))
        at = pl.Series("at", np.repeat(np.arange(count), lengths))
        held = pl.DataFrame([at, items]).group_by("at").agg("item")
        rows = pl.DataFrame({"at": np.arange(count)})
        joined = rows.join(held, on="at", how="left", maintain_order="left")["item"]
        return joined.fill_null(pl.Series([[]], dtype=pl.List(items.dtype)))

    def _plain(self, fact: str, kind: Type) -> Callable[[int], Any]:
        if kind.kind is Kind.TRUTH:
            return lambda count: self.chance.random(count) < 0.6
        if kind.kind is Kind.DATE:
            first = date(2020, 1, 1)
            days = [first + timedelta(days=n) for n in range(2400)]
            return lambda count: pl.Series(days).gather(self.chance.integers(0, len(days), count))
        if kind.kind in _MOST:
            rank, most = _rank(fact), _MOST[kind.kind]
            low = most * 5 ** (rank - 1) if rank else 1
            return lambda count: self.chance.integers(low, most * 5**rank, count)
        words = pl.Series(kind.words or self._names(fact, kind), dtype=pl.String)
        return lambda count: words.gather(self.chance.integers(0, words.len(), count))

    def _names(self, fact: str, kind: Type) -> list[str]:
        if kind.kind is Kind.INDUSTRY:
            return list(self.vocabulary.industries)
        return list(self.vocabulary.zones) if fact == "zone.name" else ["甲", "乙", "丙"]


def _rank(fact: str) -> int:
    """How many levels of parts a fact has below it: a part is never drawn above its whole."""
    return max((_rank(part) + 1 for part, whole in PARTS if whole == fact), default=0)

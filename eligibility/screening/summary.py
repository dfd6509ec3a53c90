"""What a screening came to: rows in, decided and refused; counts by conclusion, rule, place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening.answer_columns import CONCLUSION, DECIDED_BY, VERDICT
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.headings import JURISDICTION
from eligibility.screening.polars_door import pl
from eligibility.screening.screening import Screened

ZONE = "#zone"
# So many zones are counted by name; the rest come under "…".
MOST_ZONES = 10_000
OTHERS = "…"
_MANY = 100_000  # rows


@dataclass
class Summary:
    """What a run came to: rows in, decided and refused, and counts of the answers.

    `conclusions` are by `matter|conclusion`, `places` by `jurisdiction|verdict`, `zones` by
    `zone|verdict`, `figures` by `rule|bin`. `shown` holds some rows of the answer, for a page.
    """

    rows: int = 0
    refused: int = 0
    by_file: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    conclusions: Counter[str] = field(default_factory=Counter)
    deciding: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    zones: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    looked_again: Counter[str] = field(default_factory=Counter)
    shown: list[dict[str, Any]] = field(default_factory=list)

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
        if len(self.zones) > MOST_ZONES:
            self.zones = _fewer(self.zones)

    def plain(self) -> dict[str, Any]:
        """The counts as plain values."""
        found = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "shown"}
        return {k: dict(v) if isinstance(v, Counter) else v for k, v in found.items()}


def _fewer(zones: Counter[str]) -> Counter[str]:
    found = Counter(dict(zones.most_common(MOST_ZONES // 2)))
    for name in zones.keys() - found.keys():
        found[f"{OTHERS}|{name.rpartition('|')[2]}"] += zones[name]
    return found


def counted(table: pl.DataFrame, zones: pl.Series | None, screened: Screened) -> Summary:
    """What a part came to; `zones`: the zone of each of its rows, where the table names it."""
    columns = [c for c in table.columns if c.startswith(CONCLUSION)]
    refused = len({r.row for r in screened.refusals})
    found = Summary(rows=table.height + refused, refused=refused, by_file=screened.by_file)
    for verdict, many in _concluded(table[VERDICT]):
        found.verdicts[verdict] += many
    if JURISDICTION in table.columns:
        for place, verdict, many in _counts(table, [JURISDICTION, VERDICT]):
            found.places[f"{place}|{verdict}"] += many
    for column in columns:
        for conclusion, many in _concluded(table[column]):
            found.conclusions[f"{column.removeprefix(CONCLUSION)}|{conclusion}"] += many
    if DECIDED_BY in table.columns:
        found.deciding.update(_deciding(table[DECIDED_BY]))
    if zones is not None:
        with_zones = table.select(VERDICT).with_columns(zones.alias(ZONE)).drop_nulls()
        for zone, verdict, many in _counts(with_zones, [ZONE, VERDICT]):
            found.zones[f"{zone}|{verdict}"] += many
    found.refusals = Counter(f"{r.code}|{r.column}" for r in screened.refusals)
    found.looked_again, found.figures = screened.looked_again, screened.figures
    return found


def _deciding(texts: pl.Series) -> dict[str, int]:
    """How many rows each rule decided."""
    by_text = texts.value_counts().with_columns(pl.col(DECIDED_BY).cast(pl.String))
    by_rule = by_text.with_columns(pl.col(DECIDED_BY).str.split(SEPARATOR)).explode(DECIDED_BY)
    told = by_rule.filter(pl.col(DECIDED_BY) != "").group_by(DECIDED_BY).agg(pl.col("count").sum())
    return dict(told.rows())


def _concluded(texts: pl.Series) -> list[tuple[str, int]]:
    """How often a column says each conclusion; many are counted as the numbers that they are."""
    if texts.len() < _MANY:
        return [(word, many) for word, many in texts.value_counts().rows() if word is not None]
    numbers = texts.to_physical()
    counts = ((word, int((numbers == i).sum())) for i, word in enumerate(WORST_FIRST))
    return [(word, many) for word, many in counts if many]


def _counts(table: pl.DataFrame, by: Sequence[str]) -> list[tuple[Any, ...]]:
    return table.group_by(by).len().rows()


def shown(answer: pl.LazyFrame, most: int) -> list[dict[str, Any]]:
    """Some rows of the answer, the worst verdicts first, in their order."""
    found: list[dict[str, Any]] = []
    for verdict in WORST_FIRST:
        left = most - len(found)
        if left > 0:
            rows = answer.filter(pl.col(VERDICT) == verdict).head(left).collect()
            found += rows.rows(named=True)
    return found

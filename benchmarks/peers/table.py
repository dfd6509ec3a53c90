"""The table of the job, drawn from a seed.

Two kinds of record: careful ones keep every rule, often exactly at its figure; careless ones are
drawn around the figures. In six of ten records a cell is empty one time in four, so that 15 % of
all cells are, and each verdict has its share.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from peers.job import COLUMNS, KEY, LEVELS, LISTED

SEED, ROW_GROUP, BATCH = 20261124, 122_880, 1_000_000
_HOLED, _EMPTY, _CAREFUL = 0.6, 0.25, 0.45
_EDGE, _NEAR = 0.06, 0.01


def write_table(path: Path, rows: int, seed: int = SEED) -> None:
    """Write a table of so many records; a longer table begins with the shorter one's batches."""
    parts = [drawn(seed + at, at, min(BATCH, rows - at)) for at in range(0, rows, BATCH)]
    pl.concat(parts).write_parquet(path, compression="snappy", row_group_size=ROW_GROUP)


def drawn(seed: int, first: int, rows: int) -> pl.DataFrame:
    """Records with their number; drawn a batch at a time."""
    values = _values(np.random.default_rng(seed), rows)
    chance = np.random.default_rng(seed + 1)
    holed = chance.random(rows) < _HOLED
    columns = {KEY: pl.Series(np.arange(first, first + rows, dtype=np.int64))}
    for name, heading in COLUMNS.items():
        empty = pl.Series(holed & (chance.random(rows) < _EMPTY))
        held = pl.Series(values[name])
        columns[heading] = pl.select(pl.when(~empty).then(held)).to_series()
    return pl.DataFrame(columns)


def _values(g: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    careful = g.random(n) < _CAREFUL

    def between(low: float, high: float, kept_low: float, kept_high: float) -> np.ndarray:
        wide, kept = g.uniform(low, high, n), g.uniform(kept_low, kept_high, n)
        return np.where(careful, kept, wide)

    def whole(values: np.ndarray) -> np.ndarray:
        return values.astype(np.int64)

    def truth(chance: float, kept: float) -> np.ndarray:
        return g.random(n) < np.where(careful, kept, chance)

    def word(words: tuple[str, ...]) -> np.ndarray:
        return np.array(words)[g.integers(0, len(words), n)]

    major = g.random(n) < 0.4
    land = g.integers(50, 2_000, n) * 100
    own_land = whole(land * between(0.02, 0.20, 0.03, 0.07))
    floor = whole(land * between(0.6, 4.5, 0.8001, 4))
    own_floor = whole(
        np.minimum(floor * between(0.05, 0.40, 0.05, 0.3), own_land * 6 * between(0.5, 1.2, 0.5, 1))
    )
    total = (
        whole(np.exp(between(np.log(2e6), np.log(5e9), np.log(5e6) + 0.001, np.log(5e9)))) // 4 * 4
    )
    made = whole(total * between(0.05, 1.05, 0.2501, 0.8999)) + 1
    made = np.where(g.random(n) < _EDGE, total // 4, made)
    made = np.where(~careful & (g.random(n) < _NEAR), total // 4 + g.integers(-3, 4, n), made)
    edge = g.random(n) < _EDGE
    own_land = np.where(edge, land * np.where(major, 15, 7) // 100, own_land)
    tax_floor = g.choice([15, 20, 30], n)
    intensity_floor = g.choice([200, 300, 400], n)
    intensity = whole(intensity_floor * between(0.6, 2, 1, 2))
    intensity = np.where(~careful & (g.random(n) < _EDGE), intensity_floor * 7 // 10, intensity)
    level = word(LEVELS)
    other = np.where(g.random(n) < 0.5, level, word(LEVELS))
    zone_level = word(LEVELS)
    strict = careful & (zone_level == "provincial")
    return {
        "power_level": np.where(careful, word(LISTED), level),
        "works_level": np.where(careful, word(LISTED), other),
        "land": land, "own_land": own_land, "floor": floor, "own_floor": own_floor, "major": major,
        "pollution": truth(0.05, 0), "energy": truth(0.03, 0), "inefficient": truth(0.04, 0),
        "total": total, "made": made,
        "chains": np.where(careful, g.integers(1, np.where(strict, 3, 4)), g.integers(1, 6, n)),
        "zone_level": zone_level,
        "tax": whole(tax_floor * between(0.8, 1.8, 1, 1.8)), "tax_floor": tax_floor,
        "intensity": intensity, "intensity_floor": intensity_floor,
        "months": np.where(careful, g.integers(0, 61, n), g.integers(0, 73, n)),
        "new": truth(0.7, 1),
    }  # fmt: skip

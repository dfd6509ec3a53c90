"""The statuses of a row's items as one text, and the names of what is true as one text."""

from __future__ import annotations

import random

import polars as pl
import pytest

from eligibility.screening.answer_columns import STATUS_WORDS, STATUSES
from eligibility.screening.combinations import named
from eligibility.screening.items_told import layout

N, S, V, U = STATUS_WORDS
ROWS = [
    ("no rows", [], []),
    ("rows without items", [[], []], ["not_applicable", "not_applicable"]),
    ("one item a row", [[S], [V], [U]], ["satisfied", "violated", "unknown"]),
    ("the order counts", [[S, V], [V, S]], ["satisfied; violated", "violated; satisfied"]),
    ("a row without, between two", [[S], [], [N, U]],
     ["satisfied", "not_applicable", "not_applicable; unknown"]),
    ("none is reported", [[S], None, [V]], ["satisfied", None, "violated"]),
    ("more than are put into words beforehand", [[S] * 6, [V]], ["; ".join([S] * 6), "violated"]),
    ("as many as fit a number, and one more", [[U] * 13, [U] * 14, [], [S]],
     ["; ".join([U] * 13), "; ".join([U] * 14), "not_applicable", "satisfied"]),
    ("many, but not reported", [[S], None], ["satisfied", None]),
]  # fmt: skip


def told(rows: list[list[str] | None], hidden: int = 0) -> pl.Series:
    """What is told of rows of statuses; one that is not reported has so many items."""
    items = [[S] * hidden if row is None else row for row in rows]
    tops = [index for index, row in enumerate(items) for _ in row]
    held = layout(pl.Series(tops, dtype=pl.UInt32), len(rows))
    statuses = pl.Series([s for row in items for s in row], dtype=STATUSES)
    return held.told(statuses, pl.Series([r is not None for r in rows], dtype=pl.Boolean))


@pytest.mark.parametrize(("note", "rows", "want"), ROWS, ids=[r[0] for r in ROWS])
@pytest.mark.parametrize("hidden", [0, 2, 20])
def test_statuses_of_items(note: str, rows: list[list[str] | None], want: list[str], hidden: int):
    found = told(rows, hidden)
    assert found.dtype == pl.Categorical, note
    assert found.to_list() == want, note


@pytest.mark.parametrize("seed", range(20))
def test_any_statuses_of_items(seed: int):
    rng = random.Random(seed)  # noqa: S311  (draws, no secrets)
    most = rng.choice([1, 3, 6, 13, 14, 40])
    rows = [
        None if rng.random() < 0.1 else rng.choices(list(STATUS_WORDS), k=rng.randint(0, most))
        for _ in range(80)
    ]  # fmt: skip
    want = [None if row is None else "; ".join(row) or N for row in rows]
    assert told(rows, most).to_list() == want


NAMES = [
    ("no columns", {}, ["", ""]),
    ("nothing is true", {"a": [False, False]}, ["", ""]),
    ("one, the other, both", {"a": [True, False], "b": [True, True]}, ["a; b", "b"]),
    ("more than fit one number", {f"{n:02}": [n % 40 == 0, n == 69] for n in range(70)},
     ["00; 40", "69"]),
    ("all of many", {f"{n:02}": [True, False] for n in range(130)},
     ["; ".join(f"{n:02}" for n in range(130)), ""]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "flags", "want"), NAMES, ids=[n[0] for n in NAMES])
def test_names_of_what_is_true(note: str, flags: dict[str, list[bool]], want: list[str]):
    found = named(pl.DataFrame(flags, schema=dict.fromkeys(flags, pl.Boolean)), 2)
    assert found.dtype == pl.Categorical, note
    assert found.to_list() == want, note

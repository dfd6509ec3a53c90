"""Lists laid out, one row an item; what is said twice counts once."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from eligibility.screening.columns_facts import ITEM, OPEN, WRITTEN_MARK
from eligibility.screening.items_laid_out import exploded, without_repeats
from eligibility.screening.steps import HERE, ROW

LISTS: list[tuple[str, list[list[str | None] | None], list[tuple[int, str | None, bool]]]] = [
    ("no rows", [], []),
    ("items in order", [["b", "a"], ["c"]], [(0, "b", False), (0, "a", False), (1, "c", False)]),
    ("an empty list has none", [[], ["a"], []], [(1, "a", False)]),
    ("a list that is not known has one that stands for any", [["a"], None, [], ["b"]],
     [(0, "a", False), (1, None, True), (3, "b", False)]),
    ("an item that is not known is none of an unknown list", [[None, "a"]],
     [(0, None, False), (0, "a", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "lists", "want"), LISTS, ids=[r[0] for r in LISTS])
def test_laid_out(note: str, lists: Any, want: list[tuple[int, str | None, bool]]):
    found = exploded(pl.Series(lists, dtype=pl.List(pl.String)))
    assert found.columns == [ROW, "v", OPEN], note
    assert found.rows() == want, note


# Row, word, and as written where it has no name; what is left, by the place of the item.
REPEATS: list[tuple[str, list[tuple[int, str | None, str | None]], list[int]]] = [
    ("nothing", [], []),
    ("other words, and the same in another row", [(0, "a", None), (0, "b", None), (1, "a", None)],
     [0, 1, 2]),
    ("side by side", [(0, "a", None), (0, "a", None), (1, "a", None)], [0, 2]),
    ("with others between", [(0, "a", None), (0, "b", None), (0, "a", None)], [0, 1]),
    ("three times", [(0, "a", None), (0, "a", None), (0, "a", None)], [0]),
    ("in a long list", [(0, f"{n % 11:02}", None) for n in range(24)], list(range(11))),
    ("labels without a name", [(0, None, "x"), (0, None, "y"), (0, None, "x")], [0, 1]),
    ("a name before what is written", [(0, "a", "x"), (0, "b", "x")], [0, 1]),
    ("two of which nothing is known", [(0, None, None), (0, None, None)], [0]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "items", "kept"), REPEATS, ids=[r[0] for r in REPEATS])
def test_what_is_said_twice_counts_once(note: str, items: Any, kept: list[int]):
    schema = {ROW: pl.UInt32, ITEM: pl.String, ITEM + WRITTEN_MARK: pl.String}
    table = pl.DataFrame(items, schema=schema, orient="row").with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias(HERE)
    )
    found = without_repeats(table)
    assert found.drop(HERE).rows() == [items[place] for place in kept], note
    assert found[HERE].to_list() == list(range(len(kept))), note

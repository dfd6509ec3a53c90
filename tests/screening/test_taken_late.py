"""Truths filled after they are joined are those filled before; pieces give what the whole does."""

from __future__ import annotations

from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from screening.plainly import values
from screening.test_sql_operations import EXPRESSIONS, TABLES

from eligibility.screening import columns as c
from eligibility.screening import to_polars
from eligibility.screening.columns import TOP
from eligibility.screening.columns_kleene import taken_late
from eligibility.screening.frames import Frames
from eligibility.screening.levels import levels
from eligibility.screening.to_polars import program

ROWS = [
    {"#i": i, "x": x, "y": y, "w": w, "t": t}
    for i, (x, y, w, t) in enumerate(
        product((None, 1, 2), (None, 1, 2), (None, "a", "b"), (None, True, False))
    )
]
KINDS: Any = {"#i": pl.UInt32, "x": pl.Int64, "y": pl.Int64, "w": pl.String, "t": pl.Boolean}
FRAMES = Frames({TOP: pl.DataFrame(ROWS, schema=KINDS)})
X, Y = (c.column(TOP, n, "i", low=1, high=2) for n in "xy")
W = c.column(TOP, "w", "s")
ATOMS = [
    *(c.is_null(v) for v in (X, Y, W)),
    *(c.may(TOP, "t", answer=a) for a in (True, False)),
    *(c.equal(W, c.word(w)) for w in "ab"), c.among(W, frozenset("bc")),
    *(c.strange(W, words, compared) for words in ("b", "ab", "cd")
      for compared in ((), {c.equal(W, c.word("b"))})),
    c.outside(X), c.outside(c.column(TOP, "x", "i", low=1, high=1)),
    *(c.filled(c.at_most(a, b), value=v) for v in (True, False)
      for a, b in ((X, Y), (X, c.integer(1)), (c.times(Y, c.integer(3)), c.integer(5)))),
    c.below(X, Y, touching=True), c.below(Y, c.integer(2), touching=False),
]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        inner.map(c.not_),
        st.lists(inner, min_size=2, max_size=4).map(lambda p: c.and_(*p)),
        st.lists(inner, min_size=2, max_size=4).map(lambda p: c.or_(*p)),
    ),
    max_leaves=9,
)
WORDS = ("neither", "first", "second", "both")


@given(st.lists(TREES, min_size=3, max_size=3))
def test_truths_are_what_they_were(trees: list[c.Col]):
    truth, first, second = (t if t.frame is not None else c.placed(t, TOP) for t in trees)
    outputs = {"truth": truth, "first": first, "second": second}
    wanted = values(outputs, {TOP: ROWS})
    words = c.code([first, second], WORDS)
    found = program({**outputs, "code": words, "told": c.told(words, truth)}).run(FRAMES)[TOP]
    for row, want in zip(found.iter_rows(named=True), wanted, strict=True):
        word = WORDS[want["first"] + 2 * want["second"]]
        assert row == {**want, "code": word, "told": word if want["truth"] else None}


def _nodes(outputs: dict[str, c.Col]) -> list[str]:
    return [n.op for level in levels(taken_late(outputs)).levels for part in level for n in part]


X_FEW = c.at_most(X, c.integer(1))
# a note, what is asked, the columns of truths that it takes
TAKEN = [
    ("can be and may be", c.and_(c.may(TOP, "t", answer=True), c.filled(X_FEW, value=True)),
     {"not": 3, "pick": 2, "or": 1}),
    ("surely both", c.and_(c.not_(c.may(TOP, "t", answer=False)), c.filled(X_FEW, value=False)),
     {"pick": 2, "and": 1}),
    ("not known or few", c.or_(c.is_null(X), c.filled(X_FEW, value=False)), {"not": 2, "pick": 1}),
    ("known and few", c.and_(c.not_(c.is_null(X)), c.filled(X_FEW, value=True)), {"pick": 1}),
    ("known, and another word", c.and_(c.not_(c.is_null(W)), c.not_(c.equal(W, c.word("a")))),
     {"not": 1, "pick": 1}),
    ("the null of another", c.or_(c.is_null(Y), c.filled(X_FEW, value=False)),
     {"or": 1, "pick": 1, "null": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), [t[1:] for t in TAKEN], ids=[t[0] for t in TAKEN])
def test_a_truth_is_compared_once(tree: c.Col, wanted: dict[str, int]):
    told = [op for op in _nodes({"x": tree}) if op in ("and", "or", "not", "pick", "null")]
    assert {op: told.count(op) for op in dict.fromkeys(told)} == wanted


def test_what_one_comparison_says_is_chosen_by_it_as_it_is():
    can, cannot = (c.filled(X_FEW, value=True), c.not_(c.filled(X_FEW, value=False)))
    assert _nodes({"x": c.code([can, cannot], WORDS)}).count("pick") == 2
    assert "fill" not in _nodes({"x": c.code([can, cannot], WORDS)})


@pytest.mark.parametrize("piece", [1, 7, 29])
def test_pieces_are_the_whole(monkeypatch: pytest.MonkeyPatch, piece: int):
    outputs = {k: v for k, v in EXPRESSIONS.items() if k != "texts"}
    ready = program(outputs)
    whole = ready.run(Frames(TABLES))[TOP]
    monkeypatch.setattr(to_polars, "_PIECE", piece)
    assert ready.run(Frames(TABLES))[TOP].equals(whole)
    assert [n for n, t in whole.schema.items() if t == pl.Float64] == []


def test_a_cell_far_beyond_its_column_breaks_no_other_row():
    x, y = (c.coalesce(c.column(TOP, n, "i", low=0, high=2**40), c.integer(0)) for n in "xy")
    least = c.least(c.times(x, c.integer(3 * 10**9)), y)
    kinds = {"#i": pl.UInt32, "x": pl.Int64, "y": pl.Int64}
    cells = {"#i": [0, 1, 2, 3], "x": [1, 2**40, -(2**62), None], "y": [1, 5, 5, 5]}
    found = program({"least": least}).run(Frames({TOP: pl.DataFrame(cells, schema=kinds)}))
    assert found[TOP]["least"].to_list() == [1, 5, None, 0]

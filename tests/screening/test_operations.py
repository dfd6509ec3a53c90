"""Each operation in columns gives the set that its twin in `evaluation.possible` gives."""

# ruff: noqa: E501, ANN202  a table of operations

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.evaluation import possible as p
from eligibility.evaluation.inference import FALSE, TRUE
from eligibility.evaluation.possible import Range
from eligibility.language.values import NONE, Label
from eligibility.screening import columns as c
from eligibility.screening import columns_numbers as num
from eligibility.screening import columns_words as w
from eligibility.screening.columns_numbers import Number
from eligibility.screening.columns_words import Truth, Word
from eligibility.screening.frames import Frames
from eligibility.screening.to_polars import program

BOUND = 1000


@st.composite
def ranges(draw: Any, low: Any = -8, bounded: Any = True):
    """A number as the interpreter has it: known, none, or a range."""
    form = draw(st.sampled_from(["known", "none", "range", "range"]))
    if form == "none":
        return NONE
    a, b = sorted(draw(st.tuples(st.integers(low, 8), st.integers(low, 8))))
    if form == "known" or a == b:
        return a
    ends = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    if not bounded and draw(st.booleans()):
        return draw(st.sampled_from([Range(None, b), Range(a, None), Range()]))
    return Range(a, b, ends[0], ends[1], ends[2])


truths = st.sampled_from([1, 2, 3])
words = st.sampled_from(
    [NONE, p.SOME_WORD, "a", "b", Label("x", None), Label("y", None), Label("z", "a")]
)


def cells(name: Any, values: Any):
    """The columns of some numbers."""
    known = [p.bounds(v) if v is not NONE else None for v in values]
    return {
        f"{name}.low": pl.Series([k.low if k else None for k in known], dtype=pl.Int64),
        f"{name}.high": pl.Series([k.high if k else None for k in known], dtype=pl.Int64),
        f"{name}.lo": [bool(k and k.low_open) for k in known],
        f"{name}.ho": [bool(k and k.high_open) for k in known],
        f"{name}.exists": [k is not None for k in known],
        f"{name}.none": [k is None or k.or_none for k in known],
    }


def number(name: Any, *, nullable: Any = False, low: Any = -8) -> Number:
    ends = [
        c.column("", f"{name}.{e}", "i", nullable=True, low=low, high=8) for e in ("low", "high")
    ]
    if not nullable:
        ends = [c.coalesce(e, c.integer(0)) for e in ends]
    flags = [
        c.column("", f"{name}.{f}", "b", nullable=False) for f in ("lo", "ho", "exists", "none")
    ]
    if nullable:
        flags[0] = flags[1] = c.FALSE
    return Number(ends[0], ends[1], 1, *flags)


def run(value: Any, table: Any):
    """What the columns say, as the interpreter's own values."""
    frames = Frames({"": pl.DataFrame({"#i": range(len(next(iter(table.values())))), **table})})
    names = value.__slots__
    outputs = {
        n: c.lifted(v, "") if (v := getattr(value, n)).frame is not None else c.placed(v, "")
        for n in names if isinstance(getattr(value, n), c.Col)
    }  # fmt: skip
    return program(outputs).run(frames)[""].to_dicts()


def as_range(row: Any):
    if not row["exists"]:
        return NONE
    return Range(row["low"], row["high"], row["low_open"], row["high_open"], row["none"])


def plain(value: Any):
    if value is NONE:
        return NONE
    found = p.bounds(value)
    return Range(found.low, found.high, found.low_open and found.low is not None,
                 found.high_open and found.high is not None, found.or_none)  # fmt: skip


NUMBERS = {
    "add": (num.added, p.add), "subtract": (num.subtracted, p.subtract), "hull": (num.hull, p.hull),
    "max": (lambda a, b: num.extreme([a, b], largest=True), lambda a, b: p.extreme([a, b], largest=True)),
    "min": (lambda a, b: num.extreme([a, b], largest=False), lambda a, b: p.extreme([a, b], largest=False)),
}  # fmt: skip
TRUTHS = {
    "at most": (lambda a, b: num.ordered(a, b, strict=False), p.at_most),
    "below": (lambda a, b: num.ordered(a, b, strict=True), p.below),
    "same": (num.same_number, p.same),
}


def bits(row: Any):
    return row["t"] * TRUE + row["f"] * FALSE


class TestNumbers:
    """Ranges with open ends, values that may not exist, and days without bounds."""

    @pytest.mark.parametrize("name", NUMBERS)
    @given(pairs=st.lists(st.tuples(ranges(), ranges()), min_size=1, max_size=20))
    def test_values(self, name: Any, pairs: Any):
        mine, theirs = NUMBERS[name]
        table = cells("a", [a for a, _ in pairs]) | cells("b", [b for _, b in pairs])
        for row, (a, b) in zip(run(mine(number("a"), number("b")), table), pairs, strict=True):
            assert as_range(row) == plain(theirs(a, b)), (a, b)

    @given(pairs=st.lists(st.tuples(ranges(low=0), ranges(low=0)), min_size=1, max_size=20))
    def test_products(self, pairs: Any):
        table = cells("a", [a for a, _ in pairs]) | cells("b", [b for _, b in pairs])
        found = run(num.multiplied(number("a", low=0), number("b", low=0)), table)
        for row, (a, b) in zip(found, pairs, strict=True):
            assert as_range(row) == plain(p.multiply(a, b)), (a, b)

    @pytest.mark.parametrize("name", TRUTHS)
    @given(pairs=st.lists(st.tuples(ranges(), ranges()), min_size=1, max_size=20))
    def test_comparisons(self, name: Any, pairs: Any):
        mine, theirs = TRUTHS[name]
        table = cells("a", [a for a, _ in pairs]) | cells("b", [b for _, b in pairs])
        for row, (a, b) in zip(run(mine(number("a"), number("b")), table), pairs, strict=True):
            assert bits(row) == theirs(a, b), (a, b)

    @given(
        pairs=st.lists(
            st.tuples(ranges(bounded=False), ranges(bounded=False)), min_size=1, max_size=20
        )
    )
    def test_comparisons_without_bounds(self, pairs: Any):
        def closed(v: Any):
            return Range(v.low, v.high, or_none=v.or_none) if isinstance(v, Range) else v

        pairs = [(closed(a), closed(b)) for a, b in pairs]
        table = cells("a", [a for a, _ in pairs]) | cells("b", [b for _, b in pairs])
        left, right = number("a", nullable=True), number("b", nullable=True)
        for mine, theirs in TRUTHS.values():
            for row, (a, b) in zip(run(mine(left, right), table), pairs, strict=True):
                assert bits(row) == theirs(a, b), (a, b)

    @given(rows=st.lists(st.tuples(truths, ranges(), ranges()), min_size=1, max_size=20))
    def test_choices(self, rows: Any):
        table = cells("a", [a for _, a, _ in rows]) | cells("b", [b for *_, b in rows])
        table |= {"t": [bool(t & TRUE) for t, *_ in rows], "f": [bool(t & FALSE) for t, *_ in rows]}
        condition = Truth(*(c.column("", n, "b", nullable=False) for n in "tf"))
        found = run(num.number_choice(condition, number("a"), number("b")), table)
        for row, (t, a, b) in zip(found, rows, strict=True):
            wanted = p.choose(t, lambda a=a: a, lambda b=b: b)
            assert as_range(row) == plain(wanted), (t, a, b)

    @pytest.mark.parametrize("name", NUMBERS)
    def test_a_planted_fault_is_found(self, name: Any):
        """The control: the twin of another operation does not pass for this one's."""
        pairs = [(2, Range(-3, 5, or_none=True)), (Range(-1, 4), 7), (NONE, 1), (3, -6)]
        table = cells("a", [a for a, _ in pairs]) | cells("b", [b for _, b in pairs])
        for other in NUMBERS.keys() - {name}:
            found = run(NUMBERS[other][0](number("a"), number("b")), table)
            assert any(
                as_range(row) != plain(NUMBERS[name][1](a, b))
                for row, (a, b) in zip(found, pairs, strict=True)
            ), other


class TestTruths:
    """Sets of truth values."""

    @given(rows=st.lists(st.tuples(truths, truths, truths), min_size=1, max_size=30))
    def test_junctions_and_choices(self, rows: Any):
        table = {
            f"{n}{k}": [bool(r[i] & bit) for r in rows]
            for i, n in enumerate("abc") for k, bit in (("t", TRUE), ("f", FALSE))
        }  # fmt: skip
        a, b, d = (Truth(*(c.column("", n + k, "b", nullable=False) for k in "tf")) for n in "abc")
        checks = {
            "and": (w.conjunction([a, b, d]), lambda x, y, z: p.conjunction([x, y, z])),
            "or": (w.disjunction([a, b, d]), lambda x, y, z: p.disjunction([x, y, z])),
            "not": (w.negation(a), lambda x, _, __: p.NOT[x]),
            "choice": (
                w.truth_choice(a, b, d), lambda x, y, z: (y if x & TRUE else 0) | (z if x & FALSE else 0),
            ),
            "same": (w.equivalence(a, b), lambda x, y, _: 3 if 3 in (x, y) else p.truth(x == y)),
        }  # fmt: skip
        for name, (mine, theirs) in checks.items():
            for row, given_truths in zip(run(mine, table), rows, strict=True):
                assert bits(row) == theirs(*given_truths), (name, given_truths)


def word_cells(name: Any, values: Any):
    labels = [v if isinstance(v, Label) else None for v in values]
    return {
        f"{name}.word": pl.Series([
            v.name if isinstance(v, Label) else v if isinstance(v, str) else None for v in values
        ], dtype=pl.String),
        f"{name}.none": [v is NONE for v in values],
        f"{name}.some": [v is p.SOME_WORD or bool(k and k.name is None)
                         for v, k in zip(values, labels, strict=True)],
        f"{name}.written": pl.Series(
            [k.written if k and k.name is None else None for k in labels], dtype=pl.String
        ),
    }  # fmt: skip


def word(name: Any) -> Word:
    return Word(
        c.column("", f"{name}.word", "s"), c.column("", f"{name}.none", "b", nullable=False),
        c.column("", f"{name}.some", "b", nullable=False), c.column("", f"{name}.written", "s"),
    )  # fmt: skip


class TestWords:
    """Words, labels that are not mapped, and words that are known not to exist."""

    @given(pairs=st.lists(st.tuples(words, words), min_size=1, max_size=30))
    def test_sameness(self, pairs: Any):
        table = word_cells("a", [a for a, _ in pairs]) | word_cells("b", [b for _, b in pairs])
        for row, (a, b) in zip(run(w.same_word(word("a"), word("b")), table), pairs, strict=True):
            assert bits(row) == p.same(a, b), (a, b)

    @given(
        values=st.lists(words, min_size=1, max_size=30),
        listed=st.frozensets(st.sampled_from("abxq")),
    )
    def test_membership(self, values: Any, listed: Any):
        from eligibility.evaluation.listing import contains_word

        found = run(w.one_of(listed, word("a")), word_cells("a", values))
        for row, value in zip(found, values, strict=True):
            assert bits(row) == contains_word(listed, value), value

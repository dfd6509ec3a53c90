"""The columns give the interpreter's status for every rule, subject and row, on every pack."""

# ruff: noqa: ARG005, E501  faults are one line each

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from screening.oracle import DAY, QUESTION, differences, fits, rulebook, stated

from eligibility.screening import columns, columns_numbers, columns_words
from eligibility.screening.deciding import plan
from eligibility.screening.engine import Engine
from eligibility.strategies.for_facts import facts
from eligibility.submission.catalogue import catalogue

PACKS = sorted(rulebook().packs)


def draw(jurisdiction: str, count: int) -> list:
    """Facts on and around the figures of a pack, with holes."""
    found: list = []

    @settings(max_examples=count, database=None, deadline=None, derandomize=True,
              suppress_health_check=list(HealthCheck), phases=[Phase.generate])  # fmt: skip
    @given(facts(rulebook().packs[jurisdiction]))
    def collect(one: Any) -> None:
        if fits(one):
            found.append(stated(one))

    collect()
    return found


@pytest.mark.parametrize("jurisdiction", PACKS)
def test_columns_are_the_interpreter(jurisdiction: Any):
    pairs, found = differences(jurisdiction, draw(jurisdiction, 12))
    assert pairs > 50
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("jurisdiction", PACKS)
def test_columns_are_the_interpreter_at_length(jurisdiction: Any):
    pairs, found = differences(jurisdiction, draw(jurisdiction, 1500), seed=1)
    assert pairs > 5_000
    assert not found


def swapped(function: Any):
    return lambda *args, **more: function(*args[::-1], **more)


FAULTS = {
    "a conjunct lost": (columns_words, "conjunction", lambda old: lambda parts: old(list(parts)[:1])),
    "a lost not": (columns_words, "negation", lambda old: lambda a: a),
    "words never the same": (columns_words, "same_word", lambda old: lambda a, b: columns_words.NO),
    "membership turned": (columns_words, "one_of", lambda old: lambda w, a: columns_words.negation(old(w, a))),
    "order turned": (columns_numbers, "ordered", swapped),
    "strict for not strict": (columns_numbers, "ordered", lambda old: lambda a, b, strict: old(a, b, strict=not strict)),
    "plus for minus": (columns_numbers, "added", lambda old: columns_numbers.subtracted),
    "minus for plus": (columns_numbers, "subtracted", lambda old: columns_numbers.added),
    "product without its factor": (columns_numbers, "multiplied", lambda old: lambda a, b: b),
    "months forgotten": (columns_numbers, "months_moved", lambda old: lambda a, months: a),
    "entry of a table lost": (columns, "entry", lambda old: lambda key, table: columns.integer(min(table.values()))),
    "any for all": (columns, "gathered", lambda old: lambda f, a, frame: old({"all": "any"}.get(f, f), a, frame)),
    "member never": (columns, "member", lambda old: lambda *a: columns.FALSE),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: Any, monkeypatch: Any):
    """The control: each operator translated wrongly shows up as a difference."""
    module, name, change = FAULTS[fault]
    old = getattr(module, name)
    monkeypatch.setattr(module, name, change(old))
    book = rulebook()
    for jurisdiction in ("yulin", "national", "chaoyang", "yingkou", "anshun", "langfang"):
        spoiled = Engine(plan(book, book.packs[jurisdiction], QUESTION, DAY, DAY, catalogue()))
        monkeypatch.setattr(module, name, old)
        if differences(jurisdiction, _few(jurisdiction), running=spoiled)[1]:
            return
        monkeypatch.setattr(module, name, change(old))
    pytest.fail(f"{fault}: nothing differs")


_KEPT: dict[str, list] = {}


def _few(jurisdiction: str) -> list:
    return _KEPT.setdefault(jurisdiction, draw(jurisdiction, 40))


@given(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62))
def test_a_product_beyond_127_bits_is_not_built(a: Any, b: Any):
    """Width is proved when the expression is built, not hoped for when it runs."""
    x, y = (columns.column("", n, "i", low=-abs(v), high=abs(v)) for n, v in (("x", a), ("y", b)))
    if abs(a * b) < columns.LARGEST:
        assert columns.times(x, y).high >= abs(a * b)
    else:
        with pytest.raises(columns.NotCovered):
            columns.times(x, y)

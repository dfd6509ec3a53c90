"""Parsing and writing are each other's inverse; any text is parsed, or refused with places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.codes import CODES
from eligibility.language.nodes import Node
from eligibility.language.parse import ExpressionError, ExpressionFault, parse
from eligibility.language.to_text import to_text
from eligibility.strategies import expressions

PIECES = [
    *"()[],.%+-*/=<>!\"'\n\t :x0127亩（",
    *["and", "or", "not ", " if ", " else ", " for ", " in ", "max", "exists", "true", "none"],
    *["None", "lambda", "land.total_area", "7亩", "f'{x}'", ":="],
]


@given(expressions())
def test_what_is_written_is_parsed_back(node: Node) -> None:
    assert parse(to_text(node)) == node


@given(expressions())
def test_the_canonical_text_is_stable(node: Node) -> None:
    text = to_text(node)
    assert to_text(parse(text)) == text


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20))
def test_any_text_is_parsed_or_refused_with_code_and_place(text: str) -> None:
    faults: list[ExpressionFault] = []
    try:
        assert parse(to_text(parse(text))) == parse(text)
    except ExpressionError as refused:
        faults = refused.faults
    for fault in faults:
        assert fault.code in CODES
        assert 0 <= fault.span.start <= min(fault.span.end, max(len(text), 1))

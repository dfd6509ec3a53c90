"""Columns on a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligibility.report.width import width, wrap


def test_full_width_characters_take_two_columns_and_marks_none() -> None:
    assert width("亩") == 2
    assert width("7 亩（㎡）") == 10
    assert width("e\u0301") == 1


def test_chinese_breaks_between_characters_and_never_before_a_comma() -> None:
    assert wrap("配套用地，不超过上限", 8) == ["配套用地，", "不超过上", "限"]
    assert wrap("超过上限（一）", 10) == ["超过上限", "（一）"]
    assert wrap("one two three", 8) == ["one two", "three"]


@given(st.text(alphabet="ab 亩，。(", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())

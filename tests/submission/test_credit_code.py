"""Unified social credit codes: known ones in order, slips noticed, N and Y codes like others."""

from __future__ import annotations

import pytest

from eligibility.language.located import parse
from eligibility.submission.credit_code import ALPHABET, odd_credit_code
from eligibility.submission.read import read_submission

KNOWN = ["91110000600037341L", "91350100M000100Y43", "11442000MB2D51647W"]


@pytest.mark.parametrize("code", [*KNOWN, "N2330106330106123N", "Y1330106330106123H"])
def test_known_codes_are_in_order(code: str) -> None:
    assert odd_credit_code(code) == ""


@pytest.mark.parametrize("code", KNOWN)
def test_every_slip_of_one_character_is_noticed(code: str) -> None:
    for place, right in enumerate(code):
        slips = [code[:place] + c + code[place + 1 :] for c in ALPHABET if c != right]
        assert all(map(odd_credit_code, slips))


def test_the_right_character_is_told() -> None:
    assert odd_credit_code("91350100M000100Y44") == "fails its check character (3 would be right)"


@pytest.mark.parametrize("code", ["", "9135", "91350100M000100Y4I", "9135010OM000100Y43"])
def test_other_forms_are_odd(code: str) -> None:
    assert "form" in odd_credit_code(code)


@pytest.mark.parametrize(("code", "count"), [(KNOWN[0], 0), ("91350100M000100Y44", 1)])
def test_a_failing_code_is_a_warning(code: str, count: int) -> None:
    text = f"jurisdiction: yulin\nenterprise: {{credit_code: {code}}}\n"
    warnings = read_submission(parse(text, "f.yaml")).warnings
    assert len(warnings) == count
    assert all(w.startswith("enterprise.credit_code: ") for w in warnings)

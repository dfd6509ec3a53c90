"""Project codes: the present form with its check digit, and the older one without."""

from __future__ import annotations

import pytest

from eligibility.submission.project_code import check_digit, odd_project_code


@pytest.mark.parametrize(
    "code",
    [
        "2603-141124-89-05-346948",
        "2411-130202-89-01-637015",
        "2020-330327-48-01-167360",
        "2020-210800-30-03-000001",
    ],
)
def test_known_codes_are_in_order(code: str) -> None:
    assert odd_project_code(code) == ""


def test_every_wrong_check_digit_is_noticed() -> None:
    body = "2603-141124-89-05-34694"
    odd = [digit for digit in "0123456789" if odd_project_code(body + digit)]
    assert odd == [digit for digit in "0123456789" if digit != "8"]
    assert check_digit("2603141124890534694") == 8


@pytest.mark.parametrize(
    "code", ["", "ABC", "2613-141124-89-05-346948", "2603-041124-89-05-346948"]
)
def test_other_forms_are_odd(code: str) -> None:
    assert "neither" in odd_project_code(code)

"""The code of a project on the national approval platform: its form and its check digit.

The present form (year and month first) ends in a check digit by MOD 11,10 over the nineteen digits
before it; the older form (a year first) has none.
"""

from __future__ import annotations

import re

from eligibility.language.units import plain

_NEW = re.compile(r"\d{2}(0[1-9]|1[0-2])-[1-9]\d{5}-\d{2}-0[1-5]-\d{6}")
_LEGACY = re.compile(r"20(1[3-9]|20)-[1-9]\d{5}-\d{2}-0[1-3]-\d{5,6}")


def check_digit(digits: str) -> int:
    """The MOD 11,10 check digit of these digits.

    >>> check_digit("2603141124890534694")
    8
    """
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (11 - product) % 10


def odd_project_code(code: str) -> str:
    """What is odd about a code, or an empty string."""
    clean = plain(code)
    if _NEW.fullmatch(clean):
        digits = clean.replace("-", "")
        right = check_digit(digits[:-1])
        return "" if int(digits[-1]) == right else f"fails its check digit ({right} would be right)"
    if _LEGACY.fullmatch(clean):
        return ""
    return "has neither the present nor the older form of a project code"

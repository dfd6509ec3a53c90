"""The unified social credit code (GB 32100-2015): its form and its two check characters.

Codes that begin with N (agriculture) or Y (other) are codes like all others.
"""

from __future__ import annotations

import re

from eligibility.language.units import plain

# No I, O, S, V, Z; a character counts by its place here.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM = re.compile(rf"[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}")
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(code: str) -> str:
    """The last character that belongs to the first seventeen of a code.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(
        weight * ALPHABET.index(one) for weight, one in zip(_WEIGHTS, code[:17], strict=True)
    )
    return ALPHABET[-total % 31]


def organisation_check(part: str) -> str:
    """The check character of the eight characters of an organisation code (GB 11714).

    >>> organisation_check("M000100Y")
    '4'
    """
    total = sum(
        weight * int(one, 36) for weight, one in zip(_ORGANISATION_WEIGHTS, part[:8], strict=True)
    )
    return "0123456789X"[-total % 11]


def odd_credit_code(code: str) -> str:
    """What is odd about a code, or an empty string."""
    clean = plain(code)
    if not _FORM.fullmatch(clean):
        return "has not the form of a unified social credit code (18 characters, no I O S V Z)"
    right = check_character(clean)
    if clean[17] != right:
        return f"fails its check character ({right} would be right)"
    own = organisation_check(clean[8:16])
    return "" if clean[16] == own else f"fails the check of its organisation code ({own} is right)"

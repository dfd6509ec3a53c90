"""Every case of `tests/corpus/submission` comes out as it says."""

from __future__ import annotations

from typing import Any

import pytest
from submission.cases import cases, check

CASES = list(cases())


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any]) -> None:
    """A submission is read, or refused, as its case wants."""
    check(case)


def test_a_case_that_expects_nothing_fails() -> None:
    """The runner does not let a case pass that states no outcome."""
    with pytest.raises(AssertionError, match="expects nothing"):
        check({"note": "nothing", "text": "note: a\n"})


def test_notes_are_unique() -> None:
    """Each case can be named."""
    names = [name for name, _ in CASES]
    assert len(set(names)) == len(names)

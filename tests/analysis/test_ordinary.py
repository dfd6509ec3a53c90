"""The least figure that an added consent must name, and none where any or none would do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

pytest.importorskip("z3")

from eligibility.analysis.ordinary import figures
from eligibility.language.values import NONE, Record
from eligibility.submission.catalogue import catalogue

TYPE = catalogue()["consents"]
OLD = Record("consents[0]", "consents[0]", {"land_cap": NONE, "floor_cap": NONE})
NEW = Record("consents[1]", "consents[1]", {"land_cap": NONE, "floor_cap": NONE})


def land_cap_of(items: Any) -> Any:
    return items[1].fields["land_cap"]


def least(cures: Any) -> list[tuple[str, Any]]:
    return [(one.path, one.least) for one in figures(TYPE, (OLD,), (OLD, NEW), cures)]


@pytest.mark.parametrize(
    "limit", [Fraction(1, 10_000), Fraction(1, 10), Fraction(1, 7), Fraction(1)]
)
def test_the_least_figure_is_the_first_step_that_cures(limit: Fraction):
    cures = lambda items: land_cap_of(items) is NONE or land_cap_of(items) >= limit  # noqa: E731
    ((path, found),) = least(cures)
    assert path == "consents[1].land_cap"
    assert limit <= found < limit + Fraction(1, 10_000)


def test_a_figure_that_makes_no_difference_is_not_named():
    assert least(lambda _: True) == []
    assert least(lambda items: land_cap_of(items) is NONE) == []
    assert figures(TYPE, (OLD,), (OLD,), lambda _: True) == ()
    assert figures(catalogue()["ancillary.facilities"], (), ("office",), lambda _: True) == ()

"""Whole submissions as an applicant would send them: nested texts, ready for YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from eligibility.language.pack import Pack
from eligibility.strategies.drawing import Draw, missing_means
from eligibility.strategies.for_facts import DAY, facts
from eligibility.strategies.for_packs import pack_of
from eligibility.strategies.writing import written
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts


@st.composite
def submissions(
    draw: Draw,
    jurisdiction: Pack | str,
    matters: Iterable[str] | None = None,
    *,
    unknown: int | None = None,
    day: date = DAY,
    holes: int | None = None,
) -> dict[str, Any]:
    """A submission to a jurisdiction (its name, or its pack), as the mapping of a project file.

    Each fact that the rules of `matters` name is left out `unknown` times of a hundred (`holes` is
    its older name). Facts may contradict each other (E208).
    """
    pack = pack_of(jurisdiction)
    missing = holes if unknown is None else unknown
    drawn = draw(facts(pack, matters, day=day, holes=missing))
    return nested(pack, drawn, day, draw(st.integers(0, 2)))


def nested(pack: Pack, given: Facts, day: date = DAY, unit: int = 0) -> dict[str, Any]:
    """Facts as the mapping of a project file, quantities in the n-th unit of their kind."""
    types = catalogue()
    whole: dict[str, Any] = {"as_of": day.isoformat(), "jurisdiction": pack.jurisdiction}
    for path, value in given.values.items():
        if value is missing_means(path):
            continue
        *sections, last = path.split(".")
        place = whole
        for section in sections:
            place = place.setdefault(section, {})
        place[last] = written(value, types[path], unit)
    return whole

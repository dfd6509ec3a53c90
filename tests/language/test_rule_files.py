"""Rule files are read, or refused with every fault at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from language.rule_cases import cases, check_bad, load

from eligibility.errors import Refused
from eligibility.language.parse import MAX_LENGTH

BAD = list(cases("bad"))


@pytest.mark.parametrize("case", [c for _, c in BAD], ids=[name for name, _ in BAD])
def test_bad_case(case: dict[str, Any], tmp_path: Path) -> None:
    """A faulty file is refused with exactly the faults that its case names."""
    check_bad(case, tmp_path)


def test_a_case_that_expects_nothing_fails(tmp_path: Path) -> None:
    """The runner does not let a bad case pass that wants no error."""
    with pytest.raises(AssertionError, match="expects nothing"):
        check_bad({"note": "nothing", "rule": "require: project.in_zone"}, tmp_path)


@pytest.mark.parametrize(
    "expression",
    ["not " * 3000 + "project.in_zone", "(" * 300 + "project.in_zone" + ")" * 300,
     "project.in_zone and " * 400 + "project.in_zone", "not " * 60 + "project.in_zone"],
)  # fmt: skip
def test_depth_and_length_are_limited(expression: str, tmp_path: Path) -> None:
    """Deep and long expressions are refused in words, never with a traceback."""
    with pytest.raises(Refused) as refused:
        load({"rule": f"require: {expression}"}, tmp_path)
    assert {d.code for d in refused.value.diagnostics} <= {"E401", "E404"}
    assert len(expression) > MAX_LENGTH or "E404" in {d.code for d in refused.value.diagnostics}


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """Parameters over time, exceptions, filtered lists, duties and tables are read."""
    case = {
        "head": (
            "parameters:\n"
            "  cap: {values: [{value: 7%, in_force: {to: 2025-12-31}}, {value: 8%, "
            "in_force: {from: 2026-01-01}}], provisions: [T-1]}\n"
            "  floors: {value: {北区: 100 万元/亩, 南区: 200 万元/亩}, provisions: [T-1]}\n"
            "definitions:\n"
            "  given: {each: c in consents, where: c.land_cap != none}\n"
            "  limit: {value: cap, except: [{when: exists(c for c in given), value: "
            "'max((c.land_cap for c in given), cap)'}]}\n"
        ),
        "rule": (
            "when: zone.name in floors\n"
            "require: ancillary.land_area <= limit * land.total_area\n"
            "duties: [{id: report, says: {zh: 报, en: report}, due: as_of}]"
        ),
    }
    pack = load(case, tmp_path).packs["testland"]
    matter = pack.matters["siting"]
    assert [v.written for v in matter.parameters["cap"].values] == ["7%", "8%"]
    assert list(matter.definitions) == ["given", "limit"]
    assert matter.rules[0].duties[0].id == "report"
    assert matter.parameters["cap"].id == "testland/siting/cap"

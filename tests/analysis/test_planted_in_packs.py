"""One fault of each kind, planted into a copy of a real pack: `rules prove` names it and shows it.

Before the fault is planted, nothing of the kind is found about the matter.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("z3")

from eligibility.analysis.finding import Kind, ProofFinding
from eligibility.analysis.proving import prove
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.timing import today
from eligibility.language.library import load_packs, rules_folder
from eligibility.submission.catalogue import catalogue

LAND = "require: ancillary.land_area <= land_cap * land.total_area"
WHEN = 'when: project.kind == "industrial" and project.in_zone'
PLANTED = """
  - id: {}/planted
    provisions: [YL-047]
    force: binding
    {}
    says: {{zh: 试, en: planted}}
"""
ANCILLARY = ("yulin", "ancillary-land")
ANSHUN = ("anshun", "dominant-industries")


@dataclass(frozen=True)
class Fault:
    """A text of a rule file and what takes its place (an empty one: a rule is added at the end)."""

    kind: Kind
    place: tuple[str, str]
    old: str
    new: str
    detail: str = ""
    rule: str = "land-share"
    status: str = ""  # which the rule has in the witness


FAULTS = [
    Fault("never_satisfied", ANCILLARY, LAND, "require: ancillary.land_area > land.total_area",
          status="violated"),
    Fault("never_violated", ANCILLARY, LAND, "require: ancillary.land_area <= land.total_area",
          status="satisfied"),
    Fault("never_applies", ANCILLARY, f"{WHEN}\n    {LAND}",
          f"{WHEN} and land.total_area == 0\n    {LAND}"),
    Fault("redundant", ANCILLARY, "",
          f"{WHEN}\n    require: ancillary.land_area <= land_cap_raised * land.total_area",
          rule="planted", status="violated"),
    Fault("conflict", ANCILLARY, "",
          f"{WHEN}\n    require: ancillary.land_area > land_cap_raised * land.total_area",
          rule="planted"),
    Fault("impassable", ANCILLARY, "",
          "require: ancillary.land_area > land.total_area",
          rule="planted", status="violated"),
    Fault("overlap", ANCILLARY, "      - when: consent_given\n        value: max(land_cap_base,",
          "      - when: project.is_new\n        value: floor_cap_hard\n"
          "        provisions: [YL-048]\n"
          "      - when: consent_given\n        value: max(land_cap_base,", detail="land_cap 1, 2"),
    Fault("gap", ANCILLARY, "land_cap_base: {value: 7%, provisions: [YL-047]}",
          "land_cap_base: {provisions: [YL-047], values: ["
          "{value: 7%, in_force: {from: 2020-01-01, to: 2026-12-31}}, "
          "{value: 8%, in_force: {from: 2027-03-01}}]}",
          detail="land_cap_base 2026-12-31 … 2027-03-01"),
    Fault("gap", ANSHUN, "    when: zone.name in lead_by_zone\n    require:", "    require:",
          detail="lead_by_zone[zone.name]", rule="assigned-lead"),
    Fault("non_monotone", ANCILLARY, LAND,
          "require: ancillary.land_area >= land_cap_base * land.total_area",
          detail="ancillary.land_area", rule=""),
    Fault("non_monotone", ANCILLARY, f"{WHEN}\n    {LAND}",
          f"{WHEN} and consent_given\n"
          "    require: ancillary.land_area <= land_cap_base * land.total_area",
          detail="consents", rule=""),
    Fault("non_monotone", ANCILLARY, "",
          f"{WHEN}\n    require: project.investment_made < project.investment_total",
          detail="project.investment_made", rule=""),
]  # fmt: skip


def findings(folder: Path, place: tuple[str, str]) -> list[ProofFinding]:
    book = load_packs(catalogue(), [place[0]], folder)
    return [f for one in prove(book, place[0], today(), [place[1]]) for f in one.findings]


@cache
def found_in_the_packs(place: tuple[str, str]) -> set[Kind]:
    return {f.kind for f in findings(rules_folder(None), place)}


def planted(fault: Fault, folder: Path) -> None:
    """A copy of the packs with the fault in it."""
    for place in (fault.place[0], "national"):
        shutil.copytree(rules_folder(None) / place, folder / place)
    file = folder / fault.place[0] / f"{fault.place[1]}.yaml"
    text = file.read_text(encoding="utf-8")
    if fault.old:
        assert text.count(fault.old) == 1, text.count(fault.old)
        text = text.replace(fault.old, fault.new)
    else:
        text += PLANTED.format("/".join(fault.place), fault.new)
    file.write_text(text, encoding="utf-8")


def status(answer: Assessment, rule: str) -> set[str]:
    return {f.status for m in answer.matters for f in m.findings if f.rule.id == rule}


def confirmed(fault: Fault) -> Callable[[Assessment], bool]:
    rule = "/".join((*fault.place, fault.rule))
    return lambda answer: not fault.status or fault.status in status(answer, rule)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.kind} {f.detail}".strip())
def test_a_planted_fault_is_named_with_a_witness(fault: Fault, tmp_path: Path):
    assert fault.kind not in found_in_the_packs(fault.place)
    planted(fault, tmp_path)
    found = [f for f in findings(tmp_path, fault.place) if f.kind == fault.kind]
    rule = "/".join((*fault.place, fault.rule))
    (named,) = [
        f
        for f in found
        if fault.detail in f.detail
        and (rule in f.rules or not f.rules or fault.kind in ("overlap", "gap"))
    ][:1]
    days = fault.kind == "gap" and "…" in named.detail
    assert named.witnesses or fault.kind == "never_applies" or days
    for witness in named.witnesses:
        assert witness.assessment.verdict
        assert "unknown" not in {f.status for m in witness.assessment.matters for f in m.findings}
    assert all(confirmed(fault)(w.assessment) for w in named.witnesses)
    if fault.kind == "non_monotone":
        before, after = named.witnesses
        assert (before.assessment.verdict, after.assessment.verdict) == ("approved", "rejected")

"""`rules prove` finds what was planted, with a witness that replays; the real packs are settled."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("z3")

from eligibility.analysis import solving
from eligibility.analysis.finding import ProofFinding
from eligibility.analysis.proving import prove
from eligibility.evaluation.timing import today
from eligibility.language.library import Rulebook, load_packs
from eligibility.submission.catalogue import catalogue

SOURCE = """
jurisdiction: trial
title: {zh: 试, en: trial}
issuer: {zh: 试, en: trial}
status: adopted
in_force: {from: 2020-01-01}
transition: by_judgement
transition_basis: {cite: 一}
extends: []
"""
HEAD = """
matter: trial
kind: compliance
subject: project
about: {zh: 试, en: trial}
cite: 一
opens_on: [ancillary.land_area]
"""
RULE = """
  - id: trial/trial/%s
    provisions: [T-1]
    force: binding
    says: {zh: 试, en: trial}
"""


def rule(slug: str, text: str) -> str:
    return RULE % slug + "".join(f"    {line}\n" for line in text.splitlines())


def proved(tmp_path: Path, rules: str, more: str = "") -> tuple[Rulebook, list[ProofFinding]]:
    home = tmp_path / "trial"
    home.mkdir()
    (home / "source.yaml").write_text(SOURCE, encoding="utf-8")
    (home / "trial.yaml").write_text(f"{HEAD}{more}\nrules:\n{rules}", encoding="utf-8")
    book = load_packs(catalogue(), ["trial"], tmp_path)
    return book, [f for one in prove(book, "trial", today()) for f in one.findings]


FIGURES = """
parameters:
  low: {value: 10%, provisions: [T-1]}
  high: {value: 20%, provisions: [T-1]}
"""
SHARE = "ancillary.land_area <= {} * land.total_area"
CASES = {
    "never_satisfied": rule("a", "require: ancillary.land_area > land.total_area"),
    "never_violated": rule("a", "require: ancillary.land_area <= land.total_area"),
    "never_applies": rule(
        "a", "when: project.in_zone and not project.in_zone\nrequire: project.is_new"
    ),
    "redundant": rule("a", f"require: {SHARE.format('low')}")
    + rule("b", f"require: {SHARE.format('high')}"),
    "conflict": rule("a", f"require: {SHARE.format('low')}")
    + rule("b", "require: ancillary.land_area > high * land.total_area"),
    "impassable": rule("a", f"require: {SHARE.format('low')}")
    + rule("b", "require: ancillary.land_area > high * land.total_area"),
    "gap": rule("a", f"when: {SHARE.format('low')}\nrequire: project.is_new")
    + rule("b", "when: ancillary.land_area > high * land.total_area\nrequire: project.is_major"),
    "non_monotone": rule("a", "require: ancillary.land_area > low * land.total_area"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_what_is_planted_is_found_with_a_witness(kind: str, tmp_path: Path):
    _, findings = proved(tmp_path, CASES[kind], FIGURES)
    found = [f for f in findings if f.kind == kind]
    assert found, [f.key for f in findings]
    assert found[0].witnesses or kind == "never_applies"
    for witness in found[0].witnesses:
        assert witness.assessment.jurisdiction == "trial"
        assert witness.text


def test_sound_rules_bring_no_finding(tmp_path: Path):
    _, findings = proved(tmp_path, rule("a", f"require: {SHARE.format('low')}"), FIGURES)
    assert [f.key for f in findings] == []


def test_exceptions_that_overlap_are_found(tmp_path: Path):
    more = (
        FIGURES
        + """
definitions:
  cap:
    value: low
    except:
      - {when: project.is_new, value: high, provisions: [T-1], says: {zh: 甲, en: a}}
      - {when: project.is_major, value: low, provisions: [T-1], says: {zh: 乙, en: b}}
"""
    )
    _, findings = proved(tmp_path, rule("a", f"require: {SHARE.format('cap')}"), more)
    assert [f.kind for f in findings] == ["overlap"]


def test_the_real_packs_are_settled_with_a_twentieth_of_the_steps(monkeypatch: pytest.MonkeyPatch):
    limited = solving.limited
    monkeypatch.setattr(solving, "limited", lambda steps: limited(steps // 20))
    book = load_packs(catalogue())
    questions = unsettled = 0
    for place in sorted(book.packs):
        for one in prove(book, place, today()):
            questions += one.questions
            unsettled += one.unsettled
            for finding in one.findings:
                for witness in finding.witnesses:
                    assert witness.assessment.verdict
    assert questions > 2_000
    assert unsettled == 0

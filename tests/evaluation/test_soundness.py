"""What `rules check` and `rules test` find in rule files that have no fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility.commands.rules_test import test as rules_test
from eligibility.evaluation.soundness import advisories
from eligibility.language.library import load_packs
from eligibility.submission.catalogue import catalogue

SOURCE = """
jurisdiction: yulin
title: {zh: 甲, en: A}
issuer: {zh: 乙, en: B}
status: adopted
in_force: {from: 2020-01-01}
transition: by_judgement
transition_basis: {cite: 一}
extends: []
"""
MATTER = """
matter: siting
kind: compliance
subject: project
about: {zh: 选址, en: Siting}
cite: 一
opens_on: [land.total_area]
parameters:
  least: {value: 10 亩, provisions: [YL-001]}
  spare: {value: 20 亩, provisions: [YL-001]}
rules:
  - id: yulin/siting/large
    provisions: [YL-001]
    force: binding
    require: land.total_area >= least
    says: {zh: 不小于下限, en: Not below the floor}
    examples:
      - {note: at the floor, given: {land: {total_area: 10 亩}}, status: satisfied}
      - {note: below, given: {land: {total_area: 9 亩}}, status: STATUS}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules: a figure that nothing uses, and no example of `unknown`."""
    home = tmp_path / "rules" / "yulin"
    home.mkdir(parents=True)
    (home / "source.yaml").write_text(SOURCE, encoding="utf-8")
    (home / "siting.yaml").write_text(MATTER.replace("STATUS", "violated"), encoding="utf-8")
    return home.parent


def _advice(rules: Path) -> dict[str, str]:
    pack = load_packs(catalogue(), folder=rules).packs["yulin"]
    return {d.code: d.message for d in advisories(pack, catalogue())}


def test_a_figure_that_no_rule_uses_is_named(rules: Path) -> None:
    assert "`spare`" in _advice(rules)["F603"]


def test_a_status_without_an_example_is_named(rules: Path) -> None:
    assert _advice(rules)["F604"].endswith("unknown")


def test_a_quantity_that_stands_twice_is_named(rules: Path) -> None:
    file = rules / "yulin" / "siting.yaml"
    twice = "land.total_area >= least and land.total_area <= spare"
    text = file.read_text(encoding="utf-8").replace("land.total_area >= least", twice)
    file.write_text(text, encoding="utf-8")
    assert "`land.total_area`" in _advice(rules)["F601"]


def test_an_example_that_comes_out_otherwise_is_a_finding(rules: Path) -> None:
    file = rules / "yulin" / "siting.yaml"
    file.write_text(MATTER.replace("STATUS", "satisfied"), encoding="utf-8")
    shown = CliRunner().invoke(rules_test, [str(rules / "yulin"), "--lang", "en"])
    assert shown.exit_code == 3
    assert "F602" in shown.output
    assert "wanted `satisfied`, found `violated`" in shown.output

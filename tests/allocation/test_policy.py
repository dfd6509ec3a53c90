"""The declared order of each jurisdiction, and files of it with faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from house.files import ROOT

from eligibility.allocation.policy import read_policy
from eligibility.errors import Refused
from eligibility.language.library import load_packs
from eligibility.submission.catalogue import catalogue

PLACES = sorted(p.parent.name for p in Path(ROOT, "rules").glob("*/quota-priority.yaml"))
BAD = """
tiers:
  - {rule: anshun/quota-priority/no-such}
  - {rule: anshun/quota-priority/major-promoted}
served: 0
preferences: [{rule: anshun/quota-priority/lead-industry, points: many}]
measures:
  - {fact: project.tax_intensity, points: 1}
  - {fact: project.investment_intensity, step: 3 亩}
  - {fact: project.no_such_fact, step: 1}
  - {fact: project.land_traits, of: saving}
order: [new, stock]
speed: fast
"""
WANTED = (
    "is no priority of", "a tier of it needs a reason", "`served` is a whole number",
    "`points` is a whole number", "needs a `step`", "is not money per area",
    "a measure names a fact", "is no word of", "`order` holds", "`speed` is no key",
    "`because` is missing",
)  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_each_jurisdiction_declares_its_own_order(name: str) -> None:
    book = load_packs(catalogue(), [name])
    policy = read_policy(book.packs[name], book.folder)
    matter = book.packs[name].matters["quota-priority"]
    assert policy.because
    assert {r.id for r in matter.rules if r.force == "binding"} <= {r.id for r in policy.tiers}
    named = {r.id for r in policy.tiers} | {r.id for r, _ in policy.preferences}
    assert named == {r.id for r in matter.rules if r.kind == "priority"}


def test_without_a_file_the_binding_priorities_are_the_tiers(tmp_path: Path) -> None:
    book = load_packs(catalogue(), ["chaoyang"])
    policy = read_policy(book.packs["chaoyang"], tmp_path)
    assert [r.id.rpartition("/")[2] for r in policy.tiers] == ["must-serve", "guaranteed-list"]
    assert len(policy.preferences) == 3


def test_every_fault_of_an_order_is_told(tmp_path: Path) -> None:
    for name in ("anshun", "national"):
        shutil.copytree(Path(ROOT, "rules", name), tmp_path / name)
    (tmp_path / "anshun" / "allocation.yaml").write_text(BAD, encoding="utf-8")
    book = load_packs(catalogue(), ["anshun"], tmp_path)
    with pytest.raises(Refused) as refused:
        read_policy(book.packs["anshun"], tmp_path)
    told = [d.message for d in refused.value.diagnostics]
    assert [w for w in WANTED if not any(w in message for message in told)] == []
    assert all(d.place is not None for d in refused.value.diagnostics)

"""The account of a text: what encodes each provision, and what a ledger may leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.small import change

from eligibility.errors import Refused
from eligibility.language.ledger import load_ledger
from eligibility.language.library import load_packs
from eligibility.ledger.accounts import Account, account
from eligibility.submission.catalogue import catalogue


def accounted(rules: Path) -> Account:
    book = load_packs(catalogue(), ["place"], rules)
    return account(book.packs["place"], load_ledger("place", rules), catalogue())


def test_a_ledger_in_order_has_no_finding(place: Path) -> None:
    one = accounted(place)
    assert one.findings == ()
    assert one.standings() == {
        "encoded": 2, "data": 1, "open norm": 1, "authority duty": 0, "": 0,
    }  # fmt: skip
    assert one.by_core() == {"high": (1, 2), "medium": (1, 1), "low": (1, 1)}
    assert one.examples() == {"satisfied": 2, "violated": 2}


def test_what_encodes_a_provision_is_derived_from_the_rules(place: Path) -> None:
    found = accounted(place).encodings
    assert [r.id for r in found["PL-001"].rules] == ["place/ancillary-land/share"]
    assert found["PL-001"].parameters == ("place/ancillary-land/cap",)
    assert found["PL-002"].parameters == ("place/ancillary-land/industries",)
    assert [r.id for r in found["PL-002"].users] == ["place/ancillary-land/share"]


def test_a_rule_that_asks_one_yes_no_fact_is_an_echo(place: Path) -> None:
    echoes = [(rule.id, fact) for rule, fact in accounted(place).echoes]
    assert echoes == [("place/ancillary-land/echo", "project.two_priorities")]


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        ("provisions.yaml", "core: high, standing: encoded,", "core: high,", ["F701"]),
        ("provisions.yaml", "standing: open norm", "standing: encoded", ["F702"]),
        ("ancillary-land.yaml", "status: violated}", "status: unknown}", ["F703"]),
        ("ancillary-land.yaml", ", provisions: [PL-001]}", "}", ["F704"]),
        ("ancillary-land.yaml", "    provisions: [PL-001, PL-002]\n", "    provisions: []\n",
         ["F705"]),
        ("ancillary-land.yaml", "[PL-001, PL-002]", "[PL-001, PL-002, PL-009]", ["F705"]),
        ("provisions.yaml", "    reason: {zh: 没有可检验的标准, en: there is no test}\n", "",
         ["F706"]),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_a_finding(
    place: Path, file: str, old: str, new: str, codes: list[str]
) -> None:
    change(place / "place" / file, old, new)
    assert [d.code for d in accounted(place).findings] == codes


def test_a_provision_listed_twice_is_refused(place: Path) -> None:
    change(place / "place" / "provisions.yaml", "id: PL-002", "id: PL-001")
    with pytest.raises(Refused, match="`PL-001` stands on line 2 too"):
        load_ledger("place", place)


def test_a_standing_that_is_none_is_refused(place: Path) -> None:
    change(place / "place" / "provisions.yaml", "standing: data", "standing: done")
    with pytest.raises(Refused, match="`done` is no standing"):
        load_ledger("place", place)


def test_a_definition_or_a_name_of_the_vocabulary_encodes_too(place: Path) -> None:
    (place / "place" / "vocabulary.yaml").write_text(
        "industries:\n  甲业: {provisions: [PL-004]}\n", encoding="utf-8"
    )
    change(
        place / "place" / "ancillary-land.yaml",
        "rules:\n",
        "definitions:\n  most: {value: cap, provisions: [PL-003]}\nrules:\n",
    )
    found = accounted(place).encodings
    assert found["PL-004"].words == ("甲业",)
    assert found["PL-003"].definitions == ("place/ancillary-land/most",)

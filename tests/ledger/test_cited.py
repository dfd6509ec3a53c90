"""Copies of texts: the right one is found, and what is changed, moved or deleted in it is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from ledger.small import change

from eligibility.language.ledger import load_ledger
from eligibility.language.library import load_packs
from eligibility.ledger.cited import Checked, check, read_texts
from eligibility.submission.catalogue import catalogue

NOT_SEALED: Mapping[str, str] = {}


def checked(rules: Path, copies: Path, sealed: Mapping[str, str] = NOT_SEALED) -> Checked:
    book = load_packs(catalogue(), ["place"], rules)
    return check(book.packs["place"], load_ledger("place", rules), read_texts(copies), sealed)


def faults(one: Checked) -> list[tuple[str, str]]:
    return [(place.id, place.state) for place in one.faults]


def test_every_place_and_figure_is_found(place: Path, copies: Path) -> None:
    (copies / "another.txt").write_text("一、总则\n(一)目的。提高质量。\n", encoding="utf-8")
    one = checked(place, copies)
    assert (one.file, faults(one)) == ("copy.txt", [])
    figure = next(p for p in one.places if p.what == "figure")
    assert (figure.printed, figure.lines, figure.value) == ("15%", (7,), "15%")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("15%", "14%", [("place/ancillary-land/cap", "not there")]),
        ("可由7%提高到15%", "从严", [("place/ancillary-land/cap", "not there")]),
        ("由7%提高到15%。严禁建设住宅。", "提高。严禁建设住宅,由7%提高到15%。",
         [("place/ancillary-land/cap", "not there")]),
        ("7%", "8%", []),
        ("限期3个月。", "限期5个月。", []),
        ("因地制宜推进。\n", "", [("PL-004", "no place")]),
        ("(二)项目。", "(三)项目。", [("PL-003", "no place")]),
    ],
)  # fmt: skip
def test_what_was_changed_is_told_and_nothing_else(
    place: Path, copies: Path, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    change(copies / "copy.txt", old, new)
    assert faults(checked(place, copies)) == told


def test_a_figure_must_stand_in_the_place_of_its_provision_too(place: Path, copies: Path) -> None:
    change(place / "place" / "provisions.yaml", "二(一)2 句1", "二(一)2 句2")
    assert faults(checked(place, copies)) == [("place/ancillary-land/cap", "not there")]


def test_without_a_copy_that_fits_nothing_is_checked(place: Path, copies: Path) -> None:
    (copies / "copy.txt").write_text("一、总则\n(一)目的。提高质量。\n", encoding="utf-8")
    assert checked(place, copies) == Checked("place", None, ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("严禁建设住宅", "严禁建设商品住宅", []),
        ("可由7%提高", "可以由7%提高", [("PL-001", "changed")]),
        ("重点发展甲业和乙业。", "重点发展甲业、乙业。", [("PL-002", "changed")]),
        ("某地实施意见\n一、", "某地的意见\n一、", []),
        ("用地比例上限可由", "用地比例上限， 可由", []),
    ],
)
def test_once_sealed_other_words_at_a_place_are_told(
    place: Path, copies: Path, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    sealed = checked(place, copies).seals
    change(copies / "copy.txt", old, new)
    assert faults(checked(place, copies, sealed)) == told


def test_a_print_of_another_locator_is_not_compared(place: Path, copies: Path) -> None:
    sealed = checked(place, copies).seals
    change(place / "place" / "provisions.yaml", "locator: 一、句1", "locator: 二(一)1 句2")
    assert faults(checked(place, copies, sealed)) == []


def test_a_damaged_place_is_named(place: Path, copies: Path) -> None:
    change(copies / "copy.txt", "须为重点项目", "须为20__年重点项目")
    damaged = [p.id for p in checked(place, copies).places if p.damaged]
    assert damaged == ["PL-003"]

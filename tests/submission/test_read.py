"""What reading promises beyond the corpus: limits, files, overrides, digests, speed of refusal."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from eligibility.errors import Refused
from eligibility.language.located import parse
from eligibility.language.values import Record
from eligibility.submission.facts import Submission
from eligibility.submission.read import read_submission

TYPICAL = """
jurisdiction: yulin
project: {name: 年产2万吨铜基材项目, kind: industrial, in_zone: yes}
land: {total_area: 100 亩, parcels: [{id: P1, area: 100 亩, stopped_on: none}]}
ancillary: {land_area: {value: 7 亩, evidence: 总平面图, page: 3, stated_on: 2026-02-11}}
consents:
  - {kind: ancillary_increase, issuer: municipal_government, dated: 2026-03-01, land_cap: 12%}
  - {kind: other, dated: 2026-05-01}
  - {kind: other}
"""


def read(text: str, file: str = "a.yaml") -> Submission:
    return read_submission(parse(text, file))


def codes(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_submission(path)
    return [d.code for d in refused.value.diagnostics]


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    began = time.perf_counter()
    assert codes(path) == ["E104"]
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02\xff", "E103"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "E103"),
        (b"note: \xb9\xfa\xbc\xd2\n", "E103"),
        ("note: a\n".encode("utf-16"), "E103"),
        (b"", "E102"),
        (b"\xef\xbb\xbf", "E102"),
        (b"[" * 1_000_000, "E105"),
        (b"a: " + b"{a: " * 100_000, "E105"),
        (b'{"a":' * 100_000, "E105"),
        (b"note: [" + b"x," * 250_000 + b"]", "E110"),
        (b"note: " + b"x" * 30_000, "E110"),
        (b"note: " + b"9" * 19_000 + b"\nland: {total_area: " + b"9" * 19_000 + b"}", "E202"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_what_is_no_bearable_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    assert codes(path) == [code]


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere.yaml") == ["E101"]
    assert codes(tmp_path) == ["E101"]


def test_a_hyphen_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO(TYPICAL.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    submission = read_submission("-")
    assert submission.file == "-"
    assert submission.facts.get("project.kind") == "industrial"


def test_many_faults_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        read("project: {" + ", ".join(f"wrong{i}: 1" for i in range(50)) + "}")
    assert len(refused.value.diagnostics) == 50


def test_a_flood_of_faults_is_cut_off_quickly() -> None:
    began = time.perf_counter()
    with pytest.raises(Refused) as refused:
        read("project:\n" + "".join(f"  k{i}: 1\n" for i in range(80_000)))
    assert len(refused.value.diagnostics) == 200
    assert time.perf_counter() - began < 10


def test_the_digest_is_over_the_content_not_the_writing() -> None:
    plain = yaml.load(TYPICAL, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only texts
    turned = dict(reversed(plain.items()))
    turned["land"] = {"parcels": [{"id": "P1", "stopped_on": "none", "area": "200000/3 m2"}],
                      "total_area": "100 亩"}  # fmt: skip
    digest = read(TYPICAL).digest
    assert digest == read(json.dumps(turned), "a.json").digest
    assert digest == read(TYPICAL + "note: seen\nexpect: {verdict: approved}\n").digest
    assert digest != read(TYPICAL.replace("12%", "13%")).digest
    assert digest != read(TYPICAL.replace("page: 3", "page: 4")).digest
    assert digest.startswith("sha256:")
    assert len(digest) == 71


def test_each_fact_keeps_its_text_line_and_evidence() -> None:
    origin = read(TYPICAL).facts.origins["ancillary.land_area"]
    assert (origin.text, origin.place.line, origin.place.column) == ("7 亩", 5, 32)
    assert origin.evidence is not None
    assert (origin.evidence.document, origin.evidence.page) == ("总平面图", "3")
    assert origin.evidence.stated_on == date(2026, 2, 11)
    assert read(TYPICAL).facts.origins["land.parcels[0].area"].text == "100 亩"


def test_items_are_named_by_their_id_or_their_path() -> None:
    facts = read("land: {parcels: [{id: P1}, {area: 1 亩}, {id: unknown}]}").facts
    parcels = facts.get("land.parcels")
    assert isinstance(parcels, tuple)
    subjects = [item.subject for item in parcels if isinstance(item, Record)]
    assert subjects == ["P1", "land.parcels[1]", "land.parcels[2]"]


def test_overrides_win_over_the_file() -> None:
    tree = parse(TYPICAL + "as_of: 2026-03-31\n", "a.yaml")
    submission = read_submission(tree, as_of=date(2025, 1, 1), jurisdiction="anshun")
    assert (submission.as_of, submission.jurisdiction) == (date(2025, 1, 1), "anshun")
    assert submission.digest == read_submission(tree, jurisdiction="anshun").digest
    with pytest.raises(Refused) as refused:
        read_submission(tree, jurisdiction="ylin")
    assert [d.code for d in refused.value.diagnostics] == ["E210"]


def test_a_unit_that_is_no_unit_cannot_be_rounded_to() -> None:
    for unit in ("%", "kg", "0 m2", "1/7 分", ""):
        with pytest.raises(Refused):
            read_submission(parse(TYPICAL, "a.yaml"), round_to=unit)


def test_the_reviewers_part_is_read() -> None:
    review = read(
        "review:\n  file_no: 2026-001\n  received_on: 2026年3月1日\n"
        "  assumptions: [{id: yulin/x/mainly, value: 2/3, by: 张三, on: 2026-03-02, reason: 惯}]\n"
        "  departures: [{rule: yulin/x/y, by: 李四, reason: 已批准, document: 批复}]\n"
        "  findings: [{provision: YL-053, status: 符合, by: 王五}]\n"
    ).review
    assert (review.file_no, review.received_on) == ("2026-001", date(2026, 3, 1))
    assert (review.assumptions[0].value, review.assumptions[0].place.line) == ("2/3", 4)
    assert (review.departures[0].document, review.departures[0].on) == ("批复", None)
    assert review.findings[0].status == "satisfied"


def test_reading_is_quick() -> None:
    read(TYPICAL)
    began = time.perf_counter()
    for _ in range(50):
        read(TYPICAL)
    assert (time.perf_counter() - began) / 50 < 0.005  # about 0.2 ms when nothing else runs

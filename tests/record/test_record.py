"""The record: chained lines, damage named by line, the same decision again after rules change."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from house.calling import call
from house.files import ROOT

from eligibility.record.append import Standing, append
from eligibility.record.line import Entry, Fault, digest, read, sealed


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of some cases of Yulin, kept in one run and in another."""
    folder = tmp_path_factory.mktemp("record")
    cases = sorted((ROOT / "cases" / "yulin").rglob("*.yaml"))[:5]
    for case in cases:
        shutil.copy(case, folder / case.name)
    files = [str(folder / case.name) for case in cases]
    for some in (files[:2], files[2:]):
        shown = call("assess", *some, "--record", folder / "record.jsonl")
        assert shown.exit_code == 0, shown.output
    return folder / "record.jsonl"


def replayed(record: Path, *more: str) -> tuple[int, dict[str, Any]]:
    shown = call("replay", record, "--format", "json", *more)
    return shown.exit_code, json.loads(shown.stdout)


def damaged(path: Path) -> list[tuple[int, str]]:
    with path.open("rb") as file:
        return [(f.number, f.damage) for f in read(file) if isinstance(f, Fault)]


def test_every_line_holds_what_decides_it(record: Path) -> None:
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").split("\n")[:-1]]
    assert [line["line"] for line in lines] == [1, 2, 3, 4, 5]
    first, second = lines[0], lines[1]
    assert first["answer"]["format"] == "eligibility.assessment/1"
    assert first["answer"]["rulebook"] == first["rules"]["digest"]
    assert first["submission"]["digest"] == first["answer"]["submission"]
    assert first["submission"]["facts"]["project"]["name"]
    assert set(first["rules"]["texts"]) == {"yulin", "national"}
    assert second["rules"]["texts"] is None
    assert second["rules"]["texts_at"] == {first["rules"]["digest"]: 1}
    assert first["program"]["code"].startswith("sha256:")


def test_each_decision_is_the_same_again(record: Path) -> None:
    code, found = replayed(record)
    assert (code, found["same"], found["different"], found["damaged"]) == (0, 5, 0, [])
    assert found["head"] == digest(record.read_bytes().splitlines()[-1])
    shown = call("replay", record, "--lang", "zh").output
    assert "记录 5 行：结论相同 5，不同 0，损坏 0" in shown


def test_the_rules_of_the_record_decide_though_todays_have_changed(
    record: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    matter = rules / "yulin" / "ancillary-land.yaml"
    text = matter.read_text(encoding="utf-8")
    assert "value: 7%" in text
    matter.write_text(text.replace("value: 7%", "value: 5%"), encoding="utf-8")
    code, found = replayed(record, "--rules", str(rules))
    assert (code, found["same"]) == (0, 5)
    assert all("rules" in d["changed_since"] for d in found["decisions"])
    assert found["decisions"][0]["rule_files"] == ["yulin/ancillary-land.yaml"]
    code, found = replayed(record, "--rules", str(rules), "--with-current-rules")
    other = [d for d in found["decisions"] if not d["same"]]
    assert code == 3
    assert other
    assert all(d["because"] == ["rules"] for d in other)
    assert any(x["what"].startswith("yulin/") for d in other for x in d["differences"])
    assert "yulin/ancillary-land.yaml" in call(
        "replay", record, "--rules", rules, "--with-current-rules", "--lang", "en"
    ).output  # fmt: skip


def test_a_file_that_changed_since_is_told_and_changes_nothing(
    record: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    case = min((ROOT / "cases" / "yulin").rglob("*.yaml"))
    shutil.copy(case, copy)
    kept = tmp_path / "kept.jsonl"
    assert call("assess", copy, "--record", kept).exit_code == 0
    copy.write_text("jurisdiction: yulin\nproject: {name: another}\n", encoding="utf-8")
    code, found = replayed(kept)
    assert (code, found["decisions"][0]["changed_since"]) == (0, ["submission"])


def test_an_answer_that_the_program_no_longer_gives_is_told(record: Path, tmp_path: Path) -> None:
    """As if another program had decided: the answer is changed and the line sealed anew."""
    content = json.loads(record.read_bytes().splitlines()[0])
    del content["seal"]
    content["answer"]["verdict"] = (
        "approved" if content["answer"]["verdict"] != "approved" else "refer"
    )
    path = tmp_path / "other.jsonl"
    path.write_bytes(sealed(content) + b"\n")
    code, found = replayed(path)
    assert code == 3
    assert found["decisions"][0]["because"] == ["program"]
    assert found["decisions"][0]["differences"][0]["what"] == "verdict"


def test_a_text_that_is_read_otherwise_is_told(record: Path, tmp_path: Path) -> None:
    content = json.loads(record.read_bytes().splitlines()[0])
    del content["seal"]
    content["submission"]["digest"] = digest(b"")
    path = tmp_path / "other.jsonl"
    path.write_bytes(sealed(content) + b"\n")
    code, found = replayed(path)
    assert (code, found["decisions"][0]["because"]) == (3, ["submission"])


def test_changing_any_byte_is_detected(record: Path, tmp_path: Path) -> None:
    """Every byte of two short lines, each changed in two ways."""
    path = tmp_path / "record.jsonl"
    append(path, [_line("first"), _line("second")])
    whole = path.read_bytes()
    assert damaged(path) == []
    for at, byte in enumerate(whole):
        for other in {byte ^ 1, ord(" ") if byte != ord(" ") else ord("x")}:
            path.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
            assert damaged(path), f"byte {at}: {byte!r} to {other!r}"


def test_a_byte_changed_anywhere_in_a_real_record_is_detected(record: Path, tmp_path: Path) -> None:
    chance, whole = random.Random(4), record.read_bytes()  # noqa: S311  a seeded choice
    path = tmp_path / "record.jsonl"
    for _ in range(200):
        at = chance.randrange(len(whole))
        other = bytes([(whole[at] + chance.randrange(1, 256)) % 256])
        path.write_bytes(whole[:at] + other + whole[at + 1 :])
        assert damaged(path), at


def _line(text: str) -> Any:
    def make(standing: Standing) -> dict[str, Any]:
        return {"format": "eligibility.record/1", "line": standing.number,
                "previous": standing.previous, "text": text,
                "rules": {"digest": "", "texts": None, "texts_at": {}}}  # fmt: skip

    return make


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda n: [n[0], n[2], n[1], *n[3:]], [(2, "moved"), (3, "moved"), (4, "moved")]),
        (lambda n: [n[0], *n[2:]], [(2, "moved")]),
        (lambda n: [*n[:3], n[2], *n[3:]], [(4, "moved")]),
        (lambda n: [n[0], n[1].replace(b'"second"', b'"secund"'), *n[2:]], [(2, "damaged")]),
        (lambda n: [n[0], n[1][:40], *n[2:]], [(2, "torn"), (3, "unchained")]),
        (lambda n: [*n[:3], n[3][:40]], [(4, "torn")]),
    ],
)
def test_a_damaged_line_is_named(change: Any, wanted: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    append(path, [_line(t) for t in ("first", "second", "third", "fourth")])
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join(change(lines)) + (b"\n" if wanted != [(4, "torn")] else b""))
    assert damaged(path) == wanted


def test_a_line_after_a_torn_one_is_chained_to_it(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    append(path, [_line("first"), _line("second")])
    path.write_bytes(path.read_bytes()[:-30])
    append(path, [_line("third")])
    assert damaged(path) == [(2, "torn")]
    with path.open("rb") as file:
        assert [e.number for e in read(file) if isinstance(e, Entry)] == [1, 3]


def test_replay_names_damage_and_goes_on(record: Path, tmp_path: Path) -> None:
    lines = record.read_bytes().splitlines()
    path = tmp_path / "record.jsonl"
    path.write_bytes(b"\n".join([lines[0], lines[1][:100], *lines[2:]]) + b"\n")
    code, found = replayed(path)
    assert (code, found["same"]) == (3, 4)
    assert [d["line"] for d in found["damaged"]] == [2, 3]
    shown = call("replay", path, "--lang", "en")
    assert "line 2: cut short" in shown.output


def test_the_rule_texts_of_a_lost_line_are_taken_from_todays_where_they_are_the_same(
    record: Path, tmp_path: Path
) -> None:
    lines = record.read_bytes().splitlines()
    path = tmp_path / "record.jsonl"
    path.write_bytes(b"\n".join([lines[0][:50] + b"~" + lines[0][51:], *lines[1:]]) + b"\n")
    code, found = replayed(path)
    assert (code, found["same"], len(found["damaged"])) == (3, 4, 1)
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    with (rules / "yulin" / "siting.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    _, found = replayed(path, "--rules", str(rules))
    assert {d["reason"] for d in found["decisions"]} == {"texts"}


def test_a_disk_that_takes_no_more_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.jsonl"
    append(path, [_line("first")])
    before, write = path.read_bytes(), os.write

    def full(handle: int, data: bytes) -> int:
        write(handle, bytes(data)[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        append(path, [_line("second")])
    assert path.read_bytes() == before


def test_a_file_that_is_no_record_is_not_appended_to(tmp_path: Path) -> None:
    """E111."""
    other = tmp_path / "notes.txt"
    other.write_text("notes\n", encoding="utf-8")
    case = min((ROOT / "cases" / "yulin").rglob("*.yaml"))
    shown = call("assess", case, "--record", other)
    assert shown.exit_code == 2
    assert "E111" in shown.stderr
    assert shown.stdout == ""
    assert other.read_text(encoding="utf-8") == "notes\n"


def test_rules_that_change_while_they_decide_are_not_recorded(tmp_path: Path) -> None:
    """E112."""
    from eligibility.errors import Refused
    from eligibility.language.library import load_packs
    from eligibility.record.entry import texts_of
    from eligibility.submission.catalogue import catalogue

    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    book = load_packs(catalogue(), ["yulin"], rules)
    bare = {n: type(p)(p.jurisdiction, p.source, p.vocabulary, p.matters, p.digest)
            for n, p in book.packs.items()}  # fmt: skip
    with (rules / "yulin" / "siting.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    book = type(book)(bare, "sha256:changed", rules)
    with pytest.raises(Refused) as refused:
        texts_of(book)
    assert [d.code for d in refused.value.diagnostics] == ["E112"]

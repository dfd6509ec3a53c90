"""Packs kept from one run to the next: the same packs, never stale, never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from house.files import ROOT

from eligibility.errors import Refused
from eligibility.language import shelf
from eligibility.language.library import load_packs
from eligibility.language.nodes import walk
from eligibility.language.pack import Matter, Pack
from eligibility.language.shelf import MOST_ENTRIES, cache_folder, packs_to_decide
from eligibility.language.stored import StoredMatter
from eligibility.submission.catalogue import catalogue

JURISDICTIONS = sorted(p.parent.name for p in (ROOT / "rules").glob("*/source.yaml"))
MATTER = "yulin/ancillary-land.yaml"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept packs of this test."""
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Rule files of this test's own."""
    for name in ("yulin", "national"):
        (tmp_path / "rules" / name).mkdir(parents=True)
        for file in ("source.yaml", "vocabulary.yaml", "shared.yaml", "ancillary-land.yaml"):
            if (ROOT / "rules" / name / file).is_file():
                shutil.copy(ROOT / "rules" / name / file, tmp_path / "rules" / name)
    return tmp_path / "rules"


def taken(folder: Path, name: str = "yulin") -> Pack:
    """The pack of a jurisdiction as a command that decides gets it."""
    return packs_to_decide(catalogue(), [name], folder).packs[name]


def is_kept(pack: Pack) -> bool:
    return all(isinstance(matter, StoredMatter) for matter in pack.matters.values())


def said(matter: Matter) -> dict[str, Any]:
    """All that a matter says but its examples."""
    whole = {f.name: getattr(matter, f.name) for f in fields(matter)}
    return whole | {"rules": tuple(replace(rule, examples=()) for rule in matter.rules)}


def facts_of(matter: Matter) -> list[Any]:
    """What equality passes over: where expressions stand, and the bounds of types."""
    spans = [node.span for rule in matter.rules for node in walk(rule.condition)]
    named = (*matter.parameters.values(), *matter.definitions.values())
    kinds = [one.type.item or one.type for one in named]
    return [*spans, *((k.low, k.high, k.absent, tuple(k.fields)) for k in kinds)]


@pytest.mark.parametrize("name", JURISDICTIONS)
def test_a_kept_pack_is_the_pack(name: str, kept: Path) -> None:
    """What comes back from the cache equals what the files say, places and types included."""
    read = load_packs(catalogue(), [name], ROOT / "rules")
    packs_to_decide(catalogue(), [name], ROOT / "rules")
    again = packs_to_decide(catalogue(), [name], ROOT / "rules")
    assert again.digest == read.digest
    assert list(again.packs) == list(read.packs)
    for one, other in zip(again.packs.values(), read.packs.values(), strict=True):
        assert is_kept(one)
        assert (one.source, one.vocabulary) == (other.source, other.vocabulary)
        assert [said(m) for m in one.matters.values()] == [said(m) for m in other.matters.values()]
        assert [facts_of(m) for m in one.matters.values()] == [
            facts_of(m) for m in other.matters.values()
        ]


def test_an_edit_is_seen_at_once(kept: Path, rules: Path) -> None:
    """A file that was edited is read again, even with its old size and time."""
    taken(rules)
    path = rules / MATTER
    state, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 15%", "value: 14%"), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    figures = taken(rules).matters["ancillary-land"].parameters.values()
    assert "14%" in {v.written for p in figures for v in p.values}
    path.write_text(text, encoding="utf-8")
    figures = taken(rules).matters["ancillary-land"].parameters.values()
    assert "14%" not in {v.written for p in figures for v in p.values}


def test_files_that_come_and_go_are_seen(kept: Path, rules: Path) -> None:
    """A matter whose file is added or taken away is there, or not, at once."""
    taken(rules)
    (rules / MATTER).rename(rules / "aside.yaml")
    assert "ancillary-land" not in taken(rules).matters
    (rules / "aside.yaml").rename(rules / MATTER)
    assert "ancillary-land" in taken(rules).matters


def test_a_background_that_is_edited_is_seen(kept: Path, rules: Path) -> None:
    """An edit of the rules that a jurisdiction extends is seen as well."""
    before = packs_to_decide(catalogue(), ["yulin"], rules).digest
    source = rules / "national" / "source.yaml"
    source.write_text(source.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert packs_to_decide(catalogue(), ["yulin"], rules).digest != before


def test_faults_are_told_every_time(kept: Path, rules: Path) -> None:
    """Nothing faulty is kept, and what was kept before the fault does not hide it."""
    taken(rules)
    path = rules / MATTER
    path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Refused):
            taken(rules)


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[: len(data) // 2], lambda _: b"\xff" * 40,
     lambda data: data.replace(b"satisfied", b"violated").replace(b"binding", b"default"),
     lambda data: data + b"]"],
)  # fmt: skip
def test_a_damaged_entry_is_ignored(damage: Any, kept: Path, rules: Path) -> None:
    """An entry that is cut, garbled or changed is not used, and is written anew."""
    whole = load_packs(catalogue(), ["yulin"], rules).packs["yulin"]
    taken(rules)
    for entry in kept.iterdir():
        entry.write_bytes(damage(entry.read_bytes()))
    found = taken(rules)
    assert not is_kept(found)
    assert [said(m) for m in found.matters.values()] == [said(m) for m in whole.matters.values()]
    assert is_kept(taken(rules))


def test_without_a_place_to_write_it_works_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: Path
) -> None:
    """Where nothing can be written, or the user wants nothing kept, the files are read."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (str(tmp_path / "file"), str(tmp_path / "file" / "below"), "off", ""):
        monkeypatch.setenv("ELIGIBILITY_CACHE", place)
        for _ in range(2):
            assert not is_kept(taken(rules))
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_an_edit_between_reading_and_keeping_is_not_kept(
    kept: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file changes while the pack is read, the pack is not kept under the new bytes."""

    def edited(*args: Any) -> Any:
        book = load_packs(*args)
        path = rules / MATTER
        path.write_text(path.read_text(encoding="utf-8") + "\n# late\n", encoding="utf-8")
        return book

    monkeypatch.setattr(shelf, "load_packs", edited)
    taken(rules)
    monkeypatch.undo()
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(kept))
    assert not is_kept(taken(rules))


WRITER = """
import sys
from pathlib import Path
from eligibility.language import shelf
from eligibility.submission.catalogue import catalogue
shelf._taken = lambda *_: None
for _ in range(12):
    shelf.packs_to_decide(catalogue(), ["yulin"], Path(sys.argv[1]))
"""


def test_two_writers_and_a_reader_do_not_meet(kept: Path, rules: Path) -> None:
    """While two processes write the same entries, a reader finds whole ones, or none."""
    whole = load_packs(catalogue(), ["yulin"], rules)
    command = [sys.executable, "-c", WRITER, str(rules)]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    while any(writer.poll() is None for writer in writers):
        book = packs_to_decide(catalogue(), ["yulin"], rules)
        assert book.digest == whole.digest
    assert [writer.returncode for writer in writers] == [0, 0]
    assert is_kept(taken(rules))
    assert {path.suffix for path in kept.iterdir()} == {".pack"}


def test_the_cache_stays_small(kept: Path, rules: Path) -> None:
    """Only the entries written last are left, however many folders of rules there were."""
    kept.mkdir()
    for index in range(MOST_ENTRIES + 5):
        (kept / f"{index}.pack").write_bytes(b"old")
        os.utime(kept / f"{index}.pack", (index, index))
    assert is_kept(taken(rules)) or is_kept(taken(rules))
    assert len(list(kept.iterdir())) == MOST_ENTRIES


def test_the_cache_lies_where_the_system_has_it() -> None:
    """The user's own cache folder, another by wish, none where none is known."""
    assert cache_folder({"XDG_CACHE_HOME": "/x"}) == Path("/x/eligibility")
    assert cache_folder({"XDG_CACHE_HOME": "x", "HOME": "/h"}) in (
        Path("/h/.cache/eligibility"), Path("/h/Library/Caches/eligibility"),
    )  # fmt: skip
    assert cache_folder({"ELIGIBILITY_CACHE": "here", "HOME": "/h"}) == Path("here")
    assert cache_folder({}) is None

"""A short Parquet file is read once, and again only where it is another; a long one never is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from eligibility.errors import Refused
from eligibility.screening import short_files
from eligibility.screening.inputs import Table
from eligibility.screening.short_files import ShortFile
from eligibility.screening.table_files import table

FIRST, SECOND = {"project.kind": ["industrial"]}, {"project.kind": ["logistics", None]}


def written(path: Path, cells: dict[str, list[str | None]]) -> Path:
    pl.DataFrame(cells).write_parquet(path, compression="uncompressed")
    return path


def held_by(found: Table) -> pl.DataFrame:
    return pl.concat(c.cells for c in found.chunks(1000))


def changed(path: Path) -> None:
    written(path, SECOND)


def replaced(path: Path) -> None:
    written(path.with_name("other.parquet"), SECOND).replace(path)


def of_another_time(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"industrial", b"industrio."))
    os.utime(path, ns=(1, 1))


def left_alone(_: Path) -> None:
    pass


BETWEEN = [
    ("it is written over", changed, ["logistics", None]),
    ("another takes its name", replaced, ["logistics", None]),
    ("it is written over with as many bytes", of_another_time, ["industrio."]),
    ("nothing happens", left_alone, ["industrial"]),
]


@pytest.mark.parametrize(("note", "happens", "want"), BETWEEN, ids=[b[0] for b in BETWEEN])
def test_what_is_on_the_disk_is_read(
    note: str, happens: Callable[[Path], None], want: list[str | None], tmp_path: Path
):
    source = written(tmp_path / "a.parquet", FIRST)
    found = table([str(source)])
    assert found.headings() == ["project.kind"]
    happens(source)
    assert held_by(found)["project.kind"].to_list() == want, note


def test_it_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, reads, whole = written(tmp_path / "a.parquet", FIRST), [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: reads.append(path) or whole(path))
    found = table([str(source)])
    assert (found.headings(), held_by(found).to_dict(as_series=False)) == (["project.kind"], FIRST)
    assert found.height() == 1
    assert reads == [source]


def test_a_long_file_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source = written(tmp_path / "a.parquet", FIRST)
    assert ShortFile(source).lazy() is not None
    monkeypatch.setattr(short_files, "SHORT", source.stat().st_size - 1)
    assert ShortFile(source).lazy() is None
    assert held_by(table([str(source)])).to_dict(as_series=False) == FIRST


def test_a_file_that_went_is_missed(tmp_path: Path):
    found = table([str(written(tmp_path / "a.parquet", FIRST))])
    found.paths[0].unlink()
    with pytest.raises(FileNotFoundError):
        found.headings()


WRITERS: list[tuple[str, int, Callable[[pl.DataFrame, Path], None]]] = [
    ("parquet", short_files.SHORT, pl.DataFrame.write_parquet),
    ("parquet", 0, pl.DataFrame.write_parquet),
    ("csv", 0, pl.DataFrame.write_csv),
    ("arrow", 0, pl.DataFrame.write_ipc),
]


@pytest.mark.parametrize(("form", "short", "write"), WRITERS)
def test_a_name_like_a_pattern_is_a_name(
    form: str, short: int, write: Callable[[pl.DataFrame, Path], None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    monkeypatch.setattr(short_files, "SHORT", short)
    for name, cells in (("plots[1]", FIRST), ("plots1", SECOND)):
        write(pl.DataFrame(cells), tmp_path / f"{name}.{form}")
    found = table([str(tmp_path / f"plots[1].{form}")])
    assert held_by(found).to_dict(as_series=False) == FIRST
    assert (found.headings(), found.height()) == (["project.kind"], 1)


@pytest.mark.parametrize("short", [short_files.SHORT, 0])
def test_a_broken_file_is_refused_in_one_sentence(
    short: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(short_files, "SHORT", short)
    source = written(tmp_path / "a.parquet", FIRST)
    source.write_bytes(source.read_bytes()[:-20])
    with pytest.raises(Refused) as refused:
        table([str(source)])
    (one,) = refused.value.diagnostics
    assert one.code == "E106"
    assert one.message.endswith("The file must end with PAR1 or PARE")

"""An answer is on the disk before it takes its name, and its name before the run is over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from eligibility.screening.writing import whole, write

ANSWER = pl.DataFrame({"verdict": ["approved"]})


@pytest.mark.parametrize("form", ["parquet", "csv", "ndjson"])
def test_file_then_name_then_folder(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done: list[tuple[str, str]] = []
    kept, renamed = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        done.append(("kept", Path(f"/proc/self/fd/{handle}").readlink().name))
        kept(handle)

    def replace(path: Path, other: Path) -> Path:
        done.append(("renamed", path.name))
        return renamed(path, other)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write(ANSWER, tmp_path / f"o.{form}", form)
    aside = f".o.{form}.part"
    assert done == [("kept", aside), ("renamed", aside), ("kept", tmp_path.name)]


def failing(aside: Path) -> None:
    aside.write_text("half")
    raise OSError(28, "No space left on device")


def stopped(aside: Path) -> None:
    aside.write_text("half")
    raise KeyboardInterrupt


@pytest.mark.parametrize(("written", "why"), [(failing, OSError), (stopped, KeyboardInterrupt)])
def test_what_fails_leaves_the_answer_as_it_was(
    written: Callable[[Path], None], why: type[BaseException], tmp_path: Path
):
    out = tmp_path / "o.csv"
    out.write_text("before")
    with pytest.raises(why), whole(out) as aside:
        written(aside)
    assert [p.name for p in tmp_path.iterdir()] == ["o.csv"]
    assert out.read_text() == "before"

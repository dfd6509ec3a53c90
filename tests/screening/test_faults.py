"""Runs that are killed, disks that are full, inputs that break: as real processes, nothing lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.files import ROOT
from screening.planted import planted, sound, write
from screening.processes import DAY, command, names, screen

from eligibility.commands.desk import Desk
from eligibility.errors import Refused

pytestmark = pytest.mark.slow
KILLS, ROWS = 50, 60_000


def one_sentence(shown: subprocess.CompletedProcess[str]) -> str:
    """The only fault that was told."""
    assert shown.returncode in (1, 2), shown
    assert "Traceback" not in shown.stderr
    assert "internal error" not in shown.stderr
    faults = [line for line in shown.stderr.splitlines() if line.startswith("error")]
    assert len(faults) == 1, shown.stderr
    return faults[0]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table, _ = planted(ROWS, 200)
    return write(table, tmp_path_factory.mktemp("killed") / "a.parquet")


class TestKilled:
    """A run that was killed goes on and gives the same bytes; what it stood on must be the same."""

    PART = ("--part", "5000")

    def killed(self, source: Path, out: Path, after: float) -> bool:  # measure: seconds
        """Whether the run was still under way when it was killed."""
        process = subprocess.Popen(
            command("screen", source, "-o", out, "--quiet", *DAY, *self.PART),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(after)
        done = process.poll() is not None
        if not done:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return not done

    @pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
    def test_at_random_moments(self, source: Path, tmp_path: Path, form: str) -> None:
        whole, cut = tmp_path / f"whole.{form}", tmp_path / f"cut.{form}"
        began = time.monotonic()
        assert screen(source, whole, *self.PART).returncode == 0
        lasts = time.monotonic() - began
        rng = random.Random(7)  # noqa: S311  moments to be drawn again
        kills = resumed = 0
        while kills < (KILLS if form == "parquet" else 10):
            moment = rng.uniform(lasts / 4, lasts)  # measure: seconds; before that it only starts
            alive = self.killed(source, cut, moment)
            if not alive:  # it was through before its moment came
                lasts = lasts * 4 / 5
                continue
            kills += 1
            assert not cut.exists() or cut.read_bytes() == whole.read_bytes()
            parts = cut.with_name(f".{cut.name}.parts")
            resumed += parts.exists() and any(parts.glob("*.answer.parquet"))
            assert screen(source, cut, "--resume", "--quiet", *self.PART).returncode == 0
            assert cut.read_bytes() == whole.read_bytes()
            refused = Path(f"{cut}.refused.csv")
            assert refused.read_bytes() == Path(f"{whole}.refused.csv").read_bytes()
            assert names(tmp_path) == {
                f"{name}.{form}{end}" for name in ("whole", "cut") for end in ("", ".refused.csv")
            }
            cut.unlink()
            refused.unlink()
        assert resumed > kills // 4  # most kills fell where parts had been finished

    def test_its_processes_end_with_it(self, source: Path, tmp_path: Path) -> None:
        process = subprocess.Popen(
            command("screen", source, "-o", tmp_path / "o.csv", "--reasons", "all", *DAY),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            process.kill()
            pytest.skip("the system does not tell the children of a process")
        until = time.monotonic() + 120
        while len(found := children.read_text().split()) < 2 and time.monotonic() < until:
            time.sleep(1 / 10)  # measure: seconds
        assert len(found) >= 2
        process.kill()
        process.wait()
        while any(Path(f"/proc/{child}").exists() for child in found):
            assert time.monotonic() < until
            time.sleep(1 / 10)  # measure: seconds

    def test_what_differs_is_refused(self, source: Path, tmp_path: Path) -> None:
        out, other = tmp_path / "out.parquet", tmp_path / "other.parquet"
        rules = tmp_path / "rules"
        shutil.copytree(ROOT / "rules", rules)
        shutil.copy(source, other)
        parts = tmp_path / ".out.parquet.parts"
        wait = 1 / 2  # measure: seconds
        while not any(parts.glob("*.answer.parquet")):
            assert self.killed(source, out, wait)
            wait += 1 / 2  # measure: seconds
        pl.read_parquet(other).head(ROWS - 1).write_parquet(other)
        figure = next(rules.glob("yulin/ancillary*.yaml"))
        figure.write_text(figure.read_text("utf-8").replace("7%", "8%", 1), "utf-8")
        for changed in (
            (other, ()), (source, ("--rules", rules)), (source, ("--as-of", "2026-07-01")),
            (source, ("--status", "yulin/ancillary-land/land-share")), (source, ("--round", "m2")),
        ):  # fmt: skip
            shown = screen(changed[0], out, "--resume", *changed[1], *self.PART)
            assert "the run to resume had another table, rules, day or options" in one_sentence(
                shown
            )
            assert not out.exists()
        assert screen(source, out, "--resume", *self.PART).returncode == 0


# Disks that an answer of 60,000 rows does not fit on, a part of it or nothing at all.
FULL = [
    *(("16k", form) for form in ("parquet", "csv", "ndjson", "xlsx")),
    *(("200k", form) for form in ("parquet", "csv", "ndjson", "xlsx")),
    *(("1200k", form) for form in ("csv", "ndjson", "xlsx")),
]


class TestDisks:
    """A full disk is told in a sentence, and leaves no answer."""

    @pytest.fixture
    def small(self, tmp_path: Path) -> Iterator[Any]:
        mounted: list[Path] = []

        def mount(size: str) -> Path:
            place = tmp_path / f"disk{size}"
            place.mkdir()
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
                capture_output=True, check=False,
            )  # fmt: skip
            if done.returncode:
                pytest.skip("a small disk cannot be mounted here")
            mounted.append(place)
            return place

        yield mount
        for place in mounted:
            subprocess.run(["umount", str(place)], check=False)

    @pytest.mark.parametrize(("size", "form"), FULL)
    def test_a_full_disk(self, tmp_path: Path, small: Any, form: str, size: str) -> None:
        source = write(sound(60_000), tmp_path / "a.parquet")
        disk = small(size)
        shown = screen(source, disk / f"out.{form}", "--part", "10000", "--status",
                       "yulin/ancillary-land/land-share")  # fmt: skip
        assert shown.returncode == 1
        assert "No space left" in shown.stderr
        assert "Traceback" not in shown.stderr
        assert "internal error" not in shown.stderr
        assert not [p for p in disk.iterdir() if not p.name.startswith(".")]
        assert len([line for line in shown.stderr.splitlines() if line.strip()]) <= 2


class TestInputs:
    """A broken input is told in a sentence, and leaves no answer."""

    def cut(self, path: Path, *, at: str) -> None:
        data = path.read_bytes()
        if at == "end":
            path.write_bytes(data[: len(data) * 2 // 3])
        else:
            middle = len(data) // 2
            path.write_bytes(data[:middle] + bytes(4000) + data[middle + 4000 :])

    @pytest.mark.parametrize("at", ["end", "middle"])
    def test_a_broken_parquet(self, tmp_path: Path, at: str) -> None:
        source = write(sound(100_000), tmp_path / "a.parquet")
        self.cut(source, at=at)
        assert "the table cannot be read" in one_sentence(screen(source, tmp_path / "o.parquet"))
        assert names(tmp_path) == {"a.parquet"}

    def test_csv_that_breaks_far_down(self, tmp_path: Path) -> None:
        source = write(sound(100_000), tmp_path / "a.csv")
        for tail, said in ((b'"open,\n', "cannot be read"), ("企业".encode("gb18030"), "UTF-8")):
            whole = source.read_bytes()
            source.write_bytes(whole + tail * 3)
            assert said in one_sentence(screen(source, tmp_path / "o.parquet", "--part", "10000"))
            assert names(tmp_path) == {"a.csv"}
            source.write_bytes(whole)

    def test_lines_that_are_not_utf_8_far_down(self, tmp_path: Path) -> None:
        source = tmp_path / "a.ndjson"
        line = b'{"jurisdiction": "yulin", "project": {"kind": "industrial"}}\n'
        source.write_bytes(line * 20_000 + '{"note": "企业"}\n'.encode("gb18030"))
        assert "UTF-8" in one_sentence(screen(source, tmp_path / "o.csv"))
        assert names(tmp_path) == {"a.ndjson"}

    def test_gbk_says_so(self, tmp_path: Path) -> None:
        source = tmp_path / "a.csv"
        source.write_bytes("项目名称,jurisdiction\n企业,yulin\n".encode("gb18030"))
        shown = screen(source, tmp_path / "o.csv")
        assert "is not in UTF-8" in one_sentence(shown)
        assert "iconv -f GB18030 -t UTF-8" in shown.stderr

    def test_an_input_that_is_gone(self, tmp_path: Path) -> None:
        shown = screen(tmp_path / "none.parquet", tmp_path / "o.csv")
        assert "does not exist" in one_sentence(shown)

    def test_an_input_that_goes_while_it_is_read(self, tmp_path: Path) -> None:
        from eligibility.commands.ordering import setting_of
        from eligibility.screening.run import Order, run
        from eligibility.screening.table_files import table

        source = write(sound(3_000), tmp_path / "a.parquet")
        setting, identity = setting_of(Desk(as_of="2026-06-30"), ())
        order = Order(table([str(source)]), tmp_path / "o.csv", setting, identity)
        source.unlink()
        with pytest.raises((Refused, OSError)) as gone:
            run(order)
        assert "a.parquet" in str(gone.value)
        assert names(tmp_path) == set()

    def test_a_pipe_is_read_as_standard_input_and_not_by_name(self, tmp_path: Path) -> None:
        pipe, source = tmp_path / "pipe", write(sound(50), tmp_path / "a.csv")
        os.mkfifo(pipe)
        shown = screen(pipe, tmp_path / "o.csv", "--from", "csv")
        assert "is no regular file" in one_sentence(shown)
        assert "screen - --from csv" in shown.stderr
        with source.open("rb") as stream:
            done = subprocess.run(
                command("screen", "-", "--from", "csv", "-o", tmp_path / "o.csv", *DAY),
                stdin=stream, capture_output=True, check=False,
            )  # fmt: skip
        assert done.returncode == 0
        assert len((tmp_path / "o.csv").read_text("utf-8").splitlines()) == 51
        refused = subprocess.run(
            command("screen", "-", "--from", "csv", "-o", tmp_path / "o.csv", "--resume"),
            input="", capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "standard input cannot be resumed" in one_sentence(refused)

"""A cluster of two executors gives the bytes of one machine, and refuses what it cannot do."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from house.files import ROOT
from screening.databases import need_spark
from screening.planted import sound, write

# Two processes of one core each beside the driver's; 1024 MB each.
MASTER = "local-cluster[2,1,1024]"
DAY = ("--as-of", "2026-06-30")
SHARE = "yulin/ancillary-land/land-share"
ASKED = (
    ("--reasons", "rejected"),
    ("--reasons", "all", "--lang", "en", "--only", "missing"),
    ("--reasons", "rejected", "--only", "verdict", "--status", SHARE),
)


def table(rows: int, path: Path) -> Path:
    """A table with holes, two ways to write a repeated code, and rows of many faults."""
    rng = random.Random(3)  # noqa: S311  (draws, no secrets)

    def cells(*words: Any) -> list[Any]:
        return [rng.choice(words) for _ in range(rows)]

    pl.DataFrame({
        "project.code": [f"P{i:07}" if i % 500 else f"\u3000DUP{i % 3} " for i in range(rows)],
        "jurisdiction": ["nowhere" if i % 1000 == 7 else p for i, p in
                         enumerate(cells("yulin", "yulin", "chaoyang", "yingkou"))],
        "project.kind": ["castle" if i % 97 == 1 else k for i, k in
                         enumerate(cells("industrial", "industrial", None))],
        "land.total_area": cells(None, "100 亩", "60亩", "7000 ㎡", "12 公顷"),
        "ancillary.land_area": cells(None, "6 亩", "7 亩", "15.01 亩", "400 ㎡"),
        "project.in_zone": cells(None, True, False),
    }).write_parquet(path)  # fmt: skip
    return path


def screen(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """The command, as a user starts it."""
    with TemporaryDirectory() as folder:  # of executors
        return subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), "screen", *map(str, words)],
            env=environment(**{"SPARK_WORKER_DIR": folder, **more}), capture_output=True,
            text=True, check=False,
        )  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    """The environment, in which executors find the program."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": paths, **more}


def on_cluster(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """The command, on two executors."""
    return screen(*words, *DAY, "--engine", "spark", "--master", MASTER, **more)


def digest(path: Path) -> str:
    """A digest of the rows in their order, whatever the file is like inside."""
    words = pl.col(pl.Categorical, pl.Enum).cast(pl.String)
    rows = pl.read_parquet(path).with_columns(words).sort("row").write_csv()
    return sha256(rows.encode()).hexdigest()


def test_engine_and_master_belong_together(tmp_path: Path):
    source = table(20, tmp_path / "a.parquet")
    for words in (("--engine", "spark"), ("--master", MASTER)):
        found = screen(source, "-o", tmp_path / "out.parquet", *words)
        assert found.returncode == 2
        assert "--engine spark and --master URL belong together" in found.stderr


def test_without_pyspark_a_sentence_says_what_to_install(tmp_path: Path):
    (tmp_path / "pyspark").mkdir()
    (tmp_path / "pyspark" / "__init__.py").write_text("raise ImportError('none here')")
    source = table(20, tmp_path / "a.parquet")
    found = on_cluster(source, "-o", tmp_path / "out.parquet", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert found.returncode == 2
    assert "needs PySpark, which is not installed" in found.stderr
    assert 'pip install "eligibility[spark]"' in found.stderr


@pytest.mark.slow
class TestCluster:
    """A real Spark: two executor processes."""

    @pytest.mark.parametrize("rows", [20_000, 1_000_000])
    def test_the_same_bytes_as_on_one_machine(self, tmp_path: Path, rows: Any):
        need_spark()
        source = table(rows, tmp_path / "a.parquet")
        here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
        alone = screen(source, "-o", here, *DAY, "--format", "json")
        part = ("--part", 4_000) if rows < 100_000 else ()
        together = on_cluster(source, "-o", there, "--format", "json", *part)
        assert together.returncode == alone.returncode == 0, together.stderr
        assert together.stdout.replace("there", "here") == alone.stdout
        assert digest(there) == digest(here)
        refused = [p.with_name(f"{p.name}.refused.csv").read_bytes() for p in (here, there)]
        assert refused[0] == refused[1]
        assert refused[0].count(b"E107") == rows // 500
        assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []

    @pytest.mark.parametrize("words", ASKED, ids=" ".join)
    def test_what_is_asked_for_is_told_as_by_one_machine(self, tmp_path: Path, words: Any):
        """Reasons are told by the executors, each for its own rows."""
        need_spark()
        source = write(sound(3_000), tmp_path / "a.parquet")
        here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
        more = ("--part", 1_000, "--key", "project.name", *words)
        alone = screen(source, "-o", here, *DAY, *more)
        together = on_cluster(source, "-o", there, *more)
        assert alone.returncode == together.returncode == 0, together.stderr
        assert there.read_bytes() == here.read_bytes()
        told = pl.read_parquet(there)
        wanted = pl.lit("all" in words).or_(pl.col("verdict") == "rejected")
        assert told.select((pl.col("reason").is_not_null() == wanted).all()).item()
        assert told["reason"].n_unique() > 10
        assert 100 < told.filter(pl.col("verdict") == "rejected").height < 2_900

    def test_two_executors_take_part(self, tmp_path: Path, monkeypatch: Any):
        """Each works in a folder of its own."""
        need_spark()
        from eligibility.screening.spark_door import cluster

        monkeypatch.setenv("SPARK_WORKER_DIR", str(tmp_path))
        with cluster(MASTER) as executors:
            found = set(executors.each(os.path.realpath, ["/proc/self/cwd"] * 64))
        assert sorted(Path(folder).name for folder in found) == ["0", "1"]
        assert str(Path.cwd()) not in found

    def test_strict_refuses_and_leaves_nothing(self, tmp_path: Path):
        need_spark()
        source, out = table(5_000, tmp_path / "a.parquet"), tmp_path / "out.parquet"
        found = on_cluster(source, "-o", out, "--strict", "--part", 1_000)
        assert found.returncode == 2
        assert "row 1, `project.code`: the project code stands in more than one row" in found.stderr
        assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]

    def test_a_killed_run_is_resumed_by_one_machine(self, tmp_path: Path):
        need_spark()
        source = table(40_000, tmp_path / "a.parquet")
        here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
        words = (source, "-o", there, "--part", 1_000)
        with TemporaryDirectory() as folder:
            command = [*words, *DAY, "--engine", "spark", "--master", MASTER]
            process = subprocess.Popen(
                [sys.executable, str(ROOT / "cli.py"), "screen", *map(str, command)],
                env=environment(SPARK_WORKER_DIR=folder), start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            parts = tmp_path / ".there.parquet.parts"
            while not list(parts.glob("*.answer.parquet")) and process.poll() is None:
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert not there.exists()
        assert list(parts.glob("*.answer.parquet"))
        resumed = screen(*words, *DAY, "--resume")
        assert resumed.returncode == 0, resumed.stderr
        screen(source, "-o", here, *DAY)
        assert digest(there) == digest(here)

    def test_what_a_cluster_does_not_do(self, tmp_path: Path):
        need_spark()
        source = tmp_path / "a.csv"
        source.write_text("project.code\nP1\n", encoding="utf-8")
        found = on_cluster(source, "-o", tmp_path / "out.parquet", "--jurisdiction", "yulin")
        assert found.returncode == 2
        assert "a cluster reads Parquet" in found.stderr

    def test_a_cluster_that_is_not_there(self, tmp_path: Path):
        need_spark()
        source = table(20, tmp_path / "a.parquet")
        found = screen(
            source, "-o", tmp_path / "out.parquet", "--engine", "spark", "--master", "no:such"
        )
        assert found.returncode == 1
        assert "error: the cluster failed: " in found.stderr
        assert "Traceback" not in found.stderr

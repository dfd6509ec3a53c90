"""`screen` on a long table within little memory: python benchmarks/bench_memory.py [ROWS] [MB].

The run is put into a memory cgroup (version 1 or 2; root) that holds it to MB: page cache counts,
and the kernel ends a run that needs more. Where no cgroup can be made, the peak is only measured.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
ROWS, MEGABYTES = 20_000_000, 2_000
PIECE = 1_000_000
CGROUPS = {  # the folder to make, the file that takes the limit
    Path("/sys/fs/cgroup/memory/eligibility-bench"): "memory.limit_in_bytes",
    Path("/sys/fs/cgroup/eligibility-bench"): "memory.max",
}


def write(folder: Path, rows: int) -> list[Path]:
    """The table, in files of a million rows: 13 columns, one row in nine with something open."""
    paths = []
    for begin in range(0, rows, PIECE):
        n = pl.int_range(begin, min(begin + PIECE, rows))

        def of(many: int, n: pl.Expr = n) -> pl.Expr:
            """A number below `many`, drawn from that of the row."""
            return n.hash(many) % many

        part = pl.select(
            pl.format("P{}", n).alias("project.code"),
            pl.when(of(3) == 0).then(pl.lit("chaoyang")).otherwise(pl.lit("yulin"))
            .alias("jurisdiction"),
            pl.lit("industrial").alias("project.kind"),
            pl.when(of(9) > 0).then(of(5) > 0).alias("project.in_zone"),
            (of(200) + 100).alias("land.total_area(亩)"),
            (of(31) + 1).alias("ancillary.land_area(亩)"),
            (n * 0).alias("ancillary.dormitory_land_area(亩)"),
            (of(7000) + 60_000).alias("building.total_floor_area(m2)"),
            (of(9000)).alias("ancillary.floor_area(m2)"),
            pl.when(of(5) > 0).then(pl.lit("15%")).alias("building.base_floor_cap"),
            pl.when(of(11) == 0).then(pl.lit(["hotel"])).otherwise(pl.lit(["office"]))
            .alias("ancillary.facilities"),
            pl.lit([], dtype=pl.List(pl.String)).alias("consents"),
            (of(900) + 100).alias("project.investment_total(万元)"),
        )  # fmt: skip
        paths.append(folder / f"in-{begin // PIECE:03}.parquet")
        part.write_parquet(paths[-1])
    return paths


def cgroup(megabytes: int) -> Path | None:
    """A cgroup that holds what is put into it to so much memory; None where none can be made."""
    for folder, limit in CGROUPS.items():
        try:
            folder.mkdir(exist_ok=True)
            (folder / limit).write_text(str(megabytes * 10**6))
        except OSError:
            continue
        return folder
    return None


def run(folder: Path, megabytes: int) -> None:
    """Screen the table within the limit, and print what it took."""
    held = cgroup(megabytes)

    def enter() -> None:
        if held is not None:
            (held / "cgroup.procs").write_text(str(os.getpid()))

    out = folder / "out.parquet"
    command = [sys.executable, str(ROOT / "cli.py"), "screen", str(folder / "in-*.parquet"),
               "-o", str(out), "--as-of", "2026-06-30", "--lang", "en"]  # fmt: skip
    began = time.monotonic()
    done = subprocess.run(command, preexec_fn=enter, check=False, capture_output=True, text=True)
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(done.stdout.splitlines()[0] if done.stdout else done.stderr.strip()[-300:])
    print(f"exit {done.returncode}, {seconds:.0f} s, peak resident memory {peak:,} MB")
    print(f"limit {megabytes:,} MB by {held or 'nothing: no cgroup can be made here'}")
    if held is not None:
        time.sleep(1)
        held.rmdir()


def main() -> None:
    """Write the table, screen it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else MEGABYTES
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), rows)
        size = sum(p.stat().st_size for p in paths) // 10**6
        print(f"{rows:,} rows of 13 columns in {len(paths)} files, {size:,} MB")
        run(Path(folder), megabytes)


if __name__ == "__main__":
    main()

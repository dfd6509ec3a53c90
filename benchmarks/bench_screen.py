"""Screening beside a copy without rules and rules written by hand in Polars, in one run.

    python benchmarks/bench_screen.py [ROWS...] [--repeats N]

Each round runs all of them one after another on the same table (Parquet to Parquet); what is told
is the median rate of each, with the spread of the rounds, and the median of the rounds' ratios.
The verdicts of the hand-written rules are counted against those of `screen`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from screen_job import by_hand, copy, write_table

from eligibility.commands.desk import Desk
from eligibility.commands.screen import _setting
from eligibility.screening.inputs import table
from eligibility.screening.run import Order, run
from eligibility.screening.screening import Setting

DAY = "2026-06-30"


def main() -> None:
    """Print the table of rates and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rows in asked.rows:
            compare(Path(folder), rows, asked.repeats)


def settings() -> dict[str, tuple[Setting, str]]:
    """One matter as the hand-written rules have it, and the whole pack with its background."""
    narrow = Desk(as_of=DAY, jurisdiction="yulin", matters=("ancillary-land",), no_background=True)
    whole = Desk(as_of=DAY, jurisdiction="yulin")
    return {"screen, one matter": _setting(narrow, ()), "screen, whole pack": _setting(whole, ())}


def compare(folder: Path, rows: int, repeats: int) -> None:
    """Time the runs of one size."""
    source = folder / f"job{rows}.parquet"
    write_table(source, rows)
    runs: dict[str, Callable[[Path], None]] = {
        "copy": lambda out: copy(source, out),
        "by hand (Polars)": lambda out: by_hand(source, out),
    }
    for name, (setting, identity) in settings().items():
        runs[name] = lambda out, s=setting, i=identity: _screen(source, out, s, i)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for round_ in range(repeats + 1):
        for name, job in runs.items():
            started = time.perf_counter()
            job(folder / f"{name}.parquet")
            if round_:
                times[name].append(time.perf_counter() - started)
    print(f"\n{rows:,} rows, {repeats} rounds")
    for name, taken in times.items():
        rate = rows / statistics.median(taken)
        ratios = [t / c for t, c in zip(taken, times["copy"], strict=True)]
        print(f"  {name:22} {rate:12,.0f} rows/s  {min(taken):.3f}-{max(taken):.3f} s  "
              f"{statistics.median(ratios):5.2f} x copy")  # fmt: skip
    _agree(folder)


def _screen(source: Path, out: Path, setting: Setting, identity: str) -> None:
    run(Order(table([str(source)]), out, setting, identity))


def _agree(folder: Path) -> None:
    """Count the rows on which the hand-written verdict is another."""
    hand = pl.read_parquet(folder / "by hand (Polars).parquet")["verdict"]
    told = pl.read_parquet(folder / "screen, one matter.parquet")["verdict"]
    same = (hand == told) | ((hand == "approved") & (told == "not_applicable"))
    print(f"  other verdicts by hand: {(~same).sum():,} (unknowns are exact in `screen` only)")


if __name__ == "__main__":
    main()

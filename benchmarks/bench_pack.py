"""A real pack, whole and with its background, beside a copy of its answer.

    python benchmarks/bench_pack.py [JURISDICTION] [--rows N] [--repeats N]

Every fact that a rule reads is a column, lists of parcels, consents and words included, one cell in
ten empty; every rule's status is written. Told are the median with the least and the greatest.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from peers import floor, pack_table
from workload import spread

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.screening.order import Order
from eligibility.screening.run import run
from eligibility.screening.summary import Summary
from eligibility.screening.table_files import table

DAY = "2026-06-30"


def main() -> None:
    """Print rate and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jurisdiction", nargs="?", default="yulin")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    desk = Desk(as_of=DAY, jurisdiction=asked.jurisdiction)
    rulebook = desk.book(asked.jurisdiction)
    rules = tuple(
        rule.id
        for pack in rulebook.packs.values()
        for matter in pack.matters.values()
        for rule in matter.rules
    )
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "table.parquet"), Path(folder, "answer.parquet")
        columns = pack_table.write_table(source, asked.rows, rulebook, asked.jurisdiction)
        setting, digest = setting_of(desk, rules)
        copies, screened, summary = [], [], Summary()
        for _ in range(asked.repeats):
            started = time.perf_counter()
            summary = run(Order(table([str(source)]), out, setting, digest, keys=("id",)))
            between = time.perf_counter()
            floor.run(out, Path(folder, "copy.parquet"))
            screened.append(between - started)
            copies.append(time.perf_counter() - between)
    print(f"{asked.jurisdiction}: {len(rules)} rules, {columns} facts, {asked.rows:,} rows")
    for name, taken in (("copy", copies), ("screen", screened)):
        rate = asked.rows / statistics.median(taken)
        print(f"  {name:7} {rate:12,.0f} rows/s  {spread(taken, ' s')}")
    ratio = statistics.median(s / c for s, c in zip(screened, copies, strict=True))
    print(f"  ratio   {ratio:.1f}; refused {summary.refused:,}, read as files {summary.by_file:,}, "
          f"rules asked of the interpreter {sum(summary.looked_again.values()):,}")  # fmt: skip
    print("  verdicts:", dict(summary.verdicts))


if __name__ == "__main__":
    main()

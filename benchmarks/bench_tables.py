"""10,000 rows of Excel in, assessed, and out as Excel: `python benchmarks/bench_tables.py`."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS = 10_000
HEADINGS = (
    "项目代码", "项目名称", "项目类型", "是否位于开发区内", "项目总用地面积(亩)",
    "配套设施用地面积(亩)",
    "配套设施建筑面积(㎡)", "总建筑面积(㎡)", "配套设施", "同意文件", "受理日期",
)  # fmt: skip
# Runs the command line and prints its seconds of processor time and greatest memory in MB.
MEASURED = """
import resource, sys
from eligibility.commands import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def table(path: Path, rows: int) -> None:
    """A workbook of projects, every quantity written in one of the ways in use."""
    import xlsxwriter

    chance = random.Random(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("项目")
    sheet.write_row(0, 0, HEADINGS)
    for row in range(1, rows + 1):
        total = chance.randint(20, 400)
        part = chance.choice([total * 3 // 100, f"{total * 7 // 100}亩", "/", total * 16 / 100])
        code, zone = f"2026-{row:06d}-47-01-{row:06d}", chance.choice("是是否")
        sheet.write_row(row, 0, [
            code, f"项目{row}", "工业", zone, total, part,
            chance.choice(["3,000", 4000, "未知"]), 60_000, "办公楼、食堂", "无", "2026-03-01",
        ])  # fmt: skip
    book.close()


def measured(*words: str) -> str:
    """Seconds on the clock and of the processor, and memory of one run, started cold."""
    command = [sys.executable, "-c", MEASURED, *words]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    *_, used, memory = done.stdout.split()
    clock = time.perf_counter() - began
    return f"{clock:.1f} s ({float(used):.1f} s of the processor), {memory} MB"


def reading(path: Path) -> float:
    """Seconds of the processor for reading alone, without the rules."""
    from eligibility.submission.read import read_submission
    from eligibility.submission.tables.reading import open_table, rows_of

    began = time.process_time()
    found = list(rows_of(open_table(path), lambda t: read_submission(t, jurisdiction="yulin")))
    assert all(row.submission is not None for row in found)  # noqa: S101  else it measures faults
    return time.process_time() - began


def main() -> None:
    """Prints time and memory of reading, of assessing into a workbook, and of a record beside."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "projects.xlsx"), Path(folder, "results.xlsx")
        table(source, ROWS)
        print(f"{ROWS:,} rows, {source.stat().st_size // 1024:,} KB: read {reading(source):.1f} s")
        words = ["assess", str(source), "--jurisdiction", "yulin", "--as-of", "2026-03-31"]
        spent = measured(*words, "-o", str(out))
        print(f"in, assessed and out ({out.stat().st_size // 1024:,} KB): {spent}")
        record = Path(folder, "record.jsonl")
        spent = measured(*words, "-o", str(out), "--record", str(record))
        print(f"the same with a record ({record.stat().st_size // 2**20} MB): {spent}")
        spent = measured("replay", str(record), "-o", str(Path(folder, "replay.txt")))
        print(f"the record replayed: {spent}")


if __name__ == "__main__":
    main()

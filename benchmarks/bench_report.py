"""One opinion as Word and as HTML, and one on 500 parcels: `python benchmarks/bench_report.py`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "cases/yulin/03-engine-parts-county-consent.yaml"
TURNS, PARCELS = 5, 500
HEAD = """\
as_of: 2026-06-30
jurisdiction: langfang
project: {name: many parcels, kind: industrial, in_zone: yes}
land:
  parcels:
"""
PARCEL = (
    "  - {{id: P-{n}, area: 10 亩, acquired_on: 2022-11-08, started: no, publicly_granted: yes}}\n"
)
# Runs the command line and prints its greatest memory in MB.
MEASURED = """
import resource, sys
from eligibility.commands import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def measured(file: Path, out: Path) -> tuple[float, int]:
    """Seconds and megabytes of one `report`, started cold."""
    command = [sys.executable, "-c", MEASURED, "report", str(file), "-o", str(out)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, int(done.stdout.split()[-1])


def main() -> None:
    """Prints the median of five runs, each from a cold start."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "large.yaml")
        parcels = "".join(PARCEL.format(n=n) for n in range(PARCELS))
        large.write_text(HEAD + parcels, encoding="utf-8")
        for file, name in ((CASE, "one project"), (large, f"{PARCELS} parcels")):
            for suffix in (".docx", ".html"):
                out = Path(folder, f"opinion{suffix}")
                runs = [measured(file, out) for _ in range(TURNS)]
                seconds, memory = statistics.median(s for s, _ in runs), max(m for _, m in runs)
                size = out.stat().st_size // 1024
                print(f"{name}, {suffix}: {seconds:.2f} s, {memory} MB, file of {size} KB")


if __name__ == "__main__":
    main()

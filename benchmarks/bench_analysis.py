"""Proving each jurisdiction, and `ask`, `calendar` and `remedy` for one case, cold; medians of 5.

`python benchmarks/bench_analysis.py` prints the figures; exit 3 when a limit is missed: 60 seconds
for a jurisdiction on two cores, 2 seconds for `ask` and `remedy` as a process of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from eligibility.language.library import jurisdictions, rules_folder  # noqa: E402  (as above)

ROUNDS, MOST_PROOF, MOST_CASE = 5, 60.0, 2.0
COMMANDS = ("ask", "calendar", "remedy")


def median(action: Callable[[], None]) -> tuple[float, float, float]:
    """The median of five runs, the least and the greatest, in seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times), min(times), max(times)


def program(*words: str) -> Callable[[], None]:
    """A run of the program as a process of its own."""

    def run() -> None:
        subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *words],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )

    return run


def told(name: str, found: tuple[float, float, float], most: float) -> bool:
    """Print a line; whether the limit was kept."""
    print(f"{name:44} {found[0]:7.2f} s ({found[1]:.2f}–{found[2]:.2f}), at most {most:g}")
    return found[0] <= most


def main() -> None:
    """Every jurisdiction, then the case of `cases/` for which each command takes longest."""
    kept = [
        told(f"rules prove {name}", median(program("rules", "prove", name)), MOST_PROOF)
        for name in jurisdictions(rules_folder())
    ]
    cases = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "cases").rglob("*.yaml"))
    for command in COMMANDS:
        slowest = max(cases, key=lambda case: _once(command, case))
        found = median(program(command, slowest))
        kept.append(told(f"{command} {Path(slowest).name[:32]}", found, MOST_CASE))
    sys.exit(0 if all(kept) else 3)


def _once(command: str, case: str) -> float:
    started = time.perf_counter()
    program(command, case)()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

"""Cold start, speed, memory: `python benchmarks/bench_assess.py [cold] [speed] [memory]`.

Ratios are taken within one run: what is compared is measured in turn, five times.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
CASE = "cases/yulin/03-engine-parts-county-consent.yaml"
IMPORTS = "import click, pydantic, yaml, durable.engine"
TURNS, WARM, COUNTED, KEPT = 5, 200, 2000, 20_000


def clocked(command: list[str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def cold() -> None:
    """A cold `assess` of one file against the bare imports of its libraries; at most 2.5 times."""
    from workload import spread

    imports = [sys.executable, "-c", IMPORTS]
    program = [sys.executable, "cli.py", "assess", CASE]
    # As installed: modules are compiled, also where PYTHONDONTWRITEBYTECODE is set.
    compileall.compile_dir(ROOT / "eligibility", quiet=2)
    for command in (imports, program):
        clocked(command)
    pairs = [(clocked(imports), clocked(program)) for _ in range(TURNS)]
    print(f"imports alone   {spread([a for a, _ in pairs], ' s')}")
    print(f"cold assess     {spread([b for _, b in pairs], ' s')}")
    ratio = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    print(f"ratio           {ratio:.2f} (at most 2.5)")


def speed() -> None:
    """Full explanations a second in process: 1,000 with the interpreter, 200 with durable-rules."""
    from workload import spread, workload

    from eligibility.backends.durable import DurableEngine
    from eligibility.evaluation.conclude import Interpreter

    load = workload()
    print(f"cases           {len(load.submissions)}")
    engines = {"interpreter": Interpreter(), "durable": DurableEngine()}
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for engine in engines.values():
        load.decide(WARM, engine)
    for _ in range(TURNS):
        for name, engine in engines.items():
            began = time.perf_counter()
            load.decide(COUNTED, engine)
            rates[name].append(COUNTED / (time.perf_counter() - began))
    for name, least in (("interpreter", 1000), ("durable", 200)):
        print(f"{name:15} {spread(rates[name], '/s', 0)} (at least {least})")


def memory() -> None:
    """Growth of resident memory over 20,000 durable assessments; less than 10 MB."""
    from workload import workload

    from eligibility.backends.durable import DurableEngine

    load, engine = workload(), DurableEngine()
    load.decide(WARM * 5, engine)
    before = resident()
    load.decide(KEPT, engine)
    print(f"memory          {(resident() - before) / 1e6:+.1f} MB over {KEPT:,} (less than 10)")


def resident() -> int:
    """Resident bytes of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


PARTS: dict[str, Callable[[], None]] = {"cold": cold, "speed": speed, "memory": memory}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()

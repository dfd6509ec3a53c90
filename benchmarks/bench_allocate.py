"""`allocate` on pools of 200, 2,000 and 20,000 projects, beside greedy and models written by hand.

    python benchmarks/bench_allocate.py 200 100 --runs 5
    python benchmarks/bench_allocate.py 2000 1000 --runs 5 --seconds 45
    python benchmarks/bench_allocate.py 20000 5000 --seconds 600

Without --model the program itself is measured; --model highs or cp-sat is the first tier after the
other as one would write it for that solver by hand (CP-SAT needs ortools). Each run is a process of
its own. Printed: points by tier, the bound, the gap in percent, seconds of the clock and of the
processor, peak memory; of the program also the plan's digest and what its check finds.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eligibility.allocation.audit import audit
from eligibility.allocation.ground import Ground, greedy
from eligibility.allocation.plan import to_json
from eligibility.allocation.problem import KINDS, Parcel, Problem, Project, Tier, ZoneQuota
from eligibility.allocation.solve import solve
from eligibility.allocation.what_if import tally

MU = 2_000_000_000
ZONES = [f"Z{n}" for n in range(8)]
USES = ["100101", "100102", "100103", "110101", "0802"]
NEEDS = (None, tuple(USES[:3]), tuple(USES[1:3]), (USES[2],), (USES[3],), (USES[4],))
TIERS = (1, 3, 6, 40)  # how many stand in each tier, in proportion


def pool(projects: int, parcels: int, seed: int = 1) -> Problem:
    """A pool with more demand than land: few in the upper tiers, most new land can be cut."""
    r = random.Random(seed)
    people = tuple(_project(r, n) for n in range(projects))
    land = tuple(_parcel(r, n) for n in range(parcels))
    new = {z: sum(p.area for p in land if p.kind == "new" and p.zone == z) for z in ZONES}
    zones = {
        z: ZoneQuota(new[z] * 6 // 10 // MU * MU, Fraction(r.choice([0, 1, 1]), r.choice([2, 5])))
        for z in ZONES[:-1]
    }
    total = sum(new.values()) * 45 // 100 // MU * MU
    tiers = tuple(Tier() for _ in TIERS)
    return Problem("x", "2026-06-30", seed, tiers, people, land, total, zones)


def _project(r: random.Random, n: int) -> Project:
    least = r.choice([5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150])
    most = least * r.choice([100, 110, 120, 150]) // 100 + r.choice([0, 2, 5])
    tier = r.choices(range(1, len(TIERS) + 1), TIERS)[0]
    needs = r.choice(NEEDS)
    return Project(
        f"P{n:05}", f"P{n:05}", tier, 100 + r.randrange(120), least * MU, most * MU,
        r.random() < 0.15, tuple(r.sample(ZONES, r.choice([0, 1, 1, 1, 2, 3]))), needs,
        filed=f"2026-0{r.randrange(1, 9)}-1{r.randrange(9)}",
    )  # fmt: skip


def _parcel(r: random.Random, n: int) -> Parcel:
    kind = r.choices(KINDS, [2, 3, 5])[0]
    cut = r.random() < (0.9 if kind == "new" else 0.5)
    size = r.choice([8, 10, 12, 15, 20, 25, 30, 35, 42, 50, 66, 80, 110]) * (3 if cut else 1)
    size = r.choice([3, 5, 8, 10, 12]) if kind == "plant" else size
    return Parcel(
        f"L{n:05}", r.choice(ZONES), r.choices(USES, [4, 4, 3, 1, 1])[0], kind, size * MU, cut
    )


def once(problem: Problem, model: str, seconds: int) -> dict[str, Any]:
    """One measurement in this process."""
    started, begun = time.perf_counter(), time.process_time()
    if model == "greedy":
        ground: Ground = greedy(problem)
        found: dict[str, Any] = {"points": tally(problem, ground.held)[1]}
    elif model == "program":
        solution = solve(problem, seconds=seconds, told=lambda text: print(text, file=sys.stderr))
        found = {"points": tally(problem, solution.ground.held)[1],
                 "bounds": [x.bound for x in solution.levels[: len(TIERS)]]}  # fmt: skip
    else:
        from peers.by_hand_land import by_hand  # what it loads is no part of the others' memory

        found = {"points": by_hand(problem, model, seconds / len(TIERS))}
    found["seconds"] = round(time.perf_counter() - started, 1)
    found["CPU"] = round(time.process_time() - begun, 1)
    found["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if model == "program":
        begun = time.process_time()
        plan = to_json(problem, solution, "", "", {})
        found["digest"] = plan["digests"]["grants"][7:19]
        checked = audit(plan)
        found["faults"], found["proofs"] = checked.faults, [x[3] for x in checked.bounds]
        found["audit CPU"] = round(time.process_time() - begun, 1)
    return found


def main() -> None:
    """Read the wishes, run each measurement in a process of its own, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", type=int)
    parser.add_argument("parcels", type=int)
    parser.add_argument(
        "--model", default="program", choices=["program", "greedy", "highs", "cp-sat"]
    )
    parser.add_argument("--seconds", type=int, default=45)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(once(pool(given.projects, given.parcels), given.model, given.seconds)))
        return
    command = [sys.executable, __file__, *sys.argv[1:], "--child"]
    done = [
        subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        for _ in range(given.runs)
    ]
    found = [json.loads(d.stdout.splitlines()[-1]) for d in done]
    for one in found:
        both = zip(one["points"], one.get("bounds", []), strict=False)
        gaps = [f"{(b - v) / b:.2%}" if b else "0%" for v, b in both]
        print(given.model, one, "gaps", gaps)
    for name in ("seconds", "CPU", "MB"):
        print("median", name, round(statistics.median(one[name] for one in found), 1))


if __name__ == "__main__":
    main()

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


def points(problem: Problem, held: Any) -> list[int]:
    """The points of each tier."""
    tiers = range(1, len(TIERS) + 1)
    return [
        sum(p.points for p in problem.projects if p.tier == t and p.code in held) for t in tiers
    ]


def once(problem: Problem, model: str, seconds: int) -> dict[str, Any]:
    """One measurement in this process."""
    started, begun = time.perf_counter(), time.process_time()
    if model == "greedy":
        ground: Ground = greedy(problem)
        found: dict[str, Any] = {"points": points(problem, ground.held)}
    elif model == "program":
        solution = solve(problem, seconds=seconds, told=lambda text: print(text, file=sys.stderr))
        found = {"points": points(problem, solution.ground.held),
                 "bounds": [x.bound for x in solution.levels[: len(TIERS)]]}  # fmt: skip
    else:
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


def by_hand(problem: Problem, solver: str, seconds: float) -> list[int]:
    """Tier after tier with every choice, each kept as a row for the next: only the solver."""
    import numpy as np

    from eligibility.allocation.choices import formulate
    from eligibility.allocation.programme import Layout

    model = formulate(problem)
    layout = Layout(model)
    served = np.nonzero(model.divisible)[0]
    kept: dict[str, int] = {}
    start = np.zeros(len(served) + len(model.of), np.int64)
    search = _cp_sat if solver == "cp-sat" else _highs
    for tier in range(1, len(TIERS) + 1):
        worth, counts = model.worth(f"tier:{tier}")
        goal = np.concatenate([counts[served], worth])
        matrix = layout.matrix(served, np.arange(len(model.of)), list(kept))
        upper = np.concatenate([np.ones(len(served), np.int64), model.upper])
        found = search(matrix, goal, upper, layout.limits(kept), start, seconds)
        if found is not None:
            start = found
        kept[f"tier:{tier}"] = int((goal * start).sum())
    return list(kept.values())


def _highs(matrix: Any, goal: Any, upper: Any, limits: Any, start: Any, seconds: float) -> Any:
    from eligibility.allocation.highs import Programme, whole

    return whole(Programme(matrix, goal, upper, limits), start, 1, 2**30, seconds).values


def _cp_sat(matrix: Any, goal: Any, upper: Any, limits: Any, start: Any, seconds: float) -> Any:
    import numpy as np
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    x = [cp.new_int_var(0, int(u), "") for u in upper]
    column = np.repeat(np.arange(len(x)), np.diff(matrix.start))
    order = np.argsort(matrix.row, kind="stable")
    ends = np.searchsorted(matrix.row[order], np.arange(len(limits) + 1))
    for row, limit in enumerate(limits.tolist()):
        cells = order[ends[row] : ends[row + 1]]
        if len(cells):
            names = [x[n] for n in column[cells].tolist()]
            sum_ = cp_model.LinearExpr.weighted_sum(names, matrix.value[cells].tolist())
            cp.add(sum_ <= limit)
    cp.maximize(cp_model.LinearExpr.weighted_sum(x, goal.tolist()))
    for variable, value in zip(x, start.tolist(), strict=True):
        cp.add_hint(variable, value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(cp) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return np.array([solver.value(v) for v in x], np.int64)


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

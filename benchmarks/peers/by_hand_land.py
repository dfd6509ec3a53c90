"""Land given out tier after tier as one would write it for a solver by hand: HiGHS, or CP-SAT."""

from __future__ import annotations

from typing import Any

import numpy as np

from eligibility.allocation.choices import formulate
from eligibility.allocation.highs import Programme, whole
from eligibility.allocation.problem import Problem
from eligibility.allocation.programme import Layout


def by_hand(problem: Problem, solver: str, seconds: float) -> list[int]:
    """Tier after tier with every choice, each kept as a row for the next: only the solver."""
    model = formulate(problem)
    layout = Layout(model)
    served = np.nonzero(model.divisible)[0]
    kept: dict[str, int] = {}
    start = np.zeros(len(served) + len(model.of), np.int64)
    search = _cp_sat if solver == "cp-sat" else _highs
    for tier in range(1, len(problem.tiers) + 1):
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
    return whole(Programme(matrix, goal, upper, limits), start, 1, 2**30, seconds).values


def _cp_sat(matrix: Any, goal: Any, upper: Any, limits: Any, start: Any, seconds: float) -> Any:
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

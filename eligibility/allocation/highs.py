"""HiGHS: one objective over a model, as a linear and as a whole-number programme; one thread."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import highspy
import numpy as np

from eligibility.allocation.bound import SCALE
from eligibility.allocation.doors import Guide
from eligibility.allocation.formulate import Column, Row

_Made: Any = highspy.Highs
_PARTS = (highspy.HIGHS_VERSION_MAJOR, highspy.HIGHS_VERSION_MINOR, highspy.HIGHS_VERSION_PATCH)
NAME = "HiGHS " + ".".join(map(str, _PARTS))
_SETTINGS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "mip_rel_gap": 0,
    "mip_abs_gap": 0,
}
_NEAR = 1_000_000


class Highs:
    """A model in HiGHS. Rows may be added; objectives and open columns change between runs."""

    def __init__(self, columns: Sequence[Column], rows: Mapping[str, Row], seed: int) -> None:
        self.columns = columns
        self.names = list(rows)
        self.objective: Mapping[int, int] = {}
        with _silence():
            self.highs: Any = _Made()
        for option, value in {**_SETTINGS, "random_seed": seed % 2**31}.items():
            self.highs.setOptionValue(option, value)
        self.highs.passModel(_programme(columns, list(rows.values())))
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def add(self, name: str, row: Row) -> None:
        """One more row."""
        self.names.append(name)
        numbers = np.array([n for n, _ in row.cells], dtype=np.int32)
        worth = np.array([c for _, c in row.cells], dtype=np.double)
        self.highs.addRow(-highspy.kHighsInf, row.limit, len(numbers), numbers, worth)

    def aim(self, objective: Mapping[int, int], open_: Sequence[bool]) -> None:
        """What is maximised, and which columns may be more than zero."""
        self.objective = objective
        count = len(self.columns)
        costs = np.zeros(count)
        costs[list(objective)] = list(objective.values())
        every = np.arange(count, dtype=np.int32)
        upper = [c.upper if o else 0 for c, o in zip(self.columns, open_, strict=True)]
        self.highs.changeColsCost(count, every, costs)
        self.highs.changeColsBounds(count, every, np.zeros(count), np.array(upper, np.double))

    def guide(self, seconds: int) -> Guide:
        """The linear programme's answer; no multipliers where time ran out."""
        self._run(highspy.HighsVarType.kContinuous, seconds)
        answer = self.highs.getSolution()
        duals = np.abs(np.asarray(answer.row_dual))
        used, costs = np.asarray(answer.col_value), np.asarray(answer.col_dual)
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Guide({}, [0] * len(self.columns))
        near = [
            -1 if u * _NEAR > 1 else round(abs(c) * _NEAR) for u, c in zip(used, costs, strict=True)
        ]
        found = zip(self.names, duals, strict=True)
        return Guide({name: round(dual * SCALE) for name, dual in found}, near)

    def solve(self, start: Sequence[int], seconds: int) -> tuple[list[int] | None, bool]:
        """The best values found, and whether nothing better exists."""
        self.highs.clearSolver()
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        self.highs.setSolution(solution)
        found, optimal, agreed = self._whole(seconds)
        if not agreed:  # HiGHS 1.16 may claim the value of a better plan and hand back the start
            self.highs.clearSolver()
            found, optimal, agreed = self._whole(seconds)
        return found, optimal and agreed

    def _whole(self, seconds: int) -> tuple[list[int] | None, bool, bool]:
        """The values, whether they are claimed to be best, and whether they are worth the claim."""
        self._run(highspy.HighsVarType.kInteger, seconds, clear=False)
        info = self.highs.getInfo()
        optimal = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, False, True
        values = [round(v) for v in self.highs.getSolution().col_value]
        worth = sum(w * values[n] for n, w in self.objective.items())
        return values, optimal, worth == round(info.objective_function_value)

    def _run(self, kind: Any, seconds: int, *, clear: bool = True) -> None:
        count = len(self.columns)
        kinds = np.full(count, int(kind), dtype=np.uint8)
        self.highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        if clear:
            self.highs.clearSolver()
        spent = self.highs.getRunTime() if kind == highspy.HighsVarType.kContinuous else 0
        self.highs.setOptionValue("time_limit", spent + seconds)  # only the former clock goes on
        self.highs.run()


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep the solver's greeting off standard output, which is the answer's."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _programme(columns: Sequence[Column], rows: Sequence[Row]) -> Any:
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(columns), len(rows)
    programme.col_cost_ = np.zeros(len(columns))
    programme.col_lower_ = np.zeros(len(columns))
    programme.col_upper_ = np.array([c.upper for c in columns], dtype=np.double)
    programme.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    programme.row_upper_ = np.array([r.limit for r in rows], dtype=np.double)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(r.cells) for r in rows)])
    matrix.index_ = np.array([n for r in rows for n, _ in r.cells], dtype=np.int32)
    matrix.value_ = np.array([c for r in rows for _, c in r.cells], dtype=np.double)
    return programme

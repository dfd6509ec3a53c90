"""The door to HiGHS: one objective over a model, as a linear and as a whole-number programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import highspy
import numpy as np

from eligibility.allocation.bound import SCALE
from eligibility.allocation.formulate import Column, Row

NAME = f"HiGHS {highspy.Highs().version()}"


class Highs:
    """A model in HiGHS. Rows may be added; objectives and open columns change between runs."""

    def __init__(self, columns: Sequence[Column], rows: Mapping[str, Row], seed: int) -> None:
        self.columns = columns
        self.names = list(rows)
        self.highs: Any = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed),
                              ("mip_rel_gap", 0), ("mip_abs_gap", 0), ("parallel", "off")):  # fmt: skip
            self.highs.setOptionValue(option, value)
        self.highs.passModel(_programme(columns, list(rows.values())))
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.objective = np.zeros(len(columns))

    def add(self, name: str, row: Row) -> None:
        """One more row."""
        self.names.append(name)
        numbers = np.array([n for n, _ in row.cells], dtype=np.int32)
        worth = np.array([c for _, c in row.cells], dtype=np.double)
        self.highs.addRow(-highspy.kHighsInf, row.limit, len(numbers), numbers, worth)

    def aim(self, objective: Mapping[int, int], open_: Sequence[bool]) -> None:
        """What is maximised, and which columns may be more than zero."""
        count = len(self.columns)
        self.objective = np.zeros(count)
        self.objective[list(objective)] = list(objective.values())
        every = np.arange(count, dtype=np.int32)
        upper = np.array([c.upper if o else 0 for c, o in zip(self.columns, open_, strict=True)], np.double)
        self.highs.changeColsCost(count, every, self.objective)
        self.highs.changeColsBounds(count, every, np.zeros(count), upper)

    def multipliers(self) -> dict[str, int]:
        """Multipliers of the rows that bound the objective well, from the linear programme."""
        self._whole(highspy.HighsVarType.kContinuous)
        self.highs.clearSolver()
        self.highs.setOptionValue("time_limit", highspy.kHighsInf)
        self.highs.run()
        duals = np.abs(np.asarray(self.highs.getSolution().row_dual))
        return {
            name: whole for name, dual in zip(self.names, duals, strict=True)
            if (whole := round(dual * SCALE)) > 0
        }  # fmt: skip

    def solve(self, start: Sequence[int], seconds: int) -> tuple[list[int] | None, bool]:
        """The best values found, and whether nothing better exists."""
        self._whole(highspy.HighsVarType.kInteger)
        self.highs.clearSolver()
        self.highs.setOptionValue("time_limit", max(seconds, 1))
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        self.highs.setSolution(solution)
        self.highs.run()
        info = self.highs.getInfo()
        optimal = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, optimal
        return [round(v) for v in self.highs.getSolution().col_value], optimal

    def _whole(self, kind: Any) -> None:
        count = len(self.columns)
        self.highs.changeColsIntegrality(
            count, np.arange(count, dtype=np.int32), np.array([kind] * count)
        )


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

"""HiGHS: a linear programme that grows by columns, and programmes in whole numbers; one thread."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import highspy
import numpy as np

from eligibility.allocation.choices import Numbers, Seconds
from eligibility.allocation.programme import Matrix
from eligibility.classes import dataclass

_Made: Any = highspy.Highs
_PARTS = (highspy.HIGHS_VERSION_MAJOR, highspy.HIGHS_VERSION_MINOR, highspy.HIGHS_VERSION_PATCH)
NAME = "HiGHS " + ".".join(map(str, _PARTS))
_SETTINGS: dict[str, Any] = {"output_flag": False, "threads": 1, "parallel": "off"}
# Objectives are whole numbers: less than one better is no better.
_WHOLE: dict[str, Any] = {"mip_rel_gap": 0, "mip_abs_gap": 0.99}  # binary file: settings
_CHOOSE = 0  # the simplex method that fits the basis at hand
_OPTIMAL, _BY_CLOCK = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit


@dataclass
class Answer:
    """What a linear programme came to: its value, multipliers of rows, values of columns."""

    value: float  # measure: as the solver has it
    duals: Numbers
    values: Numbers


class Linear:
    """A linear programme to be maximised; columns are added, objectives and limits change."""

    def __init__(self, limits: Numbers, seed: int) -> None:
        self.highs = _opened({**_SETTINGS, "random_seed": seed, "simplex_strategy": _CHOOSE})
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        nothing, count = np.array([], np.int32), len(limits)
        self.highs.addRows(
            count, np.full(count, -highspy.kHighsInf), limits.astype(np.double), 0,
            nothing, nothing, np.array([], np.double),
        )  # fmt: skip
        self.columns = 0
        self.by_clock = False  # whether time ended the last run

    def add(self, matrix: Matrix, worth: Numbers, upper: Numbers) -> None:
        """More columns."""
        count = len(worth)
        self.highs.addCols(
            count, worth.astype(np.double), np.zeros(count), upper.astype(np.double),
            len(matrix.row), matrix.start[:-1].astype(np.int32), matrix.row.astype(np.int32),
            matrix.value.astype(np.double),
        )  # fmt: skip
        self.columns += count

    def keep(self, worth: Numbers, value: int) -> None:
        """One more row: so much at least of what the columns are worth."""
        there = np.nonzero(worth)[0]
        self.highs.addRow(
            -highspy.kHighsInf, -value, len(there), there.astype(np.int32),
            -worth[there].astype(np.double),
        )  # fmt: skip

    def aim(self, worth: Numbers, upper: Numbers) -> None:
        """What is maximised, and how much each column may be."""
        every = np.arange(self.columns, dtype=np.int32)
        self.highs.changeColsCost(self.columns, every, worth.astype(np.double))
        none = np.zeros(self.columns)
        self.highs.changeColsBounds(self.columns, every, none, upper.astype(np.double))

    def solve(self, seconds: Seconds) -> Answer | None:
        """The answer; None where there is none, for want of time or of figures that hold."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        self.highs.run()
        status = self.highs.getModelStatus()
        self.by_clock = status == _BY_CLOCK
        if status != _OPTIMAL:
            return None
        answer = self.highs.getSolution()
        value = self.highs.getInfo().objective_function_value
        return Answer(value, np.abs(np.asarray(answer.row_dual)), np.asarray(answer.col_value))


@dataclass
class Whole:
    """The values found (None: none); whether nothing better exists; whether the clock ended it."""

    values: Numbers | None
    optimal: bool
    by_clock: bool


@dataclass
class Programme:
    """A programme in whole numbers to be maximised."""

    matrix: Matrix
    worth: Numbers
    upper: Numbers
    limits: Numbers


def whole(
    programme: Programme, start: Numbers, seed: int, nodes: int, seconds: Seconds
) -> Whole:  # fmt: skip
    """The best values found from a start within so many nodes of the search."""
    found, agreed = _searched(programme, start, seed, nodes, seconds)
    if not agreed:  # HiGHS 1.16 may claim the value of a better plan and hand back the start
        found, agreed = _searched(programme, None, seed, nodes, seconds)
    return Whole(found.values, found.optimal and agreed, found.by_clock)


def _searched(
    programme: Programme, start: Numbers | None, seed: int, nodes: int,
    seconds: Seconds,
) -> tuple[Whole, bool]:  # fmt: skip
    """What was found, and whether the values are worth what is claimed."""
    limits = {
        "random_seed": seed,
        "mip_max_nodes": nodes,
        "time_limit": max(seconds, 1),
    }
    highs = _opened({**_SETTINGS, **_WHOLE, **limits})
    highs.passModel(_model(programme))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.astype(np.double).tolist()
        highs.setSolution(solution)
    highs.run()
    info, status = highs.getInfo(), highs.getModelStatus()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Whole(None, False, status == _BY_CLOCK), True
    values = np.rint(np.asarray(highs.getSolution().col_value)).astype(np.int64)
    worth = int((programme.worth * values).sum())
    agreed = worth == round(info.objective_function_value)
    return Whole(values, status == _OPTIMAL, status == _BY_CLOCK), agreed


def _model(programme: Programme) -> Any:
    count, rows = len(programme.worth), len(programme.limits)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, rows
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = programme.worth.astype(np.double)
    model.col_lower_, model.col_upper_ = np.zeros(count), programme.upper.astype(np.double)
    model.row_lower_ = np.full(rows, -highspy.kHighsInf)
    model.row_upper_ = programme.limits.astype(np.double)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = programme.matrix.start.astype(np.int32)
    matrix.index_ = programme.matrix.row.astype(np.int32)
    matrix.value_ = programme.matrix.value.astype(np.double)
    return model


def _opened(settings: dict[str, Any]) -> Any:
    with _silence():
        highs = _Made()
    for option, value in settings.items():
        highs.setOptionValue(option, value)
    return highs


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

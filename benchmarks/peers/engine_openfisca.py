"""The job in OpenFisca-Core: a variable for each column, one for whether it is known, one a rule.

OpenFisca has no missing values and whole numbers of 32 bits; the known-or-not are variables of
their own, and the type of the numbers is set to 64 bits by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from openfisca_core import entities, simulations, taxbenefitsystems, variables
from openfisca_core.periods import DateUnit
from peers.codes import Cases, all_cases
from peers.job import COLUMNS, NAMES, NUMBERS, TRUTHS, WORDS, Expression
from peers.reference import MORE_LEVELS

YEAR = 2026
_PROJECT = entities.build_entity("project", "projects", "Project", is_person=True)
Array = np.ndarray[Any, Any]
_OPERATIONS: dict[str, Callable[..., Array]] = {
    "not": np.logical_not, "and": np.logical_and, "or": np.logical_or, "==": np.equal,
    "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">=": np.greater_equal, "*": np.multiply,
}  # fmt: skip


def decider() -> Callable[[pl.DataFrame], list[Array]]:
    """What gives the codes of every rule for a table with the job's names."""
    system = taxbenefitsystems.TaxBenefitSystem([_PROJECT])
    for name in COLUMNS:
        system.add_variable(_variable(name, bool if name in TRUTHS else int))
        system.add_variable(_variable(f"known_{name}", bool))
    for name, found in zip(NAMES, all_cases(), strict=True):
        system.add_variable(_variable(name, int, _formula(found)))
    for name in NUMBERS:
        system.variables[name].dtype = np.int64

    def decide(table: pl.DataFrame) -> list[Array]:
        builder = simulations.SimulationBuilder()
        simulation = builder.build_default_simulation(system, table.height)
        for name in COLUMNS:
            simulation.set_input(name, YEAR, _values(table[name]))
            simulation.set_input(f"known_{name}", YEAR, table[name].is_not_null().to_numpy())
        return [simulation.calculate(name, YEAR) for name in NAMES]

    return decide


def _values(column: pl.Series) -> Array:
    if column.name in WORDS:
        column = column.cast(pl.Enum(MORE_LEVELS)).to_physical().cast(pl.Int32)
    return column.fill_null(value=False if column.name in TRUTHS else 0).to_numpy()


def _variable(name: str, kind: type, formula: Callable[..., Array] | None = None) -> type:
    held: dict[str, Any] = {
        "value_type": kind, "entity": _PROJECT, "definition_period": DateUnit.YEAR, "label": name,
    }  # fmt: skip
    if formula is not None:
        held["formula"] = formula
    return type(name, (variables.Variable,), held)


def _formula(found: Cases) -> Callable[..., Array]:
    def formula(project: Any, period: Any, _parameters: Any) -> Array:
        conditions = [_value(condition, project, period) for condition, _ in found.listed]
        return np.select(conditions, [code for _, code in found.listed], found.left)

    return formula


def _value(expression: Expression, project: Any, period: Any) -> Any:
    operation, *parts = expression
    if operation == "const":
        return MORE_LEVELS.index(parts[0]) if isinstance(parts[0], str) else parts[0]
    if operation == "col":
        return project(parts[0], period)
    if operation == "known":
        return project(f"known_{parts[0]}", period)
    if operation == "missing":
        return ~project(f"known_{parts[0]}", period)
    if operation == "in":
        held = [MORE_LEVELS.index(word) for word in parts[1]]
        return np.isin(project(parts[0][1], period), held)
    return _OPERATIONS[operation](*(_value(part, project, period) for part in parts))

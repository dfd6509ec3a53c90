"""A problem as rows of whole numbers: what a solver is given, and what a stored dual speaks of.

Each column is a piece of land for a project (how many units of `amount`, at most `upper`), or
whether a divisible project is served (no parcel). Every row says that a sum stays within a limit.
Pinned projects are constants: what they hold is taken off parcels and quotas beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field
from math import gcd

from eligibility.allocation.ground import Ground
from eligibility.allocation.problem import Grant, Grants, Parcel, Problem, Project
from eligibility.classes import dataclass


@dataclass(frozen=True)
class Column:
    """A decision: `amount` units of land on a parcel for each step; `upper` steps at most."""

    project: Project
    parcel: Parcel | None
    amount: int
    upper: int


@dataclass
class Row:
    """`sum(coefficient * column) <= limit`."""

    limit: int
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Model:
    """Columns and rows; `unit` is the area of one step of amount."""

    problem: Problem
    unit: int
    columns: list[Column] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    of_project: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, column: Column) -> int:
        """A new column's number."""
        self.columns.append(column)
        self.of_project[column.project.code].append(len(self.columns) - 1)
        return len(self.columns) - 1

    def served(self, tier: int) -> dict[int, int]:
        """The points of a tier: each column that says that a project of it is served."""
        found = {}
        for number, column in enumerate(self.columns):
            if column.project.tier == tier and (not column.project.divisible or not column.parcel):
                found[number] = column.project.points
        return found

    def open_at(self, tier: int | None) -> list[bool]:
        """Which columns count when a tier is decided: its own, those before it, and helpers.

        A project that stands later helps where stock land that it uses raises a quota of new land.
        """
        zones = self.problem.zones
        helpers = {
            c.project.code for c in self.columns
            if c.parcel is not None and c.parcel.kind == "stock"
            and c.parcel.zone in zones and zones[c.parcel.zone].ratio
        }  # fmt: skip
        return [
            tier is None or c.project.tier <= tier or c.project.code in helpers
            for c in self.columns
        ]

    def saved(self, kind: str) -> dict[int, int]:
        """The land of a kind, counted down: less of it is better."""
        return {
            number: -column.amount
            for number, column in enumerate(self.columns)
            if column.parcel is not None and column.parcel.kind == kind
        }


def formulate(problem: Problem) -> Model:
    """The rows and columns of a problem."""
    ground = Ground(problem)
    for code, grants in problem.pins.items():
        ground.give(code, grants)
    model = Model(problem, unit_of(problem))
    for project in problem.line:
        if project.code not in problem.pins:
            _project(model, project, ground)
    _parcels(model, ground)
    _quotas(model, ground)
    return model


def unit_of(problem: Problem) -> int:
    """The largest area of which every area of the problem is a whole multiple."""
    areas: list[int] = [a for p in problem.projects for a in (p.least, p.most)]
    areas += [p.area for p in problem.parcels]
    areas += [g.area for grants in problem.pins.values() for g in grants]
    areas += [z.area for z in problem.zones.values()]
    areas += [problem.total] if problem.total is not None else []
    return gcd(*areas) or 1


def _project(model: Model, project: Project, ground: Ground) -> None:
    unit = model.unit
    free = [p for p in model.problem.fitting[project.code] if ground.left[p.id] > 0]
    if not project.divisible:
        row = Row(1)
        for parcel in free:
            amount = project.least if parcel.divisible else parcel.area
            if amount <= ground.left[parcel.id]:
                row.cells.append((model.add(Column(project, parcel, amount // unit, 1)), 1))
        if row.cells:
            model.rows[f"project:{project.code}"] = row
        return
    served = model.add(Column(project, None, 0, 1))
    least, most = (
        Row(0, [(served, project.least // unit)]),
        Row(0, [(served, -project.most // unit)]),
    )
    for parcel in free:
        whole = not parcel.divisible
        amount = parcel.area // unit if whole else 1
        upper = 1 if whole else min(project.most, ground.left[parcel.id]) // unit
        number = model.add(Column(project, parcel, amount, upper))
        least.cells.append((number, -amount))
        most.cells.append((number, amount))
    model.rows[f"least:{project.code}"] = least
    model.rows[f"most:{project.code}"] = most


def _parcels(model: Model, ground: Ground) -> None:
    for number, column in enumerate(model.columns):
        parcel = column.parcel
        if parcel is None:
            continue
        left = ground.left[parcel.id] // model.unit
        row = model.rows.setdefault(f"parcel:{parcel.id}", Row(left if parcel.divisible else 1))
        row.cells.append((number, column.amount if parcel.divisible else 1))


def _quotas(model: Model, ground: Ground) -> None:
    problem, unit = model.problem, model.unit
    columns = [(n, c, c.parcel) for n, c in enumerate(model.columns) if c.parcel is not None]
    if problem.total is not None:
        limit = (problem.total - ground.new_in_all) // unit
        cells = [(n, c.amount) for n, c, parcel in columns if parcel.kind == "new"]
        model.rows["quota"] = Row(limit, cells)
    for zone, quota in sorted(problem.zones.items()):
        above, below = quota.ratio.numerator, quota.ratio.denominator
        row = Row(((quota.area - ground.new[zone]) * below + ground.stock[zone] * above) // unit)
        for number, column, parcel in columns:
            if parcel.zone == zone and parcel.kind == "new":
                row.cells.append((number, column.amount * below))
            elif parcel.zone == zone and parcel.kind == "stock" and above:
                row.cells.append((number, -column.amount * above))
        model.rows[f"quota:{zone}"] = row


def grants_of(model: Model, values: Iterable[int]) -> dict[str, Grants]:
    """Who gets which pieces under the values of the columns, pinned projects included."""
    found: dict[str, list[Grant]] = defaultdict(list)
    for column, value in zip(model.columns, values, strict=True):
        if value and column.parcel is not None:
            area = value * column.amount * model.unit
            found[column.project.code].append(Grant(column.parcel.id, area))
    given = {code: tuple(grants) for code, grants in found.items()}
    return {**model.problem.pins, **{c: g for c, g in given.items() if g}}


def values_of(model: Model, ground: Ground) -> list[int]:
    """The values of the columns that stand for what is held."""
    values = [0] * len(model.columns)
    held = {(code, g.parcel): g.area for code, grants in ground.held.items() for g in grants}
    for number, column in enumerate(model.columns):
        code = column.project.code
        if column.parcel is None:
            values[number] = int(code in ground.held)
        else:
            area = held.get((code, column.parcel.id), 0)
            values[number] = min(area // (column.amount * model.unit), column.upper)
    return values

"""The job: twenty rules on twenty columns that may all be empty, and a verdict.

`COLUMNS` names each column of the table as the rules here call it; its heading is a fact of our
own catalogue, so that `screen` reads the same file. `RULES` says each rule once more beside the
pack in `rules/peers/admission.yaml`, as nested tuples: the reference and the engines that take one
record at a time are written from them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PACK, PLACE, MATTER, DAY = HERE / "rules", "peers", "admission", "2026-06-30"
KEY = "id"

COLUMNS = {
    "power_level": "project.power_level",
    "works_level": "project.infrastructure_level",
    "land": "land.total_area(m2)",
    "own_land": "ancillary.land_area(m2)",
    "floor": "building.total_floor_area(m2)",
    "own_floor": "ancillary.floor_area(m2)",
    "major": "project.is_major",
    "pollution": "project.high_pollution",
    "energy": "project.high_energy",
    "inefficient": "project.low_efficiency",
    "total": "project.investment_total(元)",
    "made": "project.investment_made(元)",
    "chains": "zone.promotion_chains",
    "zone_level": "zone.level",
    "tax": "project.tax_intensity(万元/亩)",
    "tax_floor": "project.tax_intensity_floor(万元/亩)",
    "intensity": "project.investment_intensity(万元/亩)",
    "intensity_floor": "project.investment_intensity_floor(万元/亩)",
    "months": "zone.months_reported",
    "new": "project.is_new",
}
LEVELS = ("national", "provincial", "municipal", "county")
LISTED = ("national", "provincial")
WORDS = {"power_level": LEVELS, "works_level": LEVELS, "zone_level": LEVELS}
TRUTHS = ("major", "pollution", "energy", "inefficient", "new")
NUMBERS = tuple(c for c in COLUMNS if c not in WORDS and c not in TRUTHS)

SATISFIED, VIOLATED, UNKNOWN, OFF = "satisfied", "violated", "unknown", "not_applicable"
STATUSES = (SATISFIED, VIOLATED, UNKNOWN, OFF)
REJECTED, APPROVED, UNDETERMINED = "rejected", "approved", "undetermined"

Expression = tuple[Any, ...]


def col(name: str) -> Expression:
    """A column."""
    return ("col", name)


def times(factor: int, name: str) -> Expression:
    """A whole multiple of a column."""
    return ("*", ("const", factor), ("col", name))


def const(value: int | str) -> Expression:
    """A constant."""
    return ("const", value)


def denied(name: str) -> Expression:
    """A yes/no column that must be no."""
    return ("not", ("col", name))


_WITHIN_BASE = ("<=", times(100, "own_land"), times(7, "land"))
_WITHIN_RAISED = ("and", col("major"), ("<=", times(100, "own_land"), times(15, "land")))
_IDLE = ("and", (">=", col("months"), const(24)), denied("new"))
# The occasion (None: always) and what must hold, in whole numbers cleared of denominators.
RULES: tuple[tuple[Expression | None, Expression], ...] = (
    (
        ("!=", col("power_level"), col("works_level")),
        ("and", ("in", col("power_level"), LISTED), ("in", col("works_level"), LISTED)),
    ),
    (None, ("<", times(10, "made"), times(9, "total"))),
    (None, (">=", times(4, "made"), col("total"))),
    (None, ("or", _WITHIN_BASE, _WITHIN_RAISED)),
    (col("major"), ("<=", times(100, "own_floor"), times(30, "floor"))),
    (None, denied("pollution")),
    (None, denied("energy")),
    (None, denied("inefficient")),
    (None, ("<=", col("chains"), const(3))),
    (("==", col("zone_level"), const("provincial")), ("<=", col("chains"), const(2))),
    (None, (">=", col("tax"), col("tax_floor"))),
    (None, (">=", col("intensity"), col("intensity_floor"))),
    (None, ("not", _IDLE)),
    (None, ("<=", col("floor"), times(4, "land"))),
    (None, (">=", times(10, "floor"), times(8, "land"))),
    (None, ("<=", col("made"), col("total"))),
    (None, ("<=", col("own_floor"), times(6, "own_land"))),
    (None, (">=", col("total"), const(5_000_000))),
    (None, ("<=", col("months"), const(60))),
    (None, (">=", times(10, "intensity"), times(7, "intensity_floor"))),
)
NAMES = tuple(f"r{i:02}" for i in range(1, len(RULES) + 1))


def columns_of(expression: Expression | None) -> list[str]:
    """The columns that an expression reads, each once."""
    if expression is None or expression[0] == "const":
        return []
    if expression[0] == "col":
        return [expression[1]]
    parts = expression[1:2] if expression[0] == "in" else expression[1:]
    return list(dict.fromkeys(name for part in parts for name in columns_of(part)))

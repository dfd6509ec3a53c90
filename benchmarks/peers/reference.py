"""What is right, worked out naively: what is known is what all completions agree on.

A rule has the status that every completion of the record gives; the verdict is rejected where some
rule is violated whatever is filled in, and approved where none can be. An empty yes/no or word
stands for each of its values; an empty number, in which each rule is monotone, for the least and
the greatest that its fact may take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from peers.job import (
    APPROVED,
    LEVELS,
    OFF,
    REJECTED,
    RULES,
    SATISFIED,
    TRUTHS,
    UNDETERMINED,
    UNKNOWN,
    VIOLATED,
    WORDS,
    Expression,
    columns_of,
)

Record = Mapping[str, Any]
_AREA, _MONEY, _RATE, _COUNT = 10**10, 10**13, 10**6, 10**9
BOUNDS = {
    "land": (1, _AREA), "own_land": (0, _AREA), "floor": (1, _AREA), "own_floor": (0, _AREA),
    "total": (1, _MONEY), "made": (0, _MONEY), "chains": (0, _COUNT), "months": (0, _COUNT),
    "tax": (0, _RATE), "tax_floor": (0, _RATE), "intensity": (0, _RATE),
    "intensity_floor": (0, _RATE),
}  # fmt: skip
MORE_LEVELS = (*LEVELS, "subdistrict", "township", "village")


def decided(record: Record) -> list[str]:
    """The statuses of a record and its verdict."""
    outcomes = [_outcomes(record, when, must) for when, must in RULES]
    statuses = [UNKNOWN if len(found) > 1 else next(iter(found)) for found in outcomes]
    if VIOLATED in statuses:
        return [*statuses, REJECTED]
    return [*statuses, UNDETERMINED if any(VIOLATED in found for found in outcomes) else APPROVED]


def _outcomes(record: Record, when: Expression | None, must: Expression) -> set[str]:
    """The statuses that a rule has in the completions of a record."""
    names = list(dict.fromkeys(columns_of(when) + columns_of(must)))
    return {_complete(full, when, must) for full in _completions(record, names)}


def _completions(record: Record, names: list[str]) -> Iterator[Record]:
    ways = [_values(name) if record[name] is None else (record[name],) for name in names]
    for values in product(*ways):
        yield dict(zip(names, values, strict=True))


def _values(name: str) -> tuple[Any, ...]:
    if name in TRUTHS:
        return (True, False)
    if name in WORDS:
        return MORE_LEVELS if name == "zone_level" else WORDS[name]
    return BOUNDS[name]


def _complete(record: Record, when: Expression | None, must: Expression) -> str:
    if when is not None and not value(record, when):
        return OFF
    return SATISFIED if value(record, must) else VIOLATED


def value(record: Record, expression: Expression) -> Any:
    """The value of an expression of a record without gaps."""
    operation, *parts = expression
    if operation == "const":
        return parts[0]
    if operation == "col":
        return record[parts[0]]
    if operation == "in":
        return value(record, parts[0]) in parts[1]
    return _OPERATIONS[operation](*(value(record, part) for part in parts))


_OPERATIONS = {
    "not": lambda a: not a, "and": lambda a, b: a and b, "or": lambda a, b: a or b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "*": lambda a, b: a * b,
}  # fmt: skip

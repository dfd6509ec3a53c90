"""Bounds that multipliers prove: for any of them, by whole numbers alone.

For multipliers `m` of the rows, each at least zero, no plan has more of an objective than the sum
of `m * limit` and of what each column still gains beyond its rows, times the most it can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eligibility.allocation.formulate import Column, Row

SCALE = 2**40


def proven(
    columns: Sequence[Column], rows: Mapping[str, Row],
    objective: Mapping[int, int], multipliers: Mapping[str, int],
) -> int:  # fmt: skip
    """The whole number that the objective cannot exceed; multipliers are in parts of `SCALE`."""
    gains = {number: worth * SCALE for number, worth in objective.items()}
    whole = 0
    for name, multiplier in multipliers.items():
        row = rows[name]
        whole += multiplier * row.limit
        for number, coefficient in row.cells:
            gains[number] = gains.get(number, 0) - multiplier * coefficient
    whole += sum(gain * columns[number].upper for number, gain in gains.items() if gain > 0)
    return whole // SCALE

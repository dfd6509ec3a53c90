"""The job in zen-engine: its expressions, which are faster than a decision graph of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import zen
from peers.codes import all_cases
from peers.dialects import Dialect

_DIALECT = Dialect("{}", "{} != null", "{} == null", "{} in [{}]", "not ({})", "'", {})


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record."""
    expressions = [zen.compile_expression(_DIALECT.choice(found)) for found in all_cases()]

    def decide(record: Mapping[str, Any]) -> list[int]:
        return [int(expression.evaluate(record)) for expression in expressions]

    return decide

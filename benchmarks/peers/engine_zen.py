"""The job in zen-engine: its expressions, which are faster than a decision graph of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import zen
from peers.codes import Cases, all_cases
from peers.job import Expression


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record."""
    expressions = [zen.compile_expression(_choice(found)) for found in all_cases()]

    def decide(record: Mapping[str, Any]) -> list[int]:
        return [int(expression.evaluate(record)) for expression in expressions]

    return decide


def _choice(found: Cases) -> str:
    text = str(found.left)
    for condition, code in reversed(found.listed):
        text = f"({_text(condition)}) ? {code} : ({text})"
    return text


def _text(expression: Expression) -> str:
    operation, *parts = expression
    if operation == "const":
        return f"'{parts[0]}'" if isinstance(parts[0], str) else str(parts[0])
    if operation == "col":
        return str(parts[0])
    if operation == "known":
        return f"{parts[0]} != null"
    if operation == "missing":
        return f"{parts[0]} == null"
    if operation == "not":
        return f"not ({_text(parts[0])})"
    if operation == "in":
        return f"{_text(parts[0])} in {list(parts[1])}"
    return f"({_text(parts[0])} {operation} {_text(parts[1])})"

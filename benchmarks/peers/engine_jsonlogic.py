"""The job in JsonLogic (panzi-json-logic)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from json_logic import jsonLogic
from peers.codes import Cases, all_cases
from peers.job import Expression

_SIGNS = {"==": "===", "!=": "!=="}


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record."""
    rules = [_choice(found) for found in all_cases()]

    def decide(record: Mapping[str, Any]) -> list[int]:
        return [int(jsonLogic(rule, record)) for rule in rules]

    return decide


def _choice(found: Cases) -> dict[str, Any]:
    parts: list[Any] = []
    for condition, code in found.listed:
        parts += [_tree(condition), code]
    return {"if": [*parts, found.left]}


def _tree(expression: Expression) -> Any:
    operation, *parts = expression
    if operation == "const":
        return parts[0]
    if operation == "col":
        return {"var": parts[0]}
    if operation == "known":
        return {"!==": [{"var": parts[0]}, None]}
    if operation == "missing":
        return {"===": [{"var": parts[0]}, None]}
    if operation == "not":
        return {"!": [_tree(parts[0])]}
    if operation == "in":
        return {"in": [_tree(parts[0]), list(parts[1])]}
    return {_SIGNS.get(operation, operation): [_tree(part) for part in parts]}

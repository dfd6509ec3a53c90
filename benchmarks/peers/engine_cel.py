"""The job in CEL (common-expression-language, the binding of cel-rust)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cel
from peers.codes import Cases, all_cases
from peers.job import Expression


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record; a missing fact is no key."""
    programs = [cel.compile(_choice(found)).execute for found in all_cases()]

    def decide(record: Mapping[str, Any]) -> list[int]:
        given = {name: value for name, value in record.items() if value is not None}
        context = cel.Context({"p": given})
        return [int(run(context)) for run in programs]

    return decide


def _choice(found: Cases) -> str:
    text = str(found.left)
    for condition, code in reversed(found.listed):
        text = f"({_text(condition)}) ? {code} : ({text})"
    return text


def _text(expression: Expression) -> str:
    operation, *parts = expression
    if operation == "const":
        return f'"{parts[0]}"' if isinstance(parts[0], str) else str(parts[0])
    if operation == "col":
        return f"p.{parts[0]}"
    if operation == "known":
        return f"has(p.{parts[0]})"
    if operation == "missing":
        return f"!has(p.{parts[0]})"
    if operation == "not":
        return f"!({_text(parts[0])})"
    if operation == "in":
        return f"{_text(parts[0])} in [{', '.join(map(_quoted, parts[1]))}]"
    sign = {"and": "&&", "or": "||"}.get(operation, operation)
    return f"({_text(parts[0])} {sign} {_text(parts[1])})"


def _quoted(word: str) -> str:
    return f'"{word}"'

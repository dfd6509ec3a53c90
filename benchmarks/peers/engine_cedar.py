"""The job in Cedar (cedarpy): a policy for each case of each rule; those that permit are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cedarpy
from peers.codes import all_cases, apart
from peers.job import Expression

_ASKED = {"principal": 'U::"a"', "action": 'Action::"decide"', "resource": 'P::"p"'}


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record; a missing fact is no key."""
    rules = all_cases()
    left = [found.left for found in rules]
    places: dict[str, tuple[int, int]] = {}
    texts: list[str] = []
    for rule, found in enumerate(rules):
        for condition, code in apart(found):
            places[f"policy{len(texts)}"] = (rule, code)
            texts.append(f"permit(principal, action, resource) when {{ {_text(condition)} }};")
    policies = cedarpy.PolicySet.from_str("\n".join(texts))
    entities = cedarpy.Entities.from_json_str("[]")

    def decide(record: Mapping[str, Any]) -> list[int]:
        given = {name: value for name, value in record.items() if value is not None}
        answer = cedarpy.is_authorized({**_ASKED, "context": given}, policies, entities)
        codes = list(left)
        for policy in answer.diagnostics.reasons:
            rule, code = places[policy]
            codes[rule] = code
        return codes

    return decide


def _text(expression: Expression) -> str:
    operation, *parts = expression
    if operation == "const":
        return f'"{parts[0]}"' if isinstance(parts[0], str) else str(parts[0])
    if operation == "col":
        return f"context.{parts[0]}"
    if operation == "known":
        return f"context has {parts[0]}"
    if operation == "missing":
        return f"!(context has {parts[0]})"
    if operation == "not":
        return f"!({_text(parts[0])})"
    if operation == "in":
        words = ", ".join(f'"{word}"' for word in parts[1])
        return f"[{words}].contains({_text(parts[0])})"
    sign = {"and": "&&", "or": "||"}.get(operation, operation)
    return f"({_text(parts[0])} {sign} {_text(parts[1])})"

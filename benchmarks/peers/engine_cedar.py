"""The job in Cedar (cedarpy): a policy for each case of each rule; those that permit are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cedarpy
from peers.codes import all_cases, apart
from peers.dialects import Dialect

_ASKED = {"principal": 'U::"a"', "action": 'Action::"decide"', "resource": 'P::"p"'}
_DIALECT = Dialect("context.{}", "context has {}", "!(context has {})", "[{1}].contains({0})")


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record; a missing fact is no key."""
    rules = all_cases()
    left = [found.left for found in rules]
    places: dict[str, tuple[int, int]] = {}
    texts: list[str] = []
    for rule, found in enumerate(rules):
        for condition, code in apart(found):
            places[f"policy{len(texts)}"] = (rule, code)
            texts.append(
                f"permit(principal, action, resource) when {{ {_DIALECT.text(condition)} }};"
            )
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

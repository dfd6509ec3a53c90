"""The job in CEL (common-expression-language, the binding of cel-rust)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cel
from peers.codes import all_cases
from peers.dialects import Dialect

_DIALECT = Dialect("p.{}", "has(p.{})", "!has(p.{})", "{} in [{}]")


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record; a missing fact is no key."""
    programs = [cel.compile(_DIALECT.choice(found)).execute for found in all_cases()]

    def decide(record: Mapping[str, Any]) -> list[int]:
        given = {name: value for name, value in record.items() if value is not None}
        context = cel.Context({"p": given})
        return [int(run(context)) for run in programs]

    return decide

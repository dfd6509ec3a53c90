"""What a reviewer is asked to find: the open norms that rules wait for, by provision."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.evaluation.plan import reach
from eligibility.language.nodes import Call, Constant
from eligibility.language.pack import Matter, Words


def open_norms(matters: Iterable[Matter]) -> dict[str, Words]:
    """What the first rule says that asks for a finding on a provision, by that provision."""
    found: dict[str, Words] = {}
    for matter in matters:
        for rule in matter.rules:
            for node in reach(matter, rule):
                if isinstance(node, Call) and node.function == "finding":
                    about = node.arguments[0]
                    if isinstance(about, Constant):
                        found.setdefault(str(about.value), rule.says)
    return found

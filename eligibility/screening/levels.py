"""Expressions by level: how often they cross from frame to frame; a crossing is taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eligibility.screening.columns import TOP, Col
from eligibility.screening.steps import CROSSING, HERE, ordered


@dataclass(frozen=True)
class Levels:
    """Outputs by name, and what they stand on: at each level nodes of frames, then crossings."""

    outputs: Mapping[str, Col]
    levels: list[tuple[list[Col], list[Col]]]

    def reads(self) -> Iterator[tuple[str, str]]:
        """The columns that the expressions read, each with its frame."""
        for node in (n for level in self.levels for part in level for n in part):
            if node.op == "col":
                yield node.frame or TOP, node.data
            elif node.op in CROSSING:
                yield node.args[0].frame or TOP, HERE


def levels(outputs: Mapping[str, Col]) -> Levels:
    """Expressions in the levels in which they are computed."""
    found: dict[int, tuple[list[Col], list[Col]]] = defaultdict(lambda: ([], []))
    at: dict[int, int] = {}
    for node in ordered(outputs.values()):
        level = max((at[id(a)] for a in node.args), default=0)
        crosses = node.op in CROSSING
        found[level][crosses].append(node)
        at[id(node)] = level + crosses
    return Levels(dict(outputs), [found[level] for level in sorted(found)])

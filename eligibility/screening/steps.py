"""Expressions in steps: what is used more than once is computed once, before what stands on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eligibility.screening.columns import TOP, Col

ROW, TOP_ROW, HERE = "#row", "#top", "#i"
CROSSING = frozenset({"up", "agg", "member"})
_MARKS = frozenset({"not", "null"})
_LEAVES = _MARKS | {"const", "col", "may"}


@dataclass(frozen=True)
class Steps:
    """Outputs by name, the nodes that are columns of their own (`names`, by identity), in steps."""

    outputs: Mapping[str, Col]
    names: Mapping[int, str]
    steps: list[list[Col]]

    def reads(self) -> Iterator[tuple[str, str]]:
        """The columns that the expressions read, each with its frame."""
        for node in ordered(self.outputs.values()):
            if node.op in ("col", "may"):
                yield node.frame or TOP, node.data if node.op == "col" else node.data[0]
            elif node.op in CROSSING:
                yield node.args[0].frame or TOP, HERE


def steps(outputs: Mapping[str, Col]) -> Steps:
    """Expressions in the steps in which they are computed."""
    order = ordered(outputs.values())
    used = Counter(id(_meant(a)) for node in order for a in node.args if node.op not in _MARKS)
    used.update(id(_meant(node)) for node in outputs.values())
    own: dict[int, str] = {}
    for node in order:
        if node.op in CROSSING:
            own[id(node)] = f"@{len(own)}"
            for arg in node.args:
                if arg.op != "col" and id(arg) not in own:
                    own[id(arg)] = f"@{len(own)}"
        elif used[id(node)] > 1 and node.op not in _LEAVES and id(node) not in own:
            own[id(node)] = f"@{len(own)}"
    at: dict[int, int] = {}
    found: dict[int, list[Col]] = defaultdict(list)
    for node in order:
        below = max((at[id(a)] for a in node.args), default=0)
        at[id(node)] = below + 1 if id(node) in own else below
        if id(node) in own:
            found[below].append(node)
    return Steps(dict(outputs), own, [found[k] for k in sorted(found)])


def _meant(node: Col) -> Col:
    """What is worth computing once: the node, or what is only turned round."""
    while node.op in _MARKS:
        node = node.args[0]
    return node


def ordered(roots: Iterable[Col]) -> list[Col]:
    """Every node below the roots, each after those it stands on."""
    found: list[Col] = []
    met: set[int] = set()
    waiting = [(root, False) for root in roots]
    while waiting:
        node, done = waiting.pop()
        if done:
            found.append(node)
        elif id(node) not in met:
            met.add(id(node))
            waiting.append((node, True))
            waiting.extend((arg, False) for arg in node.args if id(arg) not in met)
    return found

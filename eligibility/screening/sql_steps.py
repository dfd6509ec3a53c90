"""The steps of a query: which nodes are columns of their own, and how long each is needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from eligibility.screening.columns import Col
from eligibility.screening.steps import Steps, ordered

# What is used again is a column of its own where writing it out again takes more nodes than this.
MOST_REPEATED = 12

Name = TypeVar("Name", bound=Hashable)


def few_steps(outputs: Mapping[str, Col]) -> Steps:
    """Expressions in as few steps as can be: small ones are written out where they are used."""
    order = ordered(outputs.values())
    used = Counter(id(a) for node in order for a in node.args)
    used.update(id(node) for node in outputs.values())
    own: dict[int, str] = {}
    size: dict[int, int] = {}
    at: dict[int, int] = {}
    found: dict[int, list[Col]] = defaultdict(list)
    for node in order:
        nodes = 1 + sum(size[id(a)] for a in node.args)
        step = max((at[id(a)] for a in node.args), default=0)
        if (used[id(node)] - 1) * (nodes - 1) > MOST_REPEATED:
            own[id(node)] = f"@{len(own)}"
            found[step].append(node)
            nodes, step = 1, step + 1
        size[id(node)], at[id(node)] = nodes, step
    # a step may hold nothing of its own: those after it move up
    return Steps(dict(outputs), own, [found[k] for k in sorted(found)])


def last_uses(
    program: Steps, own: Callable[[Col], Name], reads: Callable[[Col], Iterable[Name]]
) -> dict[Name, int]:
    """The last step that needs each column (`len(program.steps)`: the outputs do).

    `own` names the column of a node that is one, `reads` those that a node reads of a table.
    """
    order = ordered(program.outputs.values())
    at = {id(n): index for index, step in enumerate(program.steps) for n in step}
    used = {id(col): len(program.steps) for col in program.outputs.values()}
    for node in reversed(order):
        here = at.get(id(node), used[id(node)])
        for arg in node.args:
            used[id(arg)] = max(used.get(id(arg), here), here)
    found: dict[Name, int] = {}
    for node in order:
        if id(node) in at:
            found[own(node)] = used[id(node)]
        for name in reads(node):
            found[name] = max(found.get(name, -1), at.get(id(node), used[id(node)]))
    return found


def read_by(node: Col) -> str | None:
    """The column that a node reads, if it reads one."""
    if node.op in ("col", "may"):
        return str(node.data if node.op == "col" else node.data[0])
    return None

"""Column expressions rebuilt over the columns that a table has.

What the table does not state folds away, a number stays in the unit of its column, and what is
compared is compared once: `a <= b` is null where a value is not stated, and is then filled with
what the bounds of the facts say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eligibility.screening import columns as c
from eligibility.screening.columns import TOP, Col
from eligibility.screening.columns_compared import compared
from eligibility.screening.columns_frames import in_frame
from eligibility.screening.steps import ordered

_FEW_WORDS = 8
Leaf = Callable[[Col, tuple[Col, ...]], Col | None]


def rebuilt(outputs: Mapping[str, Col], leaf: Leaf) -> dict[str, Col]:
    """The same outputs in the same frames; `leaf` gives what stands for a node, or None."""
    done: dict[int, Col] = {}
    for node in ordered(outputs.values()):
        args = tuple(done[id(a)] for a in node.args)
        found = leaf(node, args)
        done[id(node)] = _again(node, args) if found is None else found
    return {name: in_frame(done[id(node)], node.frame or TOP) for name, node in outputs.items()}


def _again(node: Col, args: tuple[Col, ...]) -> Col:
    build = _BUILD.get(node.op)
    if build is not None:
        return build(node, args)
    if args:
        raise ValueError(f"no way to build `{node.op}` again")
    return node


def _here(node: Col, args: tuple[Col, ...]) -> Col:
    return in_frame(args[0], node.frame or TOP)


def _gathered(node: Col, args: tuple[Col, ...]) -> Col:
    return c.gathered(node.data, args[0], node.args[0].frame or TOP)


def _among(word: Col, words: frozenset[str]) -> Col:
    """Membership in a few words one by one: each comparison may serve others too."""
    if len(words) > _FEW_WORDS:
        return c.among(word, words)
    return c.or_(*(c.equal(word, c.word(w)) for w in sorted(words)))


_BUILD: dict[str, Callable[[Col, tuple[Col, ...]], Col]] = {
    "not": lambda _, a: c.not_(a[0]), "and": lambda _, a: c.and_(*a), "or": lambda _, a: c.or_(*a),
    "if": lambda _, a: c.if_(*a), "null": lambda _, a: c.is_null(a[0]),
    "eq": lambda _, a: c.equal(*a), "in": lambda n, a: _among(a[0], n.data),
    "le": lambda _, a: compared(*a, touching=True), "lt": lambda _, a: compared(*a, touching=False),
    "coalesce": lambda _, a: c.coalesce(*a), "add": lambda _, a: c.plus(*a),
    "sub": lambda _, a: c.minus(*a), "mul": lambda _, a: c.times(*a),
    "min": lambda _, a: c.least(*a), "max": lambda _, a: c.largest(*a),
    "months": lambda n, a: c.months_later(a[0], n.data),
    "clip": lambda n, a: c.clipped(a[0], *n.data),
    "entry": lambda n, a: c.entry(a[0], dict(n.data)),
    "member": lambda n, a: c.member(a[0], a[1], n.data), "code": lambda n, a: c.code(a, n.data),
    "told": lambda _, a: c.told(a[1], a[0]),
    "here": _here, "up": lambda n, a: c.lifted(a[0], n.frame), "agg": _gathered,
}  # fmt: skip

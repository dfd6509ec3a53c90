"""Truths that may be null, and what they are taken for where they are.

"Can be" and "cannot be" are what a comparison of three values says where it is null: taken for
yes, or for no. Each comparison is made once; where it surely holds and where it surely does not
are columns without nulls, which are joined three times as fast. What is chosen by a comparison
alone is chosen by it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eligibility.screening.columns import FALSE, TRUE, Col
from eligibility.screening.columns_nodes import make
from eligibility.screening.steps import ordered

# A truth: a node, and what it is taken for where that is null; None: it never is.
Truth = tuple[Col, bool | None]
# Comparisons, and what they are where a value is missing.
_COMPARED = {"le": True, "lt": True, "eq": False, "in": False}


def taken_late(outputs: Mapping[str, Col]) -> dict[str, Col]:
    """The same outputs, with each truth compared once and words chosen by truths as they are."""
    found = _Taking()
    for node in ordered(outputs.values()):
        found.add(node)
    return {name: found.node(node) for name, node in outputs.items()}


class _Taking:
    """Nodes under way: each as a truth, or (numbers, words, lists) as a node."""

    def __init__(self) -> None:
        self.truths: dict[int, Truth] = {}
        self.nodes: dict[int, Col] = {}

    def add(self, node: Col) -> None:
        """Take a node in, after its arguments."""
        build = _TRUTHS.get(node.op) if node.kind in ("b", "k") else None
        if build is not None:
            self.truths[id(node)] = build(self, node)
        elif node.op in ("code", "told"):
            self.nodes[id(node)] = self._words(node)
        elif node.op == "strange":  # compared as it is: only what surely is a word counts
            args = (self.node(node.args[0]), *(self.truth(a)[0] for a in node.args[1:]))
            self.nodes[id(node)] = make("strange", args, node.data, "b")
        else:
            self.nodes[id(node)] = self.with_args(node)

    def node(self, node: Col) -> Col:
        """What stands for a node, where it may not be null unless the node is."""
        if id(node) not in self.nodes:
            self.nodes[id(node)] = taken(self.truths[id(node)])
        return self.nodes[id(node)]

    def truth(self, node: Col) -> Truth:
        """A truth as it is."""
        return self.truths.get(id(node)) or (self.nodes[id(node)], None)

    def with_args(self, node: Col) -> Col:
        """A node over what stands for its arguments."""
        args = tuple(map(self.node, node.args))
        if all(a is b for a, b in zip(args, node.args, strict=True)):
            return node
        return make(node.op, args, node.data, node.kind, frame=node.frame,
                    nullable=node.nullable, low=node.low, high=node.high)  # fmt: skip

    def _words(self, node: Col) -> Col:
        if node.op == "told":
            where, told = self.truth(node.args[0]), self.node(node.args[1])
            return picked(where, told, _word(None, node.args[1].data))
        bits = [self.truth(bit) for bit in node.args]
        words = [_word(word, node.data) for word in node.data]
        if len(bits) == 2 and all(v is True for _, v in bits) and bits[1][0] is negated(bits[0][0]):
            one, other = ((truth, False) for truth, _ in bits)  # where it holds, and nothing else
            return picked(one, words[1], picked(other, words[2], words[3]))
        return _numbered(bits, words, 0, _word(None, node.data))


def _numbered(bits: list[Truth], words: list[Col], above: int, none: Col) -> Col:
    """The word of a number from its bits, the lowest first, and from the higher bits."""
    if not bits:
        return words[above] if above < len(words) else none
    *lower, bit = bits
    yes, no = (_numbered(lower, words, above | is_ << len(lower), none) for is_ in (1, 0))
    return picked(bit, yes, no)


def picked(truth: Truth, yes: Col, no: Col) -> Col:
    """One of two words."""
    where, value = truth
    if yes is no or where in (TRUE, FALSE):
        return no if where is FALSE else yes
    if value:
        where, yes, no = negated(where), no, yes
    return make("pick", (where, yes, no), None, "c", nullable=True)


def _word(word: str | None, words: tuple[str, ...]) -> Col:
    return make("const", (), (word, words), "c", nullable=word is None)


def taken(truth: Truth) -> Col:
    """A truth without nulls: where it surely holds, or not where it surely does not."""
    node, value = truth
    if value is None:
        return node
    return negated(_surely(negated(node))) if value else _surely(node)


def _surely(node: Col) -> Col:
    return make("pick", (node, TRUE, FALSE), None, "b")


def _column(_: _Taking, node: Col) -> Truth:
    name, answer = node.data
    column = make("col", (), name, "k", frame=node.frame, nullable=True)
    return (column if answer else negated(column)), True


def _comparison(taking: _Taking, node: Col) -> Truth:
    if not any(a.nullable for a in node.args):
        return taking.with_args(node), None
    args = tuple(map(taking.node, node.args))
    return make(node.op, args, node.data, "k", nullable=True), _COMPARED[node.op]


def _filled(taking: _Taking, node: Col) -> Truth:
    return taking.node(node.args[0]), node.data


def _not(taking: _Taking, node: Col) -> Truth:
    inner, value = taking.truth(node.args[0])
    return negated(inner), None if value is None else not value


def _lifted(taking: _Taking, node: Col) -> Truth:
    inner, value = taking.truth(node.args[0])
    lifted = make("up", (inner,), None, inner.kind, frame=node.frame, nullable=inner.nullable)
    return lifted, value


def _joined(taking: _Taking, node: Col) -> Truth:
    parts = _without_nulls(node.op, [taking.truth(a) for a in node.args])
    return parts[0] if len(parts) == 1 else (joined(node.op, [taken(p) for p in parts]), None)


def _without_nulls(op: str, parts: list[Truth]) -> list[Truth]:
    """`x is null or (x <= 3, no where x is null)` is `x <= 3, yes where x is null`; so with and."""
    value = op == "or"
    for index, (part, _) in enumerate(parts):
        asked = part if value else negated(part)
        if asked.op != "null":
            continue
        rest = parts[:index] + parts[index + 1 :]
        told = [i for i, (t, v) in enumerate(rest) if v is not None and _of_one(t, asked.args[0])]
        if told:
            at = next((i for i in told if rest[i][1] is value), told[0])
            rest[at] = (rest[at][0], value)
            return _without_nulls(op, rest)
    return parts


def _of_one(truth: Col, column: Col) -> bool:
    """Whether a truth is null just where a column is."""
    if truth.op == "not":
        return _of_one(truth.args[0], column)
    if truth.op not in ("cmp", *_COMPARED):
        return False
    return all(_scales(a, column) or a.op == "const" for a in truth.args)


def _scales(node: Col, column: Col) -> bool:
    """Whether a number is a column, or that with constants added or multiplied."""
    if node.op in ("add", "sub", "mul"):
        return all(_scales(a, column) or (a.op == "const" and not a.nullable) for a in node.args)
    return node is column


def negated(truth: Col) -> Col:
    """Not: null where the truth is."""
    if truth.op == "not":
        return truth.args[0]
    if truth in (TRUE, FALSE):
        return FALSE if truth is TRUE else TRUE
    return make("not", (truth,), None, truth.kind, nullable=truth.nullable)


def joined(op: str, parts: list[Col]) -> Col:
    """And, or of truths without nulls; of negations: the other, negated."""
    kept = list(dict.fromkeys(parts))
    if len(kept) == 1:
        return kept[0]
    if all(part.op == "not" for part in kept):
        return negated(joined("or" if op == "and" else "and", [part.args[0] for part in kept]))
    return make(op, tuple(kept), None, "b")


_TRUTHS: dict[str, Callable[[_Taking, Col], Truth]] = {
    "may": _column, "fill": _filled, "not": _not, "and": _joined, "or": _joined, "up": _lifted,
    **dict.fromkeys(_COMPARED, _comparison),
}  # fmt: skip

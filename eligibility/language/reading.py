"""What the readers of rule files share: collecting faults, required keys, words, expressions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, nearest
from eligibility.language.nodes import Constant, Node
from eligibility.language.pack import InForce, Words
from eligibility.language.parse import ExpressionError, ExpressionFault, parse
from eligibility.language.tree import Located, Mapping, Scalar, Sequence, is_null
from eligibility.language.tree import Node as Tree

YES = frozenset({"yes", "true", "是", "Yes", "True"})
NO = frozenset({"no", "false", "否", "No", "False"})


@dataclass
class Faults:
    """The faults met so far while one folder is read."""

    found: list[Diagnostic] = field(default_factory=list)

    def tell(self, node: Located, code: str, message: str, help: str = "") -> None:
        """Note a fault at a node."""
        self.found.append(node.fault(code, message, help))

    def tell_expression(self, scalar: Scalar, fault: ExpressionFault) -> None:
        """Note a fault inside an expression, at its own characters."""
        width = max(fault.span.end - fault.span.start, 1)
        place = scalar.at(max(fault.span.start, 0), width)
        line = scalar.source.line(place.line)
        self.found.append(Diagnostic(fault.code, fault.message, place, line, fault.help))

    def keys(self, node: Mapping, allowed: Iterable[str], required: Iterable[str] = ()) -> None:
        """Note keys that are unknown, and required ones that are missing."""
        known = tuple(allowed)
        for key, _ in node.entries:
            if key.text not in known:
                help = nearest(key.text, known) or f"known keys: {', '.join(known)}"
                self.tell(key, "E301", f"`{key.text}` is not known here", help)
        for name in required:
            if node.get(name) is None:
                self.tell(node, "E302", f"`{name}:` is missing")


def mapping(faults: Faults, node: Tree | None, what: str) -> Mapping | None:
    """The node as a mapping; a fault and None when it is something else."""
    if node is None or isinstance(node, Mapping):
        return node
    if not is_null(node):
        faults.tell(node, "E303", f"{what} must be a mapping of keys to values")
    return None


def text(faults: Faults, node: Tree | None, what: str) -> str:
    """The node's text; a fault and an empty text when it is no scalar."""
    if isinstance(node, Scalar):
        return node.text
    if node is not None:
        faults.tell(node, "E303", f"{what} must be one text")
    return ""


def texts(faults: Faults, node: Tree | None, what: str) -> tuple[str, ...]:
    """A list of texts (one text stands for a list of one)."""
    if node is None or is_null(node):
        return ()
    if isinstance(node, Scalar):
        return (node.text,)
    if isinstance(node, Sequence):
        return tuple(text(faults, item, f"each of {what}") for item in node.items)
    faults.tell(node, "E303", f"{what} must be a list")
    return ()


def word(faults: Faults, node: Tree | None, what: str, choices: tuple[str, ...]) -> str:
    """One of `choices`; a fault and the first of them otherwise."""
    if isinstance(node, Scalar) and node.text in choices:
        return node.text
    if node is not None:
        said = node.text if isinstance(node, Scalar) else "this"
        help = nearest(said, choices) or f"one of {', '.join(choices)}"
        faults.tell(node, "E303", f"`{said}` is no {what}", help)
    return choices[0]


def yes(faults: Faults, node: Tree | None, what: str) -> bool:
    """Whether the node says yes; left out means no."""
    if node is None:
        return False
    if isinstance(node, Scalar) and node.text in YES | NO:
        return node.text in YES
    faults.tell(node, "E303", f"{what} must be yes or no")
    return False


def words(faults: Faults, node: Tree | None, what: str) -> Words | None:
    """A text in both languages."""
    found = mapping(faults, node, what)
    if found is None:
        return None
    faults.keys(found, ("zh", "en"), ("zh", "en"))
    return Words(text(faults, found.get("zh"), "zh"), text(faults, found.get("en"), "en"))


def day(faults: Faults, node: Tree | None) -> date | None:
    """An ISO date, if there is one."""
    if node is None or is_null(node):
        return None
    said = text(faults, node, "a date")
    try:
        return date.fromisoformat(said)
    except ValueError:
        faults.tell(node, "E303", f"`{said}` is no date", "write it as 2026-03-31")
        return None


def in_force(faults: Faults, node: Tree | None) -> InForce:
    """Days in force: `{from: date, to: date}`, either may be left out."""
    found = mapping(faults, node, "in_force")
    if found is None:
        return InForce()
    faults.keys(found, ("from", "to"))
    span = InForce(day(faults, found.get("from")), day(faults, found.get("to")))
    if span.since and span.until and span.until < span.since:
        faults.tell(found, "E303", "it ends before it begins")
    return span


def expression(faults: Faults, node: Tree | None, what: str) -> Node:
    """The parsed expression of a scalar; `false` after a fault."""
    if not isinstance(node, Scalar):
        if node is not None:
            faults.tell(node, "E303", f"{what} must be an expression")
        return Constant(False)
    try:
        return parse(node.text)
    except ExpressionError as error:
        for fault in error.faults:
            faults.tell_expression(node, fault)
        return Constant(False)

"""Nodes to canonical expression text: `parse(to_text(node)) == node`."""

from __future__ import annotations

import json

from eligibility.language import nodes as n
from eligibility.language.nodes import Node

_WORDS = {True: "true", False: "false", None: "none"}
_CHOICE, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _ATOM = range(1, 9)


def to_text(node: Node) -> str:
    """The canonical text of `node`."""
    return _write(node)[0]


def _within(node: Node, least: int) -> str:
    text, strength = _write(node)
    return text if strength >= least else f"({text})"


def _write(node: Node) -> tuple[str, int]:
    match node:
        case n.Constant(value=str() as word):
            return json.dumps(word, ensure_ascii=False), _ATOM
        case n.Constant(value=value):
            return (
                _WORDS[value] if value is None or isinstance(value, bool) else str(value)
            ), _ATOM
        case n.Name(path=path):
            return path, _ATOM
        case n.Not(operand=operand):
            return f"not {_within(operand, _NOT)}", _NOT
        case n.Junction(operator=operator, operands=operands):
            strength = _AND if operator == "and" else _OR
            return f" {operator} ".join(_within(o, strength + 1) for o in operands), strength
        case n.Compare(operator=operator, left=left, right=right):
            return f"{_within(left, _SUM)} {operator} {_within(right, _SUM)}", _COMPARE
        case n.Arithmetic(operator=operator, left=left, right=right):
            strength = _PRODUCT if operator == "*" else _SUM
            return f"{_within(left, strength)} {operator} {_within(right, strength + 1)}", strength
        case n.Choice(condition=condition, then=then, otherwise=otherwise):
            parts = _within(then, _OR), _within(condition, _OR), _within(otherwise, _CHOICE)
            return f"{parts[0]} if {parts[1]} else {parts[2]}", _CHOICE
        case n.Lookup(table=table, key=key):
            return f"{_within(table, _ATOM)}[{to_text(key)}]", _ATOM
        case n.Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(to_text, arguments))})", _ATOM
        case n.Quantifier():
            return _quantifier(node), _ATOM


def _quantifier(node: n.Quantifier) -> str:
    loop = f"{_within(node.element, _OR)} for {node.variable} in {_within(node.source, _OR)}"
    if node.where is not None:
        loop += f" if {_within(node.where, _OR)}"
    if node.default is None:
        return f"{node.function}({loop})"
    return f"{node.function}(({loop}), {to_text(node.default)})"

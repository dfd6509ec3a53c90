"""Expression text to nodes, through Python's own grammar (`ast`, mode eval) and a whitelist.

Nothing is ever evaluated as code: only the tree is read.
"""

from __future__ import annotations

import ast
import re

from eligibility.classes import dataclass
from eligibility.language import nodes as n
from eligibility.language.nodes import Node, Span

MAX_LENGTH = 4000
MAX_DEPTH = 40

AGGREGATES = frozenset({"exists", "all", "count", "sum", "max", "min"})
FUNCTIONS = AGGREGATES | {"finding"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "none": None}

# What people write by mistake, told before Python's grammar gives up on it.
_MISTAKES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?<![\w.])\d[\d.,]*\s*[%‰]"), "E403",
     "declare the ratio as a parameter and use its name"),
    (re.compile(r"(?<![\w.])\d[\d.,]*\s*(?:亩|公顷|㎡|m2|平方米|万元|亿元|元)"), "E403",
     "declare the figure as a parameter and use its name"),
    (re.compile(r"[（），。；：“”‘’＝＜＞！]"), "E401", "write it in plain ASCII punctuation"),
    (re.compile(r"(?<![=!<>])=(?!=)"), "E401", "write `==` to compare"),
    (re.compile(r"&&|\|\||!(?!=)"), "E401", "write `and`, `or`, `not`"),
)  # fmt: skip


@dataclass(frozen=True)
class ExpressionFault:
    """One fault of an expression: code, sentence, place within the text, way out."""

    code: str
    message: str
    span: Span
    help: str = ""


class ExpressionError(ValueError):
    """An expression that was refused, with all its faults."""

    def __init__(self, faults: list[ExpressionFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f.message for f in faults))


def parse(text: str) -> Node:
    """The node of an expression, or `ExpressionError` with every fault that was found."""
    if len(text) > MAX_LENGTH:
        raise _error(
            "E404", f"an expression of {len(text)} characters is too long", help="split it"
        )
    flat = re.sub(r"[\n\r\t]", " ", text)
    if not flat.strip():
        raise _error("E401", "the expression is empty")
    _look_for_mistakes(flat)
    try:
        tree = ast.parse(flat.lstrip(), mode="eval")
    except SyntaxError as error:
        raise _syntax_error(flat, error) from None
    except (RecursionError, MemoryError):
        raise _error("E404", "the expression is nested too deeply") from None
    except ValueError:
        raise _error("E401", "the expression holds a character that cannot stand there") from None
    reader = _Reader(flat)
    node = reader.read(tree.body, 0)
    if reader.faults:
        raise ExpressionError(reader.faults)
    return node


def _error(code: str, message: str, span: Span = Span(0, 1), help: str = "") -> ExpressionError:  # noqa: B008
    return ExpressionError([ExpressionFault(code, message, span, help)])


def _look_for_mistakes(text: str) -> None:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", lambda m: "x" * len(m.group()), text)
    faults = [
        ExpressionFault(code, f"`{m.group()}` cannot stand in an expression", Span(*m.span()), help)
        for pattern, code, help in _MISTAKES
        for m in pattern.finditer(bare)
    ]
    if faults:
        raise ExpressionError(sorted(faults, key=lambda f: f.span.start))


def _syntax_error(text: str, error: SyntaxError) -> ExpressionError:
    indent = len(text) - len(text.lstrip())
    start = min(max((error.offset or 1) - 1, 0) + indent, max(len(text) - 1, 0))
    message = error.msg.lower()
    if "too many nested" in message:
        return _error("E404", "the expression is nested too deeply")
    if "generator expression must be parenthesized" in message:
        return _error(
            "E401", "a generator before a default needs its own parentheses",
            Span(start, start + 1), "write max((x.area for x in L), default)",
        )  # fmt: skip
    said = "the expression ends too early" if "never closed" in message else "this is no expression"
    near = text[start : start + 20].strip()
    return _error("E401", f"{said}, near `{near}`", Span(start, start + 1), f"({error.msg})")


class _Reader:
    """Turns Python's tree into ours and collects what the language does not hold."""

    def __init__(self, text: str) -> None:
        self.faults: list[ExpressionFault] = []
        self._bytes = text.lstrip().encode()
        self._indent = len(text) - len(text.lstrip())

    def _offset(self, column: int) -> int:
        """Python counts columns in bytes of UTF-8; we count characters."""
        return len(self._bytes[:column].decode()) + self._indent

    def _span(self, node: ast.expr) -> Span:
        start = self._offset(node.col_offset)
        if node.end_col_offset is None:
            return Span(start, start + 1)
        return Span(start, self._offset(node.end_col_offset))

    def _fault(self, node: ast.expr, code: str, message: str, help: str = "") -> Node:
        span = self._span(node)
        self.faults.append(ExpressionFault(code, message, span, help))
        return n.Constant(None, span)

    def read(self, node: ast.expr, depth: int) -> Node:
        """The node of a Python expression."""
        if depth > MAX_DEPTH:
            return self._fault(
                node, "E404", "the expression is nested too deeply", "name a part of it"
            )
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            what = type(node).__name__
            return self._fault(node, "E402", f"`{what}` is not part of the rule language")
        result: Node = method(node, depth + 1)
        return result

    def _constant(self, node: ast.Constant, _depth: int) -> Node:
        value = node.value
        if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
            return n.Constant(value, self._span(node))
        if isinstance(value, str):
            return n.Constant(value, self._span(node))
        if value is None or value is ... or isinstance(value, bytes):
            help = "write `none` for a value that is known not to exist" if value is None else ""
            return self._fault(node, "E402", f"`{value!r}` is not part of the rule language", help)
        return self._fault(
            node,
            "E403",
            f"the number `{value}` cannot stand in an expression",
            "declare it as a parameter with its citation, and use its name",
        )

    def _name(self, node: ast.Name, _depth: int) -> Node:
        if node.id in _WORDS:
            return n.Constant(_WORDS[node.id], self._span(node))
        return n.Name(node.id, self._span(node))

    def _attribute(self, node: ast.Attribute, depth: int) -> Node:
        below = self.read(node.value, depth)
        if isinstance(below, n.Name):
            return n.Name(f"{below.path}.{node.attr}", self._span(node))
        return self._fault(node, "E402", f"`.{node.attr}` can only follow a name")

    def _unaryop(self, node: ast.UnaryOp, depth: int) -> Node:
        if isinstance(node.op, ast.Not):
            return n.Not(self.read(node.operand, depth), self._span(node))
        return self._fault(node, "E402", "a sign before a value is not part of the rule language")

    def _boolop(self, node: ast.BoolOp, depth: int) -> Node:
        operator = "and" if isinstance(node.op, ast.And) else "or"
        parts = tuple(self.read(v, depth) for v in node.values)
        return n.Junction(operator, parts, self._span(node))

    def _compare(self, node: ast.Compare, depth: int) -> Node:
        if len(node.ops) > 1:
            return self._fault(node, "E402", "comparisons are not chained", "join two with `and`")
        operator = _COMPARE.get(type(node.ops[0]))
        if operator is None:
            help = "write `== none` for a value that does not exist; nothing asks what is known"
            return self._fault(node, "E402", "`is` is not part of the rule language", help)
        left, right = self.read(node.left, depth), self.read(node.comparators[0], depth)
        return n.Compare(operator, left, right, self._span(node))

    def _binop(self, node: ast.BinOp, depth: int) -> Node:
        operator = _ARITHMETIC.get(type(node.op))
        if operator is None:
            help = "multiply the other side" if isinstance(node.op, ast.Div) else ""
            return self._fault(node, "E402", "this operator is not part of the rule language", help)
        left, right = self.read(node.left, depth), self.read(node.right, depth)
        return n.Arithmetic(operator, left, right, self._span(node))

    def _ifexp(self, node: ast.IfExp, depth: int) -> Node:
        condition, then, otherwise = (
            self.read(part, depth) for part in (node.test, node.body, node.orelse)
        )
        return n.Choice(condition, then, otherwise, self._span(node))

    def _subscript(self, node: ast.Subscript, depth: int) -> Node:
        return n.Lookup(
            self.read(node.value, depth), self.read(node.slice, depth), self._span(node)
        )

    def _call(self, node: ast.Call, depth: int) -> Node:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function not in FUNCTIONS:
            return self._fault(
                node, "E402", f"`{ast.unparse(node.func)}` is not a function of the rule language",
                f"there are {', '.join(sorted(FUNCTIONS))}",
            )  # fmt: skip
        if node.keywords:
            return self._fault(node, "E506", "arguments are not named in the rule language")
        if node.args and isinstance(node.args[0], ast.GeneratorExp):
            return self._quantifier(node, function, node.args[0], depth)
        arguments = tuple(self.read(a, depth) for a in node.args)
        return n.Call(function, arguments, self._span(node))

    def _quantifier(
        self, node: ast.Call, function: str, generator: ast.GeneratorExp, depth: int
    ) -> Node:
        loop = generator.generators[0]
        if len(generator.generators) > 1 or not isinstance(loop.target, ast.Name) or loop.is_async:
            return self._fault(node, "E402", "one `for name in list` is allowed")
        if function not in AGGREGATES or len(node.args) > (2 if function in ("max", "min") else 1):
            return self._fault(node, "E506", f"`{function}` does not take these arguments")
        if function in ("max", "min") and len(node.args) < 2:
            return self._fault(
                node, "E506", f"`{function}` over a list needs the value for no item",
                f"write {function}((x.area for x in L), default)",
            )  # fmt: skip
        parts = [self.read(c, depth) for c in loop.ifs]
        where = parts[0] if len(parts) == 1 else n.Junction("and", tuple(parts)) if parts else None
        default = self.read(node.args[1], depth) if len(node.args) > 1 else None
        source, element = self.read(loop.iter, depth), self.read(generator.elt, depth)
        return n.Quantifier(
            function, loop.target.id, source, element, where, default, self._span(node)
        )

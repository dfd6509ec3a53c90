"""Builds a tree of located nodes step by step, without recursion, and minds the limits."""

from __future__ import annotations

from eligibility.errors import Diagnostic
from eligibility.language.tree import Mapping, Node, Scalar, Sequence, Source

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_TEXT = 20_000
MAX_FAULTS = 100


class TreeBuilder:
    """Takes nodes in the order of the text; `root` and `faults` are the outcome.

    `stopped` says that a limit was passed and that nothing more should be fed.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self.stopped = False
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._seen: list[dict[str, Scalar]] = []
        self._count = 0

    def fault(self, code: str, message: str, start: int, end: int, help: str = "") -> None:
        """Note a fault about the characters from `start` to `end`."""
        self.faults.append(self.source.fault(code, message, start, end, help))
        self.stopped = self.stopped or len(self.faults) >= MAX_FAULTS

    def open(self, mapping: bool, start: int, end: int) -> None:
        """Begin a mapping or a sequence."""
        node = (
            Mapping(self.source, start, end, [])
            if mapping
            else Sequence(self.source, start, end, [])
        )
        self.add(node)
        self._open.append(node)
        self._keys.append(None)
        self._seen.append({})
        if len(self._open) > MAX_DEPTH:
            self.fault("E105", f"the text is nested deeper than {MAX_DEPTH} levels", start, end)
            self.stopped = True

    def close(self, end: int) -> None:
        """End the innermost mapping or sequence."""
        self._open.pop().end = end
        self._keys.pop()
        self._seen.pop()

    def add(self, node: Node) -> None:
        """Put a node where it belongs: a key, a value, an item, or the root."""
        self._count += 1
        if self._count > MAX_NODES:
            self.fault(
                "E110", f"the file holds more than {MAX_NODES:,} values", node.start, node.end
            )
            self.stopped = True
        if type(node) is Scalar and len(node.text) > MAX_TEXT:
            message = f"a text of more than {MAX_TEXT:,} characters"
            self.fault("E110", message, node.start, node.end)
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if type(inside) is Sequence:
            inside.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = self._key(node)
        else:
            key = self._keys[-1]
            self._keys[-1] = None
            if key is self._seen[-1].get(key.text):
                inside.entries.append((key, node))  # type: ignore[union-attr]

    def _key(self, node: Node) -> Scalar:
        if type(node) is not Scalar:
            self.fault("E106", "a key must be one word", node.start, node.end, "write `key: value`")
            self.stopped = True
            return Scalar(self.source, node.start, node.end, "")
        first = self._seen[-1].setdefault(node.text, node)
        if first is not node:
            lines = f"on line {first.place.line} and on line {node.place.line}"
            word = f"`{node.text[:60]}` is written twice, {lines}"
            self.fault("E107", word, node.start, node.end,
                       "keep one of them")  # fmt: skip
        elif node.text == "" and not node.style:
            self.fault("E106", "a key is missing before `:`", node.start, node.end)
        return node

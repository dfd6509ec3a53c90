"""The columns of the tables of land, quotas and wishes: names, labels, how a cell is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, nearest
from eligibility.language.tree import Mapping as Row
from eligibility.language.tree import Node, Scalar, Sequence, is_null
from eligibility.language.types import Kind, Type
from eligibility.language.units import BadQuantity, plain, split_number
from eligibility.submission.model.given import Context
from eligibility.submission.model.scalars import read_scalar
from eligibility.submission.tables.headings import HINTS, Fact

AREA = Type(Kind.AREA, low=Fraction(0), low_open=True)
QUOTA = Type(Kind.AREA, low=Fraction(0))
RATE = Type(Kind.RATE, low=Fraction(0))
RATIO = Type(Kind.RATIO, low=Fraction(0))
TRUTH, TEXT, DATE = Type(Kind.TRUTH), Type(Kind.TEXT), Type(Kind.DATE)
KIND_LABELS = {"plant": "标准厂房", "stock": "存量用地", "new": "新增用地"}
KIND = Type(Kind.ENUM, words=tuple(KIND_LABELS))
_UNIT = re.compile(r"^(.*?)\s*[(\[【]([^()\[\]【】]+)[)\]】]$", re.DOTALL)
_SAID = re.compile(r"^(?:单位[:]?|unit:?)\s*", re.IGNORECASE)
_DECORATION = "*★☆※:"
_MARKS = re.compile(r"[、;；|]")


@dataclass(frozen=True)
class Column:
    """A column: its label, the type of its cells, whether a row needs it, whether it is a list."""

    label: str
    type: Type
    needed: bool = False
    many: bool = False
    choices: Mapping[str, str] | None = None
    example: str = ""


def heading(text: str, known: Mapping[str, Column]) -> tuple[str, str] | None:
    """The column that a heading names, by name or label, and the unit in its brackets."""
    clean, unit = plain(text).strip(_DECORATION), ""
    while True:
        bare = "".join(clean.split()).lower()
        for key, column in known.items():
            if bare in (key, column.label):
                return key, unit
        found = _UNIT.match(clean)
        if found is None:
            return None
        clean, inside = found[1].strip(_DECORATION), _SAID.sub("", found[2].strip())
        unit = unit if inside.lower() in HINTS else unit or inside


def typed(known: Mapping[str, Column]) -> Callable[[str], Fact | None]:
    """How the cells under each heading of a table are read."""

    def fact(text: str) -> Fact | None:
        found = heading(text, known)
        if found is None:
            return None
        column = known[found[0]]
        return Fact(found[0], column.type, found[1], column.choices, absent=True)

    return fact


class Cells:
    """One reading of a table; every fault is kept with its place."""

    def __init__(self, known: Mapping[str, Column]) -> None:
        self.known = known
        self.faults: list[Diagnostic] = []

    def row(self, row: Row, *, others: bool = False) -> tuple[dict[str, Any], dict[str, Node]]:
        """The values of a row and the cells they stand in. `others`: leave what is not known."""
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        for head, node in row:
            found = heading(head.text, self.known)
            if found is None:
                if not others:
                    help = nearest(
                        head.text, [*self.known, *(c.label for c in self.known.values())]
                    )
                    self.tell(head, "E201", f"`{head.text}` is no column here", help)
                continue
            name, unit = found
            if name in values:
                self.tell(head, "E107", f"the column `{name}` stands twice")
            if not is_null(node) and not (isinstance(node, Scalar) and not node.text.strip()):
                nodes[name] = node
                values[name] = self._value(self.known[name], node, unit)
        for name, column in self.known.items():
            if column.needed and name not in nodes:
                self.tell(row, "E202", f"the row has no {name} ({column.label})", "fill it in")
        return values, nodes

    def tell(self, node: Node | Scalar, code: str, message: str, help: str = "") -> None:
        """Keep one fault."""
        self.faults.append(node.fault(code, message, help))

    def _value(self, column: Column, node: Node, unit: str) -> Any:
        if column.many:
            items = node.items if isinstance(node, Sequence) else [node]
            texts = [part for i in items if isinstance(i, Scalar) for part in _MARKS.split(i.text)]
            return tuple(
                v for t in texts if t.strip() and (v := self._one(column, node, t, "")) is not None
            )
        if not isinstance(node, Scalar):
            self.tell(node, "E213", f"one value is due for {column.label}")
            return None
        return self._one(column, node, node.text, unit)

    def _one(self, column: Column, node: Node, text: str, unit: str) -> Any:
        try:
            return read_scalar(with_unit(text, unit), column.type, column.choices or {}, Context())
        except BadQuantity as bad:
            self.tell(node, bad.code, f"{column.label}: {bad}", bad.help)
            return None


def with_unit(text: str, unit: str) -> str:
    """The text with the unit of its heading, where it has none of its own."""
    if not unit:
        return text
    try:
        _, own = split_number(text)
    except BadQuantity:
        return text
    return text if own else f"{text.strip()} {unit}"


def taken(values: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    """A value of a row, or what stands for a missing one."""
    found = values.get(name)
    return otherwise if found is None else found

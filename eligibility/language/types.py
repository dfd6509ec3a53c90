"""The types of facts, parameters and expressions, and which fits which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from fractions import Fraction

from eligibility.classes import dataclass


class Kind(Enum):
    """The kinds of values; the word is the one that messages and the dictionary use."""

    TRUTH = "yes/no"
    TEXT = "text"
    ENUM = "one of a list"
    INDUSTRY = "industry"
    DATE = "date"
    AREA = "area"
    MONEY = "money"
    RATE = "money per area"
    RATIO = "ratio"
    COUNT = "count"
    DURATION = "duration"
    LIST = "list"
    RECORD = "record"
    TABLE = "table"
    NOTHING = "none"


@dataclass(frozen=True)
class Type:
    """A type: its kind; an enumeration's words; the type of a list's items; a record's fields.

    For a fact also what values it may take: `low` and `high` bounds in base units (`low_open`:
    the bound itself is excluded) and whether it may be `none` (`absent`).
    """

    kind: Kind
    words: tuple[str, ...] = ()
    item: Type | None = None
    fields: Mapping[str, Type] = field(default_factory=dict, hash=False, compare=False)
    low: int | Fraction | None = field(default=None, compare=False)
    low_open: bool = field(default=False, compare=False)
    high: int | Fraction | None = field(default=None, compare=False)
    absent: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        if self.kind is Kind.LIST and self.item is not None:
            return f"list of {self.item}"
        return self.kind.value


TRUTH, TEXT, DATE = Type(Kind.TRUTH), Type(Kind.TEXT), Type(Kind.DATE)
AREA, MONEY, RATE, RATIO = Type(Kind.AREA), Type(Kind.MONEY), Type(Kind.RATE), Type(Kind.RATIO)
COUNT, DURATION, INDUSTRY = Type(Kind.COUNT), Type(Kind.DURATION), Type(Kind.INDUSTRY)
NOTHING = Type(Kind.NOTHING)

QUANTITIES = frozenset({Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT})
WORDS = frozenset({Kind.TEXT, Kind.ENUM, Kind.INDUSTRY})

# A quantity's dimension: powers of (money, area). Ratios and counts have none.
DIMENSIONS: dict[Kind, tuple[int, int]] = {
    Kind.MONEY: (1, 0), Kind.AREA: (0, 1), Kind.RATE: (1, -1),
    Kind.RATIO: (0, 0), Kind.COUNT: (0, 0),
}  # fmt: skip


def enum(*words: str) -> Type:
    """The type of a fact that takes one of `words`."""
    return Type(Kind.ENUM, words)


def list_of(item: Type) -> Type:
    """The type of a list of `item`."""
    return Type(Kind.LIST, item=item)


def record(fields: Mapping[str, Type]) -> Type:
    """The type of a list item with named fields."""
    return Type(Kind.RECORD, fields=fields)


def product(left: Type, right: Type) -> Type | None:
    """The type of `left * right`, or None when there is none (area times area, say)."""
    if left.kind not in QUANTITIES or right.kind not in QUANTITIES:
        return None
    money, area = (
        a + b for a, b in zip(DIMENSIONS[left.kind], DIMENSIONS[right.kind], strict=True)
    )
    if (money, area) == (0, 0):
        return COUNT if Kind.COUNT in (left.kind, right.kind) else RATIO
    named = {(1, 0): MONEY, (0, 1): AREA, (1, -1): RATE}
    return named.get((money, area))


def comparable(left: Type, right: Type) -> bool:
    """Whether `left` and `right` may be compared or added."""
    if left.kind is Kind.NOTHING or right.kind is Kind.NOTHING:
        return True
    if left.kind in WORDS and right.kind in WORDS:
        return True
    numbers = {Kind.RATIO, Kind.COUNT}
    return left.kind is right.kind or (left.kind in numbers and right.kind in numbers)

"""The facts as terms: variables where they are free, known values where a submission states them.

Quantities are whole numbers of base units (ratios and rates are fractions), words are numbered,
lists of words hold a yes/no for each word, lists of records hold up to `length` items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis.dates import Day
from eligibility.analysis.terms import FALSE, NOTHING, TRUE, Nothing, Number, Term, exact
from eligibility.evaluation.situation import OTHERS
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value

WHOLE = frozenset({Kind.AREA, Kind.MONEY, Kind.COUNT, Kind.DURATION})
LENGTH = 3
OTHER_WORDS = ("其他", "另一")
MORE, UNLISTED = 5, ("目录外产业甲", "目录外产业乙", "目录外产业丙", "目录外产业丁")


@dataclass(frozen=True)
class Row:
    """One place of a list of records: its path, its fields' types, whether an item stands there."""

    path: str
    type: Type
    present: Any
    record: Record | None = None


@dataclass(frozen=True)
class Word:
    """One word that may stand in a list, and whether it does; `written`: as it was stated."""

    word: str
    present: Any
    written: str = ""


@dataclass(frozen=True)
class Unmapped(Number):
    """The name of a label that the reviewer has not mapped yet, and the label as it is written."""

    written: str = ""


@dataclass
class Space:
    """The terms of facts by path, made on first use; `axioms` hold of every one of them.

    `known` are stated facts; paths in `free` are variables all the same. `words` are the words that
    the rules mention, `industries` the names that a label can have.
    """

    words: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    known: Mapping[str, Value] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    length: int = LENGTH
    tag: str = ""
    made: dict[str, Any] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    axioms: list[Any] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    fresh: int = 0
    labels: dict[str, Label] = field(default_factory=dict)
    working: list[tuple[Any, Any, int, int]] = field(default_factory=list)

    def name(self, path: str) -> str:
        """The name of a variable of this space."""
        return f"{self.tag}{path}"

    def code(self, word: str) -> int:
        """The number that stands for a word."""
        return self.codes.setdefault(word, len(self.codes))

    def word_of(self, code: int) -> str:
        """The word that a number stands for."""
        return next(word for word, number in self.codes.items() if number == code)

    def fact(self, path: str, type: Type, stated: Value = UNKNOWN) -> Any:
        """The term of a fact: a truth, a value, or for a list its places."""
        if path not in self.made:
            known = self.known.get(path, stated)
            self.types[path] = type
            if known is not UNKNOWN and path not in self.free:
                self.made[path] = self._constant(path, known, type)
            elif type.kind is Kind.LIST:
                self.made[path] = self._list(path, type, known)
            else:
                self.made[path] = self._variable(path, type)
        return self.made[path]

    def field(self, row: Row, name: str) -> Any:
        """The term of a field of an item."""
        stated = row.record.fields.get(name, UNKNOWN) if row.record is not None else UNKNOWN
        return self.fact(f"{row.path}.{name}", row.type.fields[name], stated)

    def truth(self, path: str) -> Any:
        """A yes/no that no model declares: a finding, say."""
        self.made.setdefault(path, z3.Bool(self.name(path)))
        self.types.setdefault(path, Type(Kind.TRUTH))
        return self.made[path]

    def later(self, day: Day, months: int) -> Day:
        """The day so many months later (or earlier)."""
        self.fresh += 1
        moved, axioms = dates.later_months(day, months, self.name(f"moved.{self.fresh}"))
        self.axioms += axioms
        return moved

    def worked(self, day: Day, count: int, sign: int, first: date, last: date) -> Day:
        """The day so many working days later or earlier: bounded here, settled by `solving`."""
        for start, end, so_many, way in self.working:
            if start.eq(day.ordinal) and (so_many, way) == (count, sign):
                return Day(end, day.exists)
        self.fresh += 1
        moved = z3.Int(self.name(f"worked.{self.fresh}"))
        far = sign * (moved - day.ordinal)
        self.axioms += [
            far >= count, far <= 2 * count + 20,
            z3.Implies(_truth(day.exists), day.ordinal >= first.toordinal() + 2 * count + 20),
            z3.Implies(_truth(day.exists), day.ordinal <= last.toordinal() - 2 * count - 20),
        ]  # fmt: skip
        self.working.append((day.ordinal, moved, count, sign))
        return Day(moved, day.exists)

    def _constant(self, path: str, value: Value, type: Type) -> Any:
        if type.kind is Kind.LIST:
            return self._stated_list(path, value, type)
        if value is NONE:
            return NOTHING
        if isinstance(value, bool):
            return TRUE if value else FALSE
        if isinstance(value, date):
            return dates.constant(value)
        if isinstance(value, str):
            return Number(self.code(value))
        if isinstance(value, Label):
            return self.label(path, value)
        assert isinstance(value, int | Fraction)  # noqa: S101  (nothing else is a scalar)
        return Number(exact(value))

    def label(self, path: str, label: Label) -> Number:
        """A label by its name; one that is not mapped is a word that the reviewer settles."""
        if label.name is not None:
            return Number(self.code(label.name))
        path = f"review.industries[{label.written}]"
        if path not in self.made:
            name = self._variable(path, Type(Kind.INDUSTRY))
            self.made[path] = Unmapped(name.term, name.exists, label.written)
            self.types[path] = Type(Kind.INDUSTRY)
        found: Number = self.made[path]
        return found

    def _stated_list(self, path: str, value: Value, type: Type) -> list[Any]:
        if not isinstance(value, tuple):
            return []
        if type.item is not None and type.item.kind is Kind.RECORD:
            return [Row(r.path, type.item, TRUE, r) for r in value if isinstance(r, Record)]
        return [self._stated_word(path, word) for word in value]

    def _stated_word(self, path: str, word: Any) -> Any:
        if isinstance(word, Label):
            if word.name is None:
                return self.label(path, word)
            self.code(word.name)
            return Word(word.name, TRUE, word.written)
        self.code(word)
        return Word(word, TRUE)

    def _list(self, path: str, type: Type, known: Value) -> list[Any]:
        item = type.item or Type(Kind.TEXT)
        if item.kind is Kind.RECORD:
            return self._rows(path, item, known)
        found = []
        for word in self.domain(item, known):
            self.code(word)
            found.append(Word(word, z3.Bool(self.name(f"{path}[{word}]"))))
        return found

    def _rows(self, path: str, item: Type, known: Value) -> list[Row]:
        """Places for items: those that are stated, and more behind them."""
        rows = [
            Row(r.path, item, TRUE, r)
            for r in (known if isinstance(known, tuple) else ())
            if isinstance(r, Record)
        ]
        before: Any = TRUE
        first = len(rows)
        more = 1 if rows or isinstance(known, tuple) else self.length
        for index in range(first, first + more):
            present = z3.Bool(self.name(f"{path}[{index}]"))
            self.axioms.append(z3.Implies(present, before))
            rows.append(Row(f"{path}[{index}]", item, present))
            before = present
        return rows

    def domain(self, type: Type, known: Value = UNKNOWN) -> tuple[str, ...]:
        """The words that a fact may hold, as far as they make a difference."""
        stated = [self._named(word) for word in known] if isinstance(known, tuple) else []
        if type.kind is Kind.ENUM:
            return type.words
        if type.kind is Kind.INDUSTRY:
            mentioned = [w for w in self.industries if w in self.words]
            others = [w for w in self.industries if w not in self.words][: self.length + MORE]
            names = [w for w in stated if isinstance(w, str)]
            found = dict.fromkeys((*names, *mentioned, *others))
            if len(found) <= MORE:  # a list may hold more than the vocabulary names
                found |= dict.fromkeys(UNLISTED)
            return tuple(found)
        return tuple(dict.fromkeys((*self.words, *OTHER_WORDS)))

    def _named(self, word: Any) -> Any:
        """The word for a label: its name, or what is written; the label itself is remembered."""
        if not isinstance(word, Label):
            return word
        return self.labels.setdefault(word.name or word.written, word).name or word.written

    def _variable(self, path: str, type: Type) -> Any:
        name = self.name(path)
        exists = z3.Bool(f"{name}?") if type.absent else TRUE
        match type.kind:
            case Kind.TRUTH:
                return z3.Bool(name)
            case Kind.DATE:
                day, axioms = dates.variable(name, exists)
                self.axioms += axioms
                return day
            case Kind.ENUM | Kind.TEXT | Kind.INDUSTRY:
                codes = [self.code(w) for w in self.domain(type)] or [self.code(OTHERS[0])]
                term = z3.Int(name)
                self.axioms.append(z3.Or([term == c for c in codes]))
                return Number(term, exists)
            case _:
                term = z3.Int(name) if type.kind in WHOLE else z3.Real(name)
                self.axioms += _bounds(term, type)
                return Number(term, exists)


def _truth(value: Any) -> Any:
    return z3.BoolVal(value) if isinstance(value, bool) else value


def _bounds(term: Any, type: Type) -> Iterable[Any]:
    if type.low is not None:
        yield term > exact(type.low) if type.low_open else term >= exact(type.low)
    if type.high is not None:
        yield term <= exact(type.high)


__all__ = ["LENGTH", "Nothing", "Row", "Space", "Term", "Unmapped", "Word"]

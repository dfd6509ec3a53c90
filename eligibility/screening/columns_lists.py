"""What speaks of lists, in columns: membership, quantifiers, aggregates.

The twin of `evaluation.lists`.

The items of a list are the rows of a frame of their own. A list that is not known has one item
there that stands for any (`#open`); its being there is open, like that of every item of an
unknown list in the interpreter.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from eligibility.classes import dataclass
from eligibility.evaluation.lists import CONSENTS, DATED
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter
from eligibility.language.types import Type
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening import columns_numbers as num
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, NO_NUMBER, TOP, Col, NotCovered
from eligibility.screening.columns_numbers import Number
from eligibility.screening.columns_words import Truth, Word


@dataclass(frozen=True)
class Listing:
    """The items of a list: their frame, their type, the truth of each being there."""

    frame: str
    item: Type
    sure: Truth


class Expressions(Protocol):
    """What this module needs of the translator of all other expressions."""

    matter: Matter
    bound: dict[str, Any]
    facts: facts.Facts
    figures: Any

    def value(self, node: Node) -> Any:
        """The value of any expression but a list."""

    def truth(self, node: Node) -> Truth:
        """The value of a condition."""

    def type_of(self, node: Node) -> Type:
        """The type of a checked expression."""

    def variable(self, name: str) -> Any:
        """What a variable stands for."""

    def table(self, node: Node) -> Mapping[str, Any]:
        """A declared table."""

    def binding(
        self, variable: str, frame: str, kind: Type, word: Word | None = None
    ) -> AbstractContextManager[None]:
        """Let a variable stand for the items of a frame."""


class Lists:
    """The list side of the translator."""

    def __init__(self, translator: Expressions) -> None:
        self._on = translator

    def listing(self, node: Node) -> Listing:
        """A list's frame, and the truth of each item's being there."""
        if not isinstance(node, n.Name):
            raise NotCovered("a list that is not named")
        on = self._on
        if node.path in on.matter.definitions:
            definition = on.matter.definitions[node.path]
            if isinstance(definition, FilteredList):
                return self._filtered(definition)
            return self.listing(definition.value)
        if node.path in on.matter.parameters:
            raise NotCovered("a declared list gone through item by item")
        frame = self._frame(node.path)
        item = on.type_of(node).item or t.TEXT
        open_ = facts.open_item(frame)
        sure = Truth(c.TRUE, open_)
        if frame == CONSENTS:
            dated = on.facts.value(frame, "dated", DATED)
            as_of = num.number(facts.days(on.figures.as_of))
            counts = num.ordered(dated, as_of, strict=False)  # type: ignore[arg-type]
            sure = Truth(c.or_(open_, counts.t), c.or_(open_, counts.f))
        return Listing(frame, item, sure)

    def _frame(self, path: str) -> str:
        head, _, tail = path.partition(".")
        if head in self._on.bound:
            return facts.key_of(self._on.variable(head).frame, tail)
        return path

    def _filtered(self, definition: FilteredList) -> Listing:
        source = self.listing(definition.source)
        with self._on.binding(definition.variable, source.frame, source.item):
            where = self._on.truth(definition.where)
        return replace(source, sure=w.conjunction((source.sure, where)))

    def membership(self, left: Node, right: Node) -> Truth:
        """`left in right`."""
        value = self._on.value(left)
        if not isinstance(value, Word):
            raise NotCovered("membership of what is no word")
        if isinstance(right, n.Lookup):
            return self._in_entry(value, right)
        if isinstance(right, n.Name) and right.path in self._on.matter.parameters:
            return w.one_of(frozenset(self._on.figures.parameters[right.path]), value)
        return self._in_items(value, self.listing(right))

    def _in_entry(self, value: Word, node: n.Lookup) -> Truth:
        """Membership in the list that a table holds for a word."""
        key = self._on.value(node.key)
        rows = self._on.table(node.table)
        found = [
            (c.equal(key.word, c.word(name)), w.one_of(frozenset(words), value))
            for name, words in rows.items()
            if words
        ]
        unknown = key.some
        true = c.or_(unknown, *(c.and_(here, inside.t) for here, inside in found))
        false = c.and_(*(c.or_(c.not_(here), inside.f) for here, inside in found))
        return _of_existing(value, Truth(true, c.or_(unknown, false)))

    def _in_items(self, value: Word, items: Listing) -> Truth:
        frame = items.frame
        other = value.word.frame or value.some.frame or value.none.frame
        is_open = c.gathered("any", facts.open_item(frame), frame)
        if other is not None and not c.within(frame, other):
            return _of_existing(value, _in_another(value, items, is_open))
        same = w.same_word(value, facts.item(frame, items.item, open_=facts.open_item(frame)))
        true = c.and_(items.sure.t, same.t)
        false = c.or_(items.sure.f, same.f)
        found = Truth(
            c.or_(is_open, c.gathered("any", true, frame)), c.gathered("all", false, frame)
        )
        return _of_existing(value, found)

    def aggregate(self, node: n.Quantifier) -> Truth | Number:
        """A quantifier or aggregate."""
        if isinstance(node.source, n.Name) and node.source.path in self._on.matter.parameters:
            return self._over_declared(node, node.source.path)
        items = self.listing(node.source)
        default = self._on.value(node.default) if node.default is not None else None
        element: Any = None
        itself = isinstance(node.element, n.Name) and node.element.path == node.variable
        sure = items.sure
        if node.variable:
            with self._on.binding(node.variable, items.frame, items.item):
                if node.where is not None:
                    sure = w.conjunction((sure, self._on.truth(node.where)))
                if node.function not in ("exists", "count") and not itself:
                    element = self._on.value(node.element)
        if node.function == "exists":
            true = c.gathered("any", sure.t, items.frame)
            return Truth(true, c.gathered("all", sure.f, items.frame))
        if node.function == "all":
            true = c.gathered("all", c.or_(sure.f, element.t), items.frame)
            return Truth(true, c.gathered("any", c.and_(sure.t, element.f), items.frame))
        if node.function == "count":
            return _count(items.frame, sure)
        if not isinstance(element, Number):
            raise NotCovered(f"{node.function} of what is no number")
        if node.function == "sum":
            return _sum(items.frame, sure, element)
        return _furthest(items.frame, sure, element, default, largest=node.function == "max")

    def _over_declared(self, node: n.Quantifier, name: str) -> Truth | Number:
        """A quantifier over the words of a declared list, one after another."""
        on = self._on
        found: list[tuple[Truth, Any]] = []
        for word in on.figures.parameters[name]:
            if not isinstance(word, str):
                raise NotCovered("a declared list of what is no word")
            with on.binding(node.variable, f"={name}", t.TEXT, Word(c.word(word))):
                sure = on.truth(node.where) if node.where is not None else w.YES
                value = on.value(node.element) if node.function == "all" else None
            found.append((sure, value))
        if node.function == "exists":
            return w.disjunction(sure for sure, _ in found)
        if node.function == "all":
            return w.conjunction(w.disjunction((w.negation(s), v)) for s, v in found)
        if node.function != "count":
            raise NotCovered(f"{node.function} over a declared list")
        low = high = c.integer(0)
        for sure, _ in found:
            low = c.plus(low, _number_if(c.not_(sure.f)))
            high = c.plus(high, _number_if(sure.t))
        return Number(low, high)


def _of_existing(value: Word, found: Truth) -> Truth:
    """Membership; what does not exist is in no list."""
    return Truth(c.and_(c.not_(value.none), found.t), c.or_(value.none, found.f))


def _in_another(value: Word, items: Listing, is_open: Col) -> Truth:
    """Membership of one list's item in another list of the same row."""
    if items.sure.t is not c.TRUE or c.parent(items.frame) != TOP:
        raise NotCovered("an item looked for in a filtered list")
    text = c.coalesce(value.word, value.written)
    item = facts.item(items.frame, items.item, open_=facts.open_item(items.frame))
    hit = c.member(text, c.coalesce(item.word, item.written), items.frame)
    some_there = c.gathered("any", item.some, items.frame)
    any_there = c.gathered("any", c.TRUE, items.frame)
    doubtful = c.and_(c.not_(value.none), c.or_(some_there, c.and_(value.some, any_there)))
    sure = c.and_(hit, c.not_(is_open))
    return Truth(c.or_(sure, doubtful, is_open), c.not_(sure))


def _number_if(condition: Col) -> Col:
    return c.if_(condition, c.integer(1), c.integer(0))


def _count(frame: str, truth: Truth) -> Number:
    sure = c.gathered("sum", _number_if(c.not_(truth.f)), frame)
    most = c.gathered("sum", _number_if(truth.t), frame)
    unbounded = c.gathered("any", c.and_(facts.open_item(frame), truth.t), frame)
    return Number(sure, c.if_(unbounded, NO_NUMBER, most))


def _sum(frame: str, truth: Truth, value: Number) -> Number:
    zero = c.integer(0)
    counts = c.and_(truth.t, value.exists)
    perhaps = c.or_(truth.f, value.none)
    low = c.if_(
        perhaps, c.if_(c.is_null(value.low), NO_NUMBER, c.least(value.low, zero)), value.low
    )
    high = c.if_(
        perhaps, c.if_(c.is_null(value.high), NO_NUMBER, c.largest(value.high, zero)), value.high
    )
    open_ = c.and_(counts, facts.open_item(frame))
    if value.low.low < 0 or value.low.nullable:
        floor_lost = c.or_(
            c.and_(counts, c.is_null(low)), c.and_(open_, c.below(low, zero, touching=False))
        )
    else:
        floor_lost = FALSE
    below_nothing = c.gathered("any", floor_lost, frame)
    no_top = c.gathered("any", c.and_(counts, c.or_(open_, c.is_null(high))), frame)
    sums = [c.gathered("sum", _kept(counts, end), frame) for end in (low, high)]
    keeps_open = c.and_(counts, c.not_(perhaps), c.not_(open_))
    return Number(
        c.if_(below_nothing, NO_NUMBER, sums[0]), c.if_(no_top, NO_NUMBER, sums[1]), value.scale,
        _any(c.and_(keeps_open, value.low_open), frame),
        _any(c.and_(keeps_open, value.high_open), frame),
    )  # fmt: skip


def _any(truth: Col, frame: str) -> Col:
    return FALSE if truth is FALSE else c.gathered("any", truth, frame)


def _kept(counts: Col, value: Col) -> Col:
    return c.coalesce(c.if_(counts, value, c.integer(0)), c.integer(0))


def _furthest(frame: str, truth: Truth, value: Number, default: Any, *, largest: bool) -> Number:
    """The largest (smallest) value of the items, the default where there is none."""
    if value.low_open is not FALSE or value.high_open is not FALSE:
        raise NotCovered("an open bound among the items")
    counts = c.and_(truth.t, value.exists)
    perhaps = c.and_(counts, c.or_(truth.f, value.none))
    sure = c.and_(counts, c.not_(perhaps))
    ends = {"low": value.low, "high": value.high}

    def end(of: Col, name: str, function: str) -> Col:
        """The extreme of one bound among some items; null where there are none."""
        return c.gathered(function, c.if_(of, ends[name], NO_NUMBER), frame)

    inner = "max" if largest else "min"
    some_sure, some_perhaps = (c.gathered("any", of, frame) for of in (sure, perhaps))
    if any(v.nullable for v in ends.values()):
        raise NotCovered("the furthest of days that are not known")
    near, far = ("low", "high") if largest else ("high", "low")
    near_sure = end(sure, near, inner)
    far_any = end(counts, far, inner)
    found = dict.fromkeys(("low", "high"), near_sure) | {far: far_any}
    zero = c.integer(0)
    with_sure = Number(c.coalesce(found["low"], zero), c.coalesce(found["high"], zero), value.scale)
    base = default if isinstance(default, Number) else num.NO_SUCH_NUMBER
    spread = Number(
        c.coalesce(end(perhaps, "low", "min"), zero), c.coalesce(end(perhaps, "high", "max"), zero),
        value.scale, exists=some_perhaps,
    )  # fmt: skip
    without = num.hull(base, spread)
    return num.number_choice(Truth(some_sure, c.not_(some_sure)), with_sure, without)

"""Draws matters of well-typed rules over the small catalogue, with definitions."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import reject
from hypothesis import strategies as st
from properties.small_catalogue import CITE, FACTS, PLACE, parameters

from eligibility.language import nodes as n
from eligibility.language.check import Checker, Scope
from eligibility.language.nodes import Node
from eligibility.language.pack import (
    Definition,
    DefinitionException,
    Duty,
    FilteredList,
    Matter,
    Rule,
    Words,
)
from eligibility.language.parse import parse
from eligibility.language.types import Type

NO_WORDS = Words("", "")
EACH = ("b.lots", "big", "a.words", "a.labels", "mine", "mapped")
_ITEMS = {"b.lots": "lot", "big": "lot", "consents": "consent", "mine": "consent",
          "a.words": "word", "a.labels": "label", "mapped": "label"}  # fmt: skip
_FIELDS = {"lot": "{0}.", "consent": "{0}.", "word": "{0}", "label": "{0}"}


class Writer:
    """Writes expressions of a wanted type; `bound` are the items by name with what they are."""

    def __init__(self, draw: st.DrawFn, names: Mapping[str, str]) -> None:
        self.draw, self.names = draw, names
        self.bound: dict[str, str] = {}

    def one(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def _named(self, kind: str) -> list[str]:
        return [name for name, what in self.names.items() if what == kind]

    def _fields(self, **by_item: list[str]) -> list[str]:
        return [
            f"{name}.{field}" if field else name
            for name, what in self.bound.items()
            for field in by_item.get(what, ())
        ]

    def truth(self, depth: int) -> str:
        plain = ["a.yes", "a.also", *self._fields(lot=["ok"])]
        if depth <= 0:
            return self.one(*plain)
        pick = self.draw(st.integers(0, 15))
        deeper = depth - 1
        match pick:
            case 0:
                return f"not ({self.truth(deeper)})"
            case 1 | 2:
                return f"({self.truth(deeper)}) {self.one('and', 'or')} ({self.truth(deeper)})"
            case 3 | 4 | 5:
                kind = self.one("area", "area", "count", "day", "money", "span")
                order = self.one("<", "<=", ">", ">=")
                if kind == "span":
                    return f"({self.day(deeper)}) - ({self.day(deeper)}) {order} three_days"
                left, right = (getattr(self, kind)(deeper) for _ in "lr")
                return f"({left}) {order} ({right})"
            case 6 | 7:
                return f"({self.word(deeper)}) {self.one('==', '!=')} ({self.word(deeper)})"
            case 8:
                among = self.one("listed", "a.words", "trades", "a.labels", "sizes",
                                 f"rows[{self.word(0)}]", *self._fields(lot=["tags"]))  # fmt: skip
                return f"({self.word(deeper)}) {self.one('in', 'not in')} {among}"
            case 9 | 10 | 11:
                return self._over(self.one("exists", "all"), deeper)
            case 12:
                maybe = self.one("a.day", "a.rank", "a.text", "a.other", "a.industry",
                                 *self._fields(lot=["since", "name"], consent=["cap"]))  # fmt: skip
                return f"{maybe} {self.one('==', '!=')} none"
            case 13:
                parts = [self.truth(deeper) for _ in range(3)]
                return f"(({parts[0]}) if ({parts[1]}) else ({parts[2]}))"
            case 14:
                quantity, number = self.area(deeper), self.count(deeper)
                return self.one(f"({quantity}) == 0", f"({number}) == 1", f"({number}) != (two)")
            case _:
                return self.one('finding("N")', *plain, *self._named("truth"))

    def area(self, depth: int) -> str:
        plain = ["a.part", "a.whole", "little", "much", *self._fields(lot=["size"])]
        if depth <= 0:
            return self.one(*plain, *self._named("area"))
        deeper = depth - 1
        match self.draw(st.integers(0, 8)):
            case 0:
                return f"({self.area(deeper)}) {self.one('+', '-')} ({self.area(deeper)})"
            case 1 | 2:
                return f"({self.ratio(deeper)}) * ({self.area(deeper)})"
            case 3:
                return f"{self.one('max', 'min')}({self.area(deeper)}, {self.area(deeper)})"
            case 4:
                both = self.area(deeper), self.area(deeper)
                return f"({both[0]}) if ({self.truth(deeper)}) else ({both[1]})"
            case 5:
                return self._gathered("size", self.area(0), deeper)
            case 6:
                return f"sizes[{self.word(0)}]"
            case _:
                return self.one(*plain, *self._named("area"))

    def ratio(self, depth: int) -> str:
        plain = ["half", "whole", "a.growth", *self._fields(consent=["cap"])]
        if depth <= 0:
            return self.one(*plain)
        match self.draw(st.integers(0, 3)):
            case 0:
                return f"(half) if ({self.truth(depth - 1)}) else (whole)"
            case 1:
                source = self.one("consents", "mine")
                return f"max((c.cap for c in {source} if {self._inside('c', source, depth)}), half)"
            case _:
                return self.one(*plain)

    def money(self, depth: int) -> str:
        return self.one("a.paid", "sum_due", f"price * ({self.area(depth - 1)})")

    def count(self, depth: int) -> str:
        if depth <= 0:
            return self.one("a.rank", "two", "1")
        source = self.one(*_ITEMS)
        counted = f"count(i for i in {source} if {self._inside('i', source, depth)})"
        both = self.count(0), self.count(0)
        return self.one(
            "a.rank", counted, counted, f"count({source})", f"max({both[0]}, {both[1]})",
            f"a.rank if ({self.truth(depth - 1)}) else (two)",
        )  # fmt: skip

    def day(self, depth: int) -> str:
        plain = ["a.day", "as_of", "deadline", *self._fields(lot=["since"], consent=["dated"])]
        if depth <= 0:
            return self.one(*plain)
        match self.draw(st.integers(0, 4)):
            case 0:
                span = self.one("three_days", "month")
                return f"({self.day(depth - 1)}) {self.one('+', '-')} {span}"
            case 1:
                return f"{self.one('max', 'min')}({self.day(0)}, {self.day(0)})"
            case 2:
                return (
                    f"max((i.since for i in b.lots if {self._inside('i', 'b.lots', depth)}), as_of)"
                )
            case _:
                return self.one(*plain)

    def word(self, depth: int) -> str:
        fields = self._fields(lot=["use", "name"], consent=["kind"], word=[""], label=[""])
        plain = ["a.kind", "a.other", "a.text", "a.industry", '"x"', '"z"', '"M"', *fields]
        if depth <= 0 or self.draw(st.integers(0, 3)):
            return self.one(*plain)
        return f"({self.word(0)}) if ({self.truth(depth - 1)}) else ({self.word(0)})"

    def _over(self, function: str, depth: int) -> str:
        source = self.one(*_ITEMS)
        variable = self.one("i", "j")
        inside = self._inside(variable, source, depth)
        if function == "exists":
            return f"exists({variable} for {variable} in {source} if {inside})"
        condition = self._inside(variable, source, depth)
        return f"all(({condition}) for {variable} in {source} if {inside})"

    def _gathered(self, field: str, default: str, depth: int) -> str:
        source = self.one("b.lots", "big")
        inside = self._inside("i", source, depth)
        function = self.one("sum", "sum", "max", "min")
        if function == "sum":
            return f"sum(i.{field} for i in {source} if {inside})"
        return f"{function}((i.{field} for i in {source} if {inside}), {default})"

    def _inside(self, variable: str, source: str, depth: int) -> str:
        before = dict(self.bound)
        self.bound[variable] = _ITEMS[source]
        inner = self.truth(depth - 1)
        words = {"lot": "use", "consent": "kind"}
        name = f"{variable}.{words[_ITEMS[source]]}" if _ITEMS[source] in words else variable
        found = self.one(f"({inner})", f"({inner})", f'{name} == "x"', f"{name} == {self.word(0)}")
        self.bound = before
        return found


def _names() -> dict[str, str]:
    return {"fine": "truth", "cap": "area"}


@st.composite
def matters(draw: st.DrawFn, rules: int = 2, depth: int = 3) -> Matter:
    """A matter of up to `rules` rules with definitions, filtered lists and figures."""
    writer = Writer(draw, {})
    given = parameters()
    found: dict[str, Definition | FilteredList] = {}
    scope = Scope(
        FACTS, {k: p.type for k, p in given.items()}, lambda name: found[name].type,
        declared=frozenset({"big", "mine", "mapped", "fine", "cap"}),
    )  # fmt: skip
    for name, source, variable in (("big", "b.lots", "q"), ("mine", "consents", "q"),
                                   ("mapped", "a.labels", "q")):  # fmt: skip
        where = parse(
            writer._inside(variable, source, draw(st.integers(1, 2)))
            .replace("mine", "consents")
            .replace("big", "b.lots")
            .replace("mapped", "a.labels")
        )
        found[name] = FilteredList(name, FACTS[source], variable, n.Name(source), where, PLACE)
    for name, kind in _names().items():
        found[name] = _definition(draw, writer, name, kind, scope)
        writer.names = {**writer.names, name: kind}
    kind = draw(st.sampled_from(["compliance", "permission"]))
    written = tuple(
        _rule(draw, writer, f"t/m/r{i}", depth, permits=kind == "permission", scope=scope)
        for i in range(draw(st.integers(1, rules)))
    )
    for filtered in [d for d in found.values() if isinstance(d, FilteredList)]:
        scope.bound = {filtered.variable: filtered.type.item or FACTS["a.yes"]}
        _check(filtered.where, scope)
    return Matter("m", "t", kind, "project", NO_WORDS, (), False, given, found, written)  # type: ignore[arg-type]


def _definition(draw: st.DrawFn, writer: Writer, name: str, kind: str, scope: Scope) -> Definition:
    write = getattr(writer, kind)
    value = parse(write(2))
    exceptions = tuple(
        DefinitionException(parse(writer.truth(2)), parse(write(1)), ("P",), None)
        for _ in range(draw(st.integers(0, 2)))
    )
    for node in (value, *(x for e in exceptions for x in (e.when, e.value))):
        scope.bound = {}
        found = _check(node, scope)
    scope.bound = {}
    found = Checker(scope).infer(value)
    assert found is not None
    return Definition(name, found, value, exceptions, PLACE)


def _check(node: Node, scope: Scope) -> Type | None:
    checker = Checker(scope)
    found = checker.infer(node)
    if checker.faults or found is None:
        reject()
    return found


def _rule(
    draw: st.DrawFn, writer: Writer, id: str, depth: int, *, permits: bool, scope: Scope
) -> Rule:
    source = draw(st.sampled_from([None, None, *EACH]))
    writer.bound = {"p": _ITEMS[source]} if source else {}
    kind = draw(st.sampled_from(["permission", "permission", "requirement"] if permits else
                                ["requirement", "requirement", "prohibition"]))  # fmt: skip
    condition = parse(writer.truth(depth))
    when = parse(writer.truth(1)) if draw(st.booleans()) else None
    spared = kind == "permission" and draw(st.booleans())
    not_needed = parse(writer.truth(1)) if spared else None
    duties = tuple(
        Duty(f"d{i}", NO_WORDS, parse(writer.truth(1)) if draw(st.booleans()) else None, None)
        for i in range(draw(st.integers(0, 1)))
    )
    rule = Rule(
        id, "m", "t", ("P",), CITE, kind, draw(st.sampled_from(["binding", "default"])),  # type: ignore[arg-type]
        condition, NO_WORDS, when, "p" if source else None, n.Name(source) if source else None,
        not_needed, NO_WORDS if spared else None, duties,
    )  # fmt: skip
    for node in (condition, when, not_needed, *(d.unless for d in duties)):
        if node is not None:
            scope.bound = {}
            if source:
                listed = scope.resolve(source) if source in scope.declared else FACTS[source]
                scope.bound = {"p": listed.item}  # type: ignore[union-attr,dict-item]
            _check(node, scope)
    writer.bound = {}
    return rule

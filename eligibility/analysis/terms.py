"""Symbolic values and operations on them: quantities, words, days, values that do not exist.

They mean what `evaluation.possible` means for known values: a comparison with a value that does not
exist is false, arithmetic with one gives none, and `max` and `min` leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import z3

from eligibility.analysis.dates import Day

TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


MOST_LEAVES = 16


class Untranslatable(Exception):
    """An expression that has no term; what depends on it stays unsettled."""


@dataclass(frozen=True)
class Number:
    """A quantity, a count, a number of days or (its code) a word; it may not exist."""

    term: Any
    exists: Any = TRUE


@dataclass(frozen=True)
class Nothing:
    """The value that is known not to exist."""

    exists: Any = FALSE


Term: TypeAlias = "Number | Day | Nothing"
NOTHING = Nothing()


def exact(value: int | Fraction) -> Any:
    """The term of a known number."""
    if isinstance(value, Fraction) and value.denominator != 1:
        return z3.Q(value.numerator, value.denominator)
    return z3.IntVal(int(value))


def both(*parts: Any) -> Any:
    """`and` of truths; what is known (`TRUE`, `FALSE`) is folded."""
    kept = []
    for part in parts:
        if part is FALSE or part is False:
            return FALSE
        if part is not TRUE and part is not True:
            kept.append(part)
    return TRUE if not kept else kept[0] if len(kept) == 1 else z3.And(kept)


def either(*parts: Any) -> Any:
    """`or` of truths; what is known is folded."""
    kept = []
    for part in parts:
        if part is TRUE or part is True:
            return TRUE
        if part is not FALSE and part is not False:
            kept.append(part)
    return FALSE if not kept else kept[0] if len(kept) == 1 else z3.Or(kept)


def negation(part: Any) -> Any:
    """`not` of a truth."""
    if part is TRUE or part is True:
        return FALSE
    if part is FALSE or part is False:
        return TRUE
    return part.arg(0) if z3.is_not(part) else z3.Not(part)


def known(part: Any) -> Any:
    """A truth of Z3 with its two constants made ours."""
    return TRUE if z3.is_true(part) else FALSE if z3.is_false(part) else part


def chosen(condition: Any, then: Any, otherwise: Any) -> Any:
    """`then` or `otherwise`, of terms."""
    if condition is TRUE:
        return then
    if condition is FALSE:
        return otherwise
    return z3.If(condition, _term(then), _term(otherwise))


def _term(value: Any) -> Any:
    return z3.IntVal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def merged(condition: Any, then: Term, otherwise: Term) -> Term:
    """`then` or `otherwise`, of values that may not exist."""
    if condition is TRUE:
        return then
    if condition is FALSE:
        return otherwise
    exists = z3.If(condition, _bool(then.exists), _bool(otherwise.exists))
    if isinstance(then, Day) or isinstance(otherwise, Day):
        a, b = (x if isinstance(x, Day) else Day(0, FALSE) for x in (then, otherwise))
        return Day(chosen(condition, a.ordinal, b.ordinal), exists)
    first = then.term if isinstance(then, Number) else None
    second = otherwise.term if isinstance(otherwise, Number) else None
    if first is None and second is None:
        return NOTHING
    first = second if first is None else first
    second = first if second is None else second
    return Number(_same_sort(condition, first, second), exists)


def _bool(value: Any) -> Any:
    return z3.BoolVal(value) if isinstance(value, bool) else value


def _same_sort(condition: Any, first: Any, second: Any) -> Any:
    first, second = _term(first), _term(second)
    if z3.is_real(first) != z3.is_real(second):
        first, second = (z3.ToReal(x) if z3.is_int(x) else x for x in (first, second))
    return z3.If(condition, first, second)


def _key(value: Term) -> Any:
    if isinstance(value, Day):
        return value.ordinal
    return value.term if isinstance(value, Number) else 0


def same(left: Term, right: Term) -> Any:
    """`left == right`; two values that do not exist are the same."""
    equal = _relation(left, right, lambda a, b: a == b)
    neither = both(negation(left.exists), negation(right.exists))
    return either(both(left.exists, right.exists, equal), neither)


def at_most(left: Term, right: Term) -> Any:
    """`left <= right`; false where one does not exist."""
    return both(left.exists, right.exists, _relation(left, right, lambda a, b: a <= b))


def below(left: Term, right: Term) -> Any:
    """`left < right`; false where one does not exist."""
    return both(left.exists, right.exists, _relation(left, right, lambda a, b: a < b))


def _relation(left: Term, right: Term, relation: Callable[[Any, Any], Any]) -> Any:
    a, b = _key(left), _key(right)
    if isinstance(a, int) and isinstance(b, int):  # most of them, where lists of words meet
        return TRUE if relation(a, b) else FALSE
    return known(z3.simplify(relation(a, b)))


def arithmetic(operator: str, left: Number, right: Number) -> Number:
    """`left operator right` of quantities."""
    a, b = _term(left.term), _term(right.term)
    found = _product(a, b) if operator == "*" else a + b if operator == "+" else a - b
    return Number(z3.simplify(found), both(left.exists, right.exists))


def _product(a: Any, b: Any) -> Any:
    """`a * b`; a choice between figures is multiplied branch by branch, which keeps it linear."""
    for one, other in ((a, b), (b, a)):
        if z3.is_app_of(one, z3.Z3_OP_ITE) and _leaves(one) <= MOST_LEAVES:
            condition, then, otherwise = one.children()
            return z3.If(condition, _product(then, other), _product(otherwise, other))
        if z3.is_to_real(one) and z3.is_app_of(one.arg(0), z3.Z3_OP_ITE):
            condition, then, otherwise = one.arg(0).children()
            inner = z3.If(condition, z3.ToReal(then), z3.ToReal(otherwise))
            return _product(inner, other)
    return a * b


def _leaves(term: Any) -> int:
    """How many branches a choice has."""
    if not z3.is_app_of(term, z3.Z3_OP_ITE):
        return 1
    return _leaves(term.arg(1)) + _leaves(term.arg(2))


def extreme(values: Iterable[Term], *, largest: bool) -> Term:
    """The largest (smallest) of the values that exist."""
    result: Term = NOTHING
    for value in values:
        further = below(result, value) if largest else below(value, result)
        take = both(value.exists, either(negation(result.exists), further))
        result = merged(take, value, result)
    return result

"""Comparisons of sums of facts, worked out on the values as they are stated.

A fact that is not stated stands in an expression as its bound (`coalesce(column, bound)`), which
makes numbers of 127 bits out of small ones and needs a column of its own. Here the two sides
are one sum, `k1*x1 + k2*x2 + c`; where all of its columns hold values, they are compared in whole
numbers without common factor; where some do not, with their bounds instead of them, which mostly
decides the comparison for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import gcd

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening.columns import Col

_MOST_COLUMNS, _MOST_CHOICES = 3, 8


@dataclass(frozen=True, slots=True)
class Sum:
    """`constant` and the columns with their factors; `bounds`: what stands for one not stated."""

    factors: Mapping[int, int]
    columns: Mapping[int, Col]
    bounds: Mapping[int, Fraction]
    constant: int


def compared(a: Col, b: Col, *, touching: bool) -> Col:
    """`a < b` (`touching`: `a <= b`), true where one is null; as `columns.below`."""
    plain = c.below(a, b, touching=touching)
    if plain.op not in ("le", "lt"):
        return plain
    a, b = _chosen_last(a), _chosen_last(b)
    if 1 < _width(a) * _width(b) <= _MOST_CHOICES:
        return _by_choice(a, b, touching=touching)
    if a.nullable or b.nullable:
        return plain
    left, right = _sum(a), _sum(b)
    if left is None or right is None:
        return plain
    whole = _joined(left, right, -1)
    if whole is None or not 0 < len(whole.factors) <= _MOST_COLUMNS:
        return plain
    return _by_pattern(whole, touching=touching)


def _chosen_last(node: Col) -> Col:
    """Arithmetic over a choice as the choice among the results."""
    if node.op not in ("add", "sub", "mul"):
        return node
    x, y = (_chosen_last(a) for a in node.args)
    build = {"add": c.plus, "sub": c.minus, "mul": c.times}[node.op]
    for index, one in enumerate((x, y)):
        if one.op == "if" and _width(one) <= _MOST_CHOICES:
            results = (build(way, y) if index == 0 else build(x, way) for way in one.args[1:])
            return c.if_(one.args[0], *(_chosen_last(r) for r in results))
    return node


def _width(node: Col) -> int:
    """How many numbers a choice is among."""
    if node.op == "if":
        return _width(node.args[1]) + _width(node.args[2])
    if node.op in ("min", "max"):
        return sum(map(_width, node.args))
    return 1


def _by_choice(a: Col, b: Col, *, touching: bool) -> Col:
    """A comparison of what is chosen: the choice among the comparisons."""
    if a.op == "if":
        yes, no = (compared(x, b, touching=touching) for x in a.args[1:])
        return c.if_(a.args[0], yes, no)
    if b.op == "if":
        yes, no = (compared(a, x, touching=touching) for x in b.args[1:])
        return c.if_(b.args[0], yes, no)
    chosen, is_left = (a, True) if a.op in ("min", "max") else (b, False)
    both = (
        compared(x, b, touching=touching) if is_left else compared(a, x, touching=touching)
        for x in chosen.args
    )
    return c.or_(*both) if (chosen.op == "min") is is_left else c.and_(*both)


def _by_pattern(whole: Sum, *, touching: bool) -> Col:
    """`whole < 0`, or `<= 0`, for each choice of the columns that hold no value."""
    open_ = [k for k in whole.factors if k in whole.bounds]
    patterns = [
        frozenset(k for k, off in zip(open_, pattern, strict=True) if off)
        for pattern in product((False, True), repeat=len(open_))
    ]
    cases = {p: _stated(whole, p, touching=touching) for p in patterns}
    if all(_at_best(whole, k) for k in open_):
        return c.and_(*(case(True) for case in cases.values()))
    known = cases.pop(frozenset())
    settled = {p: _settled(case) for p, case in cases.items()}
    mostly = 2 * sum(case is c.TRUE for case in settled.values()) >= len(settled)
    found = known(mostly)
    for unstated, case in settled.items():
        here = [_null_is(whole.columns[k], null=k in unstated) for k in open_]
        if mostly and case is not c.TRUE:
            found = c.and_(found, c.or_(*map(c.not_, here), case))
        elif not mostly and case is not c.FALSE:
            found = c.or_(found, c.and_(*here, case))
    return found


def _at_best(whole: Sum, key: int) -> bool:
    """Whether the bound of a column is the best that it can be for the comparison.

    Then what holds with a value holds with the bound, and the comparison with the bounds in the
    place of what is not stated need not ask what is stated: it is true where another column that
    it compares is null, and asks no more than the others do where none of them is.
    """
    column, bound = whole.columns[key], whole.bounds[key]
    return bound <= column.low if whole.factors[key] > 0 else bound >= column.high


def _settled(case: Callable[[bool], Col]) -> Col:
    """A comparison where its columns hold values: what it is where they do not is all the same."""
    return case(True) if case(True) in (c.TRUE, c.FALSE) else case(False)


def _null_is(column: Col, *, null: bool) -> Col:
    return c.is_null(column) if null else c.not_(c.is_null(column))


def _stated(whole: Sum, unstated: frozenset[int], *, touching: bool) -> Callable[[bool], Col]:
    """The comparison with the bounds in the place of some columns.

    To be called with what it is where another column is null. One and the same order is asked of
    the same columns, whichever way round they are compared.
    """
    rest = {k: f for k, f in whole.factors.items() if k not in unstated}
    constant = whole.constant + sum(int(whole.factors[k] * whole.bounds[k]) for k in unstated)
    if not touching:
        constant += 1  # whole numbers: below nothing is at most one below it
    divisor = gcd(*rest.values()) if rest else 1
    factors = {k: f // divisor for k, f in rest.items()}
    limit = -constant // divisor  # the sum of the rest is at most this
    turned = bool(factors) and factors[_first(whole, factors)] < 0
    if turned:
        factors, limit = {k: -f for k, f in factors.items()}, -limit - 1
    left = _added(whole, {k: f for k, f in factors.items() if f > 0})
    right = _added(whole, {k: -f for k, f in factors.items() if f < 0})
    if limit >= 0:
        right = c.plus(right, c.integer(limit)) if limit else right
    else:
        left = c.plus(left, c.integer(-limit))
    order = c.at_most(left, right)
    if turned:
        return lambda value: c.not_(c.filled(order, value=not value))
    return lambda value: c.filled(order, value=value)


def _first(whole: Sum, factors: Mapping[int, int]) -> int:
    return min(factors, key=lambda k: (str(whole.columns[k].data), k))


def _added(whole: Sum, factors: Mapping[int, int]) -> Col:
    found: Col | None = None
    for k, factor in factors.items():
        term = c.times(whole.columns[k], c.integer(factor))
        found = term if found is None else c.plus(found, term)
    return found if found is not None else c.integer(0)


def _sum(node: Col) -> Sum | None:
    """A node as a sum; None where it is anything else."""
    if node.op == "const" and node.kind == "i" and node.data is not None:
        return Sum({}, {}, {}, node.data)
    if node.op == "coalesce" and node.args[1].op == "const":
        return _bounded(node)
    if node.op in ("add", "sub"):
        first, second = (_sum(a) for a in node.args)
        if first is None or second is None:
            return None
        return _joined(first, second, 1 if node.op == "add" else -1)
    if node.op == "mul":
        return _product(node)
    return _column(node) if not node.nullable else None


def _bounded(node: Col) -> Sum | None:
    """`coalesce(k * column, bound)`: the bound is that of the column, times k."""
    inner, bound = node.args
    column, factor = _scaled(inner)
    if bound.data is None or column.op != "col":
        return None
    own = Fraction(bound.data, factor)
    return Sum({id(column): factor}, {id(column): column}, {id(column): own}, 0)


def _scaled(node: Col) -> tuple[Col, int]:
    if node.op == "mul":
        for one, other in (node.args, node.args[::-1]):
            if one.op == "const" and one.data:
                return other, one.data
    return node, 1


def _product(node: Col) -> Sum | None:
    for one, other in (node.args, node.args[::-1]):
        if one.op == "const":
            inner = _sum(other)
            return None if inner is None else _times(inner, one.data)
    return None


def _times(a: Sum, factor: int) -> Sum:
    factors = {k: f * factor for k, f in a.factors.items() if f * factor}
    return Sum(factors, a.columns, a.bounds, a.constant * factor)


def _column(node: Col) -> Sum:
    return Sum({id(node): 1}, {id(node): node}, {}, 0)


def _joined(a: Sum, b: Sum, sign: int) -> Sum | None:
    """`a + b` or `a - b`; None where a column stands for one bound here and another there."""
    bounds = {**a.bounds}
    for key, bound in b.bounds.items():
        if bounds.setdefault(key, bound) != bound:
            return None
    if any((k in a.bounds) != (k in b.bounds) for k in a.factors.keys() & b.factors.keys()):
        return None
    factors = dict(_summed(a.factors, b.factors, sign))
    return Sum(factors, {**a.columns, **b.columns}, bounds, a.constant + sign * b.constant)


def _summed(a: Mapping[int, int], b: Mapping[int, int], sign: int) -> Iterator[tuple[int, int]]:
    for key in dict.fromkeys([*a, *b]):
        factor = a.get(key, 0) + sign * b.get(key, 0)
        if factor:
            yield key, factor

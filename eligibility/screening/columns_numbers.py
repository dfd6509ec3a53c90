"""Numbers and days that are not fully known, in columns: twins of `evaluation.possible`.

A `Number` is (low, high) in exact integers over one denominator, whether each bound is left out,
and whether it can exist or be known not to.
"""

from __future__ import annotations

from dataclasses import replace
from math import lcm

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, NO_NUMBER, TRUE, Col, NotCovered
from eligibility.screening.columns_words import Truth, conjunction


@dataclass(frozen=True, slots=True)
class Number:
    """The values from `low` to `high` over `scale`; a null bound is none."""

    low: Col
    high: Col
    scale: int = 1
    low_open: Col = FALSE
    high_open: Col = FALSE
    exists: Col = TRUE
    none: Col = FALSE


@dataclass(frozen=True, slots=True)
class Months:
    """A period of calendar months."""

    months: int


NO_SUCH_NUMBER = Number(NO_NUMBER, NO_NUMBER, exists=FALSE, none=TRUE)
FIRST_DAY, LAST_DAY = -719162, 2932896  # 0001-01-01 and 9999-12-31, from 1970-01-01


def number(value: int, scale: int = 1) -> Number:
    """A known number, `value` over `scale`."""
    return Number(c.integer(value), c.integer(value), scale)


def aligned(a: Number, b: Number) -> tuple[Number, Number]:
    """Both over one denominator."""
    scale = lcm(a.scale, b.scale)
    return _rescaled(a, scale), _rescaled(b, scale)


def _rescaled(a: Number, scale: int) -> Number:
    if a.scale == scale:
        return a
    factor = c.integer(scale // a.scale)
    low = c.times(a.low, factor)
    high = low if a.high is a.low else c.times(a.high, factor)
    return replace(a, low=low, high=high, scale=scale)


def ordered(a: Number, b: Number, *, strict: bool) -> Truth:
    """`a < b` or `a <= b`; false where one does not exist."""
    a, b = aligned(a, b)
    exist = c.and_(a.exists, b.exists)
    first = _can_precede(a.low, a.low_open, b.high, b.high_open, touching=not strict)
    other = _can_precede(b.low, b.low_open, a.high, a.high_open, touching=strict)
    none = c.or_(a.none, b.none)
    return Truth(c.and_(exist, first), c.or_(c.not_(exist), none, other))


def _can_precede(low: Col, low_open: Col, high: Col, high_open: Col, *, touching: bool) -> Col:
    opens = c.or_(low_open, high_open)
    if not touching or opens is FALSE:
        return c.below(low, high, touching=touching)
    strictly = c.below(low, high, touching=False)
    return c.or_(strictly, c.and_(c.not_(opens), c.below(low, high, touching=True)))


def same_number(a: Number, b: Number) -> Truth:
    """`a == b` of numbers and days."""
    one, other = ordered(a, b, strict=False), ordered(b, a, strict=False)
    both = conjunction((one, other))
    none_a, none_b = c.not_(a.exists), c.not_(b.exists)
    exist = c.and_(a.exists, b.exists)
    differ = c.and_(c.or_(none_a, none_b), c.not_(c.and_(none_a, none_b)))
    return Truth(
        c.or_(c.and_(c.or_(none_a, a.none), c.or_(none_b, b.none)), both.t),
        c.or_(differ, c.and_(exist, both.f)),
    )


def added(a: Number, b: Number) -> Number:
    """`a + b`."""
    a, b = aligned(a, b)
    low = c.plus(a.low, b.low)
    exact = a.low is a.high and b.low is b.high
    return Number(
        low, low if exact else c.plus(a.high, b.high), a.scale,
        c.or_(a.low_open, b.low_open), c.or_(a.high_open, b.high_open),
        c.and_(a.exists, b.exists), _none_of_both(a, b),
    )  # fmt: skip


def subtracted(a: Number, b: Number) -> Number:
    """`a - b`."""
    a, b = aligned(a, b)
    low = c.minus(a.low, b.high)
    exact = a.low is a.high and b.low is b.high
    return Number(
        low, low if exact else c.minus(a.high, b.low), a.scale,
        c.or_(a.low_open, b.high_open), c.or_(a.high_open, b.low_open),
        c.and_(a.exists, b.exists), _none_of_both(a, b),
    )  # fmt: skip


def _none_of_both(a: Number, b: Number) -> Col:
    return c.or_(a.none, b.none)


def days_within(a: Number) -> Number:
    """A day kept inside the calendar."""
    low = c.clipped(a.low, FIRST_DAY, LAST_DAY)
    return replace(
        a, low=low, high=low if a.high is a.low else c.clipped(a.high, FIRST_DAY, LAST_DAY)
    )


def months_moved(a: Number, months: int) -> Number:
    """A day moved by calendar months."""
    low = c.months_later(a.low, months)
    moved = replace(a, low=low, high=low if a.high is a.low else c.months_later(a.high, months))
    return days_within(moved)


def multiplied(a: Number, b: Number) -> Number:
    """`a * b`; where one can be below nothing, the other is a figure above it."""
    for figure, other in ((a, b), (b, a)):
        if _is_positive(figure):
            return _stretched(other, figure)
    if any(x.low.low < 0 or x.high.low < 0 for x in (a, b)):
        raise NotCovered("a product of what may be negative")
    scale = a.scale * b.scale
    low, exact = c.times(a.low, b.low), a.low is a.high and b.low is b.high
    low_null = c.or_(c.is_null(a.low), c.is_null(b.low))
    high = low if exact else _product_high(a, b)
    if low_null is not FALSE and not exact:
        high = c.if_(low_null, NO_NUMBER, high)
    return Number(
        low, high, scale,
        _product_open(a.low, a.low_open, b.low, b.low_open),
        _product_open(a.high, a.high_open, b.high, b.high_open),
        c.and_(a.exists, b.exists), _none_of_both(a, b),
    )  # fmt: skip


def _is_positive(a: Number) -> bool:
    return a.low is a.high and a.low.op == "const" and a.low.data is not None and a.low.data > 0


def _stretched(a: Number, figure: Number) -> Number:
    low = c.times(a.low, figure.low)
    high = low if a.high is a.low else c.times(a.high, figure.low)
    return replace(a, low=low, high=high, scale=a.scale * figure.scale)


def _product_high(a: Number, b: Number) -> Col:
    high = c.times(a.high, b.high)
    if not high.nullable:
        return high
    zero = c.integer(0)
    nothing = c.or_(c.equal(a.high, zero), c.equal(b.high, zero))
    return c.if_(nothing, zero, high)


def _product_open(x: Col, x_open: Col, y: Col, y_open: Col) -> Col:
    opens = c.or_(x_open, y_open)
    if opens is FALSE:
        return FALSE
    zero = c.integer(0)
    reached = c.or_(
        c.and_(c.equal(x, zero), c.not_(x_open)), c.and_(c.equal(y, zero), c.not_(y_open)),
    )  # fmt: skip
    return c.and_(opens, c.not_(reached))


def number_choice(condition: Truth, then: Number, otherwise: Number) -> Number:
    """`then if condition else otherwise`; both together where it is not known."""
    if then == otherwise:
        return then
    a, b = aligned(then, otherwise)
    both = hull(a, b)
    open_ = c.and_(condition.t, condition.f)

    def pick(name: str) -> Col:
        first, second = getattr(a, name), getattr(b, name)
        decided = c.if_(condition.t, first, second)
        return c.if_(open_, getattr(both, name), decided)

    return Number(pick("low"), pick("high"), a.scale, pick("low_open"), pick("high_open"),
                  pick("exists"), pick("none"))  # fmt: skip


def hull(a: Number, b: Number) -> Number:
    """The least range that holds both."""
    a, b = aligned(a, b)
    low, low_open = _outer(a.low, a.low_open, b.low, b.low_open, lower=True)
    high, high_open = _outer(a.high, a.high_open, b.high, b.high_open, lower=False)

    def pick(joint: Col, first: Col, second: Col) -> Col:
        return c.if_(a.exists, c.if_(b.exists, joint, first), second)

    return Number(
        pick(low, a.low, b.low), pick(high, a.high, b.high), a.scale,
        pick(low_open, a.low_open, b.low_open), pick(high_open, a.high_open, b.high_open),
        c.or_(a.exists, b.exists), c.or_(a.none, b.none),
    )  # fmt: skip


def _outer(x: Col, x_open: Col, y: Col, y_open: Col, *, lower: bool) -> tuple[Col, Col]:
    joint = c.least(x, y) if lower else c.largest(x, y)
    null = c.or_(c.is_null(x), c.is_null(y))
    opens = c.or_(x_open, y_open)
    if opens is not FALSE:
        first = c.and_(c.not_(null), c.below(x, y, touching=False))
        second = c.and_(c.not_(null), c.below(y, x, touching=False))
        if not lower:
            first, second = second, first
        opens = c.if_(first, x_open, c.if_(second, y_open, c.and_(x_open, y_open)))
        opens = c.and_(c.not_(null), opens)
    return (joint if null is FALSE else c.if_(null, NO_NUMBER, joint)), opens


def extreme(values: list[Number], *, largest: bool) -> Number:
    """The largest (or smallest) of these; what does not exist is left out."""
    result = values[0]
    for value in values[1:]:
        result = _extreme_of_two(result, value, largest=largest)
    return result


def _extreme_of_two(a: Number, b: Number, *, largest: bool) -> Number:
    a, b = aligned(a, b)
    if FALSE not in (a.exists, b.exists) or a.exists is b.exists:
        both = _inner_of_two(a, b, largest=largest)
    else:
        both = a
    bare_a, bare_b = (replace(x, none=FALSE, exists=TRUE) for x in (a, b))
    if a.none is not FALSE and b.exists is not FALSE:
        both = _where(a.none, hull(both, bare_b), both)
    if b.none is not FALSE and a.exists is not FALSE:
        both = _where(b.none, hull(both, bare_a), both)
    none = c.and_(a.none, b.none)
    exist = c.and_(a.exists, b.exists)
    return _where(exist, replace(both, none=none, exists=TRUE), _where(a.exists, a, b))


def _where(condition: Col, a: Number, b: Number) -> Number:
    return number_choice(Truth(condition, c.not_(condition)), a, b)


def _inner_of_two(a: Number, b: Number, *, largest: bool) -> Number:
    low, low_open = _inner(a.low, a.low_open, b.low, b.low_open, lower=True, largest=largest)
    high, high_open = _inner(a.high, a.high_open, b.high, b.high_open, lower=False, largest=largest)
    if a.low is a.high and b.low is b.high:
        high = low
    return Number(low, high, a.scale, low_open, high_open)


def _inner(
    x: Col, x_open: Col, y: Col, y_open: Col, *, lower: bool, largest: bool
) -> tuple[Col, Col]:
    joint = c.largest(x, y) if largest else c.least(x, y)
    x_null, y_null = c.is_null(x), c.is_null(y)
    if lower != largest:
        null = c.or_(x_null, y_null)
        joint = joint if null is FALSE else c.if_(null, NO_NUMBER, joint)
    else:
        joint = c.if_(x_null, y, c.if_(y_null, x, joint))
    opens = c.or_(x_open, y_open)
    if opens is FALSE:
        return joint, FALSE
    if x.nullable or y.nullable:
        raise NotCovered("an open bound beside none")
    x_wins, y_wins = c.below(y, x, touching=False), c.below(x, y, touching=False)
    if not largest:
        x_wins, y_wins = y_wins, x_wins
    tie = opens if lower == largest else c.and_(x_open, y_open)
    return joint, c.if_(x_wins, x_open, c.if_(y_wins, y_open, tie))

"""Values that are not fully known, and exact operations on them.

A truth is a set of possible truth values (`TRUE`, `FALSE`, `EITHER`). A quantity or date that is
known is itself; one that is not is a `Range` of the values it can still take. A word that is not
known is `SOME_WORD`. Each operation gives a set that holds every result some completion gives;
it is that set exactly as long as no unknown stands twice in an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any, Final

from eligibility.classes import dataclass
from eligibility.evaluation.days import later
from eligibility.evaluation.inference import EITHER, FALSE, TRUE
from eligibility.language.units import Period
from eligibility.language.values import NONE, Label

NOT: Final = (0, FALSE, TRUE, EITHER)


class Some(Enum):
    """A word, list or industry that is not known."""

    WORD = "some word"


SOME_WORD: Final = Some.WORD


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `low` to `high` (None: no bound); `…_open`: the bound itself is left out.

    `or_none`: it may also be known not to exist.
    """

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False
    or_none: bool = False


def known(value: Any) -> bool:
    """Whether `value` is a single known value."""
    return type(value) is not Range and value is not SOME_WORD


def bounds(value: Any) -> Range:
    """`value` as a range."""
    return value if type(value) is Range else Range(value, value)


def truth(value: bool) -> int:
    """The truth set of a known yes/no."""
    return TRUE if value else FALSE


def conjunction(truths: Iterable[int]) -> int:
    """`and` of truths."""
    result = TRUE
    for item in truths:
        result = (result & item & TRUE) | ((result | item) & FALSE)
    return result


def disjunction(truths: Iterable[int]) -> int:
    """`or` of truths."""
    return NOT[conjunction(NOT[item] for item in truths)]


def same(left: Any, right: Any) -> int:
    """`left == right` for words, dates, figures and values that may not exist."""
    if left is NONE or right is NONE:
        other = right if left is NONE else left
        if other is NONE:
            return TRUE
        perhaps = other is SOME_WORD or (type(other) is Range and other.or_none)
        return EITHER if perhaps else FALSE
    if left is SOME_WORD or right is SOME_WORD:
        return EITHER
    if type(left) is Range or type(right) is Range:
        both_none = bounds(left).or_none and bounds(right).or_none
        found = conjunction((at_most(left, right), at_most(right, left)))
        return found | TRUE if both_none else found
    if type(left) is Label or type(right) is Label:
        return _same_label(left, right)
    return TRUE if left == right else FALSE


def _same_label(left: Any, right: Any) -> int:
    names = [x.name if type(x) is Label else x for x in (left, right)]
    if None not in names:
        return TRUE if names[0] == names[1] else FALSE
    alike = left == right and "[?]" not in left.written  # two items of an unknown list may differ
    return TRUE if alike else EITHER


def at_most(left: Any, right: Any) -> int:
    """`left <= right`; false where one does not exist."""
    return _ordered(left, right, strict=False)


def below(left: Any, right: Any) -> int:
    """`left < right`; false where one does not exist."""
    return _ordered(left, right, strict=True)


def _ordered(left: Any, right: Any, *, strict: bool) -> int:
    if left is NONE or right is NONE:
        return FALSE
    if type(left) is not Range and type(right) is not Range:
        return TRUE if (left < right if strict else left <= right) else FALSE
    a, b = bounds(left), bounds(right)
    result = FALSE if a.or_none or b.or_none else 0
    if _can_precede(a.low, a.low_open, b.high, b.high_open, touching=not strict):
        result |= TRUE
    if _can_precede(b.low, b.low_open, a.high, a.high_open, touching=strict):
        result |= FALSE
    return result


def _can_precede(low: Any, low_open: bool, high: Any, high_open: bool, *, touching: bool) -> bool:
    """Whether some value from `low` up is below (or, `touching`, at) some value up to `high`."""
    if low is None or high is None or low < high:
        return True
    return bool(touching and low == high and not low_open and not high_open)


def add(left: Any, right: Any) -> Any:
    """`left + right`: quantities, days, or a date and a period."""
    if left is NONE or right is NONE:
        return NONE
    if type(left) is not Range and type(right) is not Range:
        return _plus(left, right)
    a, b = bounds(left), bounds(right)
    return Range(
        _maybe(_plus, a.low, b.low), _maybe(_plus, a.high, b.high),
        a.low_open or b.low_open, a.high_open or b.high_open, a.or_none or b.or_none,
    )  # fmt: skip


def subtract(left: Any, right: Any) -> Any:
    """`left - right`: quantities, days, a date and a period, or the days between two dates."""
    if left is NONE or right is NONE:
        return NONE
    if type(left) is not Range and type(right) is not Range:
        return _minus(left, right)
    a, b = bounds(left), bounds(right)
    return Range(
        _maybe(_minus, a.low, b.high), _maybe(_minus, a.high, b.low),
        a.low_open or b.high_open, a.high_open or b.low_open, a.or_none or b.or_none,
    )  # fmt: skip


def multiply(left: Any, right: Any) -> Any:
    """`left * right`."""
    if left is NONE or right is NONE:
        return NONE
    if type(left) is not Range and type(right) is not Range:
        return left * right
    a, b = bounds(left), bounds(right)
    or_none = a.or_none or b.or_none
    if None not in (a.low, a.high, b.low, b.high):
        return _product_of_bounded(a, b, or_none=or_none)
    if a.low is None or b.low is None or a.low < 0 or b.low < 0:
        return Range(or_none=or_none)
    low, low_open = _corner(a.low, a.low_open, b.low, b.low_open)
    if 0 in (a.high, b.high):
        return Range(low, 0, low_open, or_none=or_none)
    return Range(low, None, low_open, or_none=or_none)


def _product_of_bounded(a: Range, b: Range, *, or_none: bool) -> Range:
    corners = [
        _corner(x, x_open, y, y_open)
        for x, x_open in ((a.low, a.low_open), (a.high, a.high_open))
        for y, y_open in ((b.low, b.low_open), (b.high, b.high_open))
    ]
    low, low_open = min(corners, key=lambda c: (c[0], c[1]))
    high, high_open = max(corners, key=lambda c: (c[0], not c[1]))
    return Range(low, high, low_open, high_open, or_none)


def _corner(x: Any, x_open: bool, y: Any, y_open: bool) -> tuple[Any, bool]:
    reached_zero = (x == 0 and not x_open) or (y == 0 and not y_open)
    return x * y, (x_open or y_open) and not reached_zero


def choose(condition: int, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
    """`then` or `otherwise`; both together where the condition is not known."""
    if condition == TRUE:
        return then()
    if condition == FALSE:
        return otherwise()
    return hull(then(), otherwise())


def hull(left: Any, right: Any) -> Any:
    """The least set of this form that holds both values."""
    if left is right or (known(left) and known(right) and left == right):
        return left
    if left is NONE or right is NONE:
        other = right if left is NONE else left
        if other is SOME_WORD or isinstance(other, (str, Label)):
            return SOME_WORD
        a = bounds(other)
        return Range(a.low, a.high, a.low_open, a.high_open, or_none=True)
    if not _ordered_value(left) or not _ordered_value(right):
        return SOME_WORD
    a, b = bounds(left), bounds(right)
    low, low_open = _outer(a.low, a.low_open, b.low, b.low_open, lower=True)
    high, high_open = _outer(a.high, a.high_open, b.high, b.high_open, lower=False)
    return Range(low, high, low_open, high_open, a.or_none or b.or_none)


def _ordered_value(value: Any) -> bool:
    return value is not SOME_WORD and not isinstance(value, (str, Label, tuple))


def _outer(x: Any, x_open: bool, y: Any, y_open: bool, *, lower: bool) -> tuple[Any, bool]:
    if x is None or y is None:
        return None, False
    if x == y:
        return x, x_open and y_open
    return (x, x_open) if (x < y) == lower else (y, y_open)


def extreme(values: list[Any], *, largest: bool) -> Any:
    """The largest (or smallest) of these; values known not to exist are left out."""
    result: Any = NONE
    for value in values:
        if value is NONE:
            continue
        result = value if result is NONE else _extreme_of_two(result, value, largest=largest)
    return result


def _extreme_of_two(left: Any, right: Any, *, largest: bool) -> Any:
    if type(left) is not Range and type(right) is not Range:
        return max(left, right) if largest else min(left, right)
    a, b = bounds(left), bounds(right)
    low, low_open = _inner(a.low, a.low_open, b.low, b.low_open, lower=True, largest=largest)
    high, high_open = _inner(a.high, a.high_open, b.high, b.high_open, lower=False, largest=largest)
    result: Any = Range(low, high, low_open, high_open)
    if a.or_none:
        result = hull(result, right)
    if b.or_none:
        result = hull(result, left)
    return result if a.or_none == b.or_none else replace(result, or_none=False)


def _inner(
    x: Any,
    x_open: bool,
    y: Any,
    y_open: bool,
    *,
    lower: bool,
    largest: bool,
) -> tuple[Any, bool]:
    """One bound of max(a, b) or min(a, b) from the same bounds of a and b."""
    if x is None or y is None:
        unbounded_wins = lower != largest
        if unbounded_wins:
            return None, False
        return (y, y_open) if x is None else (x, x_open)
    if x == y:
        opens = (x_open or y_open) if lower == largest else (x_open and y_open)
        return x, opens
    return (x, x_open) if (x > y) == largest else (y, y_open)


def _maybe(operation: Callable[[Any, Any], Any], x: Any, y: Any) -> Any:
    return None if x is None or y is None else operation(x, y)


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, date):
        return later(left, right, 1)
    if isinstance(right, Period) or isinstance(left, Period):
        return _days(left) + _days(right)
    return left + right


def _minus(left: Any, right: Any) -> Any:
    if isinstance(left, date):
        return (left - right).days if isinstance(right, date) else later(left, right, -1)
    if isinstance(right, Period) or isinstance(left, Period):
        return _days(left) - _days(right)
    return left - right


def _days(value: Any) -> Any:
    return value.days if isinstance(value, Period) else value

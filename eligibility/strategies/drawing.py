"""Draws one value of a fact: on a figure of the pack, a unit beside it, or a share of another."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from eligibility.classes import dataclass
from eligibility.language.types import Kind, Type
from eligibility.language.units import AREA_UNITS, M2, MONEY_UNITS, Period
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.strategies.figures import Figures
from eligibility.submission.catalogue import info_of

Draw = Callable[[st.SearchStrategy[Any]], Any]
MU, HECTARE, YUAN = AREA_UNITS["亩"], AREA_UNITS["公顷"], MONEY_UNITS["元"]
USUAL: dict[Kind, tuple[Any, ...]] = {
    Kind.AREA: (0, 1, M2, MU, 7 * MU, 100 * MU, 10 * HECTARE, 700 * HECTARE),
    Kind.MONEY: (0, 1, 100 * YUAN, 50_000_000 * YUAN, 100_000_000 * YUAN),
    Kind.RATE: (Fraction(0), Fraction(200_000 * YUAN, MU), Fraction(3_000_000 * YUAN, MU)),
    Kind.RATIO: (Fraction(0), Fraction(7, 100), Fraction(1, 2), Fraction(1)),
    Kind.COUNT: (0, 1, 2, 3),
}
# One unit beside a figure: the exact base unit, and the unit that people write.
STEPS: dict[Kind, tuple[Any, ...]] = {
    Kind.AREA: (1, M2), Kind.MONEY: (1, YUAN), Kind.COUNT: (1,),
    Kind.RATE: (Fraction(YUAN, MU),), Kind.RATIO: (Fraction(1, 10_000), Fraction(1, 100)),
}  # fmt: skip
# Words that say something about a text instead of being one.
RESERVED = frozenset({"none", "unknown", "null", "~"})
OTHER_WORD, UNLISTED = "其他", Label("目录外的行业")


@dataclass
class World:
    """What has been drawn so far, so that later values can lie on a share of earlier ones."""

    figures: Figures
    day: date
    industries: tuple[str, ...] = ()
    holes: int = 25
    numbers: dict[Kind, list[Any]] = field(default_factory=dict)
    dates: list[date] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dates.append(self.day)
        self.dates += sorted(self.figures.numbers.get(Kind.DATE, ()))


def value(draw: Draw, world: World, path: str, type: Type) -> Value:
    """A known value of `type` for the fact `path` (`none` where it may be absent)."""
    if type.absent and draw(st.integers(0, 3)) == 0:
        return NONE
    match type.kind:
        case Kind.TRUTH:
            return bool(draw(st.sampled_from([True, True, False])))
        case Kind.DATE:
            return _day(draw, world)
        case Kind.LIST:
            return _list(draw, world, path, type)
        case Kind.ENUM | Kind.TEXT | Kind.INDUSTRY:
            return _word(draw, world, path, type)
        case _:
            return _number(draw, world, type)


def _word(draw: Draw, world: World, path: str, type: Type) -> str | Label:
    words = sorted(world.figures.words.get(path, ()))
    if type.kind is Kind.INDUSTRY:
        named = [Label(w, w) for w in words if w in world.industries]
        listed = [Label(w, w) for w in world.industries if w not in words]
        return _mostly(draw, named, [*listed, UNLISTED])  # type: ignore[no-any-return]
    others = list(type.words) if type.kind is Kind.ENUM else [OTHER_WORD]
    fits = others if type.kind is Kind.ENUM else [w for w in world.words if w not in RESERVED]
    met = [w for w in dict.fromkeys(world.words) if w in fits]
    if met and draw(st.integers(0, 4)) == 4:
        return draw(st.sampled_from(met))  # type: ignore[no-any-return]
    word: str = _mostly(draw, [w for w in words if w in type.words or not type.words], others)
    world.words.append(word)
    return word


def _mostly(draw: Draw, named: list[Any], others: list[Any]) -> Any:
    """One of the words that the rules name, or at times another."""
    pool = others if not named or draw(st.integers(0, 3)) == 3 else named
    return draw(st.sampled_from(pool))


def _day(draw: Draw, world: World) -> date:
    """A day already met, a period before or after one, or a day beside it."""
    day: date = draw(st.sampled_from(world.dates))
    periods = sorted(world.figures.numbers.get(Kind.DURATION, ()), key=repr)
    if periods and draw(st.booleans()):
        sign = draw(st.sampled_from([1, -1]))
        for _ in range(draw(st.integers(1, 2))):
            day = later(day, draw(st.sampled_from(periods)), sign)
    day += timedelta(days=draw(st.sampled_from([0, 0, 1, -1])))
    world.dates.append(day)
    return day


def later(day: date, period: Period | int, sign: int = 1) -> date:
    """The day a period later (`sign` 1) or earlier (-1); working days count as calendar days."""
    if isinstance(period, int):
        return day + timedelta(days=sign * period)
    months = day.year * 12 + day.month - 1 + sign * period.months
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(day.day, last))
    return moved + timedelta(days=sign * (period.days + period.working_days))


def _number(draw: Draw, world: World, type: Type) -> int | Fraction:
    """A figure, a product of two, or a number met before; then perhaps a step beside it."""
    kind = type.kind
    met = world.numbers.setdefault(kind, [])
    figures = sorted(world.figures.numbers.get(kind, ()))
    pools = [p for p in (figures, met, _products(world, kind), list(USUAL.get(kind, (0, 1)))) if p]
    number = draw(st.sampled_from(draw(st.sampled_from(pools))))
    steps = [s for step in STEPS.get(kind, (1,)) for s in (step, -step)]
    number += draw(st.sampled_from([0, 0, *steps]))
    if kind in (Kind.AREA, Kind.MONEY, Kind.COUNT):
        number = int(number // 1)
    number = within(type, number)
    met.append(number)
    return number  # type: ignore[no-any-return]


def _products(world: World, kind: Kind) -> list[Any]:
    """Shares of numbers of the same kind, and rates times areas."""
    ratios = sorted(world.figures.numbers.get(Kind.RATIO, ())) + world.numbers.get(Kind.RATIO, [])
    found = [r * n for r in ratios for n in world.numbers.get(kind, [])]
    if kind is Kind.MONEY:
        rates = list(world.figures.numbers.get(Kind.RATE, ())) + world.numbers.get(Kind.RATE, [])
        found += [r * a for r in sorted(rates) for a in world.numbers.get(Kind.AREA, [])]
    return found


def within(type: Type, number: Any) -> Any:
    """The number, moved into the bounds of `type` where it lies outside."""
    step = Fraction(1, 100) if type.kind in (Kind.RATIO, Kind.RATE) else 1
    low = 0 if type.low is None else type.low + step if type.low_open else type.low
    number = max(number, low)
    return number if type.high is None else min(number, type.high)


def _list(draw: Draw, world: World, path: str, type: Type) -> tuple[Any, ...]:
    item = type.item or Type(Kind.TEXT)
    length = draw(st.sampled_from([0, 1, 1, 2, 3]))
    if item.kind is not Kind.RECORD:
        drawn = [_word(draw, world, path, item) for _ in range(length)]
        return tuple(w for w in dict.fromkeys(drawn) if w not in RESERVED)
    return tuple(record(draw, world, path, index, item) for index in range(length))


def record(draw: Draw, world: World, path: str, index: int, item: Type) -> Record:
    """One item of a list of records: the fields that the rules name are drawn, no others."""
    own = f"{path}[{index}]"
    values: dict[str, Value] = {}
    for name, type in item.fields.items():
        named = f"{path}.{name}" in world.figures.named
        missing = not named or hole(draw, world)
        values[name] = (
            left_out(draw, world, f"{own}.{name}", named=named)
            if missing
            else _placed(f"{own}.{name}", value(draw, world, f"{path}.{name}", type))
        )
    return Record(own, own, values)


def _placed(path: str, drawn: Value) -> Value:
    """The items of a list within an item, by the path that they have there."""
    if not isinstance(drawn, tuple):
        return drawn
    return tuple(
        Record(f"{path}[{index}]", f"{path}[{index}]", one.fields)
        if isinstance(one, Record)
        else one
        for index, one in enumerate(drawn)
    )


def left_out(draw: Draw, world: World, path: str, *, named: bool) -> Value:
    """What a fact is when nothing is drawn: as if missing, or at times said to be unknown."""
    if named and world.holes and draw(st.integers(0, 3)) == 3:
        return UNKNOWN
    return missing_means(path)


def missing_means(path: str) -> Value:
    """What a fact that is missing is taken for: `none` where it is absent by nature."""
    info = info_of(path)
    return NONE if info is not None and info.absent else UNKNOWN


def hole(draw: Draw, world: World) -> bool:
    """Whether a fact is left out, `holes` times of a hundred."""
    return world.holes > 0 and int(draw(st.integers(0, 99))) < world.holes

"""What may be changed, by whom and in which direction: the declared levers as terms of a space.

Never an observed state, never a day that has passed, never against the declared direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis.dates import Day
from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.terms import FALSE, Number, either, exact, negation
from eligibility.language.types import Kind, Type
from eligibility.language.units import AREA_UNITS, MONEY_UNITS
from eligibility.language.values import NONE, UNKNOWN, Label, Value
from eligibility.submission.catalogue import info_of
from eligibility.submission.model.declare import Lever

# The steps in which people write what has no base unit.
GRID: dict[Kind, Fraction] = {
    Kind.RATE: Fraction(MONEY_UNITS["元"], AREA_UNITS["亩"]), Kind.RATIO: Fraction(1, 10_000),
}  # fmt: skip
WORDS = frozenset({Kind.ENUM, Kind.TEXT, Kind.INDUSTRY})


@dataclass(frozen=True)
class Move:
    """A fact that may be changed: whether it is, how far (`amount`), and what must hold of it."""

    path: str
    type: Type
    lever: Lever
    old: Value
    changed: Any
    amount: Any
    conditions: tuple[Any, ...]


def lever_of(path: str, type: Type) -> Lever | None:
    """The lever of a fact; of a list of records, that by which an item is added."""
    info = info_of(path)
    if info is None:
        return None
    if type.item is not None and type.item.kind is Kind.RECORD:
        first = info_of(f"{path}[].kind")
        return first.lever if first is not None and first.lever.direction == "up" else None
    return info.lever if info.lever.who != "nobody" else None


def movable(path: str, type: Type, value: Value, as_of: date) -> bool:
    """Whether a stated fact may be changed at all."""
    if value is UNKNOWN or lever_of(path, type) is None:
        return False
    if path.startswith("consents["):
        return False  # a consent that was given is what it is; another may be added
    return not (isinstance(value, date) and value <= as_of)


def move(space: Space, path: str, old: Value, as_of: date) -> Move | None:
    """How a fact of the space may be changed."""
    type, made = space.types[path], space.made[path]
    lever = lever_of(path, type)
    if lever is None:
        return None
    changed, amount, conditions = _how(space, path, type, made, lever, old, as_of)
    return Move(path, type, lever, old, changed, amount, tuple(conditions))


def _how(
    space: Space, path: str, type: Type, made: Any, lever: Lever, old: Value, as_of: date
) -> tuple[Any, Any, list[Any]]:
    if isinstance(made, list):
        if type.item is not None and type.item.kind is Kind.RECORD:
            return _added(space, made, lever, as_of)
        return _words(made, lever, old)
    if z3.is_bool(made):
        wrong = made if lever.direction == "down" else negation(made)
        fixed = [] if lever.direction == "either" else [z3.Implies(wrong, made == bool(old))]
        return made != bool(old), z3.IntVal(0), fixed
    if isinstance(made, Day):
        return _day(made, lever, old, as_of)
    if type.kind in WORDS:
        return _word(space, made, type, lever, old)
    return _quantity(space, path, made, type, lever, old)


def _quantity(
    space: Space, path: str, made: Number, type: Type, lever: Lever, old: Value
) -> tuple[Any, Any, list[Any]]:
    if not isinstance(old, int | Fraction):  # none: such a figure may not be made up
        return FALSE, z3.IntVal(0), [negation(made.exists)]
    was = exact(old)
    conditions = [made.exists, *_direction(lever, made.term, was)]
    changed = made.term != was
    if type.kind in GRID:
        step = z3.Int(space.name(f"{path}.steps"))
        size = z3.Q(GRID[type.kind].numerator, GRID[type.kind].denominator)
        conditions.append(either(negation(changed), made.term == size * z3.ToReal(step)))
    return changed, z3.If(made.term >= was, made.term - was, was - made.term), conditions


def _direction(lever: Lever, new: Any, old: Any) -> list[Any]:
    if lever.direction == "up":
        return [new >= old]
    return [new <= old] if lever.direction == "down" else []


def _day(made: Day, lever: Lever, old: Value, as_of: date) -> tuple[Any, Any, list[Any]]:
    """A day to come: one that is still ahead may be moved, one that does not exist may be set."""
    ahead = made.ordinal >= as_of.toordinal()
    if not isinstance(old, date):
        later = lever.direction != "down"
        return (
            (made.exists if later else FALSE),
            z3.IntVal(0),
            [z3.Implies(made.exists, ahead) if later else negation(made.exists)],
        )
    was = z3.IntVal(old.toordinal())
    changed = made.ordinal != was
    conditions = [made.exists, z3.Implies(changed, ahead), *_direction(lever, made.ordinal, was)]
    return changed, z3.If(made.ordinal >= was, made.ordinal - was, was - made.ordinal), conditions


def _word(
    space: Space, made: Number, type: Type, lever: Lever, old: Value
) -> tuple[Any, Any, list[Any]]:
    name = old.name if isinstance(old, Label) else old
    if not isinstance(name, str):
        return made.exists, z3.IntVal(0), []
    was = space.code(name)
    words = list(type.words)
    allowed = words
    if name in words and lever.direction in ("up", "down"):
        at = words.index(name)
        allowed = words[at:] if lever.direction == "up" else words[: at + 1]
    within = [z3.Or([made.term == space.code(word) for word in allowed])] if allowed else []
    return made.term != was, z3.IntVal(0), [made.exists, *within]


def _words(made: list[Any], lever: Lever, old: Value) -> tuple[Any, Any, list[Any]]:
    words = old if isinstance(old, tuple) else ()
    stated = {(w.name or w.written) if isinstance(w, Label) else w for w in words}
    flips, conditions = [], []
    for word in made:
        if not isinstance(word, Word):
            continue
        was = word.word in stated
        flips.append(word.present if not was else negation(word.present))
        barred = "up" if was else "down"  # what stands there stays under `up`, and so on
        if lever.direction == barred:
            conditions.append(negation(flips[-1]))
    ones = [z3.If(flip, z3.IntVal(1), z3.IntVal(0)) for flip in flips]
    return either(*flips), z3.Sum(ones) if ones else z3.IntVal(0), conditions


def _added(space: Space, rows: list[Any], lever: Lever, as_of: date) -> tuple[Any, Any, list[Any]]:
    """An item that is added: it is of the day of judgement, and whose lever it is issues it."""
    new = [row for row in rows if isinstance(row, Row) and row.record is None]
    conditions: list[Any] = []
    for row in new:
        for name, type in row.type.fields.items():
            made = space.made.get(f"{row.path}.{name}")
            if made is None:
                continue
            conditions += _of_new(space, made, type, name, lever, as_of)
            if isinstance(made, Number) and type.absent and type.kind not in WORDS:
                conditions.append(negation(made.exists))  # it names no figure: the rules' own hold
    return either(*(row.present for row in new)), z3.IntVal(0), conditions


def _of_new(space: Space, made: Any, type: Type, name: str, lever: Lever, as_of: date) -> list[Any]:
    if isinstance(made, Day):
        return [made.exists, made.ordinal == as_of.toordinal()]
    if name == "issuer" and isinstance(made, Number) and lever.who in type.words:
        return [made.exists, made.term == space.code(lever.who)]
    return []


_STEPS: dict[Kind, Fraction] = {
    Kind.AREA: Fraction(AREA_UNITS["亩"], 100), Kind.MONEY: Fraction(MONEY_UNITS["万元"], 100),
    **GRID,
}  # fmt: skip


def practical(old: Any, new: Any, type: Type) -> Any:
    """The nearest value in hundredths of 亩 or 万元 that goes at least as far as `new`."""
    step = _STEPS.get(type.kind)
    if step is None or not isinstance(new, int | Fraction) or NONE in (old, new):
        return new
    steps = Fraction(new) / step
    up = new > old
    rounded = (steps.__ceil__() if up else steps.__floor__()) * step
    if type.low is not None and (rounded < type.low or (type.low_open and rounded == type.low)):
        return new
    if type.high is not None and rounded > type.high:
        return new
    return int(rounded) if type.kind in (Kind.AREA, Kind.MONEY) else rounded

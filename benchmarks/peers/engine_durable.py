"""The job in durable_rules itself: a rule for each case; a rule that fires sets the code.

Arithmetic may stand on the right only, so the comparisons are turned round: for whole numbers
`x > y * a / b`, rounded down, is exact, and so is its contrary. A missing fact is an explicit
null, with which no comparison holds.
"""
# ruff: noqa: E711, E712  (conditions are built with `==` by operator overloading)

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

from durable.engine import MessageNotHandledException
from durable.lang import assert_fact, delete_state, m, ruleset, when_all
from peers.codes import FAILS, HOLDS, NOT_ON, OPEN, UNSURE
from peers.job import LEVELS, LISTED, NAMES
from peers.reference import MORE_LEVELS

_SET = "peers"
_codes = [UNSURE] * len(NAMES)


def decider() -> Callable[[Mapping[str, Any]], list[int]]:
    """What gives the codes of a record."""
    with ruleset(_SET):
        for rule, code, condition in _cases():
            _register(rule, code, condition)
    numbers = count()

    def decide(record: Mapping[str, Any]) -> list[int]:
        _codes[:] = [UNSURE] * len(NAMES)
        state = str(next(numbers))
        with suppress(MessageNotHandledException):
            assert_fact(_SET, {**record, "sid": state})
        delete_state(_SET, state)
        return list(_codes)

    return decide


def _register(rule: int, code: int, condition: Any) -> None:
    @when_all(condition)
    def fired(_: Any) -> None:
        _codes[rule - 1] = code


def _among(field: str, words: tuple[str, ...]) -> Any:
    first, *rest = words
    found = getattr(m, field) == first
    for word in rest:
        found = found | (getattr(m, field) == word)
    return found


def _cases() -> list[tuple[int, int, Any]]:
    unlisted = tuple(word for word in LEVELS if word not in LISTED)
    elsewhere = tuple(word for word in MORE_LEVELS if word != "provincial")
    both = _among("power_level", LISTED) & _among("works_level", LISTED)
    one = _among("power_level", unlisted) | _among("works_level", unlisted)
    other = (m.power_level != m.works_level) & (m.power_level != None) & (m.works_level != None)
    same = (m.power_level == m.works_level) & (m.power_level != None)
    floor_kept = m.own_floor <= m.floor * 30 / 100
    raised, base = m.own_land <= m.land * 15 / 100, m.own_land <= m.land * 7 / 100
    above_raised, above = m.own_land > m.land * 15 / 100, m.own_land > m.land * 7 / 100
    provincial = m.zone_level == "provincial"
    found = [
        (1, NOT_ON, same), (1, HOLDS, other & both), (1, FAILS, other & one),
        (4, HOLDS, base | ((m.major == True) & raised)),
        (4, FAILS, above_raised | ((m.major == False) & above)),
        (5, NOT_ON, m.major == False), (5, HOLDS, (m.major == True) & floor_kept),
        (5, FAILS, (m.major == True) & (m.own_floor > m.floor * 30 / 100)),
        (5, OPEN, (m.major == None) & floor_kept),
        (10, NOT_ON, _among("zone_level", elsewhere)), (10, HOLDS, provincial & (m.chains <= 2)),
        (10, FAILS, provincial & (m.chains > 2)),
        (10, OPEN, (m.zone_level == None) & (m.chains <= 2)),
        (13, HOLDS, (m.months < 24) | (m.new == True)),
        (13, FAILS, (m.months >= 24) & (m.new == False)),
    ]  # fmt: skip
    pairs = {
        2: (m.total > m.made * 10 / 9, m.total <= m.made * 10 / 9),
        3: (m.total <= m.made * 4, m.total > m.made * 4),
        6: (m.pollution == False, m.pollution == True),
        7: (m.energy == False, m.energy == True),
        8: (m.inefficient == False, m.inefficient == True),
        9: (m.chains <= 3, m.chains > 3),
        11: (m.tax >= m.tax_floor, m.tax < m.tax_floor),
        12: (m.intensity >= m.intensity_floor, m.intensity < m.intensity_floor),
        14: (m.floor <= m.land * 4, m.floor > m.land * 4),
        15: (m.land <= m.floor * 10 / 8, m.land > m.floor * 10 / 8),
        16: (m.made <= m.total, m.made > m.total),
        17: (m.own_floor <= m.own_land * 6, m.own_floor > m.own_land * 6),
        18: (m.total >= 5_000_000, m.total < 5_000_000),
        19: (m.months <= 60, m.months > 60),
        20: (m.intensity_floor <= m.intensity * 10 / 7, m.intensity_floor > m.intensity * 10 / 7),
    }  # fmt: skip
    for rule, (holds, fails) in pairs.items():
        found += [(rule, HOLDS, holds), (rule, FAILS, fails)]
    return found

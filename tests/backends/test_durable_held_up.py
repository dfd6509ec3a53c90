"""A process that is held up, or a clock that is put forward, changes nothing that is inferred.

durable-rules drops an action that ends ten seconds after it began, by the clock on the wall.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from backends.test_durable import FAILS, HOLDS, LAND, case, infer

from eligibility.backends import durable_host
from eligibility.backends.durable import DurableEngine
from eligibility.backends.durable_host import Interrupted
from eligibility.evaluation.inference import FALSE, TRUE, ExceptionCase, MatterCase

CASES = (
    case(0, FAILS, exceptions=(ExceptionCase("land_cap", 0, FALSE),)),
    case(1, FAILS),
    case(2, HOLDS, FAILS, subject="地块1"),
    case(3, HOLDS, duties=(("duty-0", TRUE),)),
)
LEAP = 11  # seconds, more than the library waits
LOOKS = 80  # more often than the library looks at the clock in one inference


def leaping(first: int, last: int) -> Callable[[], int]:
    """A clock that leaps whenever it is looked at, from one look to another."""
    looks = now = 0

    def clock() -> int:
        nonlocal looks, now
        looks += 1
        now += LEAP if first <= looks <= last else 0
        return now

    return clock


def count_the_time(monkeypatch: pytest.MonkeyPatch, clock: Callable[[], int]) -> None:
    """Plant the fault: the library's time-out counts."""
    monkeypatch.setattr(durable_host, "_only_just_begun", lambda _: None)
    monkeypatch.setattr("durable.engine._unix_now", clock)


@pytest.mark.parametrize("look", [*range(1, LOOKS, 7), None])
def test_held_up_at_any_time(look: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, matters = DurableEngine(), (MatterCase(LAND, CASES, in_verdict=True),)
    wanted = engine._inferred(matters)
    monkeypatch.setattr("durable.engine._unix_now", leaping(look or 1, look or LOOKS))
    assert engine._inferred(matters) == wanted


def test_what_the_library_drops_is_inferred_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, opened = infer(*CASES), 0
    opens = durable_host.Ruleset.open

    def counted(*given: object) -> None:
        nonlocal opened
        opened += 1
        opens(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(durable_host.Ruleset, "open", counted)
    for look in range(1, LOOKS):
        with monkeypatch.context() as patched:
            count_the_time(patched, leaping(look, look))
            assert infer(*CASES) == wanted
    once = 2 * (LOOKS - 1)  # a matter and the verdict, for each look
    assert opened > once


def test_what_it_drops_twice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a wrong answer: an inference that is not whole is none."""
    wanted = infer(*CASES)
    with monkeypatch.context() as patched:
        count_the_time(patched, leaping(1, 10**6))
        with pytest.raises(Interrupted, match="was dropped"):
            infer(*CASES)
    assert infer(*CASES) == wanted

"""How two answers to one submission differ: verdict, conclusions, statuses, and anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eligibility.classes import dataclass

# What is no part of the decision itself: who decided, under which name, in which words.
_BESIDE = frozenset({"program", "engine", "file", "rulebook", "submission", "format"})


@dataclass(frozen=True)
class Difference:
    """One thing that came out otherwise. `what`: `verdict`, a matter, a rule, or a part of them."""

    what: str
    recorded: Any
    now: Any

    def to_json(self) -> dict[str, Any]:
        """The difference as an object."""
        return {"what": self.what, "recorded": self.recorded, "now": self.now}


def differences(
    recorded: Mapping[str, Any], now: Mapping[str, Any], *, besides: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """Everything that differs between two answers: the verdict first, then matters and rules."""
    skip = _BESIDE | besides | {"matters", "verdict"}
    return (
        *_pair("verdict", recorded.get("verdict"), now.get("verdict")),
        *_matters(_by(recorded.get("matters"), "matter"), _by(now.get("matters"), "matter")),
        *_parts("", recorded, now, skip),
    )


def _matters(recorded: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for name in {**recorded, **now}:
        before, after = recorded.get(name), now.get(name)
        if before is None or after is None:
            shown = (before and before["conclusion"], after and after["conclusion"])
            yield Difference(name, *shown)
            continue
        yield from _pair(name, before["conclusion"], after["conclusion"])
        yield from _rules(_by_subject(before), _by_subject(after))
        yield from _parts(f"{name}: ", before, after, frozenset({"rules", "conclusion"}))


def _rules(recorded: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for name in {**recorded, **now}:
        before, after = recorded.get(name), now.get(name)
        if before is None or after is None:
            yield Difference(name, before and before["status"], after and after["status"])
            continue
        yield from _pair(name, before["status"], after["status"])
        yield from _parts(f"{name}: ", before, after, frozenset({"status"}))


def _parts(
    inside: str, recorded: Mapping[str, Any], now: Mapping[str, Any], skip: frozenset[str]
) -> Iterator[Difference]:
    for key in {**recorded, **now}:
        if key not in skip:
            yield from _pair(f"{inside}{key}", recorded.get(key), now.get(key))


def _pair(what: str, recorded: Any, now: Any) -> Iterator[Difference]:
    if recorded != now:
        yield Difference(what, recorded, now)


def _by(items: Any, key: str) -> dict[str, Any]:
    return {item[key]: item for item in items or ()}


def _by_subject(matter: Mapping[str, Any]) -> dict[str, Any]:
    named = ((r["id"] + (f" [{r['subject']}]" if r["subject"] else ""), r) for r in matter["rules"])
    return dict(named)

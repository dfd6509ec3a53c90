"""The door to durable-rules: one host for the process, rulesets that take down what fired.

What the library needs to be kept safe and small (2.0.28, measured): facts, never events; a `sid` of
its own for each submission, deleted afterwards; a state in which nothing has fired must not be
deleted (it frees memory that was never set), hence the `opened` fact; every fact with an `id` of
ours, because ids made by the library are compared by 32-bit hashes; no background threads; actions
without its time-out.

The time-out: an action that ends more than ten seconds of the wall clock after it began (a process
that was held up, a clock that was put forward) is dropped by the library without a word, and what
waits behind it never fires. Every action here tells the library that it has only just begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Final

import durable.engine

from eligibility.backends.durable_production import Production, ruleset

# Takes a production that fired and its matches: each a mapping from alias to the fact's fields.
Match = dict[str, dict[str, int]]
Listener = Callable[[Production, list[Match]], None]


class _QuietHost(durable.engine.Host):  # type: ignore[misc]
    """durable-rules' host without its dispatching threads: each inference runs in its caller."""

    def _run(self) -> None:
        return


_host = _QuietHost()
_numbers = count(1)
# The library counts an action's ten seconds from here: a day, in seconds, that never comes.
_NEVER: Final = 1 << 62
# What asserting gives back when the library dropped an action; it is a state or None otherwise.
_DROPPED: Final = 0


class Interrupted(RuntimeError):
    """The library dropped an action, so that what followed from it never fired."""


class Ruleset:
    """A ruleset in the process's host. Rulesets stay in memory for good: make few, keep them.

    Only one submission may be open in it at a time.
    """

    def __init__(self, about: str, productions: tuple[Production, ...]) -> None:
        self.name = f"{next(_numbers)} {about}"
        self.productions = productions
        self._sid = ""
        self._facts: set[frozenset[tuple[str, int]]] = set()
        self._ids = count(1)
        self._listener: Listener = _deaf
        self._verdict: Ruleset | None = None
        self._fault: BaseException | None = None
        rules = ruleset(productions)
        for key, rule in rules.items():
            rule["run"] = self._action(productions[int(key)]) if key.isdigit() else _nothing
        _host.register_rulesets({self.name: rules})

    def open(self, sid: str, listener: Listener, verdict: Ruleset | None = None) -> None:
        """Begin a submission: `listener` hears what fires, `verdict` takes the conclusions."""
        self._sid, self._listener, self._verdict = sid, listener, verdict
        self._facts, self._ids, self._fault = set(), count(1), None
        self.take([{"opened": 1}])

    def take(self, facts: Iterable[Mapping[str, int]]) -> None:
        """Assert facts that are not known yet, and let everything fire that follows from them.

        `Interrupted` when not everything did.
        """
        new = [fact for fact in facts if self._is_new(fact)]
        rest = _host.assert_facts(self.name, [self._stamped(fact) for fact in new]) if new else None
        if self._fault is not None:
            raise self._fault
        if rest == _DROPPED:
            raise Interrupted(f"an action of `{self.name}` was dropped")

    def close(self) -> None:
        """Forget the submission."""
        self._facts, self._listener, self._verdict = set(), _deaf, None
        _host.delete_state(self.name, self._sid)

    def _is_new(self, fact: Mapping[str, int]) -> bool:
        content = frozenset(fact.items())
        new = content not in self._facts
        self._facts.add(content)
        return new

    def _stamped(self, fact: Mapping[str, int]) -> dict[str, int | str]:
        return {**fact, "sid": self._sid, "id": str(next(self._ids))}

    def _action(self, production: Production) -> Callable[[Any], None]:
        def run(closure: Any) -> None:
            try:
                self._fired(production, closure)
            except BaseException as fault:  # noqa: BLE001 - the library would swallow it
                self._fault = fault
            _only_just_begun(closure)

        return run

    def _fired(self, production: Production, closure: Any) -> None:
        matches: list[Match] = [dict(match.items()) for match in closure.m]
        self._listener(production, matches)
        if production.derives is None:
            return
        for match in matches:
            fact = dict(production.derives)
            for key, alias, source in production.copied:
                fact[key] = match[alias][source]
            if production.to_verdict:
                if self._verdict is not None:
                    self._verdict.take([fact])
            elif self._is_new(fact):
                closure.assert_fact(self._stamped(fact))


def _nothing(closure: Any) -> None:
    """The action of the two rules that only keep the library safe."""
    _only_just_begun(closure)


def _only_just_begun(closure: Any) -> None:
    """Keep the library from dropping an action that took long."""
    closure._start_time = _NEVER  # noqa: SLF001 - there is no other way


def _deaf(_production: Production, _matches: list[Match]) -> None:
    """The listener of a ruleset that is not open."""

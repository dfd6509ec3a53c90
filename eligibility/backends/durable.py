"""The engine that lets durable-rules infer: facts in, productions fire, what they told comes out.

Nothing is decided here: what a production answers is taken down when it fires, and an exception
that none chose is not taken. The exact truths come from the evaluation, as integers: 1 true,
0 false, -1 either.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count
from typing import Final

from eligibility.backends.durable_conclusion import verdict
from eligibility.backends.durable_host import Interrupted, Ruleset
from eligibility.backends.durable_network import RuleShape, Shape, productions
from eligibility.backends.durable_production import CONCLUSION
from eligibility.backends.durable_told import Incomplete, Told
from eligibility.evaluation.inference import (
    EITHER,
    FALSE,
    TRUE,
    Inference,
    MatterCase,
    MatterInference,
    RuleCase,
)
from eligibility.language.pack import Definition, Rule

_TRUTH: Final = {TRUE: 1, FALSE: 0, EITHER: -1}


class _Network:
    """A matter's ruleset, and how cases become its facts."""

    def __init__(self, shape: Shape, without: frozenset[str]) -> None:
        self.shape = shape
        self._rules = {rule.id: (i, rule) for i, rule in enumerate(shape.rules)}
        self._definitions = {name: (i, size) for i, (name, size) in enumerate(shape.definitions)}
        kept = tuple(p for p in productions(shape) if p.name not in without)
        self.ruleset = Ruleset(shape.matter, kept)

    def fits(self, case: RuleCase) -> bool:
        """Whether the network has the productions of this case's rule and definitions."""
        _, shape = self._rules.get(case.rule.id, (0, None))
        return shape == _rule_shape(case.rule) and all(
            self._definitions.get(e.definition, (0, 0))[1] > e.index for e in case.exceptions
        )

    def facts(self, matter: MatterCase) -> Iterator[dict[str, int]]:
        """The facts of the matter's cases; permissions of one subject share a group."""
        groups: dict[tuple[str | None, str | None], int] = {}
        for case in matter.cases:
            yield from self._choices(case)
            yield self._outcome(case, groups.setdefault((case.subject, case.of_any), len(groups)))

    def _choices(self, case: RuleCase) -> Iterator[dict[str, int]]:
        found: dict[str, dict[int, int]] = {}
        for exception in case.exceptions:
            found.setdefault(exception.definition, {})[exception.index] = _TRUTH[exception.truth]
        for name, truths in found.items():
            ordinal, size = self._definitions[name]
            whens = {f"when{i}": truths.get(i, 0) for i in range(size)}
            yield {"choice": ordinal, "case": case.key, **whens}

    def _outcome(self, case: RuleCase, group: int) -> dict[str, int]:
        ordinal, shape = self._rules[case.rule.id]
        truths = dict(case.duties)
        return {
            "outcome": ordinal, "case": case.key, "group": group,
            "na": int(any(not applies for applies, _ in case.outcomes)),
            "yes": int((True, True) in case.outcomes), "no": int((True, False) in case.outcomes),
            "capped": int(case.caps_at_refer), "departed": int(case.departed),
            "reported": int(case.reported_only),
            "decides": int(shape.decides and not case.reported_only),
            **{f"due{i}": _TRUTH[truths.get(duty, FALSE)] for i, duty in enumerate(shape.duties)},
        }  # fmt: skip


def _rule_shape(rule: Rule) -> RuleShape:
    return RuleShape(rule.id, rule.kind, rule.force, tuple(duty.id for duty in rule.duties))


def _grown(known: Shape | None, about: str, matter: MatterCase) -> Shape:
    """The known shape with the matter's rules, and with what its cases bring from elsewhere."""
    rules = {rule.id: rule for rule in known.rules} if known else {}
    rules |= {rule.id: _rule_shape(rule) for rule in matter.matter.rules}
    rules |= {case.rule.id: _rule_shape(case.rule) for case in matter.cases}
    sizes = {
        name: len(d.exceptions)
        for name, d in matter.matter.definitions.items()
        if isinstance(d, Definition) and d.exceptions
    }
    brought = [(e.definition, e.index + 1) for case in matter.cases for e in case.exceptions]
    for name, size in (*(known.definitions if known else ()), *brought):
        sizes[name] = max(size, sizes.get(name, 0))
    permits = matter.matter.kind == "permission"
    return Shape(about, tuple(rules.values()), tuple(sizes.items()), permits)


# Rulesets cannot be unloaded: one for each matter, made when it is first assessed, kept for good.
_networks: dict[tuple[str, frozenset[str]], _Network] = {}
_by_shape: dict[tuple[Shape, frozenset[str]], _Network] = {}
_verdicts: dict[frozenset[str], Ruleset] = {}
_lock = threading.Lock()
_sids = count(1)


class DurableEngine:
    """Infers with durable-rules. `without` names productions to leave out, to see what they do."""

    name = "durable"

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self._without = without

    def infer(self, cases: tuple[MatterCase, ...]) -> Inference:
        """Statuses, exceptions, duties, conclusions and verdict, each as a production told it.

        What the library leaves unfinished is inferred once more, from nothing; `Incomplete` or
        `Interrupted` when that is not whole either.
        """
        try:
            return self._inferred(cases)
        except (Incomplete, Interrupted):
            return self._inferred(cases)

    def _inferred(self, cases: tuple[MatterCase, ...]) -> Inference:
        told = Told(cases)
        with _lock:
            sid = str(next(_sids))
            last = self._verdict()
            last.open(sid, told.hear)
            try:
                matters = {m.matter.name: self._matter(m, sid, told, last) for m in cases}
                last.take([{"stage": CONCLUSION}])
            finally:
                last.close()
        if silent := told.silent():
            raise Incomplete(f"no production gave a status to {', '.join(silent)}")
        return Inference(
            possible=told.statuses, taken=told.taken, owed=told.owed, matters=matters,
            verdict=told.concluded("the verdict").conclusion, fired=tuple(told.fired),
        )  # fmt: skip

    def _matter(self, matter: MatterCase, sid: str, told: Told, last: Ruleset) -> MatterInference:
        network = self._network(matter)
        network.ruleset.open(sid, told.hear, last)
        try:
            network.ruleset.take(network.facts(matter))
            for stage in network.shape.stages:
                network.ruleset.take([{"stage": stage, "counts": int(matter.in_verdict)}])
        finally:
            network.ruleset.close()
        return told.concluded(matter.matter.name)

    def _network(self, matter: MatterCase) -> _Network:
        key = f"{matter.matter.jurisdiction}/{matter.matter.name}", self._without
        known = _networks.get(key)
        if known is None or not all(known.fits(case) for case in matter.cases):
            exact = _grown(known.shape if known else None, key[0], matter), self._without
            if exact not in _by_shape:
                _by_shape[exact] = _Network(*exact)
            known = _networks[key] = _by_shape[exact]
        return known

    def _verdict(self) -> Ruleset:
        if self._without not in _verdicts:
            kept = tuple(p for p in verdict() if p.name not in self._without)
            _verdicts[self._without] = Ruleset("verdict", kept)
        return _verdicts[self._without]

"""What the productions that fired have told of one submission, case by case."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.backends.durable_host import Match
from eligibility.backends.durable_production import Production
from eligibility.evaluation.assessment import Conclusion, Status
from eligibility.evaluation.inference import FALSE, MatterCase, MatterInference, RuleCase


class Incomplete(RuntimeError):
    """The network left a case, a matter or the verdict without one answer."""


class Told:
    """The answers so far, and the names of the productions in the order in which they fired."""

    def __init__(self, matters: tuple[MatterCase, ...]) -> None:
        self._cases = {case.key: case for matter in matters for case in matter.cases}
        self._order = {case.key: i for i, case in enumerate(_in_order(matters))}
        self.statuses: dict[int, frozenset[Status]] = {}
        self.taken = {k: _none_taken(case) for k, case in self._cases.items() if case.exceptions}
        self.owed: dict[int, tuple[str, ...]] = {
            key: () for key, case in self._cases.items() if case.duties
        }
        self.fired: list[str] = []
        self._conclusion: Conclusion | None = None
        self._deciding: set[int] = set()

    def hear(self, production: Production, matches: list[Match]) -> None:
        """Take down a firing: its answer, and its name with each rule and subject it fired for."""
        found = {m["f"]["case"] for m in matches if "f" in m and "case" in m["f"]}
        keys = sorted(found, key=self._order.__getitem__)
        self.fired += [self._name(production, key) for key in keys] or [production.name]
        answer = production.answer
        if answer.conclusion is not None:
            self._conclude(answer.conclusion, found)
        for key in keys:
            if answer.statuses:
                self.statuses[key] = answer.statuses
            elif answer.taken is not None:
                name, index, truth = answer.taken
                self.taken[key][name, index] = truth
            elif answer.owed is not None:
                self.owed[key] += (answer.owed,)

    def _conclude(self, conclusion: Conclusion, keys: set[int]) -> None:
        if self._conclusion not in (None, conclusion):
            raise Incomplete(f"both {self._conclusion} and {conclusion} were concluded")
        self._conclusion = conclusion
        self._deciding |= keys

    def concluded(self, about: str) -> MatterInference:
        """The conclusion that was told since this was last asked, and the cases that decided it."""
        if self._conclusion is None:
            raise Incomplete(f"no production concluded {about}")
        deciding = tuple(sorted(self._deciding, key=self._order.__getitem__))
        told = MatterInference(self._conclusion, deciding)
        self._conclusion, self._deciding = None, set()
        return told

    def silent(self) -> list[str]:
        """The rules whose cases were given no status."""
        return [case.rule.id for key, case in self._cases.items() if key not in self.statuses]

    def _name(self, production: Production, key: int) -> str:
        case = self._cases[key]
        who = f"{case.rule.id} ({case.subject})" if case.subject else case.rule.id
        if production.about == case.rule.id:
            return f"{who}: {production.says}"
        return f"{production.name} {'by' if production.answer.conclusion else 'for'} {who}"


def _none_taken(case: RuleCase) -> dict[tuple[str, int], int]:
    return {(e.definition, e.index): FALSE for e in case.exceptions}


def _in_order(matters: tuple[MatterCase, ...]) -> Iterator[RuleCase]:
    """All cases in order, but the permissions of one subject together, where the first stands."""
    for matter in matters:
        groups: dict[object, list[RuleCase]] = {}
        for case in matter.cases:
            together = case.rule.kind == "permission" and not case.reported_only
            groups.setdefault(("subject", case.subject) if together else case.key, []).append(case)
        for group in groups.values():
            yield from group

"""The plain interpreter: statuses, conclusions and the verdict from sets of possible outcomes.

It follows contract section 2 word by word and is the oracle that the durable-rules network is held
to. Everything is drawn from sets: a conclusion is decided when every choice of one possible status
for each rule gives it.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.evaluation.assessment import WORST_FIRST, Conclusion, Status
from eligibility.evaluation.inference import (
    EITHER,
    FALSE,
    TRUE,
    Inference,
    MatterCase,
    MatterInference,
    Outcome,
    RuleCase,
)

RANK: dict[Conclusion, int] = {c: i for i, c in enumerate(reversed(WORST_FIRST))}


class Interpreter:
    """The engine that computes each step in plain Python."""

    name = "interpreter"

    def infer(self, cases: tuple[MatterCase, ...]) -> Inference:
        """Statuses, exceptions, duties, conclusions and verdict of these cases."""
        every = [case for matter in cases for case in matter.cases]
        matters = {case.matter.name: conclude(case) for case in cases}
        counting = [matters[c.matter.name].conclusion for c in cases if c.in_verdict]
        return Inference(
            possible={case.key: statuses(case) for case in every},
            taken={case.key: taken(case) for case in every if case.exceptions},
            owed={case.key: owed(case) for case in every if case.duties},
            matters=matters,
            verdict=worst(counting),
        )


def status(case: RuleCase, outcome: Outcome) -> Status:
    """The status of a rule in one completion."""
    applies, holds = outcome
    if not applies:
        return "not_applicable"
    if case.rule.kind == "prohibition":
        return "violated" if holds else "satisfied"
    return "satisfied" if holds else "violated"


def statuses(case: RuleCase) -> frozenset[Status]:
    """The statuses that some completion gives."""
    return frozenset(status(case, outcome) for outcome in case.outcomes)


def taken(case: RuleCase) -> dict[tuple[str, int], int]:
    """Which exceptions are taken: the first of each definition that holds."""
    result: dict[tuple[str, int], int] = {}
    open_so_far: dict[str, int] = {}
    for exception in case.exceptions:
        before = open_so_far.get(exception.definition, TRUE)
        chosen = (before & exception.truth & TRUE) | ((before | exception.truth) & FALSE)
        result[exception.definition, exception.index] = chosen
        rest = {TRUE: FALSE, FALSE: TRUE, EITHER: EITHER}[exception.truth]
        open_so_far[exception.definition] = (before & rest & TRUE) | ((before | rest) & FALSE)
    return result


def owed(case: RuleCase) -> tuple[str, ...]:
    """The duties that are surely owed."""
    if statuses(case) != {"satisfied"}:
        return ()
    return tuple(id for id, truth in case.duties if truth == TRUE)


def worst(conclusions: Iterable[Conclusion]) -> Conclusion:
    """The worst of these; `not_applicable` of none."""
    return max(conclusions, key=RANK.__getitem__, default="not_applicable")


# The cases of a group by key, and the levels that it can contribute.
_Group = tuple[tuple[int, ...], frozenset[Conclusion]]


def conclude(matter: MatterCase) -> MatterInference:
    """The conclusion of a matter, and the cases that decided it."""
    sought, beside = _sorted(matter)
    possible = _possible(sought, beside)
    conclusion = next(iter(possible)) if len(possible) == 1 else "undetermined"
    if conclusion == "undetermined":
        deciding = [keys for keys, levels in (*sought, *beside) if _open(levels, possible)]
    elif conclusion == "not_applicable":
        deciding = []
    else:
        deciding = [keys for keys, levels in (*sought, *beside) if levels == {conclusion}]
    order = {case.key: place for place, case in enumerate(matter.cases)}
    deciding.sort(key=lambda keys: order[keys[0]])
    return MatterInference(conclusion, tuple(key for keys in deciding for key in keys))


def possible_conclusions(matter: MatterCase) -> frozenset[Conclusion]:
    """Every conclusion that the matter can still come to."""
    return frozenset(_possible(*_sorted(matter)))


def _sorted(matter: MatterCase) -> tuple[list[_Group], list[_Group]]:
    """The groups that seek a permission (in a matter of permission), and those beside them.

    Where no permission is needed, what is satisfied beside approves nothing.
    """
    permits = matter.matter.kind == "permission"
    sought: list[_Group] = []
    beside: list[_Group] = []
    for cases in _groups(matter):
        seeks = permits and cases[0].rule.kind == "permission"
        (sought if seeks else beside).append(_levels(cases))
    if sought and all(levels == {"not_applicable"} for _, levels in sought):
        beside = [(keys, frozenset(map(_idle, levels))) for keys, levels in beside]
    return sought, beside


def _idle(level: Conclusion) -> Conclusion:
    return level if RANK[level] > RANK["conditional"] else "not_applicable"


def _possible(sought: list[_Group], beside: list[_Group]) -> set[Conclusion]:
    """Every conclusion that some choice of one level for each group gives."""
    others = _worst_of(beside)
    if not sought:
        return others
    return {
        _idle(other) if one == "not_applicable" else worst((one, other))
        for one in _worst_of(sought)
        for other in others
    }


def _worst_of(groups: list[_Group]) -> set[Conclusion]:
    possible: set[Conclusion] = {"not_applicable"}
    for _, levels in groups:
        possible = {worst((one, other)) for one in possible for other in levels}
    return possible


def _open(levels: frozenset[Conclusion], possible: set[Conclusion]) -> bool:
    """Whether a group can still make the matter's conclusion another one."""
    if len(levels) == 1:
        return False
    least = min(possible, key=RANK.__getitem__)
    return any(RANK[level] > RANK[least] for level in levels) or least == "not_applicable"


def _groups(matter: MatterCase) -> list[tuple[RuleCase, ...]]:
    """The cases that count: permissions of one subject together, every other case alone."""
    counting = [case for case in matter.cases if not case.reported_only]
    deciding = [case for case in counting if case.rule.decides] or counting
    groups: dict[object, list[RuleCase]] = {}
    for case in deciding:
        of = (case.subject, case.of_any)
        key = ("permission", of) if case.rule.kind == "permission" else case.key
        groups.setdefault(key, []).append(case)
    return [tuple(group) for group in groups.values()]


def _levels(group: tuple[RuleCase, ...]) -> tuple[tuple[int, ...], frozenset[Conclusion]]:
    """The levels that a group can contribute, with the keys of its cases."""
    keys = tuple(case.key for case in group)
    if group[0].rule.kind == "permission":
        return keys, _permission_levels(group)
    case = group[0]
    return keys, frozenset(level for s in statuses(case) for level in _rule_levels(case, s))


def _rule_levels(case: RuleCase, found: Status) -> set[Conclusion]:
    if found == "not_applicable":
        return {"not_applicable"}
    if found == "satisfied":
        return _granted_levels(case)
    if not case.rule.decides:
        return {"approved"}
    if case.rule.force == "binding":
        return {"refer"} if case.caps_at_refer else {"rejected"}
    return {"approved"} if case.departed else {"refer"}


def _granted_levels(case: RuleCase) -> set[Conclusion]:
    truths = [truth for _, truth in case.duties]
    if TRUE in truths:
        return {"conditional"}
    return {"conditional", "approved"} if EITHER in truths else {"approved"}


def _permission_levels(group: tuple[RuleCase, ...]) -> frozenset[Conclusion]:
    """Granted by one: its level. Else withheld by one: rejected. Else not needed."""
    combined: set[tuple[Conclusion | None, bool, bool]] = {(None, False, True)}
    for case in group:
        combined = {
            after
            for before in combined
            for found in statuses(case)
            for after in _permission_step(before, case, found)
        }
    return frozenset(_permission_level(*state) for state in combined)


def _permission_step(
    before: tuple[Conclusion | None, bool, bool], case: RuleCase, found: Status
) -> list[tuple[Conclusion | None, bool, bool]]:
    granted, withheld, capped = before
    if found == "satisfied":
        levels = _granted_levels(case)
        better = [min((level, granted or level), key=RANK.__getitem__) for level in levels]
        return [(level, withheld, capped) for level in better]
    if found == "violated":
        return [(granted, True, capped and case.caps_at_refer)]
    return [before]


def _permission_level(granted: Conclusion | None, withheld: bool, capped: bool) -> Conclusion:
    if granted is not None:
        return granted
    if not withheld:
        return "not_applicable"
    return "refer" if capped else "rejected"

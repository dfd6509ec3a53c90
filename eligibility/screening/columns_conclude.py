"""Conclusions and the verdict in columns, from which outcomes each rule can have.

The twin of `evaluation.conclude`. A group (a rule for one subject, or all permissions of one
subject) can contribute some levels, from 0, not applicable, to 5, rejected; a matter's conclusion
is the worst of one level of each group, and is decided when every choice gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from eligibility.evaluation.assessment import Conclusion
from eligibility.evaluation.conclude import RANK
from eligibility.language.pack import Rule
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TRUE, Col
from eligibility.screening.columns_frames import anywhere

LEVELS: dict[Conclusion, int] = {
    name: rank for name, rank in RANK.items() if name != "undetermined"
}
OFF, APPROVED, CONDITIONAL, REFER, REJECTED = (
    LEVELS[name] for name in ("not_applicable", "approved", "conditional", "refer", "rejected")
)
ABOVE = (APPROVED, CONDITIONAL, REFER, REJECTED)


@dataclass(frozen=True)
class Case:
    """A rule in its frame: which statuses it can have, the duties that are owed with it.

    `there`: whether the subject is one of the rule's; `active`: whether the rule speaks at all.
    `owed` is the truth of "a duty is owed": (can be, can be not).
    """

    rule: Rule
    frame: str
    off: Col
    satisfied: Col
    violated: Col
    there: Col
    active: Col
    owed_perhaps: Col
    owed_surely: Col


@dataclass(frozen=True)
class Group:
    """What decides together: the levels it can contribute, and the rules in it."""

    frame: str
    levels: Mapping[int, Col]
    there: Col
    rules: tuple[str, ...]
    permission: bool = False

    def at_least(self, level: int) -> Col:
        """Whether every level that it can contribute is at least this one."""
        below = [self.levels[k] for k in (OFF, *ABOVE) if k < level]
        return c.and_(self.there, *(c.not_(b) for b in below))

    def only(self, level: int) -> Col:
        """Whether it contributes this level and no other."""
        others = [b for k, b in self.levels.items() if k != level]
        return c.and_(self.there, self.levels[level], *(c.not_(b) for b in others))

    def several(self, idle: Col = FALSE) -> Col:
        """Whether it can contribute more than one level.

        Where it is `idle` (no permission is needed) the mild levels are as good as none.
        """
        mild = c.or_(*(self.levels[k] for k in (OFF, APPROVED, CONDITIONAL)))
        if idle is not FALSE:
            rest = (mild, self.levels[REFER], self.levels[REJECTED])
            few = c.or_(*(c.and_(a, b) for i, a in enumerate(rest) for b in rest[i + 1 :]))
            return c.if_(idle, c.and_(self.there, few), self.several())
        found = list(self.levels.values())
        pairs = [c.and_(a, b) for i, a in enumerate(found) for b in found[i + 1 :]]
        return c.and_(self.there, c.or_(*pairs))


@dataclass(frozen=True)
class Conclusions:
    """A matter's conclusion (one truth for each), and which rules decided it.

    `open`: where a rule's subject could still change it, in the frame of its subjects.
    """

    each: Mapping[Conclusion, Col]
    decided_by: Mapping[str, Col]
    open: Mapping[str, Col]


def conclude(cases: Iterable[Case], *, permits: bool) -> Conclusions:
    """The conclusion of a matter (`permits`: one of permission) from the cases that count."""
    groups = _groups(list(cases))
    possible = _possible(groups, permits=permits)
    each: dict[Conclusion, Col] = {}
    for name, level in LEVELS.items():
        others = [p for k, p in possible.items() if k != level]
        each[name] = c.and_(possible[level], *(c.not_(o) for o in others))
    each["undetermined"] = c.not_(c.or_(*each.values()))
    sought = [g for g in groups if permits and g.permission]
    deciding, open_ = _deciding(groups, sought, each, possible)
    return Conclusions(each, deciding, open_)


def _possible(groups: list[Group], *, permits: bool) -> dict[int, Col]:
    """Every level that some choice of one level for each group gives.

    In a matter of permission where none is needed, what is satisfied beside approves nothing.
    """
    sought = [g for g in groups if permits and g.permission]
    beside = _worst_of([g for g in groups if g not in sought])
    if not sought:
        return beside
    asked = _worst_of(sought)
    found: dict[int, Col] = {
        OFF: c.and_(asked[OFF], c.or_(*(beside[k] for k in (OFF, APPROVED, CONDITIONAL))))
    }
    for level in ABOVE:
        lower = [k for k in (OFF, *ABOVE) if k <= level]
        by_asked = c.and_(asked[level], c.or_(*(beside[k] for k in lower)))
        least = OFF if level >= REFER else APPROVED
        by_beside = c.and_(beside[level], c.or_(*(asked[k] for k in lower if k >= least)))
        found[level] = c.or_(by_asked, by_beside)
    speaks = c.or_(*(anywhere(g.there, g.frame) for g in sought))
    return {k: c.if_(speaks, found[k], beside[k]) for k in found}


def _worst_of(groups: list[Group]) -> dict[int, Col]:
    floor = {k: c.or_(*(anywhere(g.at_least(k), g.frame) for g in groups)) for k in ABOVE}
    possible = {OFF: c.not_(floor[APPROVED])}
    for level, above in zip(ABOVE, (*ABOVE[1:], None), strict=True):
        can = c.or_(*(_lifted(g.levels[level], g) for g in groups))
        possible[level] = c.and_(can, c.not_(floor[above]) if above is not None else TRUE)
    return possible


def _lifted(level: Col, group: Group) -> Col:
    return anywhere(c.and_(group.there, level), group.frame)


def _deciding(
    groups: list[Group],
    sought: list[Group],
    each: Mapping[Conclusion, Col],
    possible: Mapping[int, Col],
) -> tuple[dict[str, Col], dict[str, Col]]:
    found: dict[str, Col] = {}
    open_by_rule: dict[str, Col] = {}
    needed = c.or_(*(_lifted(g.levels[k], g) for g in sought for k in ABOVE))
    speaks = c.or_(*(anywhere(g.there, g.frame) for g in sought))
    idle = c.and_(speaks, c.not_(needed))
    for group in groups:
        alone = [
            c.and_(each[name], anywhere(group.only(level), group.frame))
            for name, level in LEVELS.items()
            if level != OFF
        ]
        worse = c.or_(possible[OFF], *(
            c.and_(group.levels[k], c.or_(*(p for j, p in possible.items() if j < k)))
            for k in ABOVE
        ))  # fmt: skip
        idles = FALSE if group in sought else idle
        here_open = c.and_(group.several(idles), worse, each["undetermined"])
        open_ = anywhere(here_open, group.frame)
        here = c.or_(open_, *alone)
        for rule in group.rules:
            open_by_rule[rule] = here_open
            found[rule] = c.or_(found.get(rule, FALSE), here)
    return found, open_by_rule


def _groups(cases: list[Case]) -> list[Group]:
    permissions = [case for case in cases if case.rule.kind == "permission"]
    groups = [_alone(case) for case in cases if case.rule.kind != "permission"]
    frames = sorted({case.frame for case in permissions})
    together = (_together([p for p in permissions if p.frame == frame]) for frame in frames)
    return [*groups, *together]


def _alone(case: Case) -> Group:
    rule = case.rule
    granted = _granted(case)
    levels = {OFF: case.off, **dict.fromkeys(ABOVE, FALSE), **granted}
    if not rule.decides:
        violated = APPROVED
    elif rule.force == "binding":
        violated = REFER if rule.mark == "unverified" else REJECTED
    else:
        violated = REFER
    levels[violated] = c.or_(levels[violated], case.violated)
    return Group(case.frame, levels, c.and_(case.there, case.active), (rule.id,))


def _granted(case: Case) -> dict[int, Col]:
    return {
        APPROVED: c.and_(case.satisfied, c.not_(case.owed_surely)),
        CONDITIONAL: c.and_(case.satisfied, case.owed_perhaps),
    }


def _together(cases: list[Case]) -> Group:
    """Granted by one: its level, the best of several. Else withheld by one: rejected."""
    here = [c.and_(case.there, case.active) for case in cases]
    off = [c.or_(c.not_(h), case.off) for h, case in zip(here, cases, strict=True)]
    withheld = [c.and_(h, case.violated) for h, case in zip(here, cases, strict=True)]
    granted = [_granted(case) for case in cases]
    full, duty = (
        [c.and_(h, g[level]) for h, g in zip(here, granted, strict=True)]
        for level in (APPROVED, CONDITIONAL)
    )
    capped = [case.rule.mark == "unverified" for case in cases]
    not_granted = [c.or_(a, b) for a, b in zip(off, withheld, strict=True)]
    by_capped = [v for v, k in zip(withheld, capped, strict=True) if k]
    by_others = [v for v, k in zip(withheld, capped, strict=True) if not k]
    mild = [c.or_(a, b) if k else a for a, b, k in zip(off, withheld, capped, strict=True)]
    levels = {
        OFF: c.and_(*off),
        APPROVED: c.or_(*full),
        CONDITIONAL: c.and_(
            c.or_(*duty), *(c.or_(a, b) for a, b in zip(not_granted, duty, strict=True))
        ),
        REFER: c.and_(c.or_(*by_capped), *mild),
        REJECTED: c.and_(c.or_(*by_others), *not_granted),
    }
    there = reduce(c.or_, here)
    return Group(cases[0].frame, levels, there, tuple(case.rule.id for case in cases), True)

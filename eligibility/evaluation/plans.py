"""Plans of matters, and the compilers that explain their rules: each made once in a process."""

from __future__ import annotations

import threading

from eligibility.evaluation.compile import Compiler
from eligibility.evaluation.plan import MatterPlan, plan_matter
from eligibility.language.pack import Matter, Rule
from eligibility.submission.catalogue import catalogue


class _Compilers(threading.local):
    """The compilers of one thread: a compiler knows what is bound at present."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[Rule, Compiler]] = {}


_PLANS: dict[int, tuple[Matter, MatterPlan]] = {}
_COMPILERS = _Compilers()
_KEPT = 256
_KEPT_RULES = 2048


def plan_of(matter: Matter) -> MatterPlan:
    """The plan of a matter, from the cache when it was made before."""
    kept = _PLANS.get(id(matter))
    if kept is not None and kept[0] is matter:
        return kept[1]
    if len(_PLANS) >= _KEPT:
        _PLANS.clear()
    plan = plan_matter(matter, catalogue())
    _PLANS[id(matter)] = (matter, plan)
    return plan


def compiler_of(matter: Matter, rule: Rule) -> Compiler:
    """The compiler of a rule's expressions, with nothing bound, from this thread's cache."""
    rules = _COMPILERS.kept
    kept = rules.get(id(rule))
    if kept is None or kept[0] is not rule or kept[1].matter is not matter:
        if len(rules) >= _KEPT_RULES:
            rules.clear()
        kept = rules[id(rule)] = (rule, Compiler(matter, catalogue()))
    kept[1].bound.clear()
    return kept[1]

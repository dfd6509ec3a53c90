"""Plans of matters, each made once in a process."""

from __future__ import annotations

from eligibility.evaluation.plan import MatterPlan, plan_matter
from eligibility.language.pack import Matter
from eligibility.submission.catalogue import catalogue

_PLANS: dict[int, tuple[Matter, MatterPlan]] = {}
_KEPT = 256


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

"""A plan as a page: land by zone and tier drawn, quotas, who is served, a reason for everyone."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.language.pack import Language, Words
from eligibility.report.allocated import document, spread
from eligibility.report.allocated_drawn import COLOURS, quotas, zones
from eligibility.report.allocated_shown import Plan, Shown
from eligibility.report.to_html import page

SAID = ("spread", "h_left", "quotas", "raised", "used", "all_parts", "drawn_in_numbers")


def to_page(plan: Plan, says: Mapping[str, Words], language: Language) -> str:
    """The page of a plan; `says`: what the rules that it names ask, by rule."""
    shown = Shown(plan, says, language)
    whole, numbers = document(plan, says, language), spread(shown, drawn=False)
    first, *rest = [s for s in whole.sections if numbers is None or s.title != numbers.title]
    tiers = range(1, min(len(plan["problem"]["tiers"]), COLOURS) + 1)
    return page(
        "allocated.html.j2", language, ("page.css", "allocated.css"), "",
        document=whole, first=first, rest=rest, zones=zones(shown), quotas=quotas(shown),
        table=numbers, key=[(f"tier-{t}", shown.say("tier", tier=t)) for t in tiers],
        words={key: shown.say(key) for key in SAID},
    )  # fmt: skip

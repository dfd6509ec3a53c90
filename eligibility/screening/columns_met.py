"""The unknown facts that a rule meets while it is open: what would settle it, in columns."""

from __future__ import annotations

from eligibility.evaluation.situation import DISCRETE
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, TOP, Col
from eligibility.screening.columns_completions import differences
from eligibility.screening.columns_facts import Facts
from eligibility.screening.columns_frames import gathered_to
from eligibility.screening.columns_missing import Trace
from eligibility.screening.columns_rules import RuleColumns, RuleTranslator
from eligibility.screening.columns_worlds import Place

Met = dict[str, Col]


def facts_met(on: RuleTranslator, held: RuleColumns) -> tuple[Met, Col]:
    """The unknown facts that make a difference while the rule is open, by frame and path.

    And where more are told than do. Found once for each rule of a translator.
    """
    if held.rule.id not in on.met:
        on.met[held.rule.id] = _found(on, held)
    return on.met[held.rule.id]


def _found(on: RuleTranslator, held: RuleColumns) -> tuple[Met, Col]:
    found: Met = {}
    blurred = held.blurred
    for one in held.completions:
        for world in one.worlds.values():
            for key, col in _traced(on, held, world).items():
                found[key] = c.or_(found.get(key, FALSE), c.and_(one.where, col))
        if len(one.worlds) > 1:
            outcomes = {i: on.outcome(held.rule, world) for i, world in one.worlds.items()}
            for place, differ, alike in differences(one, outcomes):
                unknown = on.unknown(place, held.frame)
                if held.frame != TOP and c.within(place.frame, held.frame):
                    unknown = c.and_(unknown, c.not_(facts.open_item(held.frame)))
                here = c.and_(unknown, c.or_(differ, alike))
                key = f"{here.frame or TOP}\0{place.key}"
                found[key] = c.or_(found.get(key, FALSE), here)
                open_ = c.or_(_others(on, held), c.not_(_met_as_stated(on, held, place)))
                blurred = c.or_(blurred, c.and_(unknown, alike, open_))
    return found, blurred


def _others(on: RuleTranslator, held: RuleColumns) -> Col:
    """Whether a yes/no fact or word is unknown that stands once."""
    single = (p for k, p in held.sites.places.items() if k not in held.sites.again)
    return c.or_(*(on.unknown(p, held.frame) for p in single if p.type.kind in DISCRETE))


def _met_as_stated(on: RuleTranslator, held: RuleColumns, place: Place) -> Col:
    """Whether a fact is met before anything is tried out: else the interpreter may never try it."""
    found = _traced(on, held, Facts()).items()
    met = (col for key, col in found if key.partition("\0")[2] == place.key)
    return c.or_(*(gathered_to(held.frame, col, col.frame or TOP) for col in met))


def _traced(on: RuleTranslator, held: RuleColumns, world: Facts) -> Met:
    rule, over = held.rule, on.over(world)
    trace = Trace(over)
    applies = w.YES
    if rule.items is not None:
        applies = over.lists.listing(rule.items).sure
        trace.filters(rule.items, applies.t)
    with on.binding(over, rule):
        for root in (rule.when, rule.not_needed):
            if root is not None:
                trace.visit(root, applies.t)
        if rule.when is not None:
            applies = w.conjunction((applies, over.truth(rule.when)))
        if rule.not_needed is not None:
            applies = w.conjunction((applies, w.negation(over.truth(rule.not_needed))))
        trace.visit(rule.condition, applies.t)
    return trace.of_items(held.frame)

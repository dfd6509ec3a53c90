"""Rules in columns: for each row or item, whether a rule can apply, hold, and fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import product
from math import prod

from eligibility.evaluation.plan import RulePlan
from eligibility.evaluation.situation import DISCRETE
from eligibility.language.pack import Matter, Rule
from eligibility.language.types import Kind, Type
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening import columns_words as w
from eligibility.screening.columns import FALSE, TOP, TRUE, Col, NotCovered
from eligibility.screening.columns_completions import (
    AS_STATED,
    Completions,
    alone,
    answers,
    completed,
    completions,
)
from eligibility.screening.columns_facts import Facts, Value
from eligibility.screening.columns_frames import gathered_to
from eligibility.screening.columns_outcome import NOWHERE, Outcome
from eligibility.screening.columns_translate import Figures, Translator
from eligibility.screening.columns_unknown import is_unknown, many_values, of_beside
from eligibility.screening.columns_words import Truth
from eligibility.screening.columns_worlds import Place, Sites, candidates, inner, sites

# Above so many the interpreter may stop trying (`completions.MAX_TRIED`).
NEVER_TOO_MANY = 900


@dataclass(frozen=True)
class RuleColumns:
    """One rule in the frame of its subjects.

    `there`: whether a subject is (perhaps) one of the rule's; `duties`: the truth of each being
    owed. Where `recheck` is true the outcome may be too wide: `tried` are the facts to try out
    there value by value; none: the interpreter has to say. Where it is `blurred` more unknown
    facts are met than can make a difference.
    """

    rule: Rule
    frame: str
    outcome: Outcome
    there: Col = TRUE
    duties: tuple[Truth, ...] = ()
    recheck: Col = FALSE
    tried: tuple[Place, ...] = ()
    unsure: Col = FALSE
    sites: Sites = field(default_factory=Sites)
    why: str = ""
    blurred: Col = FALSE
    completions: tuple[Completions, ...] = AS_STATED


class RuleTranslator:
    """Translates the rules of one matter. `met`: what was found of their unknown facts, by rule."""

    def __init__(self, matter: Matter, types: Mapping[str, Type], figures: Figures) -> None:
        self.matter, self.types, self.figures = matter, types, figures
        self._plain = Translator(matter, types, figures, Facts())
        self.met: dict[str, tuple[dict[str, Col], Col]] = {}

    def rule(self, plan: RulePlan) -> RuleColumns:
        """A rule in columns; one that has no translation is left to the interpreter."""
        try:
            return self._translated(plan)
        except NotCovered as reason:
            frame, sure = self._subjects(plan.rule)
            here = c.and_(sure.t, self._perhaps(plan.rule))
            return RuleColumns(
                plan.rule, frame, Outcome(TRUE, here, here), sure.t, self._duties(plan.rule), here,
                unsure=TRUE, why=str(reason), blurred=TRUE,
            )  # fmt: skip

    def _perhaps(self, rule: Rule) -> Col:
        """Where a rule that has no translation may apply, as far as its occasion has one."""
        found = TRUE
        with self.binding(self._plain, rule):
            for node, answer in ((rule.when, True), (rule.not_needed, False)):
                if node is not None:
                    with suppress(NotCovered):
                        truth = self._plain.truth(node)
                        found = c.and_(found, truth.t if answer else truth.f)
        return found

    def _translated(self, plan: RulePlan) -> RuleColumns:
        rule = plan.rule
        found = sites(self.matter, rule, self.types, self.figures.parameters)
        frame, sure = self._subjects(rule)
        again = list(found.again.values())
        risk = self._risk(found, plan, frame) if again else FALSE
        sets = self._completions(found, plan, frame)
        plain = self.outcome(rule, Facts())
        if sets is not None:
            outcome = self._completed(rule, sets) if again else plain
            return RuleColumns(
                rule, frame, outcome, sure.t, self._duties(rule),
                c.and_(sure.t, plain.open, risk), (), risk, found, blurred=risk, completions=sets,
            )  # fmt: skip
        unknown = c.or_(*(self.unknown(p, frame) for p in again))
        tried = tuple(p for p in again if self._can_try(found, p, plan, frame))
        unsure = c.or_(risk, *(self.unknown(p, frame) for p in again if p not in tried))
        recheck = c.and_(sure.t, plain.open, unknown)
        return RuleColumns(
            rule, frame, plain, sure.t, self._duties(rule), recheck, tried,
            FALSE if recheck is FALSE else unsure, found, blurred=unknown,
        )  # fmt: skip

    def _completions(
        self, found: Sites, plan: RulePlan, frame: str
    ) -> tuple[Completions, ...] | None:
        places = list(found.again.values())
        if not places:
            return AS_STATED
        if not all(self._can_try(found, p, plan, frame) for p in places):
            return None

        def values(place: Place, unknown: frozenset[str], filled: bool) -> Sequence[Value]:
            return self._values(found, place, plan, unknown, coalesced=filled)

        single = not any(found.beside.get(p.key) for p in places)
        return completions(places, values, lambda p: self.unknown(p, frame), alone=single)

    def _completed(self, rule: Rule, sets: Iterable[Completions]) -> Outcome:
        found = NOWHERE
        for one in sets:
            for world in one.worlds.values():
                found = found.joined(self.outcome(rule, world).where(one.where))
        return found

    def tried_out(
        self, columns: RuleColumns, plan: RulePlan, unknown: frozenset[str]
    ) -> Outcome | None:
        """The outcome where just these of the facts to be tried are unknown; None: too many."""
        places = [p for p in columns.tried if p.key in unknown]
        known = frozenset(p.key for p in columns.tried) - unknown
        choices = [self._values(columns.sites, p, plan, unknown, coalesced=False) for p in places]
        if prod(map(len, choices)) > NEVER_TOO_MANY:
            return None
        outcome = NOWHERE
        for values in product(*choices):
            fixed = dict(zip((p.key for p in places), values, strict=True))
            outcome = outcome.joined(self.outcome(columns.rule, Facts(fixed, known)))
        return outcome

    def over(self, held: Facts) -> Translator:
        """What translates expressions over these facts."""
        if not (held.fixed or held.known):
            return self._plain
        return Translator(self.matter, self.types, self.figures, held)

    def outcome(self, rule: Rule, held: Facts) -> Outcome:
        """The outcomes of a rule over these facts."""
        on = self.over(held)
        applies = w.YES
        if rule.items is not None:
            applies = on.lists.listing(rule.items).sure
        with self.binding(on, rule):
            if rule.when is not None:
                applies = w.conjunction((applies, on.truth(rule.when)))
            if rule.not_needed is not None and applies.t is not FALSE:
                applies = w.conjunction((applies, w.negation(on.truth(rule.not_needed))))
            holds = on.truth(rule.condition)
        return Outcome(applies.f, c.and_(applies.t, holds.t), c.and_(applies.t, holds.f))

    def binding(self, on: Translator, rule: Rule) -> ExitStack:
        """Let the variable of a rule stand for its items."""
        stack = ExitStack()
        if rule.items is not None and rule.variable is not None:
            items = on.lists.listing(rule.items)
            stack.enter_context(on.binding(rule.variable, items.frame, items.item))
        return stack

    def _subjects(self, rule: Rule) -> tuple[str, Truth]:
        if rule.items is None:
            return TOP, w.YES
        items = self._plain.lists.listing(rule.items)
        return items.frame, items.sure

    def _duties(self, rule: Rule) -> tuple[Truth, ...]:
        with self.binding(self._plain, rule):
            return tuple(
                w.negation(self._plain.truth(d.unless)) if d.unless is not None else w.YES
                for d in rule.duties
            )

    def _can_try(self, found: Sites, place: Place, plan: RulePlan, frame: str) -> bool:
        if inner(place, frame) or place.type.kind is Kind.INDUSTRY:
            return False
        if place.type.kind is Kind.TRUTH:
            return True
        beside = found.beside.get(place.key, set())
        if any(k not in found.places or inner(found.places[k], frame) for k in beside):
            return False
        return candidates(found, place.key, plan.words, self.figures.parameters) is not None

    def _values(
        self, found: Sites, place: Place, plan: RulePlan, tried: Iterable[str], *, coalesced: bool
    ) -> list[Value]:
        """What to put in the place of a fact: words that stand for all, those of facts beside."""
        if place.type.kind is Kind.TRUTH:
            return list(answers(place)) if coalesced else [w.YES, w.NO]
        words = candidates(found, place.key, plan.words, self.figures.parameters) or ()
        values: list[Value] = [
            completed(place, word) if coalesced else alone(word) for word in words
        ]
        beside = [key for key in found.beside.get(place.key, ()) if key not in tried]
        return [*values, *(of_beside(found, key, words[0]) for key in beside)]

    def unknown(self, place: Place, frame: str) -> Col:
        """Whether a fact is unknown, as the rows of the rule's frame see it.

        What an unknown list holds is settled by the list, and never tried out.
        """
        unknown = is_unknown(place)
        if inner(place, frame):
            unknown = c.and_(unknown, c.not_(facts.open_item(place.frame)))
        return gathered_to(frame, unknown, place.frame)

    def _risk(self, found: Sites, plan: RulePlan, frame: str) -> Col:
        """Whether so many facts are unknown that the interpreter may give up trying them."""
        sizes = {
            k: many_values(p.type, plan) for k, p in found.places.items() if p.type.kind in DISCRETE
        }
        if (
            prod(size**2 if inner(found.places[k], frame) else size for k, size in sizes.items())
            <= NEVER_TOO_MANY
        ):
            return FALSE
        total = c.integer(1)
        for key, size in sizes.items():
            place = found.places[key]
            many = c.integer(min(size**2 if inner(place, frame) else size, NEVER_TOO_MANY + 1))
            step = c.if_(self.unknown(place, frame), many, c.integer(1))
            total = c.least(c.times(total, step), c.integer(NEVER_TOO_MANY + 1))
        return c.below(c.integer(NEVER_TOO_MANY), total, touching=False)

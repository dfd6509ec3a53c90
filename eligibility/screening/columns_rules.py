"""Rules in columns: for each row or item, whether a rule can apply, hold, and fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
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
from eligibility.screening.columns_facts import NONE_MARK, Facts, Value
from eligibility.screening.columns_missing import Trace
from eligibility.screening.columns_translate import Figures, Translator
from eligibility.screening.columns_words import Truth, Word
from eligibility.screening.columns_worlds import Place, Sites, candidates, inner, sites

# So many completions are laid side by side for every row; more only for the rows that need them.
MOST_INLINE = 8
# Above so many the interpreter may stop trying (`completions.MAX_TRIED`).
NEVER_TOO_MANY = 900


@dataclass(frozen=True)
class Outcome:
    """Which outcomes some completion gives: not applying, holding, failing."""

    off: Col
    holds: Col
    fails: Col

    @property
    def open(self) -> Col:
        """Whether more than one outcome is possible."""
        pairs = ((self.off, self.holds), (self.off, self.fails), (self.holds, self.fails))
        return c.or_(*(c.and_(a, b) for a, b in pairs))

    def joined(self, other: Outcome) -> Outcome:
        """What either gives."""
        return Outcome(
            c.or_(self.off, other.off), c.or_(self.holds, other.holds),
            c.or_(self.fails, other.fails),
        )  # fmt: skip


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


NOT_APPLICABLE = Outcome(TRUE, FALSE, FALSE)
ANYTHING = Outcome(TRUE, TRUE, TRUE)
NOWHERE = Outcome(FALSE, FALSE, FALSE)


class RuleTranslator:
    """Translates the rules of one matter."""

    def __init__(self, matter: Matter, types: Mapping[str, Type], figures: Figures) -> None:
        self.matter, self.types, self.figures = matter, types, figures
        self._plain = Translator(matter, types, figures, Facts())

    def rule(self, plan: RulePlan) -> RuleColumns:
        """A rule in columns; one that has no translation is left to the interpreter."""
        try:
            return self._translated(plan)
        except NotCovered as reason:
            frame, sure = self._subjects(plan.rule)
            return RuleColumns(
                plan.rule, frame, ANYTHING, sure.t, self._duties(plan.rule), sure.t,
                unsure=TRUE, why=str(reason), blurred=TRUE,
            )  # fmt: skip

    def _translated(self, plan: RulePlan) -> RuleColumns:
        rule = plan.rule
        found = sites(self.matter, rule, self.types, self.figures.parameters)
        frame, sure = self._subjects(rule)
        again = found.again
        risk = self._risk(found, plan, frame) if again else FALSE
        worlds = self._inline(found, plan, frame)
        plain = self.outcome(rule, Facts())
        outcome = plain
        if worlds is not None and again:
            outcome = NOWHERE
            for world in worlds:
                outcome = outcome.joined(self.outcome(rule, Facts(fixed=world)))
        there = sure.t
        unknown = c.or_(*(self._unknown(p, frame) for p in again.values()))
        suspect = risk if worlds is not None else unknown
        unsure = c.or_(risk, *(self._unknown(p, frame) for p in again.values()
                               if not self._can_try(found, p, plan, frame)))  # fmt: skip
        recheck = c.and_(there, plain.open, suspect)
        tried = () if worlds is not None else tuple(
            p for p in again.values() if self._can_try(found, p, plan, frame)
        )  # fmt: skip
        return RuleColumns(
            rule, frame, outcome, there, self._duties(rule), recheck, tried,
            FALSE if recheck is FALSE else unsure, found, blurred=unknown,
        )  # fmt: skip

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

    def met(self, rule: Rule, frame: str) -> dict[str, Col]:
        """The unknown facts that are met while the rule is open, by frame and path."""
        trace = Trace(self._plain)
        applies = w.YES
        if rule.items is not None:
            applies = self._plain.lists.listing(rule.items).sure
            trace.filters(rule.items, applies.t)
        with self._bound(self._plain, rule):
            for root in (rule.when, rule.not_needed):
                if root is not None:
                    trace.visit(root, applies.t)
            if rule.when is not None:
                applies = w.conjunction((applies, self._plain.truth(rule.when)))
            if rule.not_needed is not None:
                applies = w.conjunction((applies, w.negation(self._plain.truth(rule.not_needed))))
            trace.visit(rule.condition, applies.t)
        return trace.of_items(frame)

    def outcome(self, rule: Rule, held: Facts) -> Outcome:
        """The outcomes of a rule over these facts."""
        on = Translator(self.matter, self.types, self.figures, held) if (
            held.fixed or held.known) else self._plain  # fmt: skip
        applies = w.YES
        if rule.items is not None:
            applies = on.lists.listing(rule.items).sure
        with self._bound(on, rule):
            if rule.when is not None:
                applies = w.conjunction((applies, on.truth(rule.when)))
            if rule.not_needed is not None and applies.t is not FALSE:
                applies = w.conjunction((applies, w.negation(on.truth(rule.not_needed))))
            holds = on.truth(rule.condition)
        return Outcome(applies.f, c.and_(applies.t, holds.t), c.and_(applies.t, holds.f))

    def _bound(self, on: Translator, rule: Rule) -> ExitStack:
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
        with self._bound(self._plain, rule):
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

    def _inline(self, found: Sites, plan: RulePlan, frame: str) -> list[dict[str, Value]] | None:
        """Every completion of the facts that stand more than once, where they are few."""
        places = list(found.again.values())
        if any(not self._can_try(found, p, plan, frame) or found.beside.get(p.key) for p in places):
            return None
        choices = [self._values(found, p, plan, frozenset(), coalesced=True) for p in places]
        if prod(map(len, choices)) > MOST_INLINE:
            return None
        keys = [p.key for p in places]
        return [dict(zip(keys, values, strict=True)) for values in product(*choices)]

    def _values(
        self, found: Sites, place: Place, plan: RulePlan, tried: Iterable[str], *, coalesced: bool
    ) -> list[Value]:
        """What to put in the place of a fact: words that stand for all, those of facts beside."""
        if place.type.kind is Kind.TRUTH:
            return list(_answers(place)) if coalesced else [w.YES, w.NO]
        words = candidates(found, place.key, plan.words, self.figures.parameters) or ()
        values: list[Value] = [
            _completed(place, word) if coalesced else _alone(word) for word in words
        ]
        beside = [key for key in found.beside.get(place.key, ()) if key not in tried]
        return [*values, *(_completed(found.places[key], words[0]) for key in beside)]

    def _unknown(self, place: Place, frame: str) -> Col:
        """Whether a fact is unknown, as the rows of the rule's frame see it.

        What an unknown list holds is settled by the list, and never tried out.
        """
        unknown = is_unknown(place)
        if inner(place, frame):
            unknown = c.and_(unknown, c.not_(facts.open_item(place.frame)))
        at = place.frame
        while not c.within(frame, at):
            unknown, at = c.gathered("any", unknown, at), c.parent(at)
        return unknown

    def _risk(self, found: Sites, plan: RulePlan, frame: str) -> Col:
        """Whether so many facts are unknown that the interpreter may give up trying them."""
        sizes = {k: _size(p.type, plan) for k, p in found.places.items() if p.type.kind in DISCRETE}
        if (
            prod(size**2 if inner(found.places[k], frame) else size for k, size in sizes.items())
            <= NEVER_TOO_MANY
        ):
            return FALSE
        total = c.integer(1)
        for key, size in sizes.items():
            place = found.places[key]
            many = c.integer(min(size**2 if inner(place, frame) else size, NEVER_TOO_MANY + 1))
            step = c.if_(self._unknown(place, frame), many, c.integer(1))
            total = c.least(c.times(total, step), c.integer(NEVER_TOO_MANY + 1))
        return c.below(c.integer(NEVER_TOO_MANY), total, touching=False)


def _size(kind: Type, plan: RulePlan) -> int:
    """How many values the interpreter tries at most (a submission's own words allowed for)."""
    if kind.kind is Kind.TRUTH:
        return 2
    if kind.kind is Kind.ENUM:
        return len(kind.words) + 1
    return len(plan.words) + 12


def is_unknown(place: Place) -> Col:
    """Whether a fact is unknown, in its own frame."""
    if place.name == facts.ITEM and place.frame != TOP:
        if place.type.kind is not Kind.INDUSTRY:
            return facts.open_item(place.frame)
        return facts.item(place.frame, place.type, open_=facts.open_item(place.frame)).some
    value = Facts().value(place.frame, place.name, place.type)
    if isinstance(value, Truth):
        return c.and_(value.t, value.f)
    assert isinstance(value, Word)  # noqa: S101  (numbers are not tried out)
    return value.some


def _answers(place: Place) -> Iterator[Truth]:
    """A yes/no fact with its holes filled by yes, then by no."""
    yes = c.may(place.frame, place.name, answer=True)
    no = c.may(place.frame, place.name, answer=False)
    yield Truth(yes, c.not_(yes))
    yield Truth(c.not_(no), no)


def _completed(place: Place, candidate: str | None) -> Word:
    """A word fact with its holes filled by a word, or by its not existing."""
    held = c.column(place.frame, place.name, "s")
    none: Col = FALSE
    if place.type.absent:
        none = c.column(place.frame, place.name + NONE_MARK, "b", nullable=False)
    if candidate is None:
        return Word(held, none=c.or_(none, c.is_null(held)))
    return Word(c.if_(none, c.NO_WORD, c.coalesce(held, c.word(candidate))), none=none)


def _alone(candidate: str | None) -> Word:
    return w.NO_SUCH_WORD if candidate is None else Word(c.word(candidate))

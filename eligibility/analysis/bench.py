"""One matter of a pack over free facts: the terms, a solver, and witnesses that are replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

import z3

from eligibility.analysis import dates
from eligibility.analysis.dates import Day
from eligibility.analysis.docket import Heard, Part
from eligibility.analysis.finding import ProofFinding
from eligibility.analysis.matter_terms import Applied, Setting, conclusion, heard
from eligibility.analysis.solving import Solver, Unsettled
from eligibility.analysis.space import LENGTH, Space
from eligibility.analysis.witness import Witness, content_of, replay
from eligibility.analysis.world import possible
from eligibility.evaluation.assess import Layer
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.cases import Standing
from eligibility.evaluation.days import PUBLISHED
from eligibility.evaluation.figures_in_force import in_force
from eligibility.evaluation.opening import Opened
from eligibility.evaluation.plans import plan_of
from eligibility.evaluation.timing import out_of_force
from eligibility.language.library import Rulebook
from eligibility.language.pack import Matter, Pack
from eligibility.language.types import Kind
from eligibility.language.units import AREA_UNITS, MONEY_UNITS

Question: TypeAlias = "tuple[tuple[str, ...], Callable[[], Iterable[ProofFinding]]]"
Confirms = Callable[[Assessment], bool]
_TRIES = 3
_LEAST = {Kind.AREA: AREA_UNITS["亩"], Kind.MONEY: MONEY_UNITS["万元"]}
ONE = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)  # days of judgement that are looked at


@dataclass
class Bench:
    """A matter ready for questions; `questions` counts them, `open` those that stayed unsettled."""

    book: Rulebook
    pack: Pack
    matter: Matter
    day: date
    heard: Heard
    setting: Setting
    space: Space
    applied: list[Applied]
    rank: Any
    solver: Solver
    questions: int = 0
    open: list[str] = field(default_factory=list)

    @property
    def part(self) -> Part:
        """The only part of the matter."""
        return self.heard.parts[0]

    def of(self, rule: str) -> list[Applied]:
        """A rule applied to each of its subjects."""
        return [one for one in self.applied if one.rule.id == rule]

    def holds(self, *conditions: Any) -> bool:
        """Whether some possible submission meets these conditions; `Unsettled` is passed on."""
        self.questions += 1
        return self.solver.holds(*conditions)

    def witness(self, confirms: Confirms, *conditions: Any) -> Witness | None:
        """A submission that meets the conditions and that the interpreter confirms."""
        self.questions += 1
        barred: list[Any] = []
        for _ in range(_TRIES):
            model = likely(self.solver, [self.space], self.setting.as_of, self.day,
                           *conditions, *barred)  # fmt: skip
            if model is None:
                return None
            found = self.witness_of(model)
            if found is not None and confirms(found.assessment):
                return found
            barred.append(other_than(model, self.space))
        raise Unsettled("the interpreter does not confirm what was found")

    def witness_of(self, model: z3.ModelRef, space: Space | None = None) -> Witness | None:
        """The submission of a model read and decided, this matter alone."""
        space = self.space if space is None else space
        as_of = dates.value(model, self.setting.as_of)
        content = content_of(model, space)
        return replay(self.book, content, self.pack.jurisdiction, (self.matter.name,), as_of)


def bench(
    book: Rulebook, pack: Pack, matter: Matter, day: date, length: int = LENGTH,
    words: tuple[str, ...] = (), space: Space | None = None,
) -> Bench:  # fmt: skip
    """A matter over free facts on a day. `words`: further words that make a difference."""
    of = heard_of(pack, matter, day)
    if space is None:
        space = Space(mentioned(matter, words), industries(pack), length=length)
    setting = Setting(judged(space, *span_of(pack, matter, day)), {}, PUBLISHED)
    applied = heard(of, space, setting)
    rank = conclusion(applied, matter.kind)
    solver = Solver([space])
    solver.add(*possible(space))
    return Bench(book, pack, matter, day, of, setting, space, applied, rank, solver)


def likely(
    solver: Solver, spaces: list[Space], as_of: Day, day: date, *conditions: Any
) -> z3.ModelRef | None:
    """A model, one with figures and days as they occur in life where there is such a one."""
    model = solver.model(*conditions)
    if model is None:
        return None
    near = date(day.year - 20, 1, 1).toordinal()
    wishes: list[Any] = [as_of.ordinal == day.toordinal()]
    for space in spaces:
        for path, made in space.made.items():
            least = _LEAST.get(space.types[path].kind) if path in space.types else None
            if isinstance(made, Day) and not isinstance(made.ordinal, int):
                wishes.append(z3.Implies(_truth(made.exists), made.ordinal >= near))
            elif least is not None and z3.is_expr(getattr(made, "term", None)):
                wishes.append(z3.Or(made.term == 0, made.term >= least))
    try:
        return solver.model(*conditions, *wishes) or model
    except Unsettled:
        return model


def _truth(value: Any) -> Any:
    return z3.BoolVal(value) if isinstance(value, bool) else value


def judged(space: Space, first: date, last: date) -> Day:
    """The day of judgement as a term: any day from `first` to `last`."""
    term = z3.Int("as_of")
    space.axioms += [term >= first.toordinal(), term <= last.toordinal()]
    return Day(term)


def span_of(pack: Pack, matter: Matter, day: date) -> tuple[date, date]:
    """The days around `day` on which the same texts, rules and figures are in force."""
    spans = [pack.source.in_force, *(rule.in_force for rule in matter.rules)]
    spans += [value.in_force for p in matter.parameters.values() for value in p.values]
    edges = {s.since for s in spans if s.since is not None}
    edges |= {s.until + ONE for s in spans if s.until is not None}
    first = max((e for e in edges if e <= day), default=EARLIEST)
    last = min((e - ONE for e in edges if e > day), default=LATEST)
    return max(first, EARLIEST), min(last, LATEST)


def heard_of(pack: Pack, matter: Matter, day: date) -> Heard:
    """A matter by its own rules alone."""
    standing = Standing(day, frozenset(), not_in_force=out_of_force(pack, day))
    layer = Layer(matter, standing, background=False)
    part = Part(layer, plan_of(matter), in_force(matter, day, {}))
    return Heard(Opened(matter.name, matter, None, asked=True), (part,), in_verdict=True)


def mentioned(matter: Matter, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words that a matter's rules mention."""
    words = (w for plan in plan_of(matter).rules for w in plan.words)
    return tuple(dict.fromkeys((*words, *more)))


def industries(pack: Pack) -> tuple[str, ...]:
    """The names that an industry's label can have."""
    return tuple(sorted(set(pack.vocabulary.industries.values())))


def other_than(model: Any, space: Space) -> Any:
    """That not every fact has the value of the model."""
    terms = []
    for made in space.made.values():
        for one in made if isinstance(made, list) else (made,):
            part = getattr(one, "present", getattr(one, "term", getattr(one, "ordinal", one)))
            if z3.is_expr(part):
                terms.append(part)
    return z3.Or([t != model.eval(t, model_completion=True) for t in terms])


def day_of(pack: Pack, matter: Matter, wished: date) -> date:
    """A day on which the text and its rules are in force: the one wished for, if they are then."""
    days = [wished]
    for span in (pack.source.in_force, *(rule.in_force for rule in matter.rules)):
        days += [d for d in (span.until, span.since) if d is not None]
    return max(days, key=lambda d: (_speaking(pack, matter, d), d == wished))


def _speaking(pack: Pack, matter: Matter, day: date) -> int:
    """How many rules speak on a day."""
    if out_of_force(pack, day) is not None:
        return 0
    lacking = in_force(matter, day, {}).missing
    return sum(
        plan.rule.in_force.covers(day) and not any(p.name in lacking for p in plan.parameters)
        for plan in plan_of(matter).rules
    )

"""One jurisdiction's rules on one governing day, ready to decide tables: the plan in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from eligibility.evaluation.assess import Question
from eligibility.evaluation.figures_in_force import Figures as InForce
from eligibility.evaluation.figures_in_force import in_force, overridden
from eligibility.evaluation.opening import Opened
from eligibility.evaluation.plan import MatterPlan, RulePlan
from eligibility.evaluation.plans import plan_of
from eligibility.language.library import Rulebook
from eligibility.language.pack import Matter, Pack
from eligibility.language.types import Type
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TOP, TRUE, Col
from eligibility.screening.columns_conclude import Case, Conclusions, conclude
from eligibility.screening.columns_frames import anywhere, in_frame
from eligibility.screening.columns_outcome import NOT_APPLICABLE, Outcome
from eligibility.screening.columns_rules import RuleColumns, RuleTranslator
from eligibility.screening.columns_translate import Figures
from eligibility.screening.opening import opens


@dataclass(frozen=True)
class Entry:
    """A rule of the plan. `static`: it does not apply on this day, whatever the facts."""

    plan: RulePlan
    matter: MatterPlan
    figures: InForce
    columns: RuleColumns
    translator: RuleTranslator
    background: bool
    static: bool

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.plan.rule.id

    def column(self, part: str) -> str:
        """The name of one of the rule's own columns."""
        return f"{self.id}|{part}"

    def outcome(self, *, at_once: bool) -> Outcome:
        """Its outcomes: those of the first pass by their columns, or themselves."""
        if self.static or at_once:
            return self.columns.outcome
        parts = (self.column(part) for part in ("off", "holds", "fails"))
        frame = self.columns.frame
        return Outcome(*(c.column(frame, part, "b", nullable=False) for part in parts))


@dataclass(frozen=True)
class Layering:
    """One way in which a matter is assessed: what opens it so, the rules that count.

    `local`: whether the jurisdiction has rules of its own in it.
    """

    opened: Col
    local: bool
    matter: Matter
    counting: tuple[Entry, ...]
    speaks: Col
    in_verdict: bool


@dataclass(frozen=True)
class MatterEntry:
    """A matter that may be assessed, in one way or in two that exclude each other."""

    name: str
    rules: tuple[Entry, ...]
    layerings: tuple[Layering, ...]

    def opened(self) -> Col:
        """Whether it is assessed."""
        return c.or_(*(one.opened for one in self.layerings))

    def reported(self, entry: Entry) -> Col:
        """Where a rule has a finding at all."""
        if entry.background:
            return c.or_(*(c.and_(one.opened, one.speaks) for one in self.layerings))
        return c.or_(*(one.opened for one in self.layerings if one.local))


@dataclass(frozen=True)
class Plan:
    """All matters of one jurisdiction on one day."""

    pack: Pack
    day: date
    as_of: date
    matters: tuple[MatterEntry, ...]
    types: Mapping[str, Type] = field(repr=False)

    def entries(self) -> dict[str, Entry]:
        """Every rule that may apply on this day, by id."""
        return {e.id: e for matter in self.matters for e in matter.rules if not e.static}

    @cached_property
    def reported(self) -> dict[str, tuple[Entry, Col]]:
        """Every rule by id, with where it has a finding."""
        return {e.id: (e, m.reported(e)) for m in self.matters for e in m.rules}

    @cached_property
    def suspect(self) -> dict[str, Col]:
        """By rule, where its outcome may be too wide in a matter that is assessed."""
        return {
            e.id: c.and_(e.columns.recheck, m.opened())
            for m in self.matters for e in m.rules if not e.static
        }  # fmt: skip

    def again(self) -> Col:
        """The rows in which some rule must be looked at again."""
        held = self.entries()
        return c.or_(*(anywhere(col, held[i].columns.frame) for i, col in self.suspect.items()))

    def outcomes(self) -> dict[str, Col]:
        """The first pass: each rule's outcomes and where they must be looked at again."""
        found: dict[str, Col] = {}
        for entry in self.entries().values():
            held = entry.columns
            parts = {
                "off": held.outcome.off, "holds": held.outcome.holds, "fails": held.outcome.fails,
            }  # fmt: skip
            if held.recheck is not FALSE:
                parts["recheck"] = self.suspect[entry.id]
                parts["unsure"] = held.unsure
            for part, col in parts.items():
                found[entry.column(part)] = in_frame(col, held.frame)
        return found

    def conclusions(self, *, at_once: bool = False) -> dict[str, tuple[Col, Col, Conclusions]]:
        """For each matter whether it is assessed, whether it counts, its conclusion.

        This is the second pass, over the columns of the first; `at_once`: both in one.
        """
        found = {}
        for matter in self.matters:
            opened, counts = matter.opened(), FALSE
            joined: Conclusions | None = None
            for one in matter.layerings:
                counts = c.or_(counts, one.opened if one.in_verdict else FALSE)
                concluded = _conclude(one, at_once=at_once)
                joined = concluded if joined is None else _either(one.opened, concluded, joined)
            assert joined is not None  # noqa: S101  (a matter is local, background or both)
            found[matter.name] = (opened, counts, joined)
        return found


def _either(first: Col, a: Conclusions, b: Conclusions) -> Conclusions:
    def joined(one: Mapping[str, Col], other: Mapping[str, Col]) -> dict[str, Col]:
        names = {**one, **other}
        return {n: c.if_(first, one.get(n, FALSE), other.get(n, FALSE)) for n in names}

    each = {k: c.if_(first, a.each[k], b.each[k]) for k in a.each}
    return Conclusions(each, joined(a.decided_by, b.decided_by), joined(a.open, b.open))


def _conclude(layering: Layering, *, at_once: bool) -> Conclusions:
    decisive = [e for e in layering.counting if e.plan.rule.decides]
    local_decisive = any(not e.background for e in decisive)
    cases = []
    for entry in layering.counting:
        active = layering.speaks if entry.background else TRUE
        if decisive and not entry.plan.rule.decides:
            if local_decisive or entry.background:
                continue
            active = c.not_(layering.speaks)
        cases.append(_case(entry, active, at_once=at_once))
    return conclude(cases, permits=layering.matter.kind == "permission")


def _case(entry: Entry, active: Col, *, at_once: bool) -> Case:
    held, rule = entry.columns, entry.plan.rule
    outcome = entry.outcome(at_once=at_once)
    satisfied, violated = outcome.holds, outcome.fails
    if rule.kind == "prohibition":
        satisfied, violated = violated, satisfied
    return Case(
        rule, held.frame, outcome.off, satisfied, violated, held.there, active,
        c.or_(*(d.t for d in held.duties)),
        c.or_(*(c.and_(d.t, c.not_(d.f)) for d in held.duties)),
    )  # fmt: skip


def plan(
    rulebook: Rulebook, pack: Pack, question: Question, as_of: date, day: date,
    types: Mapping[str, Type], stated: frozenset[str] | None = None,
) -> Plan:  # fmt: skip
    """The plan of a jurisdiction for a governing day.

    `stated`: the only facts that any row states; matters that none of them opens are left out.
    """
    return _Planning(rulebook, pack, question, as_of, day, types).plan(stated)


class _Planning:
    """A plan under way."""

    def __init__(
        self, rulebook: Rulebook, pack: Pack, question: Question, as_of: date, day: date,
        types: Mapping[str, Type],
    ) -> None:  # fmt: skip
        self.pack, self.as_of, self.day, self.types = pack, as_of, day, types
        self.asked = frozenset(question.matters)
        self.background: dict[str, Matter] = {}
        for name in pack.source.extends if question.background else ():
            for matter in rulebook.packs[name].matters.values():
                self.background.setdefault(matter.name, matter)
        self.overrides, _ = overridden(question.office.assumptions, rulebook.packs.values())

    def plan(self, stated: frozenset[str] | None) -> Plan:
        """The whole plan."""
        names = sorted({*self.pack.matters, *self.background})
        wanted = [
            name for name in names
            if name in self.asked or (not self.asked and self._can_open(name, stated))
        ]  # fmt: skip
        matters = tuple(self._matter(name) for name in wanted)
        return Plan(self.pack, self.day, self.as_of, matters, self.types)

    def _can_open(self, name: str, stated: frozenset[str] | None) -> bool:
        found = (self.pack.matters.get(name), self.background.get(name))
        paths = [p.partition("[]")[0] for m in found if m is not None for p in m.opens_on]
        return stated is None or not stated.isdisjoint(paths)

    def _matter(self, name: str) -> MatterEntry:
        local, background = self.pack.matters.get(name), self.background.get(name)
        own = tuple(self._entries(local, background=False)) if local is not None else ()
        law = tuple(self._entries(background, background=True)) if background is not None else ()
        found = Opened(name, local, background, name in self.asked)
        if found.asked or found.same_subject or local is None or background is None:
            layerings = [self._layering(found, own, law, TRUE)]
        else:
            alone = Opened(name, None, background, asked=False)
            here = opens(local, self.types)
            layerings = [
                self._layering(alone, (), law, c.not_(here)),
                self._layering(found, own, law, TRUE),
            ]
        return MatterEntry(name, (*own, *law), tuple(layerings))

    def _layering(
        self, found: Opened, own: tuple[Entry, ...], law: tuple[Entry, ...], where: Col
    ) -> Layering:
        local, background = found.local, found.background
        opened = TRUE if found.asked else c.and_(where, opens(found.matter, self.types))
        settled = local is not None and found.same_subject and not local.refers_to_law
        displaced = {i for r in local.rules for i in r.governs_over} if local is not None else set()
        counting = own + tuple(e for e in law if not settled and e.id not in displaced)
        speaks = TRUE
        if local is not None and background is not None:
            speaks = opens(background, self.types)
        in_verdict = found.asked or found.matter.subject not in ("zone", "authority")
        return Layering(opened, local is not None, found.matter, counting, speaks, in_verdict)

    def _entries(self, matter: Matter, *, background: bool) -> Iterable[Entry]:
        figures = in_force(matter, self.day, self.overrides)
        matter_plan = plan_of(matter)
        translator = RuleTranslator(matter, self.types, Figures(figures.values, self.as_of))
        out = not background and not self.pack.source.in_force.covers(self.day)
        for rule_plan in matter_plan.rules:
            lacking = any(p.name in figures.missing for p in rule_plan.parameters)
            static = out or lacking or not rule_plan.rule.in_force.covers(self.day)
            held = (
                RuleColumns(rule_plan.rule, TOP, NOT_APPLICABLE)
                if static else translator.rule(rule_plan)
            )  # fmt: skip
            yield Entry(rule_plan, matter_plan, figures, held, translator, background, static)

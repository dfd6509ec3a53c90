"""Boundary cases: for each rule submissions at each figure, a unit below and above, and with holes.

Each condition of a rule is shown to decide it on its own (MC/DC): in a pair of cases only it comes
out otherwise, and so does the rule. The status that a case must have comes from Z3, not from an
engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis.bench import Bench, bench, day_of, likely
from eligibility.analysis.dates import Day
from eligibility.analysis.matter_terms import Applied, rule_terms, speaks, translator_of
from eligibility.analysis.solving import Solver, Unsettled, Untranslatable
from eligibility.analysis.terms import FALSE, TRUE, Number, either, exact, known
from eligibility.analysis.to_z3 import Translator
from eligibility.analysis.witness import content_of
from eligibility.evaluation.conditions import conditions
from eligibility.evaluation.plan import RulePlan
from eligibility.evaluation.soundness import inexact_facts
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.library import Rulebook
from eligibility.language.nodes import Node
from eligibility.language.pack import Matter, Pack
from eligibility.language.to_text import to_text
from eligibility.language.types import Kind
from eligibility.submission.catalogue import catalogue, info_of

_ORDERS = frozenset({"<", "<=", ">", ">="})
_UNIT: dict[Kind, Fraction] = {
    Kind.RATIO: Fraction(1, 10_000), Kind.RATE: Fraction(100, 2_000_000_000)
}  # fmt: skip


@dataclass(frozen=True)
class BoundaryCase:
    """A case: the rule, what it is about, the submission, the status the rule must have."""

    rule: str
    note: str
    content: Mapping[str, Any]
    subject: str | None
    status: str


def boundary_cases(book: Rulebook, jurisdiction: str, day: date) -> Iterator[BoundaryCase]:
    """The boundary cases of every rule of a jurisdiction."""
    pack = book.packs[jurisdiction]
    for _, matter in sorted(pack.matters.items()):
        if matter.rules:
            yield from _of_matter(book, pack, matter, day)


def _of_matter(book: Rulebook, pack: Pack, matter: Matter, day: date) -> Iterator[BoundaryCase]:
    try:
        table = bench(book, pack, matter, day_of(pack, matter, day))
    except Untranslatable:
        return
    for plan in table.part.plan.rules:
        if speaks(plan.rule, table.part):
            yield from _Cases(table, plan).all()


class _Cases:
    """The cases of one rule."""

    def __init__(self, table: Bench, plan: RulePlan) -> None:
        self.table, self.plan, self.rule = table, plan, plan.rule
        self.own = table.of(plan.rule.id)[:1]
        self.loose = Solver([table.space])
        self.inexact = set(inexact_facts(table.matter, plan.rule, catalogue()))

    def all(self) -> Iterator[BoundaryCase]:
        if not self.own:
            return
        roots = (self.rule.when, self.rule.not_needed, self.rule.condition)
        for node in conditions(self.table.matter, (r for r in roots if r is not None)):
            try:
                yield from self._about(node)
            except (Unsettled, Untranslatable):
                continue
        for truth, name in (
            (self.own[0].satisfied, "satisfied"),
            (self.own[0].violated, "violated"),
        ):
            try:
                yield from self._with_holes(truth, name)
            except Unsettled:
                continue

    def _about(self, node: Node) -> Iterator[BoundaryCase]:
        """A condition at its boundary, or true and false, where it alone decides the rule."""
        translator, here = self._inside()
        decides = self._decides(node)
        for word, where in self._places(node, translator):
            model = self._model(here, decides, where)
            if model is not None:
                yield self._case(model, f"{to_text(node)}: {word}")

    def _places(self, node: Node, translator: Translator) -> Iterator[tuple[str, Any]]:
        sides = self._sides(node, translator)
        if sides is None:
            truth = translator.truth(node)
            yield "true", truth
            yield "false", known(z3.Not(truth)) if truth is not TRUE else FALSE
            return
        left, right, step, exists = sides
        yield "exactly at it", z3.And(left == right, exists)
        yield "one unit above", z3.And(left == right + step, exists)
        yield "one unit below", z3.And(left == right - step, exists)

    def _sides(self, node: Node, translator: Translator) -> tuple[Any, Any, Any, Any] | None:
        """The two sides of a comparison of quantities or days, and the unit between them."""
        if not isinstance(node, n.Compare) or node.operator not in _ORDERS:
            return None
        left, right = translator.value(node.left), translator.value(node.right)
        if isinstance(left, Day) and isinstance(right, Day):
            return left.ordinal, right.ordinal, 1, _both(left.exists, right.exists)
        if isinstance(left, Number) and isinstance(right, Number):
            kind = translator.types.type_of(node.left).kind
            step = exact(_UNIT.get(kind, Fraction(1)))
            return left.term, right.term, step, _both(left.exists, right.exists)
        return None

    def _decides(self, node: Node) -> Any:
        """That the rule comes out otherwise when the condition does."""
        outcomes = []
        for forced in (TRUE, FALSE):
            translator = translator_of(self.table.part, self.table.space, self.table.setting)
            translator.forced = {node: forced}
            outcomes.append(next(iter(rule_terms(self.rule, self.table.part, translator))))
        one, other = outcomes
        return either(one.satisfied != other.satisfied, one.violated != other.violated)

    def _inside(self) -> tuple[Translator, Any]:
        translator = translator_of(self.table.part, self.table.space, self.table.setting)
        here: Any = TRUE
        if self.rule.items is not None and self.rule.variable is not None:
            item, here = translator.listing(self.rule.items)[0]
            kind = translator.types.type_of(self.rule.items).item or t.TEXT
            translator.bind(self.rule.variable, item, kind)
        return translator, here

    def _model(self, *conditions: Any) -> z3.ModelRef | None:
        self.table.solver.add(*self.table.space.axioms)
        truths = [c for c in conditions if c is not TRUE]
        table = self.table
        return likely(table.solver, [table.space], table.setting.as_of, table.day, *truths)

    def _case(self, model: z3.ModelRef, note: str) -> BoundaryCase:
        own = self.own[0]
        return BoundaryCase(
            self.rule.id, note, self._content(model), own.subject, _status(model, own)
        )

    def _content(self, model: z3.ModelRef) -> dict[str, Any]:
        as_of = dates.value(model, self.table.setting.as_of).isoformat()
        head = {"as_of": as_of, "jurisdiction": self.table.pack.jurisdiction,
                "matters": [self.table.matter.name]}  # fmt: skip
        return {**head, **content_of(model, self.table.space)}

    def _with_holes(self, truth: Any, name: str) -> Iterator[BoundaryCase]:
        """A submission with one deciding fact missing: the statuses that are still possible."""
        model = self._model(truth)
        if model is None:
            return
        for path in self.plan.facts:
            info = info_of(path)
            made = self.table.space.made.get(path)
            if info is None or info.absent or isinstance(made, list) or path in self.inexact:
                continue
            found = self._possible(model, path)
            content = self._content(model)
            section, _, key = path.partition(".")
            content.get(section, {}).pop(key, None)
            status = found.pop() if len(found) == 1 else "unknown"
            note = f"{path} is missing, where the rule would be {name}"
            yield BoundaryCase(self.rule.id, note, content, self.own[0].subject, status)

    def _possible(self, model: z3.ModelRef, path: str) -> set[str]:
        fixed = [term == model.eval(term, model_completion=True)
                 for other, made in self.table.space.made.items() if other != path
                 for term in _variables(made)]  # fmt: skip
        as_of = self.table.setting.as_of.ordinal
        fixed.append(as_of == model.eval(as_of, model_completion=True))
        own = self.own[0]
        ways = {
            "satisfied": own.satisfied, "violated": own.violated,
            "not_applicable": z3.Not(own.applies) if own.applies is not TRUE else FALSE,
        }  # fmt: skip
        axioms = self.table.space.axioms
        return {name for name, way in ways.items() if self.loose.holds(*axioms, *fixed, way)}


def _status(model: z3.ModelRef, own: Applied) -> str:
    for name, term in (("satisfied", own.satisfied), ("violated", own.violated)):
        if z3.is_true(model.eval(term, model_completion=True)):
            return name
    return "not_applicable"


def _both(*truths: Any) -> Any:
    return z3.And([z3.BoolVal(x) if isinstance(x, bool) else x for x in truths])


def _variables(made: Any) -> Iterator[Any]:
    for one in made if isinstance(made, list) else (made,):
        for part in (
            one,
            *(getattr(one, name, None) for name in ("term", "ordinal", "exists", "present")),
        ):
            if (
                z3.is_expr(part)
                and z3.is_const(part)
                and not z3.is_true(part)
                and not z3.is_false(part)
            ):
                yield part

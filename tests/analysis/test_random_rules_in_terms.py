"""Random rules mean in Z3 what the interpreter says, under every completion that is tried.

Each matter stands once as terms, with all that is missing free; each completion is then put on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from properties.random_rules import matters
from properties.small_catalogue import CITE, DAY, FACTS, FIGURES, parameters
from properties.small_worlds import WORDS, submissions
from properties.tried_out import Trial

pytest.importorskip("z3")

import z3

from eligibility.analysis.cores import is_value
from eligibility.analysis.dates import constant
from eligibility.analysis.docket import Part
from eligibility.analysis.matter_terms import Applied, conclusion, rule_terms
from eligibility.analysis.space import Row, Space
from eligibility.analysis.to_z3 import Translator
from eligibility.evaluation.assess import Layer
from eligibility.evaluation.cases import Standing, apply_rules
from eligibility.evaluation.conclude import RANK, conclude, statuses
from eligibility.evaluation.days import PUBLISHED
from eligibility.evaluation.figures_in_force import Figures
from eligibility.evaluation.inference import MatterCase
from eligibility.evaluation.situation import Situation
from eligibility.language.pack import Matter, Rule, Words
from eligibility.language.parse import parse
from eligibility.language.values import UNKNOWN, Label, Record

NAMES = {rank: name for name, rank in RANK.items()}
KINDS = ["requirement", "requirement", "prohibition", "permission", "permission", "priority"]
FORCES = ["binding", "binding", "default", "discretion", "encouraged", "target"]
WHY = Words("试", "trial")
VALUES = {name: value for name, (_, value) in FIGURES.items()}


@st.composite
def standings(draw: st.DrawFn, matter: Matter) -> tuple[Matter, Standing]:
    """The matter with rules of every kind and force, and how they count."""
    pick = st.sampled_from
    rules = [
        replace(
            rule,
            kind=draw(pick(KINDS)),
            force=draw(pick(FORCES)),
            mark=draw(pick([None, None, "unverified"])),
        )
        for rule in matter.rules
    ]
    kind = draw(pick(["compliance", "permission", "permission", "supervision"]))
    ids = [rule.id for rule in rules]
    displaced = {id: WHY for id in ids if draw(st.integers(0, 7)) == 7}
    departed = frozenset(id for id in ids if draw(st.integers(0, 3)) == 3)
    out = WHY if draw(st.integers(0, 15)) == 15 else None
    standing = Standing(
        DAY, departed, displaced, reported_only=draw(st.integers(0, 15)) == 15, not_in_force=out
    )
    return replace(matter, kind=kind, rules=tuple(rules)), standing


class Terms:
    """One matter with what is known of a submission, as terms."""

    def __init__(self, trial: Trial, standing: Standing) -> None:
        words = (w for plan in trial.plan.rules for w in plan.words)
        known = tuple(dict.fromkeys((*WORDS, *words)))
        self.space = Space(known, known, known=trial.given)
        part = Part(Layer(trial.matter, standing, background=False), trial.plan, Figures(VALUES))
        translator = Translator(
            trial.matter, FACTS, VALUES, self.space, constant(DAY), trial.findings, PUBLISHED
        )
        self.applied = [
            one for rule in trial.matter.rules for one in rule_terms(rule, part, translator)
        ]
        self.solver = z3.Solver()
        self.rank = z3.Int("rank")
        self.solver.add(self.rank == conclusion(self.applied, trial.matter.kind))
        self.solver.add(*self.space.axioms)

    def under(self, facts: dict[str, Any], findings: dict[str, bool]) -> Any:
        """The only model under a completion."""
        self.solver.push()
        self.solver.add(*self._pinned(facts, findings))
        assert self.solver.check() == z3.sat
        model = self.solver.model()
        self.solver.add(self.rank != model[self.rank])
        assert self.solver.check() == z3.unsat
        self.solver.pop()
        return model

    def can_be(self, name: str) -> bool:
        """Whether some completion concludes so."""
        return bool(self.solver.check(self.rank == RANK[name]) == z3.sat)  # type: ignore[index]

    def _pinned(self, facts: dict[str, Any], findings: dict[str, bool]) -> Iterator[Any]:
        for path, made in self.space.made.items():
            if path.startswith("review.findings["):
                yield made == findings["N"]
            elif path.startswith("review.industries["):
                name = _name_of(tuple(facts.values()), path.partition("[")[2].removesuffix("]"))
                yield is_value(self.space, made, name)
            else:
                value = value_at(facts, path)
                if isinstance(made, list) and any(isinstance(one, Row) for one in made):
                    for index, row in enumerate(made):
                        yield (
                            z3.BoolVal(True) if row.record else row.present == (index < len(value))
                        )
                elif value is not UNKNOWN and path not in self.space.known:
                    yield is_value(self.space, made, value)


def value_at(facts: dict[str, Any], path: str) -> Any:
    """The value at a path; UNKNOWN in an item that is not there."""
    head, mark, rest = path.partition("[")
    value = facts.get(head, UNKNOWN)
    if not mark:
        return value
    index, _, tail = rest.partition("].")
    if int(index) >= len(value):
        return UNKNOWN
    return value[int(index)].fields[tail]


def _name_of(value: Any, label: str) -> Any:
    if isinstance(value, Label):
        return value if value.written == label and value.name else None
    inner = value.fields.values() if isinstance(value, Record) else value
    if not isinstance(inner, str) and hasattr(inner, "__iter__"):
        return next((n for part in inner if (n := _name_of(part, label))), None)
    return None


def decided(
    trial: Trial, standing: Standing, world: tuple[Any, Any]
) -> tuple[str, dict[Any, set[str]]]:
    """The interpreter's conclusion, and the statuses by rule and subject."""
    situation = Situation(world[0], DAY, VALUES, world[1])
    found = list(apply_rules(trial.plan, situation, standing, frozenset()))
    case = MatterCase(trial.matter, tuple(a.numbered(i).case for i, a in enumerate(found)), True)
    by_rule: dict[Any, set[str]] = {}
    for one in case.cases:
        by_rule.setdefault((one.rule.id, one.subject), set()).update(statuses(one))
    return conclude(case).conclusion, by_rule


def by_terms(found: list[Applied], model: Any) -> dict[Any, set[str]]:
    """The statuses by rule and subject of those that apply."""
    by_rule: dict[Any, set[str]] = {}
    for one in found:
        good, bad = (
            z3.is_true(model.eval(t, model_completion=True)) for t in (one.satisfied, one.violated)
        )
        if good or bad:
            where = (one.rule.id, one.subject)
            by_rule.setdefault(where, set()).add("satisfied" if good else "violated")
    return by_rule


def check(trial: Trial, standing: Standing) -> None:
    terms = Terms(trial, standing)
    said, _ = decided(trial, standing, (trial.given, trial.findings))
    if said != "undetermined":
        assert not any(terms.can_be(name) for name in RANK if name != said)
    for world in trial.worlds[:: max(1, len(trial.worlds) // 12)]:
        concluded, told = decided(trial, standing, world)
        model = terms.under(*world)
        assert NAMES[model[terms.rank].as_long()] == concluded, world
        applying = {k: v - {"not_applicable"} for k, v in told.items() if v - {"not_applicable"}}
        assert by_terms(terms.applied, model) == applying


@settings(max_examples=settings().max_examples * 3 // 2)
@given(st.data())
def test_random_rules_conclude_in_terms_what_the_interpreter_concludes(data: st.DataObject):
    matter, standing = data.draw(matters().flatmap(standings))
    trial = Trial(matter, *data.draw(submissions(matter)), most=12)
    note(trial.text())
    note(str(standing))
    check(trial, standing)


def one_permission(labels: tuple[Label, ...]) -> Trial:
    """A matter in which each label needs a permission, which only the label `M` has."""
    rule = Rule(
        "t/m/r", "m", "t", ("P",), CITE, "permission", "binding", parse("p in trades"), WHY,
        variable="p", items=parse("a.labels"),
    )  # fmt: skip
    beside = replace(rule, id="t/m/s", kind="priority", variable=None, items=None,
                     condition=parse("a.yes"), force="encouraged")  # fmt: skip
    matter = Matter(
        "m", "t", "permission", "project", WHY, (), False, parameters(), {}, (rule, beside)
    )
    return Trial(matter, {"a.yes": True, "a.labels": labels}, {"N": True})


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(
            (), id="no subject: no permission is needed, what is satisfied beside is idle"
        ),
        pytest.param((Label("Q"), Label("R")), id="two labels not mapped: each needs its own"),
        pytest.param((Label("Q"), Label("M", "M")), id="one label not mapped"),
    ],
)
def test_a_permission_of_each_label(labels: tuple[Label, ...]):
    check(one_permission(labels), Standing(DAY, frozenset()))

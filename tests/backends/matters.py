"""Matters with a rule of every standing, cases drawn over them, and conclusions by brute force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

from eligibility.errors import Place
from eligibility.evaluation.assessment import WORST_FIRST, Conclusion
from eligibility.evaluation.inference import (
    EITHER,
    FALSE,
    TRUE,
    ExceptionCase,
    MatterCase,
    Outcome,
    RuleCase,
)
from eligibility.language.nodes import Constant
from eligibility.language.pack import (
    Citation,
    Definition,
    DefinitionException,
    Duty,
    Force,
    Matter,
    MatterKind,
    Rule,
    RuleKind,
    Words,
)
from eligibility.language.types import AREA

WORDS = Words("测试", "a test")
NOT_APPLICABLE: Outcome = (False, None)
HOLDS: Outcome = (True, True)
FAILS: Outcome = (True, False)
OUTCOMES = (NOT_APPLICABLE, HOLDS, FAILS)
SIZES = {"land_cap": 3, "floor_cap": 1}  # definitions and their numbers of exceptions
LEVELS: tuple[Conclusion, ...] = tuple(reversed(WORST_FIRST))

STANDINGS: tuple[tuple[RuleKind, Force, int], ...] = (
    ("requirement", "binding", 0), ("requirement", "binding", 2), ("requirement", "default", 1),
    ("requirement", "discretion", 0), ("requirement", "encouraged", 1),
    ("requirement", "target", 0), ("prohibition", "binding", 0), ("prohibition", "binding", 1),
    ("prohibition", "default", 0), ("prohibition", "discretion", 1), ("prohibition", "target", 0),
    ("permission", "discretion", 0), ("permission", "discretion", 2), ("permission", "binding", 1),
    ("permission", "encouraged", 0), ("priority", "encouraged", 0), ("priority", "default", 1),
    ("target", "target", 0), ("target", "target", 2),
)  # fmt: skip


def rule(matter: str, slug: str, kind: RuleKind, force: Force, duties: int = 0) -> Rule:
    """A rule with that many duties; what it says is left to the evaluation."""
    return Rule(
        id=f"yulin/{matter}/{slug}", matter=matter, jurisdiction="yulin", provisions=("YL-047",),
        cite=Citation("yulin", "(十八)"), kind=kind, force=force, condition=Constant(True),
        says=WORDS, duties=tuple(Duty(f"duty-{i}", WORDS, None, None) for i in range(duties)),
    )  # fmt: skip


def matter(name: str, rules: tuple[Rule, ...], kind: MatterKind = "compliance") -> Matter:
    """A matter of these rules, with two definitions that have exceptions."""
    exception = DefinitionException(Constant(True), Constant(1), ("YL-048",), WORDS)
    definitions = {
        key: Definition(key, AREA, Constant(0), (exception,) * size, Place("", 1, 1))
        for key, size in SIZES.items()
    }
    return Matter(
        name, "yulin", kind, "project", WORDS, (), False, {}, definitions, rules
    )  # fmt: skip


KINDS: tuple[tuple[str, MatterKind], ...] = (
    ("ancillary-land", "compliance"), ("pre-registration", "permission"),
)  # fmt: skip
MATTERS = tuple(
    matter(name, tuple(rule(name, f"{k}-{f}-{n}", k, f, n) for k, f, n in STANDINGS), kind)
    for name, kind in KINDS
)

_truths = st.sampled_from((TRUE, FALSE, EITHER))
_outcomes = st.frozensets(st.sampled_from(OUTCOMES), min_size=1)


@st.composite
def rule_cases(draw: st.DrawFn, key: int, rules: tuple[Rule, ...]) -> RuleCase:
    """A case of one of the rules, with any outcomes and truths."""
    chosen = draw(st.sampled_from(rules))
    sizes = {name: draw(st.integers(0, size)) for name, size in SIZES.items()}
    return RuleCase(
        key, chosen, draw(st.sampled_from((None, "地块1", "地块2"))), draw(_outcomes),
        tuple(ExceptionCase(n, i, draw(_truths)) for n, size in sizes.items() for i in range(size)),
        tuple((duty.id, draw(_truths)) for duty in chosen.duties),
        departed=draw(st.booleans()), caps_at_refer=draw(st.booleans()),
        reported_only=draw(st.sampled_from((False, False, True))),
    )  # fmt: skip


@st.composite
def matter_cases(draw: st.DrawFn) -> tuple[MatterCase, ...]:
    """None to two matters; at times of permissions only, or of rules that only stand beside."""
    kinds = draw(
        st.sampled_from((
            ("requirement", "prohibition", "permission", "priority", "target"),
            ("permission",), ("priority", "target"), ("requirement", "prohibition"),
        ))
    )  # fmt: skip
    found = []
    for place, which in enumerate(MATTERS[draw(st.integers(0, 2)) :]):
        rules = tuple(r for r in which.rules if r.kind in kinds)
        keys = range(100 * place, 100 * place + draw(st.integers(0, 5)))
        cases = tuple(draw(rule_cases(key, rules)) for key in keys)
        found.append(MatterCase(which, cases, in_verdict=draw(st.booleans())))
    return tuple(found)


@dataclass(frozen=True)
class _Choice:
    """One completion of a case: its status and whether a duty is owed with it."""

    case: RuleCase
    status: str
    owing: bool = False


def statuses_by_hand(case: RuleCase) -> set[str]:
    """The statuses that its outcomes give."""
    words = {HOLDS: "satisfied", FAILS: "violated"}
    if case.rule.kind == "prohibition":
        words = {HOLDS: "violated", FAILS: "satisfied"}
    return {words.get(outcome, "not_applicable") for outcome in case.outcomes}


def conclusions_by_hand(found: MatterCase) -> set[Conclusion]:
    """Every conclusion that some choice of statuses and duties gives, by trying them all."""
    counting = [case for case in found.cases if not case.reported_only]
    counting = [case for case in counting if _decides(case.rule)] or counting
    return {
        _conclusion(choice, found.matter.kind == "permission")
        for choice in product(*(_choices(case) for case in counting))
    }


def _decides(one: Rule) -> bool:
    binds = one.force in {"binding", "default", "discretion"}
    return one.kind == "permission" or (one.kind in {"requirement", "prohibition"} and binds)


def _choices(case: RuleCase) -> Iterator[_Choice]:
    for status in statuses_by_hand(case):
        if status != "satisfied":
            yield _Choice(case, status)
            continue
        owed = [{TRUE: (True,), FALSE: (False,)}.get(t, (True, False)) for _, t in case.duties]
        yield from (_Choice(case, status, any(duties)) for duties in product(*owed))


def _conclusion(choices: tuple[_Choice, ...], permits: bool) -> Conclusion:
    subjects: dict[str | None, list[_Choice]] = {}
    for choice in choices:
        if choice.case.rule.kind == "permission":
            subjects.setdefault(choice.case.subject, []).append(choice)
    levels = [_alone(c) for c in choices if c.case.rule.kind != "permission"]
    sought = [_together(group) for group in subjects.values()]
    if (
        permits and sought and set(sought) == {"not_applicable"}
    ):  # no permission is needed: nothing to approve
        levels = [level for level in levels if level in {"refer", "rejected"}]
    return max([*levels, *sought], key=LEVELS.index, default="not_applicable")


def _alone(choice: _Choice) -> Conclusion:
    if choice.status == "not_applicable":
        return "not_applicable"
    if choice.status == "satisfied":
        return "conditional" if choice.owing else "approved"
    if not _decides(choice.case.rule):
        return "approved"
    if choice.case.rule.force == "binding":
        return "refer" if choice.case.caps_at_refer else "rejected"
    return "approved" if choice.case.departed else "refer"


def _together(group: list[_Choice]) -> Conclusion:
    granted = [choice for choice in group if choice.status == "satisfied"]
    if granted:
        return "conditional" if all(choice.owing for choice in granted) else "approved"
    withheld = [choice for choice in group if choice.status == "violated"]
    if not withheld:
        return "not_applicable"
    return "refer" if all(choice.case.caps_at_refer for choice in withheld) else "rejected"

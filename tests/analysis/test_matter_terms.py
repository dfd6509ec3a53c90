"""The conclusion as a term is the interpreter's, for rules of every kind that come out anyhow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.random_rules import NO_WORDS
from properties.small_catalogue import CITE

pytest.importorskip("z3")

import z3

from eligibility.analysis.matter_terms import Applied, conclusion
from eligibility.analysis.terms import FALSE, TRUE
from eligibility.evaluation.conclude import RANK, conclude
from eligibility.evaluation.inference import MatterCase, RuleCase
from eligibility.language.nodes import Constant
from eligibility.language.pack import Duty, Matter, Rule

RULE = Rule("r", "m", "t", ("P",), CITE, "requirement", "binding", Constant(True), NO_WORDS)
OUTCOMES = [(False, None), (True, True), (True, False)]
pick = st.sampled_from


@st.composite
def cases(draw: st.DrawFn, key: int) -> tuple[RuleCase, Applied]:
    """A rule that was applied to a subject, as a case and as terms."""
    kind = draw(pick(["requirement", "prohibition", "permission", "permission", "priority"]))
    force = draw(pick(["binding", "default", "discretion", "encouraged", "target"]))
    mark = draw(pick([None, "unverified"]))
    owing = draw(st.booleans())
    duties = (Duty("d", NO_WORDS, None, None),) if owing else ()
    rule = replace(RULE, id=f"r{key}", kind=kind, force=force, mark=mark, duties=duties)
    applies, holds = outcome = draw(pick(OUTCOMES))
    good = bool(applies and holds != (kind == "prohibition"))
    departed, reported = draw(st.booleans()), draw(st.integers(0, 7)) == 7
    subject = draw(pick([None, "A", "B"]))
    case = RuleCase(
        key, rule, subject, frozenset({outcome}), duties=(("d", 1),) if owing else (),
        departed=departed, caps_at_refer=mark == "unverified", reported_only=reported,
    )  # fmt: skip
    of = [TRUE if one else FALSE for one in (applies, good, applies and not good, owing)]
    terms = Applied(
        rule, subject, *of, departed=departed, capped=mark == "unverified", reported_only=reported
    )
    return case, terms


@settings(max_examples=settings().max_examples * 5)
@given(st.data(), pick(["compliance", "permission", "supervision"]))
def test_the_conclusion_as_a_term_is_the_interpreters(data: st.DataObject, kind: str):
    drawn = [data.draw(cases(key)) for key in range(data.draw(st.integers(0, 4)))]
    rules = tuple(case.rule for case, _ in drawn)
    matter = Matter("m", "t", kind, "project", NO_WORDS, (), False, {}, {}, rules)  # type: ignore[arg-type]
    said = conclude(MatterCase(matter, tuple(case for case, _ in drawn), True)).conclusion
    rank = z3.simplify(conclusion([terms for _, terms in drawn], matter.kind))
    assert rank.as_long() == RANK[said]

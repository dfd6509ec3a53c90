"""Inline examples of rules, and cases with an `expect`: decided, and compared with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Place, Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Finding
from eligibility.evaluation.inference import Engine
from eligibility.language.library import Rulebook
from eligibility.language.pack import Example, Pack, Rule
from eligibility.language.tree import Mapping
from eligibility.submission.facts import Submission
from eligibility.submission.read import read_submission

EXAMPLE_DAY = date(2026, 6, 30)
_BY_WEIGHT = ("violated", "unknown", "satisfied", "not_applicable")


@dataclass(frozen=True)
class Check:
    """One thing that an example or case wants, and what came out. `rule` is None for cases."""

    place: Place
    note: str
    what: str
    wanted: str
    found: str
    rule: str | None = None

    @property
    def held(self) -> bool:
        """Whether it came out as wanted."""
        return self.wanted == self.found


def check_examples(
    rulebook: Rulebook, packs: Iterable[str] | None = None, engine: Engine | None = None
) -> Iterator[Check]:
    """Every inline example of the packs named (all when None), one after the other."""
    names = sorted(rulebook.packs) if packs is None else packs
    for name in names:
        pack = rulebook.packs[name]
        for matter in pack.matters.values():
            for rule in matter.rules:
                for example in rule.examples:
                    yield check_example(rulebook, pack, rule, example, engine)


def check_example(
    rulebook: Rulebook, pack: Pack, rule: Rule, example: Example, engine: Engine | None = None
) -> Check:
    """One inline example: the status of its rule, for the subject it names."""
    found = _status(rulebook, pack, rule, example, engine)
    return Check(example.place, example.note, rule.id, example.status, found, rule.id)


def example_submission(pack: Pack, example: Example) -> Submission:
    """The submission that an example stands for. `Refused` when it is none."""
    given = example.given
    if not isinstance(given, Mapping):
        raise Refused([])
    return read_submission(
        given, vocabulary=lambda _: pack.vocabulary, jurisdiction=pack.jurisdiction
    )


def _status(
    rulebook: Rulebook, pack: Pack, rule: Rule, example: Example, engine: Engine | None
) -> str:
    try:
        submission = example_submission(pack, example)
        day = submission.as_of or EXAMPLE_DAY
        question = Question(as_of=day, matters=(rule.matter,), background=False)
        answer = assess(rulebook, submission, question, engine)
    except Refused as refused:
        return "refused: " + "; ".join(d.message for d in refused.diagnostics)
    found = [f for m in answer.matters for f in m.findings if f.rule.id == rule.id]
    if example.subject is not None:
        found = [f for f in found if f.subject == example.subject]
        if not found:
            return f"no finding about `{example.subject}`"
    return _weightiest(found)


def _weightiest(findings: list[Finding]) -> str:
    statuses = {f.status for f in findings}
    return next((s for s in _BY_WEIGHT if s in statuses), "not_applicable")


def check_case(submission: Submission, answer: Assessment) -> Iterator[Check]:
    """What a case's `expect` wants: verdict, conclusions by matter, statuses by rule."""
    expect = submission.expect or {}
    place, note = Place(submission.file, 1, 1), submission.note or ""
    if not expect:
        yield Check(place, note, "expect", "a verdict, conclusions or statuses", "nothing")
    if "verdict" in expect:
        yield Check(place, note, "verdict", str(expect["verdict"]), answer.verdict)
    conclusions = {m.matter.name: m.conclusion for m in answer.matters}
    for matter, wanted in _pairs(expect.get("conclusions")):
        found = conclusions.get(matter, "not assessed")
        yield Check(place, note, f"conclusion of {matter}", str(wanted), found)
    findings = [f for m in answer.matters for f in m.findings]
    for rule, wanted in _pairs(expect.get("statuses")):
        own = [f for f in findings if f.rule.id == rule]
        if isinstance(wanted, dict):
            for subject, status in wanted.items():
                some = [f for f in own if f.subject == subject]
                yield Check(place, note, f"{rule} of {subject}", str(status), _found(some))
        else:
            yield Check(place, note, rule, str(wanted), _found(own))


def _found(findings: list[Finding]) -> str:
    return _weightiest(findings) if findings else "no finding"


def _pairs(given: Any) -> list[tuple[str, Any]]:
    return list(given.items()) if isinstance(given, dict) else []

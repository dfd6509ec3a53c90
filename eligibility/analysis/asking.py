"""Which missing facts can still change the verdict, and how much each could settle alone.

No fact that can is ever left out. One that another rule or matter always hides is found out with Z3
(`bearing`); without the extra `prove` such a fact may be listed all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from eligibility.analysis.docket import Decided, Docket, Heard, docket
from eligibility.analysis.exploring import Explored, explored, relevant
from eligibility.analysis.trying import domain_of, extremes, open_facts
from eligibility.evaluation.assess import Question
from eligibility.evaluation.assessment import WORST_FIRST, Conclusion
from eligibility.evaluation.conclude import RANK, worst
from eligibility.evaluation.situation import DISCRETE
from eligibility.language.library import Rulebook
from eligibility.language.types import Type
from eligibility.submission.facts import Submission

MOST_MATTERS = 6  # that are looked at together; of more, each fact's own matters alone


@dataclass(frozen=True)
class Wanted:
    """A missing fact that can change the verdict.

    `settles` names the open matters that some value of it settles alone, `matters` and `rules`
    those that wait for it.
    """

    path: str
    type: Type
    settles: tuple[str, ...]
    matters: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What is still needed, the most decisive first; `possible`: the verdicts that can come."""

    verdict: Conclusion
    possible: tuple[Conclusion, ...]
    wanted: tuple[Wanted, ...]


def ask(rulebook: Rulebook, submission: Submission, question: Question) -> Asked:
    """The facts that can still change the verdict of a submission."""
    hearing = docket(rulebook, submission, question)
    counting = [hearing.decide(heard) for heard in hearing.heard if heard.in_verdict]
    verdict = worst(decided.conclusion for decided in counting)
    possible = _possible_verdicts(counting)
    if verdict != "undetermined":
        return Asked(verdict, possible, ())
    tried = [explored(hearing, d) for d in counting if d.conclusion == "undetermined"]
    found: dict[str, Wanted] = {}
    for one in tried:
        floor = max((_least(d) for d in counting if d is not one.decided), default=0)
        for path in relevant(one, floor):
            _note(found, hearing, one, path)
    hidden = set(_hidden(hearing, counting, tried, found))
    kept = [wanted for path, wanted in found.items() if path not in hidden]
    if not kept:  # every completion gives one verdict, and yet the rules cannot be decided
        for one in tried:
            for path in one.types:
                _note(found, hearing, one, path)
        kept = list(found.values())
    ordered = sorted(kept, key=lambda w: (-len(w.settles), -len(w.rules)))
    return Asked(verdict, possible, tuple(ordered))


def _hidden(
    hearing: Docket, counting: Sequence[Decided], tried: Sequence[Explored],
    found: dict[str, Wanted],
) -> Iterator[str]:  # fmt: skip
    """The facts that make no difference after all: the rest hides it, whatever they are."""
    together = len(tried) <= MOST_MATTERS
    doubtful = {one.decided.heard.name for one in tried if one.linked}
    if together:
        doubtful |= {one.decided.heard.name for one in tried if _shares(one, tried)}
    asked = {path: w for path, w in found.items() if not doubtful.isdisjoint(w.matters)}
    if not asked or find_spec("z3") is None:
        return
    from eligibility.analysis.bearing import bears  # noqa: PLC0415  (few files need it)

    settled = [d for d in counting if d.conclusion != "undetermined"]
    floor = max((RANK[d.conclusion] for d in settled), default=0)
    for path, wanted in asked.items():
        own = [one.decided.heard for one in tried if one.decided.heard.name in wanted.matters]
        others = [one.decided.heard for one in tried if one.decided.heard not in own]
        if not bears(hearing, path, own, others if together else (), floor):
            yield path


def _shares(one: Explored, tried: Sequence[Explored]) -> bool:
    """Whether a fact that a matter waits for is one that another waits for, too."""
    return any(not one.types.keys().isdisjoint(other.types) for other in tried if other is not one)


def _possible_verdicts(counting: list[Decided]) -> tuple[Conclusion, ...]:
    found: set[Conclusion] = {"not_applicable"}
    for decided in counting:
        found = {worst((one, other)) for one in found for other in decided.possible}
    return tuple(c for c in WORST_FIRST if c in found)


def _least(decided: Decided) -> int:
    return min(RANK[c] for c in decided.possible)


def _note(found: dict[str, Wanted], hearing: Docket, one: Explored, path: str) -> None:
    name, kind = one.decided.heard.name, one.types[path]
    rules = dict.fromkeys(
        a.case.rule.id for a in one.decided.deciding if path in open_facts(one.decided, a)
    )
    before = found.get(path, Wanted(path, kind, (), (), ()))
    settles = (name,) if _settles(hearing, one.decided.heard, path, kind) else ()
    found[path] = replace(
        before,
        settles=before.settles + settles,
        matters=(*before.matters, name),
        rules=(*before.rules, *rules),
    )


def _settles(hearing: Docket, heard: Heard, path: str, kind: Type) -> bool:
    """Whether some value of the fact alone gives the matter its conclusion."""
    values = (
        domain_of(hearing, heard, kind)
        if kind.kind in DISCRETE
        else extremes(kind, hearing.as_of, path)
    )
    return any(len(hearing.decide(heard, {path: value}).possible) == 1 for value in values)

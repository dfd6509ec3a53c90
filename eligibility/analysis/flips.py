"""Real projects under two versions of the rules: whose verdict changes, and by which provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Conclusion
from eligibility.evaluation.conclude import RANK
from eligibility.language.library import Rulebook
from eligibility.submission.facts import Submission


@dataclass(frozen=True)
class Flip:
    """A project whose verdict is another one; areas and money in base units (None: not known)."""

    file: str
    project: str
    before: Conclusion
    after: Conclusion
    matters: tuple[str, ...]
    rules: tuple[str, ...]
    provisions: tuple[str, ...]
    land: int | None
    investment: int | None


@dataclass(frozen=True)
class Flips:
    """All projects: how many were decided, and those that flipped.

    `elsewhere` counts those of a jurisdiction that is not compared.
    """

    decided: int
    found: tuple[Flip, ...]
    elsewhere: int = 0


def flips(
    old: Rulebook, new: Rulebook, submissions: Iterable[Submission], question: Question
) -> Flips:
    """The projects whose verdict differs under the two versions."""
    decided, elsewhere, found = 0, 0, []
    for submission in submissions:
        place = submission.jurisdiction
        if place is not None and not (place in old.packs and place in new.packs):
            elsewhere += 1
            continue
        decided += 1
        before = assess(old, submission, question)
        after = assess(new, submission, question)
        if before.verdict != after.verdict:
            found.append(_flip(submission, before, after))
    return Flips(decided, tuple(found), elsewhere)


def _flip(submission: Submission, before: Assessment, after: Assessment) -> Flip:
    matters = tuple(_moved(before, after))
    worse = RANK[after.verdict] > RANK[before.verdict]
    side = after if worse else before
    rules = dict.fromkeys(r for m in side.matters if m.matter.name in matters for r in m.decided_by)
    provisions = dict.fromkeys(
        p for m in side.matters for f in m.findings if f.rule.id in rules for p in f.rule.provisions
    )
    return Flip(
        submission.file, after.project_name or "", before.verdict, after.verdict, matters,
        tuple(rules), tuple(provisions), _known(submission, "land.total_area"),
        _known(submission, "project.investment_total"),
    )  # fmt: skip


def _moved(before: Assessment, after: Assessment) -> Iterator[str]:
    earlier = {m.matter.name: m.conclusion for m in before.matters}
    later = {m.matter.name: m.conclusion for m in after.matters}
    for name in dict.fromkeys((*earlier, *later)):
        if earlier.get(name) != later.get(name):
            yield name


def _known(submission: Submission, path: str) -> int | None:
    value = submission.facts.get(path)
    return value if isinstance(value, int) and not isinstance(value, bool) else None

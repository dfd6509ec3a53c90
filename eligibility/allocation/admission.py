"""Eligibility first: who enters, on which land, in which tier, and with how many points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from eligibility.allocation.offers import zone_name
from eligibility.allocation.policy import MATTER, Measure, Policy
from eligibility.allocation.pool import Applicant
from eligibility.allocation.problem import KINDS, Project
from eligibility.classes import dataclass
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment, Finding, MatterResult
from eligibility.evaluation.inference import Engine
from eligibility.evaluation.opening import opens
from eligibility.language.library import Rulebook
from eligibility.language.values import Label
from eligibility.submission.facts import Facts, Submission
from eligibility.submission.labels import Mapper

GATES = ("admission", "siting", "land-intensity")
LAND_CLASS, ANCILLARY = "land-class", "ancillary-land"
Standing = Literal["eligible", "rejected", "refer", "undetermined"]
OPEN: tuple[Standing, ...] = ("refer", "undetermined")  # these enter where that is asked
_GATING = ("requirement", "prohibition", "permission")
_WORST: tuple[Standing, ...] = ("rejected", "undetermined", "refer", "eligible")


@dataclass(frozen=True)
class Entry:
    """An applicant judged. `project` is None for one that does not enter.

    `why`: the rules that keep it out or leave it open; `missing`: facts that would settle it;
    `cut`: the rule that bounds what it may ask for; `points`: what they are made of; `kinds_by`:
    the rules that say on which kinds of land it may stand.
    """

    applicant: Applicant
    standing: Standing
    project: Project | None
    why: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cut: str = ""
    points: tuple[tuple[str, int], ...] = ()
    open_tiers: tuple[str, ...] = ()
    kinds_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """What applicants are judged by."""

    rulebook: Rulebook
    jurisdiction: str
    question: Question
    engine: Engine
    policy: Policy
    include: Collection[str] = ()

    def judge(
        self, applicants: Iterable[Applicant], told: Callable[[int], None] = lambda _: None
    ) -> list[Entry]:
        """Everyone judged, in the order of the table."""
        found = []
        for number, applicant in enumerate(applicants, 1):
            found.append(self._judged(applicant))
            told(number)
        return found

    def _judged(self, applicant: Applicant) -> Entry:
        question = replace(self.question, matters=self._matters(applicant.submission))
        answer = assess(self.rulebook, applicant.submission, question, self.engine)
        results = {m.matter.name: m for m in answer.matters}
        most, cut = _within_caps(applicant, results.get(ANCILLARY))
        why = [rule for name in GATES if name in results for rule in _holding(results[name])]
        missing = [
            m for n in GATES if n in results and _holding(results[n]) for m in results[n].missing
        ]
        standing = _worst(results[name] for name in GATES if name in results)
        uses, open_uses, barred = _uses(results.get(LAND_CLASS))
        if uses is not None and not uses:
            uses = open_uses if "undetermined" in self.include else uses
            by_class: Standing = "undetermined" if open_uses else "rejected"
            standing = min(standing, by_class, key=_WORST.index)
            why += barred
        if most < applicant.least:
            standing, why = "rejected", [*why, cut]
        kinds, by = self._kinds(applicant, results)
        if kinds is None:
            standing, why = "rejected", [*why, *by]
        entered = standing == "eligible" or standing in self.include
        project, points, waiting = self._project(applicant, most, uses, kinds or (), answer)
        return Entry(
            applicant, standing, project if entered else None, tuple(dict.fromkeys(why)),
            tuple(dict.fromkeys(missing)), cut, points, waiting, by,
        )  # fmt: skip

    def _kinds(
        self, applicant: Applicant, results: Mapping[str, MatterResult]
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
        """The kinds of land that a project may stand on (empty: any), and the rules that say so.

        None where what binds leaves nothing of what it wishes.
        """
        speaking = {
            f.rule.id for result in results.values() for f in result.findings
            if "not_applicable" not in f.possible
        }  # fmt: skip
        asked = [g for g in self.policy.land if g.rule.id in speaking]
        binding = [g for g in asked if g.binds]
        kinds, by = (
            applicant.kinds,
            tuple(g.rule.id for g in (binding if applicant.kinds else asked)),
        )
        if not kinds and asked:
            kinds = tuple(k for k in KINDS if any(k in g.kinds for g in asked))
        for ground in binding:
            kinds = tuple(k for k in kinds if k in ground.kinds)
        if not asked or set(kinds) == set(KINDS):
            return applicant.kinds, ()
        return kinds or None, by

    def _matters(self, submission: Submission) -> tuple[str, ...]:
        """Matters of the local text and classes always; the background where facts open it."""
        pack = self.rulebook.packs[self.jurisdiction]
        backing = [self.rulebook.packs[n] for n in pack.source.extends if self.question.background]
        asked = (*GATES, MATTER, *(ground.rule.matter for ground in self.policy.land))
        wanted = [name for name in asked if name in pack.matters]
        for other in backing:
            wanted += [
                n for n in GATES if n in other.matters and opens(other.matters[n], submission.facts)
            ]
        for name in (LAND_CLASS, ANCILLARY):
            for one in (pack, *backing):
                matter = one.matters.get(name)
                if matter is not None and (name == LAND_CLASS or opens(matter, submission.facts)):
                    wanted.append(name)
        return tuple(dict.fromkeys(wanted))

    def _project(
        self, applicant: Applicant, most: int, uses: tuple[str, ...] | None,
        kinds: tuple[str, ...], answer: Assessment,
    ) -> tuple[Project, tuple[tuple[str, int], ...], tuple[str, ...]]:  # fmt: skip
        status = {f.rule.id: f.status for m in answer.matters for f in m.findings}
        tiers = [i for i, r in enumerate(self.policy.tiers, 1) if status.get(r.id) == "satisfied"]
        tier = min(tiers, default=len(self.policy.tiers) + 1)
        waiting = tuple(
            r.id for r in self.policy.tiers[: tier - 1] if status.get(r.id) == "unknown"
        )
        facts = applicant.submission.facts
        points = [("served", self.policy.served)]
        points += [(r.id, n) for r, n in self.policy.preferences if status.get(r.id) == "satisfied"]
        points += [
            (f"{m.fact}={m.of}" if m.of else m.fact, n)
            for m in self.policy.measures
            if (n := measured(m, facts))
        ]
        project = Project(
            applicant.code, answer.project_name or applicant.code, tier, sum(n for _, n in points),
            applicant.least, max(most, applicant.least), applicant.divisible,
            self._zones(applicant), uses, kinds, _industries(facts),
            _rate(facts, "investment"), _rate(facts, "tax"), applicant.filed,
        )  # fmt: skip
        return project, tuple(points), waiting

    def _zones(self, applicant: Applicant) -> tuple[str, ...]:
        mapper = Mapper(self.rulebook.packs[self.jurisdiction].vocabulary)
        stated = applicant.submission.facts.get("zone.name")
        wished = applicant.zones or ((stated,) if isinstance(stated, str) else ())
        return tuple(dict.fromkeys(zone_name(zone, mapper) for zone in wished))


def measured(measure: Measure, facts: Facts) -> int:
    """The points of a measure; a fact that is not known gives none."""
    value = facts.get(measure.fact)
    if measure.of:
        return (
            measure.points
            if (isinstance(value, tuple) and measure.of in value) or value == measure.of
            else 0
        )
    if isinstance(value, bool):
        return measure.points if value else 0
    return measure.earned(value) if isinstance(value, int | Fraction) else 0


def _worst(results: Iterable[MatterResult]) -> Standing:
    words: dict[str, Standing] = {"rejected": "rejected", "refer": "refer"}
    found = [
        words.get(r.conclusion, "undetermined" if _holding(r) else "eligible") for r in results
    ]
    return min(found, key=_WORST.index, default="eligible")


def _holding(result: MatterResult) -> list[str]:
    """The rules that keep a project out or leave it open; preferences and targets never do."""
    if result.conclusion in ("rejected", "refer"):
        return list(result.decided_by)
    if result.conclusion != "undetermined":
        return []
    return [
        f.rule.id for f in result.findings
        if f.status == "unknown"
        and f.rule.kind in _GATING and f.rule.force in ("binding", "default")
        and (f.layer == "local" or f.rule.id in result.decided_by)
    ]  # fmt: skip


def _uses(
    result: MatterResult | None,
) -> tuple[tuple[str, ...] | None, tuple[str, ...], list[str]]:
    """The classes on offer that fit, those that are open, and the rules against the rest."""
    if result is None:
        return None, (), []
    by_use: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.subject is not None:
            by_use.setdefault(finding.subject, []).append(finding)
    barred = {u for u, fs in by_use.items() if any(f.status == "violated" for f in fs)}
    unknown = {u for u, fs in by_use.items() if any(f.status == "unknown" for f in fs)} - barred
    against = [
        f.rule.id for fs in by_use.values() for f in fs if f.status in ("violated", "unknown")
    ]
    fine = tuple(u for u in by_use if u not in barred | unknown)
    return fine, tuple(sorted(unknown)), against


def _within_caps(applicant: Applicant, result: MatterResult | None) -> tuple[int, str]:
    """The most that a project may ask for: its ancillary land shrinks until the cap holds."""
    for finding in result.findings if result is not None else ():
        compared = finding.comparison
        if compared is None or finding.status != "violated" or compared.left_value is None:
            continue
        total = applicant.submission.facts.get("land.total_area")
        ancillary = applicant.submission.facts.get("ancillary.land_area")
        if (
            compared.left_value != ancillary
            or not isinstance(total, int)
            or not isinstance(ancillary, int)
        ):
            continue
        share = Fraction(compared.right_value) / total
        if 0 <= share < 1:
            bound = Fraction(total - ancillary) / (1 - share)
            return min(applicant.most, int(bound // 2_000_000) * 2_000_000), finding.rule.id
    return applicant.most, ""


def _industries(facts: Facts) -> tuple[str, ...]:
    labels = facts.get("project.industries")
    found = labels if isinstance(labels, tuple) else ()
    return tuple(x.name or x.written for x in found if isinstance(x, Label))


def _rate(facts: Facts, name: str) -> Fraction | None:
    value = facts.get(f"project.{name}_intensity")
    return (
        Fraction(value)
        if isinstance(value, int | Fraction) and not isinstance(value, bool)
        else None
    )

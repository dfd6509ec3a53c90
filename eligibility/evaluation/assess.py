"""One submission against the rules: the Assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.evaluation.assessment import (
    Assessment,
    Assumption,
    Conclusion,
    MatterResult,
    NotAssessed,
)
from eligibility.evaluation.cases import Applied, Standing, apply_rules
from eligibility.evaluation.conclude import Interpreter
from eligibility.evaluation.figures_in_force import in_force
from eligibility.evaluation.findings import Told, numbered, tell
from eligibility.evaluation.inference import Engine, Inference
from eligibility.evaluation.office import Office
from eligibility.evaluation.opening import Opened, choose, opens
from eligibility.evaluation.plans import plan_of
from eligibility.evaluation.reviewed import reviewed
from eligibility.evaluation.situation import Situation
from eligibility.evaluation.timing import advisory, governing_day, out_of_force, today, unchanged
from eligibility.language.library import Rulebook
from eligibility.language.pack import Matter, Pack, Words
from eligibility.submission.facts import Facts, Submission


@dataclass(frozen=True)
class Question:
    """What is asked of the rules beside the submission itself.

    `matters` are asked for on top of those that the submission names; `background`: whether the
    national background takes part.
    """

    as_of: date | None = None
    matters: tuple[str, ...] = ()
    background: bool = True
    office: Office = Office()


@dataclass(frozen=True)
class Layer:
    """The rules of one text on a matter, and how they count."""

    matter: Matter
    standing: Standing
    background: bool


def assess(
    rulebook: Rulebook,
    submission: Submission,
    question: Question = Question(),  # noqa: B008  frozen
    engine: Engine | None = None,
) -> Assessment:
    """The assessment of a submission; `Refused` when its review names what no rule has."""
    return Assessing(rulebook, submission, question, engine).assessment()


class Assessing:
    """One assessment under way; `told` holds each matter's applied rules once it is done."""

    def __init__(
        self, rulebook: Rulebook, submission: Submission, question: Question, engine: Engine | None
    ) -> None:
        self.rulebook, self.submission, self.question = rulebook, submission, question
        self.engine = engine or Interpreter()
        self.stated_day = question.as_of or submission.as_of
        self.as_of = self.stated_day or today()
        self.told: list[Told] = []
        self.pack = _pack(rulebook, submission.jurisdiction)
        self.backgrounds = [
            rulebook.packs[name] for name in self.pack.source.extends if question.background
        ]
        self.facts = _with_office(submission.facts, question.office)
        in_play = [self.pack, *self.backgrounds]
        self.reviewed = reviewed(submission.review, self.as_of, in_play, rulebook, question.office)

    def assessment(self) -> Assessment:
        """The whole answer."""
        asked = (*self.question.matters, *self.submission.matters)
        if self.question.matters:
            asked = self.question.matters
        chosen, left = choose(self.pack, self.backgrounds, self.facts, asked)
        day = governing_day(self.pack, self.as_of, self.submission.review)
        self.told, inference, results = self._decide(chosen, day)
        assessment = self._assembled(inference, results, left, day)
        return replace(assessment, other_transition=self._other_day(chosen, day, results))

    def _decide(
        self, chosen: list[Opened], day: date
    ) -> tuple[list[Told], Inference, tuple[MatterResult, ...]]:
        applied = [(opened, self._apply(opened, day)) for opened in chosen]
        cases, told = numbered(applied, day, self.reviewed.overrides)
        inference = self.engine.infer(cases)
        results = tuple(tell(t, inference) for t in told)
        return told, inference, results

    def _apply(self, opened: Opened, day: date) -> list[tuple[Applied, bool]]:
        """Each rule applied, with whether it is background; local rules first."""
        return [
            (applied, layer.background)
            for layer in self.layers(opened, day)
            for applied in self._rules(layer.matter, layer.standing)
        ]

    def layers(self, opened: Opened, day: date) -> list[Layer]:
        """The matters whose rules take part, and how they count; the local one first."""
        found: list[Layer] = []
        displaced: dict[str, Words] = {}
        if opened.local is not None:
            out = out_of_force(self.pack, day, self.question.office)
            standing = Standing(day, self.reviewed.departures, not_in_force=out)
            found.append(Layer(opened.local, standing, background=False))
            displaced = _displaced(opened.local)
        if opened.background is not None and self._background_speaks(opened):
            reported = _local_decides(opened)
            standing = Standing(day, self.reviewed.departures, displaced, reported)
            found.append(Layer(opened.background, standing, background=True))
        return found

    def _background_speaks(self, opened: Opened) -> bool:
        """Background whose opening facts are absent holds no local matter up."""
        assert opened.background is not None  # noqa: S101
        return opened.local is None or opens(opened.background, self.facts)

    def _rules(self, matter: Matter, standing: Standing) -> Iterable[Applied]:
        figures = in_force(matter, standing.day, self.reviewed.overrides)
        situation = Situation(
            self.facts.values, self.as_of, figures.values, self.reviewed.findings,
            calendar=self.question.office.calendar,
        )  # fmt: skip
        return apply_rules(plan_of(matter), situation, standing, figures.missing)

    def _other_day(
        self, chosen: list[Opened], day: date, results: tuple[MatterResult, ...]
    ) -> tuple[tuple[str, Conclusion], ...]:
        """Conclusions that the other reading of the transition would change."""
        received = self.submission.review.received_on
        if received is None or received == self.as_of:
            return ()
        other = self.as_of if day == received else received
        if all(self._same_law(opened, day, other) for opened in chosen):
            return ()
        _, _, others = self._decide(chosen, other)
        return tuple(
            (b.matter.name, b.conclusion)
            for a, b in zip(results, others, strict=True)
            if a.conclusion != b.conclusion
        )

    def _same_law(self, opened: Opened, day: date, other: date) -> bool:
        """Whether the matter is judged by the same rules and figures on both days."""
        return all(
            (a.standing.not_in_force is None) == (b.standing.not_in_force is None)
            and unchanged(a.matter, day, other)
            for a, b in zip(self.layers(opened, day), self.layers(opened, other), strict=True)
        )

    def _assembled(
        self, inference: Inference, results: tuple[MatterResult, ...],
        left: list[NotAssessed], day: date,
    ) -> Assessment:  # fmt: skip
        name = self.facts.get("project.name")
        return Assessment(
            file=self.submission.file,
            submission_digest=self.submission.digest,
            rulebook_digest=self.rulebook.digest,
            as_of=self.as_of,
            as_of_is_today=self.stated_day is None,
            governing_day=day,
            jurisdiction=self.pack.jurisdiction,
            engine=self.engine.name,
            verdict=inference.verdict,
            advisory=advisory(self.pack, self.question.office),
            matters=results,
            not_assessed=tuple(left),
            missing=_missing(results, inference.verdict),
            assumptions=_assumptions(self.pack, results),
            warnings=(*self.submission.warnings, *self.reviewed.warnings),
            adopted=self.question.office.adopted.get(self.pack.jurisdiction),
            project_name=name if isinstance(name, str) else None,
            fired=inference.fired,
        )


def _pack(rulebook: Rulebook, jurisdiction: str | None) -> Pack:
    if jurisdiction is None:
        help = "write `jurisdiction:` in the file, or give --jurisdiction"
        raise Refused([Diagnostic("E210", "the submission names no jurisdiction", help=help)])
    found = rulebook.packs.get(jurisdiction)
    if found is None:
        help = (
            nearest(jurisdiction, rulebook.packs)
            or f"there are {', '.join(sorted(rulebook.packs))}"
        )
        raise Refused([Diagnostic("E210", f"there is no jurisdiction `{jurisdiction}`", help=help)])
    return found


def _with_office(facts: Facts, office: Office) -> Facts:
    added = {path: value for path, value in office.facts.items() if path not in facts.values}
    if not added:
        return facts
    origins = {path: office.origins[path] for path in added}
    return Facts({**facts.values, **added}, {**facts.origins, **origins})


def _local_decides(opened: Opened) -> bool:
    """Whether the local text settles the matter alone: it does not refer to the law for it."""
    local = opened.local
    return local is not None and opened.same_subject and not local.refers_to_law


def _displaced(matter: Matter) -> dict[str, Words]:
    """The national rules that a local matter displaces, with the reason in words."""
    found = {}
    for rule in matter.rules:
        because = rule.governs_because or Words(
            "同一事项以本地文件为准", "the local text governs here"
        )
        for id in rule.governs_over:
            found[id] = Words(
                f"以本地规则 {rule.id} 为准：{because.zh}",
                f"{rule.id} governs instead: {because.en}",
            )
    return found


def _missing(results: tuple[MatterResult, ...], verdict: Conclusion) -> tuple[str, ...]:
    if verdict != "undetermined":
        return ()
    open_matters = [r for r in results if r.in_verdict and r.conclusion == "undetermined"]
    return tuple(dict.fromkeys(path for r in open_matters for path in r.missing))


def _assumptions(pack: Pack, results: tuple[MatterResult, ...]) -> tuple[Assumption, ...]:
    found = {a.id: a for r in results for f in r.findings for a in f.assumptions}
    source = pack.source
    if source.transition_assumption is not None and results:
        id = f"{pack.jurisdiction}/transition"
        found[id] = Assumption(id, source.transition_assumption, source.transition)
    return tuple(found.values())

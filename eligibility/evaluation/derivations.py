"""The derivations of a whole assessment: each finding's, in the order of the assessment."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.assess import Assessing, Question
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.explain import Explainer
from eligibility.evaluation.inference import Engine
from eligibility.evaluation.steps import Derivation
from eligibility.language.library import Rulebook
from eligibility.submission.facts import Submission


def explain(
    rulebook: Rulebook, submission: Submission, question: Question, engine: Engine | None = None,
    rule: str | None = None,
) -> tuple[Assessment, tuple[Derivation, ...]]:  # fmt: skip
    """The assessment and the derivation of each finding.

    With `rule` of one rule's only, or of those of the rules that encode the provision of that id.
    """
    under_way = Assessing(rulebook, submission, question, engine)
    answer = under_way.assessment()
    return answer, tuple(_derivations(under_way, answer, rule))


def _derivations(
    under_way: Assessing, answer: Assessment, rule: str | None
) -> Iterator[Derivation]:
    for told, result in zip(under_way.told, answer.matters, strict=True):
        for (applied, background), finding in zip(told.applied, result.findings, strict=True):
            if rule is not None and rule not in (finding.rule.id, *finding.rule.provisions):
                continue
            packs = under_way.backgrounds if background else [under_way.pack]
            matter = next(
                p.matters[result.matter.name] for p in packs if result.matter.name in p.matters
            )
            explainer = Explainer(matter, under_way.facts)
            yield explainer.derivation(
                finding.rule, finding.subject, applied.item, applied.situation, finding.status
            )

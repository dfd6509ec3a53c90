"""Reads a submission: located text, models, facts, review. Every fault is told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import ValidationError

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.language.located import load
from eligibility.language.pack import Vocabulary
from eligibility.language.tree import Mapping, Node, Scalar, Sequence, plain
from eligibility.language.values import Label
from eligibility.submission.coherence import contradictions, near_misses
from eligibility.submission.digest import digest, given
from eligibility.submission.facts import Facts, Review, Submission
from eligibility.submission.faults import MAX_FAULTS, diagnose, pruned
from eligibility.submission.flatten import Flattening
from eligibility.submission.labels import Mapper
from eligibility.submission.model import SubmissionModel
from eligibility.submission.model.given import Answer, Context
from eligibility.submission.reviewing import check_industries, read_review
from eligibility.submission.rounding import rounding

# The jurisdictions of the contract, with the name by which people call them.
JURISDICTIONS: dict[str, str] = {
    "chaoyang": "朝阳", "yingkou": "营口", "inner-mongolia": "内蒙古", "langfang": "廊坊",
    "yulin": "玉林", "lianyungang": "连云港", "anshun": "安顺", "national": "国家",
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the rules at hand know: jurisdictions, and the matters and vocabulary of each."""

    jurisdictions: Collection[str] = tuple(JURISDICTIONS)
    matters: Callable[[str], Collection[str]] | None = None
    vocabulary: Callable[[str], Vocabulary] | None = None


def read_submission(
    source: str | Path | Mapping,
    *,
    vocabulary: Callable[[str], Vocabulary] | None = None,
    as_of: date | None = None,
    jurisdiction: str | None = None,
    round_to: str | Collection[str] | None = None,
    known: Known | None = None,
) -> Submission:
    """The submission of a file (`-`: standard input) or of a tree that was read already.

    `as_of` and `jurisdiction` override what the file says. Raises `Refused` with every fault.
    """
    known = known or Known(vocabulary=vocabulary)
    root = _without_tag(source if isinstance(source, Mapping) else load(source))
    reading = _Reading(root, known, rounding(round_to))
    return reading.submission(as_of, jurisdiction)


def _without_tag(root: Mapping) -> Mapping:
    """The root of a file, without the tag that `template --format json` puts on it."""
    tag = root.get("format")
    if not isinstance(tag, Scalar) or not tag.text.startswith("eligibility.template/"):
        return root
    entries = [entry for entry in root.entries if entry[1] is not tag]
    return Mapping(root.source, root.start, root.end, entries)


class _Reading:
    """One reading: the model, and the faults and warnings collected on the way."""

    def __init__(self, root: Mapping, known: Known, context: Context) -> None:
        self.root, self.known, self.context = root, known, context
        self.faults: list[Diagnostic] = []
        self.review_broken = False
        self.model = self._validate()

    def _validate(self) -> SubmissionModel:
        try:
            return SubmissionModel.model_validate(self.root, context=self.context)
        except ValidationError as error:
            self.faults, bad = diagnose(error, self.root)
            self.review_broken = any(path[0] == "review" for path in bad)
        try:
            rest = pruned(self.root, bad)
            return SubmissionModel.model_validate(rest, context=Context())
        except ValidationError:
            raise Refused(_unique(self.faults)) from None

    def submission(self, as_of: date | None, jurisdiction: str | None) -> Submission:
        """The frozen outcome, or `Refused`."""
        model = self.model
        place = self._jurisdiction(jurisdiction)
        matters = self._matters(place)
        review = read_review(model.review, [] if self.review_broken else self.faults)
        vocabulary = Vocabulary()
        if place is not None and self.known.vocabulary is not None:
            vocabulary = self.known.vocabulary(place)
            self.faults += check_industries(model.review, vocabulary)
        mapped = {label: name for label, name, _ in review.industries}
        flattening = Flattening(Mapper(vocabulary, mapped))
        facts = flattening.facts(model)
        self.faults += contradictions(model)
        stated = _date(model.as_of)
        if self.faults:
            raise Refused(_unique(self.faults))
        warnings = [*self.context.warnings, *near_misses(model, as_of or stated)]
        warnings += _unlisted(flattening.unmapped, facts, vocabulary)
        return Submission(
            self.root.source.file, place, matters, as_of or stated, facts, review, tuple(warnings),
            self._digest(place, matters, stated, facts, review), _note(model.note), self._expect(),
        )  # fmt: skip

    def _jurisdiction(self, override: str | None) -> str | None:
        given = self.model.jurisdiction
        name = override or (given.value if given is not None else None)
        if not isinstance(name, str):
            return None
        if name in self.known.jurisdictions:
            return name
        message = f"`{name}` is no jurisdiction"
        help = _which_jurisdiction(name, self.known.jurisdictions)
        if override or given is None:
            self.faults.append(Diagnostic("E210", message, None, help=help))
        else:
            self.faults.append(given.node.fault("E210", message, help))
        return None

    def _matters(self, jurisdiction: str | None) -> tuple[str, ...]:
        given = self.model.matters
        if given is None or not isinstance(given.value, tuple):
            return ()
        names = tuple(str(name) for name in given.value)
        if jurisdiction is not None and self.known.matters is not None:
            known = self.known.matters(jurisdiction)
            for name, node in zip(names, _items(given), strict=False):
                if name not in known:
                    help = nearest(name, known) or "choose from " + ", ".join(sorted(known))
                    message = f"`{name}` is no matter of `{jurisdiction}`"
                    self.faults.append(node.fault("E211", message, help))
        return tuple(dict.fromkeys(names))

    def _digest(
        self,
        place: str | None,
        matters: tuple[str, ...],
        stated: date | None,
        facts: Facts,
        review: Review,
    ) -> str:
        evidence = {path: o.evidence for path, o in facts.origins.items() if o.evidence is not None}
        return digest({
            "as_of": stated, "jurisdiction": place, "matters": matters, "facts": given(facts),
            "evidence": evidence, "review": review,
        })  # fmt: skip

    def _expect(self) -> dict[str, Any] | None:
        node = self.root.get("expect")
        found = plain(node) if isinstance(node, Mapping) else None
        return found if isinstance(found, dict) else None


def _which_jurisdiction(name: str, known: Collection[str]) -> str:
    called = next(
        (id for id, zh in JURISDICTIONS.items() if name.startswith(zh) and id in known), None
    )
    if called:
        return f"write `{called}`"
    return nearest(name.lower(), known) or "choose from " + ", ".join(known)


def _unlisted(unmapped: list[tuple[str, Label]], facts: Facts, vocabulary: Vocabulary) -> list[str]:
    warnings = []
    if vocabulary.industries:
        warnings = [
            f"{path}: the industry `{label.written}` is not in the catalogue; it stays "
            "unknown in comparisons until the reviewer maps it (review.industries)"
            for path, label in unmapped
        ]
    zone = facts.values.get("zone.name")
    if vocabulary.zones and isinstance(zone, str) and zone not in vocabulary.zones.values():
        warnings.append(f"zone.name: `{zone}` is not among the zones that the text names")
    return warnings


def _items(given: Answer) -> list[Node]:
    return given.node.items if isinstance(given.node, Sequence) else []


def _date(given: Answer | None) -> date | None:
    return given.value if given is not None and isinstance(given.value, date) else None


def _note(node: Any) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _unique(faults: list[Diagnostic]) -> list[Diagnostic]:
    return list(dict.fromkeys(faults))[:MAX_FAULTS]

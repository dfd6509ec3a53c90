"""From a model of Z3 to a submission, read and decided by the interpreter before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from eligibility.analysis import dates
from eligibility.analysis.dates import Day
from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.terms import Number
from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.language.library import Rulebook
from eligibility.language.located import parse
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE
from eligibility.submission import writing
from eligibility.submission.facts import Submission
from eligibility.submission.read import Known, read_submission

_FINDING, _INDUSTRY = "review.findings[", "review.industries["
BY = "rules prove"


@dataclass(frozen=True)
class Witness:
    """A complete submission as a mapping, and what the interpreter makes of it."""

    content: Mapping[str, Any]
    assessment: Assessment

    @property
    def text(self) -> str:
        """The submission as a project file in YAML."""
        return writing.to_yaml(self.content)


def content_of(model: z3.ModelRef, space: Space) -> dict[str, Any]:
    """The facts of a model as the nested mapping of a project file."""
    whole: dict[str, Any] = {}
    for path, made in space.made.items():
        if path.startswith((_FINDING, _INDUSTRY)):
            _review(whole, path, made, model, space)
        elif "[" not in path:
            found = _written(model, space, made, space.types[path])
            if found is not None:
                writing.place(whole, path, found)
    return whole


def _review(whole: dict[str, Any], path: str, made: Any, model: z3.ModelRef, space: Space) -> None:
    review = whole.setdefault("review", {})
    if path.startswith(_FINDING):
        held = z3.is_true(model.eval(made, model_completion=True))
        review.setdefault("findings", []).append({
            "provision": path.removeprefix(_FINDING).removesuffix("]"),
            "status": "satisfied" if held else "violated", "by": BY,
        })  # fmt: skip
    else:
        name = space.word_of(dates.number(model, made.term))
        label = path.removeprefix(_INDUSTRY).removesuffix("]")
        review.setdefault("industries", []).append({"label": label, "as": name, "by": BY})


def _written(model: z3.ModelRef, space: Space, made: Any, type: Type) -> Any:
    """A fact as it is written; None where nothing stands for it."""
    if isinstance(made, list):
        return [
            _item(model, space, one)
            for one in made
            if not isinstance(one, Row | Word) or _holds(model, one.present)
        ]
    return _text(value_of(model, space, made, type), type)


def _item(model: z3.ModelRef, space: Space, one: Any) -> Any:
    if isinstance(one, Word):
        return one.word
    if not isinstance(one, Row):
        return space.word_of(dates.number(model, one.term))
    found = {}
    for name, type in one.type.fields.items():
        made = space.made.get(f"{one.path}.{name}")
        written = _written(model, space, made, type) if made is not None else None
        if written is not None:
            found[name] = written
    if one.record is not None:
        stated = writing.fields(one.record, one.type)
        found = {**stated, **found}
    if "id" in one.type.fields:
        found.setdefault("id", one.path)
    return found


def _text(value: Any, type: Type) -> Any:
    return None if value is None else writing.text(value, type)


def value_of(model: z3.ModelRef, space: Space, made: Any, type: Type) -> Any:
    """The value that a model gives to a term."""
    if z3.is_bool(made):
        return _holds(model, made)
    if not _holds(model, made.exists):
        return NONE
    if isinstance(made, Day):
        return dates.value(model, made)
    assert isinstance(made, Number)  # noqa: S101  (nothing else has a value)
    if type.kind in (Kind.ENUM, Kind.TEXT, Kind.INDUSTRY):
        return space.word_of(dates.number(model, made.term))
    found = model.eval(made.term, model_completion=True)
    if z3.is_int_value(found):
        return found.as_long()
    return Fraction(found.numerator_as_long(), found.denominator_as_long())


def _holds(model: z3.ModelRef, truth: Any) -> bool:
    if isinstance(truth, bool):
        return truth
    return bool(z3.is_true(model.eval(truth, model_completion=True)))


def replay(
    book: Rulebook, content: Mapping[str, Any], jurisdiction: str, matters: tuple[str, ...],
    as_of: date, *, background: bool = False,
) -> Witness | None:  # fmt: skip
    """The submission read and decided; None where it is refused."""
    head = {"as_of": as_of.isoformat(), "jurisdiction": jurisdiction, "matters": list(matters)}
    whole = {**head, **{k: v for k, v in content.items() if k not in head}}
    try:
        submission = read(book, whole, jurisdiction)
        found = assess(book, submission, Question(background=background))
    except Refused:
        return None
    return Witness(whole, found)


def read(book: Rulebook, whole: Mapping[str, Any], jurisdiction: str) -> Submission:
    """The submission that a mapping stands for; `Refused` when it is none."""
    known = Known(tuple(book.packs), vocabulary=lambda _: book.packs[jurisdiction].vocabulary)
    return read_submission(parse(writing.to_yaml(whole), "witness.yaml"), known=known)

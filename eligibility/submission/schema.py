"""JSON Schema of a submission, for editors; pydantic draws it from models made of the marks."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from eligibility.submission.model import SubmissionModel
from eligibility.submission.model.declare import Fact, Part, Records, Section
from eligibility.submission.model.json_shape import fact_shape
from eligibility.submission.model.scalars import bounds_in_words


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a project file."""
    schema = _model(SubmissionModel).model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eligibility submission",
        **{key: value for key, value in schema.items() if key != "title"},
    }


@cache
def _model(section: type[Section]) -> type[BaseModel]:
    """The pydantic model of a section."""
    keys = section.keys()
    fields: dict[str, Any] = {
        name: (_annotation(mark), Field(default=None, alias=keys[name]))
        for name, mark in section.marks.items()
    }
    return create_model(
        section.__name__, __config__=ConfigDict(extra="forbid"), __doc__=section.__doc__, **fields
    )


def _annotation(mark: Fact | Records | Part) -> Any:
    if isinstance(mark, Fact):
        return Annotated[Any, WithJsonSchema(_shape(mark))]
    if isinstance(mark, Records):
        return list[_model(mark.model)]  # type: ignore[misc]
    return Any if mark.model is None else _model(mark.model) | None


def _shape(mark: Fact) -> dict[str, Any]:
    bounds = bounds_in_words(mark.type.item or mark.type)
    said = " · ".join(filter(None, (mark.label.en, mark.about.zh, mark.about.en, *bounds)))
    return fact_shape(mark.type, mark.choices, mark.label.zh, said)

"""JSON Schema of a submission, for editors; pydantic draws it from the models."""

from __future__ import annotations

from typing import Any

from eligibility.submission.model import SubmissionModel


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a project file."""
    schema = SubmissionModel.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eligibility submission",
        **{key: value for key, value in schema.items() if key != "title"},
    }

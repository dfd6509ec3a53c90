"""The digest of a submission: over what it says, not over how it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from eligibility.errors import Place
from eligibility.language.values import Label, Record, Value
from eligibility.submission.facts import Facts, Origin


def digest(parts: Mapping[str, Any]) -> str:
    """`sha256:` and the digest of these parts as canonical JSON, keys sorted."""
    text = json.dumps(
        parts, default=_canonical, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def given(facts: Facts) -> dict[str, Any]:
    """The facts that the file states, without what only follows from their absence."""
    return _stated(facts.values, facts.origins, "")


def _stated(
    values: Mapping[str, Value], origins: Mapping[str, Origin], above: str
) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    for key, value in values.items():
        if above + key in origins:
            rows = isinstance(value, tuple) and bool(value) and isinstance(value[0], Record)
            stated[key] = [_record(item, origins) for item in value] if rows else value  # type: ignore[union-attr]
    return stated


def _record(item: Any, origins: Mapping[str, Origin]) -> dict[str, Any]:
    return _stated(item.fields, origins, item.path + ".")


def _canonical(value: Any) -> Any:
    if isinstance(value, Label):
        return value.written
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return f"<{value.value}>"
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return dict(value) if isinstance(value, Mapping) else str(value)

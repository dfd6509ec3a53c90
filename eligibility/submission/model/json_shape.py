"""The JSON Schema of one fact: what an editor accepts and shows for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility.language.types import Kind, Type

_UNSTATED: list[Any] = ["unknown", "未知", None]
_PATTERNS: dict[Kind, str] = {
    Kind.AREA: r"(亩|mu|m2|m²|㎡|平方米|平米|公顷|ha|hm2|平方公里|km2)\s*$",
    Kind.MONEY: r"(元|yuan|CNY|RMB|人民币|分)\s*$",
    Kind.RATE: r"/\s*(亩|mu|m2|m²|㎡|平方米|平米|公顷|ha|hm2|平方公里|km2)\s*$",
    Kind.DATE: r"^\d{4}(-\d{2}-\d{2}|\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)$",
    Kind.RATIO: r"^(百分之.+|[\d.,]+\s*(/\s*\d+)?\s*[%％‰]?)$",
    Kind.COUNT: r"^[\d,]+$",
}
_EXAMPLES: dict[Kind, str] = {
    Kind.AREA: "100 亩", Kind.MONEY: "2 亿元", Kind.RATE: "200 万元/亩", Kind.RATIO: "7%",
    Kind.DATE: "2026-03-31", Kind.COUNT: "12",
}  # fmt: skip


def fact_shape(
    type: Type, choices: Mapping[str, str], title: str, description: str
) -> dict[str, Any]:
    """The schema of a fact: its value, no value, or the value with its evidence."""
    value: dict[str, Any]
    if type.item is not None:
        value = {"type": "array", "items": scalar_shape(type.item, choices)}
    else:
        value = scalar_shape(type, choices)
    unstated = _UNSTATED + (["none"] if type.absent else [])
    wrapped = {
        "type": "object",
        "properties": {
            "value": value,
            "evidence": {"type": "string"},
            "page": {"type": ["string", "integer"]},
            "stated_on": {"type": "string"},
        },
        "required": ["value"],
        "additionalProperties": False,
    }
    return {
        "title": title,
        "description": description,
        "anyOf": [value, {"enum": unstated}, wrapped],
    }


def scalar_shape(type: Type, choices: Mapping[str, str]) -> dict[str, Any]:
    """The schema of one value of this type."""
    if type.kind is Kind.TRUTH:
        return {"enum": [True, False, "yes", "no", "是", "否", "true", "false"]}
    if type.kind is Kind.ENUM:
        words = {"enum": [*type.words, *choices.values()]}
        codes = any(
            word.isdigit() for word in type.words
        )  # unquoted, an editor takes them for numbers
        return {"anyOf": [words, {"type": "integer"}]} if codes else words
    if type.kind in (Kind.TEXT, Kind.INDUSTRY):
        return {"type": ["string", "number"]}
    text = {"type": "string", "pattern": _PATTERNS[type.kind], "examples": [_EXAMPLES[type.kind]]}
    if type.kind in (Kind.RATIO, Kind.COUNT):
        return {"anyOf": [text, {"type": "number", "minimum": 0}]}
    return {"anyOf": [text, {"const": 0}]} if type.kind is not Kind.DATE else text

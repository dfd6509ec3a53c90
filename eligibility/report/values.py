"""The values of assumptions as people say them: words by their labels, spans of time in units."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from eligibility.language.pack import Words
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.submission.catalogue import dictionary

_SPAN = re.compile(r"(\d+) (working days?|days?|months?|years?)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNITS = {"working day": "个工作日", "day": "日", "month": "个月", "year": "年"}
OFFICE = "office"  # whom the engine names where the office's settings name nobody
_KNOWN: dict[str, Words] = {
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "none": Words("无", "none"),
    "true": Words("是", "yes"),
    "false": Words("否", "no"),
}


def assumed(value: str, reader: Reader) -> str:
    """The value of an assumption: 市级、省级; 60日; 按收件日适用."""
    if value in ("by_receipt", "by_judgement"):
        return reader.phrase(value)
    parts = [part for part in re.split(r"、|, ?", value.strip("[]")) if part]
    if reader.language == "en":
        return ", ".join(_english(part) for part in parts)
    labels = _labels(frozenset(parts))
    return "、".join(labels.get(part) or _chinese(part) for part in parts)


def by_whom(name: str, reader: Reader) -> str:
    """Who put a value in place; the office where nobody is named."""
    return reader.phrase("the_office") if name == OFFICE else name


def _english(part: str) -> str:
    return part.replace("_", " ") if re.fullmatch(r"[a-z_]+", part) else part


def _chinese(part: str) -> str:
    known = _KNOWN.get(part)
    if known is not None:
        return known.zh
    if _DAY.fullmatch(part):
        return day(date.fromisoformat(part), "zh")
    span = _SPAN.fullmatch(part)
    if span is None:
        return part
    return f"{span[1]}{_UNITS[span[2].removesuffix('s')]}"


@cache
def _labels(words: frozenset[str]) -> dict[str, str]:
    """The labels that most facts give words which they all have; empty for other texts."""
    found: dict[str, Counter[str]] = {word: Counter() for word in words}
    for info in dictionary():
        if words <= info.choices.keys():
            for word in words:
                found[word][info.choices[word]] += 1
    return {word: labels.most_common(1)[0][0] for word, labels in found.items() if labels}

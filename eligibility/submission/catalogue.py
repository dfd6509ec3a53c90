"""What the models declare, as the rules and the dictionary see it; derived, never written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from types import MappingProxyType

from eligibility.classes import dataclass
from eligibility.language.pack import Words
from eligibility.language.types import Kind, Type, list_of, record
from eligibility.submission.model import SECTIONS, SubmissionModel
from eligibility.submission.model.declare import Fact, Lever, Records, Section
from eligibility.submission.model.scalars import bounds_in_words

UNIT_HINTS: dict[Kind, str] = {
    Kind.AREA: "亩 · m2 · 公顷", Kind.MONEY: "元 · 万元 · 亿元", Kind.RATE: "万元/亩 · 元/m2",
    Kind.RATIO: "7% · 0.07", Kind.TRUTH: "yes · no (是 · 否)", Kind.DATE: "2026-03-31",
    Kind.COUNT: "12",
}  # fmt: skip


@dataclass(frozen=True)
class FactInfo:
    """One line of the data dictionary.

    A list of records has a line, and each field of its items another (`land.parcels[].area`).
    `absent`: missing means that there is no such thing.
    """

    path: str
    type: Type
    label: Words
    description: Words
    unit: str
    bounds: tuple[str, ...]
    absent: bool
    proof: Words
    lever: Lever
    choices: Mapping[str, str] = field(hash=False)


@cache
def catalogue() -> Mapping[str, Type]:
    """The type of every fact by its path as rules use it; records with their fields' types."""
    return MappingProxyType(
        {path: _type_of(mark) for path, mark in _top_level() if "[]" not in path}
    )


@cache
def dictionary() -> tuple[FactInfo, ...]:
    """Every fact and every field of a record, in the order of the models."""
    return tuple(
        _info(path, mark) for top, root in _top_level() for path, mark in _below(top, root)
    )


@cache
def info_of(path: str) -> FactInfo | None:
    """The dictionary's line about a path, with or without indexes (`land.parcels[2].area`)."""
    parts = path.split("[")
    plain = parts[0] + "".join("[]" + part.partition("]")[2] for part in parts[1:])
    return _by_path().get(plain)


@cache
def _by_path() -> dict[str, FactInfo]:
    return {info.path: info for info in dictionary()}


def _top_level() -> Iterator[tuple[str, Fact | Records]]:
    for name in SubmissionModel.marks:
        section = SECTIONS.get(name)
        if section is not None:
            for key, mark in section.declared.items():
                yield f"{name}.{key}", mark
        elif name == "consents":
            yield name, SubmissionModel.declared[name]


def _type_of(mark: Fact | Records) -> Type:
    return mark.type if isinstance(mark, Fact) else list_of(record_type(mark.model))


@cache
def record_type(model: type[Section]) -> Type:
    """The type of one record of this model."""
    return record({key: _type_of(mark) for key, mark in model.declared.items()})


def _below(path: str, mark: Fact | Records) -> Iterator[tuple[str, Fact | Records]]:
    yield path, mark
    if isinstance(mark, Records):
        for key, inner in mark.model.declared.items():
            yield from _below(f"{path}[].{key}", inner)


def _info(path: str, mark: Fact | Records) -> FactInfo:
    type = _type_of(mark)
    scalar = type.item or type
    absent, choices = (mark.absent, mark.choices) if isinstance(mark, Fact) else (False, {})
    unit, bounds = UNIT_HINTS.get(scalar.kind, ""), bounds_in_words(scalar)
    return FactInfo(
        path, type, mark.label, mark.about, unit, bounds, absent, mark.proof, mark.lever, choices
    )

"""How a fact is declared: once, on one line of a model, with everything that is derived from it.

    total_area: Given = fact(AREA, "总用地面积", "total land", above="0", proof=PLAN)

The reader, the bounds, the data dictionary, the template, the JSON Schema and the checker's
catalogue all come from this one line. Pydantic's core validates; its `BaseModel`, which takes
longer to load than a project file to decide, is made of the same lines for the JSON Schema only
(`submission/schema.py`).
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cache
from typing import Any, ClassVar, Self

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from eligibility.classes import dataclass
from eligibility.language import units
from eligibility.language.pack import Words
from eligibility.language.types import Kind, Type, enum, list_of
from eligibility.submission.model.given import Context, Given, Items
from eligibility.submission.model.readers import open_section, read_fact, read_rows

__all__ = [
    "NOBODY", "Fact", "Given", "Items", "Lever", "Part", "Records", "Section",
    "choice", "choices", "fact", "part", "records",
]  # fmt: skip


@dataclass(frozen=True)
class Lever:
    """Who can change a fact, in which direction (`up`, `down`, `either`), by which act.

    `who` is `applicant`, `zone_committee`, `county_government`, `municipal_government`,
    `provincial_government` or `nobody`.
    """

    who: str
    direction: str = "either"
    act: Words = Words("", "")


NOBODY = Lever("nobody", "none")
NOTHING = Words("", "")
_NO_CHOICES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Fact:
    """All that is declared about one fact. `choices`: its words with their Chinese labels.

    `type` holds the bounds. `absent`: missing means that there is no such thing. `key` is its name
    in a file where that cannot be the attribute's name.
    """

    type: Type
    label: Words
    about: Words = NOTHING
    absent: bool = False
    proof: Words = NOTHING
    lever: Lever = NOBODY
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    key: str | None = None

    def core(self) -> CoreSchema:
        """What pydantic's core validates: the fact as `read_fact` reads it."""
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, node: Any, info: core_schema.ValidationInfo) -> Given:
        return read_fact(node, self.type, self.choices, info.context or Context())


@dataclass(frozen=True)
class Records:
    """All that is declared about a list of records: the model of one, and labels."""

    model: type[Section]
    label: Words
    about: Words = NOTHING
    proof: Words = NOTHING
    lever: Lever = NOBODY

    def core(self) -> CoreSchema:
        """What pydantic's core validates: a list of records of the model."""
        rows = core_schema.list_schema(self.model.core())
        return core_schema.no_info_wrap_validator_function(read_rows, rows)


@dataclass(frozen=True)
class Part:
    """A section below another; None: whatever stands there."""

    model: type[Section] | None

    def core(self) -> CoreSchema:
        """What pydantic's core validates: the section's own fields."""
        if self.model is None:
            return core_schema.any_schema()
        return core_schema.nullable_schema(self.model.core())


class Kindred(type):
    """The type of sections (mypy lets classes with a type of their own be keys of a cache)."""


class Section(metaclass=Kindred):
    """A section of the submission, or one item of a list of records.

    `marks` tells what is declared about each attribute, `declared` which of them hold facts. An
    object's attributes are set by pydantic's core, as it does for a `BaseModel`.
    """

    __slots__ = (
        "__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__",
    )  # fmt: skip
    marks: ClassVar[Mapping[str, Fact | Records | Part]] = {}
    declared: ClassVar[Mapping[str, Fact | Records]] = {}

    def __init_subclass__(cls) -> None:
        marks: dict[str, Fact | Records | Part] = {}
        for base in reversed(cls.__mro__[1:]):
            marks |= base.__dict__.get("marks", {})
        for name in inspect.get_annotations(cls):
            mark = cls.__dict__.get(name)
            marks[name] = mark if isinstance(mark, Fact | Records | Part) else Part(None)
            setattr(cls, name, None)
        cls.marks = marks
        cls.declared = {k: m for k, m in marks.items() if isinstance(m, Fact | Records)}

    @classmethod
    def keys(cls) -> dict[str, str]:
        """The name of each attribute in a file."""
        return {name: getattr(mark, "key", None) or name for name, mark in cls.marks.items()}

    @classmethod
    def core(cls) -> CoreSchema:
        """What pydantic's core validates: every attribute, and no other key."""
        keys = cls.keys()
        fields = {
            name: core_schema.model_field(
                core_schema.with_default_schema(mark.core(), default=None),
                validation_alias=None if keys[name] == name else keys[name],
            )
            for name, mark in cls.marks.items()
        }
        return core_schema.model_schema(
            cls,
            core_schema.no_info_before_validator_function(
                open_section, core_schema.model_fields_schema(fields, model_name=cls.__name__)
            ),
            config=core_schema.CoreConfig(title=cls.__name__, extra_fields_behavior="forbid"),
        )

    @classmethod
    def model_validate(cls, node: Any, *, context: Context) -> Self:
        """The section that a node holds; pydantic's `ValidationError` tells every fault."""
        found: Self = _validator(cls).validate_python(node, context=context)
        return found


@cache
def _validator(model: type[Section]) -> SchemaValidator:
    return SchemaValidator(model.core())


def fact(
    type: Type, zh: str, en: str, *, about: tuple[str, str] = ("", ""), least: str | None = None,
    above: str | None = None, most: str | None = None, absent: bool = False,
    proof: tuple[str, str] = ("", ""), lever: Lever = NOBODY,
    choices: Mapping[str, str] = _NO_CHOICES, key: str | None = None,
) -> Any:  # fmt: skip
    """A fact of a model. Without `least`, `above` and `most` the usual bounds of its type hold.

    `key` is its name in a file where that cannot be the attribute's name.
    """
    type = _bounded(type, least, above, most, absent)
    return Fact(type, Words(zh, en), Words(*about), absent, Words(*proof), lever, choices, key)


def choice(choices: Mapping[str, str], zh: str, en: str, **more: Any) -> Any:
    """A fact that takes one of these words; `choices` maps each word to its Chinese label."""
    return fact(enum(*choices), zh, en, choices=choices, **more)


def choices(choices: Mapping[str, str], zh: str, en: str, **more: Any) -> Any:
    """A fact that takes a list of these words; `choices` maps each word to its Chinese label."""
    return fact(list_of(enum(*choices)), zh, en, choices=choices, **more)


def records(
    model: type[Section], zh: str, en: str, *, about: tuple[str, str] = ("", ""),
    proof: tuple[str, str] = ("", ""), lever: Lever = NOBODY,
) -> Any:  # fmt: skip
    """A list of records of `model`."""
    return Records(model, Words(zh, en), Words(*about), Words(*proof), lever)


def part(model: type[Section]) -> Any:
    """A section of its own below this one."""
    return Part(model)


_MAY_BE_NONE = (Kind.DATE, Kind.TEXT, Kind.INDUSTRY)
_PARSERS: dict[Kind, Any] = {
    Kind.AREA: units.parse_area, Kind.MONEY: units.parse_money, Kind.RATE: units.parse_rate,
    Kind.RATIO: units.parse_ratio, Kind.COUNT: units.parse_count,
}  # fmt: skip
# The usual upper bound of each kind: above any project or zone, and small enough that products of
# two quantities stay within 38 digits in every backend.
_USUAL_MOST: dict[Kind, str] = {
    Kind.AREA: "1,000,000 公顷", Kind.MONEY: "100,000 亿元", Kind.RATE: "1,000,000 万元/亩",
    Kind.RATIO: "100%", Kind.COUNT: "1,000,000,000",
}  # fmt: skip


def _bounded(
    type: Type, least: str | None, above: str | None, most: str | None, absent: bool
) -> Type:
    if type.item is not None:
        return replace(type, item=_bounded(type.item, least, above, most, False), absent=absent)
    absent = absent or type.kind in _MAY_BE_NONE
    parse = _PARSERS.get(type.kind)
    if parse is None:
        return replace(type, absent=absent) if absent else type
    low = parse(above or least or "0")
    high = parse(most or _USUAL_MOST[type.kind])
    return replace(type, low=low, low_open=above is not None, high=high, absent=absent)

"""How a fact is declared: once, on one line of a model, with everything that is derived from it.

    total_area: Given = fact(AREA, "总用地面积", "total land", above="0", proof=PLAN)

The reader, the bounds, the data dictionary, the template, the JSON Schema and the checker's
catalogue all come from this one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from eligibility.language import units
from eligibility.language.pack import Words
from eligibility.language.types import Kind, Type, enum, list_of
from eligibility.submission.model.given import Context, Given, Items
from eligibility.submission.model.json_shape import fact_shape
from eligibility.submission.model.readers import open_section, read_fact, read_rows
from eligibility.submission.model.scalars import bounds_in_words

__all__ = [
    "NOBODY", "Fact", "Given", "Items", "Lever", "Records", "Section",
    "choice", "choices", "fact", "records",
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

    `type` holds the bounds. `absent`: missing means that there is no such thing.
    """

    type: Type
    label: Words
    about: Words = NOTHING
    absent: bool = False
    proof: Words = NOTHING
    lever: Lever = NOBODY
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        said = (
            self.label.en,
            self.about.zh,
            self.about.en,
            *bounds_in_words(self.type.item or self.type),
        )
        return fact_shape(self.type, self.choices, self.label.zh, " · ".join(filter(None, said)))

    def _read(self, node: Any, info: ValidationInfo) -> Given:
        return read_fact(node, self.type, self.choices, info.context or Context())


@dataclass(frozen=True)
class Records:
    """All that is declared about a list of records: the model of one, and labels."""

    model: type[Section]
    label: Words
    about: Words = NOTHING
    proof: Words = NOTHING
    lever: Lever = NOBODY

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        rows = core_schema.list_schema(handler.generate_schema(self.model))
        return core_schema.no_info_wrap_validator_function(read_rows, rows)


class Section(BaseModel):
    """A section of the submission, or one item of a list of records."""

    model_config = ConfigDict(extra="forbid", defer_build=True, arbitrary_types_allowed=True)
    declared: ClassVar[Mapping[str, Fact | Records]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls.declared = {
            name: mark
            for name, info in cls.model_fields.items()
            for mark in info.metadata
            if isinstance(mark, Fact | Records)
        }

    @model_validator(mode="before")
    @classmethod
    def _open(cls, node: Any) -> Any:
        return open_section(node)


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
    return _field(
        Fact(type, Words(zh, en), Words(*about), absent, Words(*proof), lever, choices), key
    )


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
    return _field(Records(model, Words(zh, en), Words(*about), Words(*proof), lever))


def _field(mark: Fact | Records, key: str | None = None) -> Any:
    info: Any = Field(default=None, alias=key)
    info.metadata.append(mark)
    return info


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

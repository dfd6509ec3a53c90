"""A submission that was read: its facts with their origins, and the reviewer's own part; frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Place
from eligibility.language.values import UNKNOWN, Value


@dataclass(frozen=True)
class Evidence:
    """The document that shows a fact: title, page and date as far as they are stated."""

    document: str
    page: str | None = None
    stated_on: date | None = None


@dataclass(frozen=True)
class Origin:
    """Where a fact came from: its text as written, its place, its evidence."""

    text: str
    place: Place
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Facts:
    """Known facts by path, as the dictionary names them (`land.total_area`, `land.parcels`).

    A path that is missing is not known. Lists of records hold `Record`s; the origin of an item's
    field stands under `land.parcels[0].area`.
    """

    values: Mapping[str, Value] = field(hash=False)
    origins: Mapping[str, Origin] = field(hash=False, default_factory=dict)

    def get(self, path: str) -> Value:
        """The value of `path`, or UNKNOWN."""
        return self.values.get(path, UNKNOWN)


@dataclass(frozen=True)
class AssumptionOverride:
    """The reviewer's (or office's) value in place of an assumption."""

    id: str
    value: str
    by: str
    on: date | None
    reason: str
    place: Place


@dataclass(frozen=True)
class Departure:
    """A recorded departure from a default rule."""

    rule: str
    by: str
    on: date | None
    reason: str
    document: str | None
    place: Place


@dataclass(frozen=True)
class OpenNormFinding:
    """The reviewer's finding on an open norm: `satisfied` or `violated`."""

    provision: str
    status: str
    by: str
    on: date | None
    reason: str
    place: Place


@dataclass(frozen=True)
class Review:
    """The reviewer's part of a submission."""

    file_no: str | None = None
    received_on: date | None = None
    assumptions: tuple[AssumptionOverride, ...] = ()
    departures: tuple[Departure, ...] = ()
    findings: tuple[OpenNormFinding, ...] = ()
    industries: tuple[tuple[str, str, str], ...] = ()  # label, as, by


@dataclass(frozen=True)
class Submission:
    """One project file. `as_of` is None when the file does not state it."""

    file: str
    jurisdiction: str | None
    matters: tuple[str, ...]
    as_of: date | None
    facts: Facts
    review: Review = Review()
    warnings: tuple[str, ...] = ()
    digest: str = ""
    note: str | None = None
    expect: Mapping[str, Any] | None = field(default=None, hash=False)

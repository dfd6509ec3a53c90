"""What a fact may be: known values, the value that is known not to exist, and not known.

Known values are plain Python: `bool`, `str` (text and enumerations), `datetime.date`, `int` (areas
and money in base units, counts), `Fraction` (ratios, rates), `Label` (industries), `tuple`
(lists of texts, labels or `Record`s). `NONE` is known not to exist; `UNKNOWN` is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from eligibility.classes import dataclass


class Absence(Enum):
    """`NONE`: known not to exist. `UNKNOWN`: not known (missing, null, `unknown`)."""

    NONE = "none"
    UNKNOWN = "unknown"


NONE: Final = Absence.NONE
UNKNOWN: Final = Absence.UNKNOWN


@dataclass(frozen=True)
class Label:
    """An industry label: as written (after NFKC and trimming), and the catalogue's own name for it.

    `name` is None while the label is neither listed, nor a synonym, nor mapped by its code.
    """

    written: str
    name: str | None = None


@dataclass(frozen=True)
class Record:
    """One item of a list of records. `fields` holds every field, UNKNOWN or NONE included.

    `subject` is how findings name it: its `id`, else its path (`land.parcels[2]`).
    """

    path: str
    subject: str
    fields: Mapping[str, Value] = field(hash=False)


Value: TypeAlias = (
    "bool | str | date | int | Fraction | Label | Absence | tuple[str | Label | Record, ...]"
)

"""A small catalogue with a fact of each type, and figures that random rules may use.

Every domain is small: areas, money and counts take a handful of whole base units, so that all
values can be tried one after another.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from eligibility.errors import Place
from eligibility.language import types as t
from eligibility.language.pack import Citation, Parameter, ParameterValue
from eligibility.language.types import Kind, Type, enum, list_of, record
from eligibility.language.units import Period

PLACE = Place("drawn", 1, 1)
CITE = Citation("drawn", "1")
DAY = date(2026, 6, 30)


def _number(
    kind: Kind, high: int, *, low: int = 0, open_: bool = False, absent: bool = False
) -> Type:
    return Type(kind, low=low, low_open=open_, high=high, absent=absent)


DATE = Type(Kind.DATE, absent=True)
TAGS = list_of(enum("x", "y"))
LOTS = list_of(
    record(
        {
            "use": enum("x", "y", "z"),
            "name": Type(Kind.TEXT, absent=True),
            "ok": t.TRUTH,
            "size": _number(Kind.AREA, 4),
            "since": DATE,
            "tags": TAGS,
        }
    )
)
CONSENTS = list_of(
    record({"kind": enum("x", "y"), "dated": DATE, "cap": _number(Kind.RATIO, 2, absent=True)})
)
FACTS: dict[str, Type] = {
    "a.yes": t.TRUTH,
    "a.also": t.TRUTH,
    "a.kind": enum("x", "y", "z"),
    "a.other": Type(Kind.ENUM, ("p", "q", "z"), absent=True),
    "a.text": Type(Kind.TEXT, absent=True),
    "a.industry": Type(Kind.INDUSTRY, absent=True),
    "a.day": DATE,
    "a.part": _number(Kind.AREA, 4),
    "a.whole": _number(Kind.AREA, 4, open_=True),
    "a.paid": _number(Kind.MONEY, 4),
    "a.growth": _number(Kind.RATIO, 1, low=-1),
    "a.rank": _number(Kind.COUNT, 3, open_=True, absent=True),
    "a.words": TAGS,
    "a.labels": list_of(t.INDUSTRY),
    "b.lots": LOTS,
    "consents": CONSENTS,
}
INDUSTRIES = ("M", "N")
_WORDS = ("x", "z")
_TABLE = {"x": 1, "y": 3}
_ROWS = {"x": ("x", "y"), "z": ("z",)}
FIGURES: dict[str, tuple[Type, Any]] = {
    "half": (t.RATIO, Fraction(1, 2)),
    "whole": (t.RATIO, Fraction(1)),
    "little": (t.AREA, 1),
    "much": (t.AREA, 3),
    "sum_due": (t.MONEY, 2),
    "price": (t.RATE, Fraction(1)),
    "two": (t.COUNT, 2),
    "deadline": (t.DATE, date(2026, 7, 3)),
    "three_days": (t.DURATION, 3),
    "month": (Type(Kind.DURATION, words=("months",)), Period(months=1)),
    "listed": (Type(Kind.LIST, words=_WORDS, item=t.TEXT), _WORDS),
    "trades": (Type(Kind.LIST, words=("M",), item=t.INDUSTRY), ("M",)),
    "sizes": (Type(Kind.TABLE, words=("x", "y"), item=t.AREA), _TABLE),
    "rows": (Type(Kind.TABLE, words=("x", "z"), item=Type(Kind.LIST, item=t.TEXT)), _ROWS),
}


def parameters() -> dict[str, Parameter]:
    """The figures as a matter declares them."""
    return {
        name: Parameter(
            f"t/m/{name}",
            name,
            kind,
            (ParameterValue(value, str(value), CITE, ("P",)),),
            None,
            PLACE,
        )
        for name, (kind, value) in FIGURES.items()
    }

"""One cell as the text that a project file would hold; its spreadsheet's own traps are told."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from eligibility.language.types import QUANTITIES, Kind, Type
from eligibility.language.units import BadQuantity, plain
from eligibility.submission.tables.grid import Decimalised, Value
from eligibility.submission.tables.headings import MEASURE_WORDS, Fact, with_unit

UNKNOWN = frozenset(
    {"", "未知", "unknown", "/", "-", "--", "–", "—", "——", "―", "―― ".strip(), "－"}
)
NOT_KNOWN = "unknown"  # as the readers of project files know it
NONE_WORDS = frozenset({"无", "none", "[]"})
LIST_MARKS = re.compile(r"[、;；\n]")
_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:\s+0?0:00(?::00)?)?")
_ENDS = "\u200b\ufeff\u2060"
_LONGEST = 15  # digits that a spreadsheet keeps
_EXCEL_DAYS = range(20_000, 80_000)
_EXCEL_ZERO = date(1899, 12, 30)
Text = str | list[str]


def text_of(value: Value, fact: Fact, *, percent: bool = False) -> Text:
    """What a project file would hold: a text (`unknown` among them), or the texts of a list.

    Raises `BadQuantity` where a spreadsheet has put something else in place of what was typed.
    """
    type = fact.type
    if isinstance(value, str):
        return _written(value, fact)
    if type.item is not None:
        found = text_of(value, Fact(fact.name, type.item, "", fact.labels), percent=percent)
        return [found] if isinstance(found, str) else found
    if isinstance(value, bool):
        return _truth(value, type)
    if isinstance(value, int | Decimalised):
        return _number(str(value) if isinstance(value, int) else value.text, fact, percent=percent)
    return _time(value, type)


def is_unknown(text: str) -> bool:
    """Whether the text of a cell says that nothing is known."""
    return plain(text.strip(_ENDS)).lower() in UNKNOWN


def _written(text: str, fact: Fact) -> Text:
    clean, type = text.strip(_ENDS).strip(), fact.type
    if is_unknown(clean):
        return NOT_KNOWN
    if plain(clean) in NONE_WORDS:
        return _none(clean, fact)
    if type.item is not None:
        return [piece.strip() for piece in LIST_MARKS.split(clean) if piece.strip()]
    if type.kind is Kind.DATE:
        found = _DATE.fullmatch(plain(clean))
        return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else clean
    if type.kind is Kind.COUNT and plain(clean)[-1:] in MEASURE_WORDS:
        return plain(clean)[:-1].strip()
    return with_unit(clean, fact)


def _none(clean: str, fact: Fact) -> Text:
    """What 无 stands for: an empty list, `none`, or a choice of that name."""
    type = fact.type
    if type.item is not None:
        return []
    if plain(clean) in (fact.labels or {}).values():
        return plain(clean)
    if type.absent or "none" in type.words:
        return "none"
    help = "leave the cell empty where it is not known"
    if type.kind is Kind.TRUTH:
        help = "write 是 or 否"
    elif type.kind in QUANTITIES:
        help = f"write 0 where there is nothing; {help}"
    raise BadQuantity("E202", f"`{clean}` where {type} is due", help)


def _truth(value: bool, type: Type) -> str:
    shown = "TRUE" if value else "FALSE"
    if type.kind is Kind.TRUTH:
        return "yes" if value else "no"
    raise BadQuantity(
        "E202", f"the cell holds {shown} where {type} is due", "write the value itself"
    )


def _number(text: str, fact: Fact, *, percent: bool) -> str:
    kind = fact.type.kind
    if kind in QUANTITIES:
        if percent and kind is Kind.RATIO:
            return f"{_plainly(Decimal(text) * 100)}%"
        if percent:
            shown = f"{_plainly(Decimal(text) * 100)}%"
            raise BadQuantity(
                "E204", f"the cell shows {shown} where {fact.type} is due", "format it as a number"
            )
        return with_unit(text, fact)
    if kind is Kind.TRUTH:
        raise BadQuantity("E202", f"`{text}` is neither yes nor no", "write 是 or 否")
    if kind is Kind.DATE:
        raise BadQuantity("E202", f"`{text}` is not a date", _as_day(text))
    if len(text.strip("-").partition(".")[0]) > _LONGEST:
        raise BadQuantity(
            "E202", f"`{text}` is a number: a spreadsheet keeps {_LONGEST} digits of it",
            "format the cell as text, then type the code again",
        )  # fmt: skip
    padded = next((w for w in fact.type.words if w.isdigit() and w.lstrip("0") == text), None)
    if padded is not None and padded != text:
        raise BadQuantity(
            "E207", f"`{text}` is not one of the choices; a spreadsheet drops zeros in front",
            f"format the cell as text and write `{padded}`",
        )  # fmt: skip
    return text


def _as_day(text: str) -> str:
    if text.isdigit() and int(text) in _EXCEL_DAYS:
        day = _EXCEL_ZERO + timedelta(days=int(text))
        return f"write it as 2026-03-31; as a day of a spreadsheet it would be {day}"
    return "write it as 2026-03-31 or 2026年3月31日"


def _time(value: date | datetime | time | timedelta, type: Type) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            value = value.date()
        elif type.kind is Kind.DATE:
            raise BadQuantity(
                "E202", f"`{value}` is a day with a time", f"write `{value.date()}` alone"
            )
    if type.kind is Kind.DATE and isinstance(value, date):
        return value.isoformat()
    what = "a date" if isinstance(value, date) else "a time"
    raise BadQuantity(
        "E202", f"the cell holds {what}, `{value}`, where {type} is due",
        "a spreadsheet makes dates of texts such as 1/2 or 3-31: "
        "format the cell as text, then type it again",
    )  # fmt: skip


def _plainly(number: Decimal) -> str:
    """A decimal in digits alone, without zeros behind."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shortest(number: object) -> Decimalised:
    """A number of a binary file as its shortest decimal.

    >>> shortest(7.0000000000000007e-2)
    Decimalised(text='0.07')
    """
    return Decimalised(_plainly(Decimal(repr(number))))


def shown(value: Value, *, percent: bool = False) -> str:
    """A cell as a message quotes it."""
    if isinstance(value, Decimalised):
        return f"{_plainly(Decimal(value.text) * 100)}%" if percent else value.text
    text = value if isinstance(value, str) else str(value)
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    return clean if len(clean) <= 60 else clean[:60] + "…"

"""A plan as a workbook: the levels, who got what, a reason for everyone else, land, more quota."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from eligibility.language.pack import Language, Words
from eligibility.report.allocated import (
    document,
    effects,
    granted,
    left_out,
    spread,
    tiers,
    waiting,
)
from eligibility.report.allocated_shown import Plan, Shown
from eligibility.report.view import Line, Section, Table
from eligibility.report.width import width
from eligibility.report.xlsx_door import Book, Sheet

NARROW, WIDE = 8, 70


def to_xlsx(plan: Plan, says: Mapping[str, Words], language: Language) -> bytes:
    """The workbook of a plan; `says`: what the rules that it names ask, by rule."""
    shown = Shown(plan, says, language)
    day = plan["problem"]["as_of"]
    book = Book(shown.say("heading"), date.fromisoformat(day) if day else date(2000, 1, 1))
    _summary(book.sheet(shown.say("sheet_summary")), plan, says, language)
    _table(book.sheet(shown.say("sheet_levels")), tiers(shown))
    for name, section in (
        ("granted", granted(shown)), ("spread", spread(shown, drawn=False)),
        ("waiting", waiting(shown)), ("out", left_out(shown)), ("effects", effects(shown)),
    ):  # fmt: skip
        if section is not None:
            sheet = book.sheet(shown.say(f"sheet_{name}"))
            if any(isinstance(block, Table) for block in section.blocks):
                _table(sheet, section)
            else:
                _lines(sheet, section, (shown.say("h_project"), shown.say("why_not")))
    return book.content()


def _summary(sheet: Sheet, plan: Plan, says: Mapping[str, Words], language: Language) -> None:
    whole = document(plan, says, language)
    sheet.headings(0, (whole.heading,), (110,))
    for row, text in enumerate((*whole.opening, *whole.closing), 1):
        sheet.row(row, (text,), {})
    sheet.printed(landscape=False)


def _table(sheet: Sheet, section: Section) -> None:
    """The table of a section, and what is said under it."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    last = 0
    for table in tables:
        sheet.headings(0, table.headings, tuple(_widths(table.headings, table.rows)))
        for row, cells in enumerate(table.rows, 1):
            sheet.row(row, cells, {})
        last = len(table.rows)
        sheet.filters(0, last, len(table.headings))
    for row, block in enumerate((b for b in section.blocks if isinstance(b, Line)), last + 2):
        sheet.text(row, 0, block.text, text_wrap=False)


def _lines(sheet: Sheet, section: Section, heads: tuple[str, str]) -> None:
    """A line for each statement, beside it what belongs under it."""
    sheet.headings(0, heads, (42, 100))
    lines = [block for block in section.blocks if isinstance(block, Line)]
    for row, line in enumerate(lines, 1):
        sheet.row(row, (line.text, "\n".join(one.text for one in line.under)), {})
    sheet.filters(0, len(lines), 2)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[int]:
    for column, heading in enumerate(headings):
        longest = max(width(text) for text in (heading, *(row[column] for row in rows)))
        yield min(max(longest + 3, NARROW), WIDE)

"""The tables of a round of allocation as workbooks to fill in: headings, choices, how to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from eligibility.allocation.columns import Column
from eligibility.allocation.templates import columns
from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.report.xlsx_door import Book

W = Words
NAMES = {"projects": W("项目", "Projects"), "land": W("地块", "Land"), "quota": W("指标", "Quotas")}
GUIDE = W("填写说明", "Instructions")
HEADS = (W("栏目", "Column"), W("名称", "Name"), W("填写", "What to write"), W("例", "Example"),
         W("必填", "Needed"))  # fmt: skip
ROWS, MOST_CHOICES = 500, 255
YES_NO = ("是", "否")
HOW: dict[Kind, Words] = {
    Kind.AREA: W("面积，写明单位：亩、m2、公顷", "an area with its unit: 亩, m2, 公顷"),
    Kind.RATE: W("单位面积金额，如 200 万元/亩", "money per area, such as 200 万元/亩"),
    Kind.RATIO: W("比例，如 50%", "a ratio, such as 50%"),
    Kind.TRUTH: W("是 或 否", "是 or 否 (yes or no)"),
    Kind.DATE: W("日期，如 2026-03-15", "a date, such as 2026-03-15"),
    Kind.LIST: W("可写多项，以顿号分开", "several, with 、 between"),
}
MANY, CHOICE, TEXT = (
    W("可写多项，以顿号分开", "several, with 、 between"), W("从下拉中选", "one of the choices"),
    W("文字", "a text"),
)  # fmt: skip


def pool_template(table: str, language: Language) -> bytes:
    """The workbook of a table: the sheet to fill in, and how each column is written."""
    book = Book(NAMES[table].in_language(language), date(2000, 1, 1))
    found = columns(table)
    place = {"jurisdiction": Column("适用地区", found[next(iter(found))].type)}
    if table == "projects":
        found = {**place, **found}
    sheet = book.sheet(NAMES[table].zh)
    sheet.headings(
        0, [c.label for c in found.values()], [max(12, 3 * len(c.label)) for c in found.values()]
    )
    for number, column in enumerate(found.values()):
        choices = _choices(column)
        if choices and sum(len(c) + 1 for c in choices) <= MOST_CHOICES and not column.many:
            options = {"validate": "list", "source": list(choices), "error_type": "warning"}
            sheet.validation((1, ROWS), number, options)
    sheet.printed()
    _guide(book, found, language)
    return book.content()


def _guide(book: Book, found: Mapping[str, Column], language: Language) -> None:
    sheet = book.sheet(GUIDE.zh)
    sheet.headings(0, [w.in_language(language) for w in HEADS], (22, 30, 50, 24, 8))
    for row, (name, column) in enumerate(found.items(), 1):
        choices = "、".join(_choices(column)[:40])
        how = CHOICE if choices and not column.many else HOW.get(column.type.kind, TEXT)
        text = (MANY if column.many else how).in_language(language)
        needed = YES_NO[0] if column.needed else ""
        shown = f"{text}：{choices}" if choices else text
        sheet.row(row, (column.label, name, shown, column.example, needed), {})


def _choices(column: Column) -> tuple[str, ...]:
    if column.type.kind is Kind.TRUTH:
        return YES_NO
    return tuple((column.choices or {}).values())

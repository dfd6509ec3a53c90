"""The empty workbook to fill in: one row a project, a sheet for parcels, one that explains."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.report.reader import Reader
from eligibility.report.width import width
from eligibility.report.xlsx_door import Book, Sheet
from eligibility.submission.catalogue import FactInfo, dictionary
from eligibility.submission.model import SubmissionModel
from eligibility.submission.model.review import ReviewPart
from eligibility.submission.read import JURISDICTIONS
from eligibility.submission.tables.grid import column_name

W = Words
TITLE, PROJECTS, EXPLAINED, CHOICES = (
    W("项目填报表", "Projects to be assessed"), W("项目", "Projects"),
    W("说明", "Instructions"), W("选项", "Choices"),
)  # fmt: skip
ROWS = 1000  # rows that are prepared; more may be filled in
UNITS: dict[Kind, str] = {Kind.AREA: "亩", Kind.MONEY: "万元", Kind.RATE: "万元/亩"}
_FORMATS: dict[Kind, str] = {
    Kind.DATE: "yyyy-mm-dd", Kind.RATIO: "0.00%", Kind.TEXT: "@", Kind.INDUSTRY: "@",
    Kind.ENUM: "@", Kind.LIST: "@",
}  # fmt: skip
_MOST_INLINE = 250  # characters of a drop-down that stand in the cell's own check
_PARCELS = "land.parcels"
_ALWAYS = ("project.code", "project.name", "land.parcels[].id", "land.parcels[].area")
SEVERAL = W("可填多项，用、或;隔开；确实没有的写 无",
            "several, with 、 or ; between; 无 for none")  # fmt: skip
HAS_SHEET = W("在“{sheet}”表逐项填写，用项目代码对应；确实没有的在此写 无",
              "one a row on the sheet {sheet}, by project code; 无 here for none")  # fmt: skip
EMPTY_IS_NONE = W("留空或写 无：确实没有；不知道的写 未知",
                  "empty or 无: there is none; 未知 where it is not known")  # fmt: skip
NONE = W("确实没有的写 无", "无 where there is none")
PROOF, UNIT = W("证明材料：", "proof: "), W("单位：", "unit: ")
HOW: tuple[Words, ...] = (
    W("一行一个项目，从标题行的下一行起填；列可以调换次序，不用的列可以删去。",
      "One row a project, below the headings; columns may be moved, and left out."),
    W("数字按标题括号内的单位填；单元格里也可以自带单位，如 12.5公顷。",
      "Numbers are in the unit of the heading; a cell may bear its own, such as 12.5公顷."),
    W("不知道的留空（或写 未知、/、—）；确实没有的写 无；面积金额确实为零的写 0。",
      "Leave empty what is not known (or 未知, /, —); 无 for none; 0 for nothing of a quantity."),
    W("是否类写 是 或 否；日期写 2026-03-31 或 2026年3月31日。",
      "Yes and no are 是 and 否; dates 2026-03-31 or 2026年3月31日."),
    W("一格多项用、或;隔开；逐项填的清单（宗地等）各有一张表，用项目代码对应。",
      "Several in a cell are parted by 、 or ;; parcels have a sheet, by project code."),
    W("自己加的列，标题前加 #；整行不用的，第一格以 # 开头。",
      "Put # before the heading of a column of your own, or at the beginning of a row to skip."),
    W("填好后：eligibility assess 本文件", "Then: eligibility assess THIS_FILE"),
)  # fmt: skip


def template_xlsx(paths: Collection[str] | None, reader: Reader, place: str | None) -> bytes:
    """The workbook for these facts (all when None), for the rules of one jurisdiction or any."""
    infos = _wanted(paths)
    book = Book(reader.say(TITLE), date(2000, 1, 1))
    projects = book.sheet(reader.say(PROJECTS))
    top = [i for i in infos if "[]" not in i.path]
    top.sort(key=lambda i: _ALWAYS.index(i.path) if i.path in _ALWAYS else 9)
    lists = [i.path for i in infos if i.type.item is not None and i.type.item.fields]
    lists.sort(key=lambda p: (p != _PARCELS, p))
    names = {path: _sheet_name(path, reader.language) for path in lists}
    sheets = {path: book.sheet(names[path]) for path in lists[:1]}
    explained = book.sheet(reader.say(EXPLAINED))
    sheets |= {path: book.sheet(names[path]) for path in lists[1:]}
    choices = _Choices(book, reader.say(CHOICES))
    heads = list(_heads(reader.language, None if place else sorted(JURISDICTIONS.values())))
    filling = _Filling(reader, choices, names)
    filling.sheet(projects, [], top[:2], heads, top[2:])
    for path, sheet in sheets.items():
        inner = [i for i in infos if _below(i.path, path)]
        filling.sheet(sheet, _joins(path), inner, [], [])
    _explain(explained, reader, place)
    return book.content()


def _wanted(paths: Collection[str] | None) -> list[FactInfo]:
    everything = [i for i in dictionary() if not i.path.startswith("review.")]
    if paths is None:
        return everything
    chosen = {*(p.split("[")[0] if "[]" not in p else p for p in paths), *_ALWAYS}
    for path in [*chosen]:
        above = path
        while "[]." in above:
            above = above.rpartition("[].")[0]
            chosen |= {above, f"{above}[].id"}
    return [i for i in everything if i.path in chosen or _whole_list(i.path, chosen)]


def _whole_list(path: str, chosen: set[str]) -> bool:
    """Whether a field belongs to a list of which no single field is wanted."""
    above = path.rpartition("[].")[0]
    return above in chosen and not any(
        p.startswith(f"{above}[].") and not p.endswith("[].id") for p in chosen
    )


def _below(path: str, list_path: str) -> bool:
    inner = path.removeprefix(f"{list_path}[].")
    return inner != path and "[]" not in inner and path != list_path


def _joins(path: str) -> list[FactInfo]:
    """The columns that tell whose items the rows of a list's sheet are."""
    wanted = ("project.code", *(("land.parcels[].id",) if "[]" in path else ()))
    return [i for w in wanted for i in dictionary() if i.path == w]


def _sheet_name(path: str, language: Language) -> str:
    label = next(i.label for i in dictionary() if i.path == path).in_language(language)
    return "".join(c for c in label if c not in "[]:*?/\\")[:31]


def _heads(language: Language, places: Sequence[str] | None) -> Iterator[tuple[str, list[str]]]:
    """Columns that are no facts: whose rules decide, the file's number, the day of receipt."""
    if places is not None:
        yield SubmissionModel.declared["jurisdiction"].label.in_language(language), list(places)
    for name in ("file_no", "received_on"):
        yield ReviewPart.declared[name].label.in_language(language), []


class _Choices:
    """The sheet that holds the choices of drop-downs too long to stand in a cell's check."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.column = book, name, 0
        self.sheet: Sheet | None = None

    def source(self, label: str, words: list[str]) -> Any:
        """What a drop-down takes its words from."""
        if len(",".join(words)) <= _MOST_INLINE and not any("," in w for w in words):
            return words
        if self.sheet is None:
            self.sheet = self.book.sheet(self.name)
        self.sheet.text(0, self.column, f"# {label}", bold=True)
        for row, word in enumerate(words, 1):
            self.sheet.text(row, self.column, word)
        letters = column_name(self.column)
        self.column += 1
        return f"='{self.name}'!${letters}$2:${letters}${len(words) + 1}"


class _Filling:
    """Sheets to be filled in: headings with comments, drop-downs, formats."""

    def __init__(self, reader: Reader, choices: _Choices, sheets: dict[str, str]) -> None:
        self.reader, self.choices, self.sheets = reader, choices, sheets

    def sheet(
        self, sheet: Sheet, joins: list[FactInfo], first: list[FactInfo],
        heads: list[tuple[str, list[str]]], rest: list[FactInfo],
    ) -> None:  # fmt: skip
        """One sheet: the columns that join it, facts, columns of the head, more facts."""
        before = [*joins, *first]
        headings = [self._heading(i) for i in before] + [h for h, _ in heads]
        headings += [self._heading(i) for i in rest]
        widths = [_wide(h) for h in headings]
        sheet.headings(0, headings, widths)
        sheet.raw.freeze_panes(1, min(2, len(headings)))
        sheet.raw.set_row(0, 32)
        sheet.raw.repeat_rows(0)
        sheet.raw.set_landscape()
        sheet.raw.set_paper(9)
        for column, info in enumerate(before):
            self._column(sheet, column, info)
        for column, (_, places) in enumerate(heads, len(before)):
            if places:
                sheet.validation((1, ROWS), column, {"validate": "list", "source": places})
        for column, info in enumerate(rest, len(before) + len(heads)):
            self._column(sheet, column, info)

    def _heading(self, info: FactInfo) -> str:
        unit = UNITS.get(info.type.kind)
        label = self.reader.say(info.label)
        return f"{label}({unit})" if unit else label

    def _column(self, sheet: Sheet, column: int, info: FactInfo) -> None:
        kind = info.type.kind
        size = {"x_scale": 2.2, "y_scale": 2.4, "font_size": 9}  # measure: a page
        comment = {**size, "author": "eligibility"}
        sheet.raw.write_comment(0, column, self._comment(info), comment)
        shown = _FORMATS.get(kind)
        if shown is not None:
            look = sheet.book.format(num_format=shown)
            sheet.raw.set_column(column, column, _wide(self._heading(info)), look)
        words = self._words(info)
        if words:
            source = self.choices.source(self.reader.say(info.label), words)
            check = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.validation((1, ROWS), column, check)

    def _words(self, info: FactInfo) -> list[str]:
        """What the drop-down of a fact offers; nothing where several may be chosen."""
        if info.type.kind is Kind.TRUTH:
            return ["是", "否"]
        return [info.choices.get(word, word) for word in info.type.words]

    def _comment(self, info: FactInfo) -> str:
        say, item = self.reader.say, info.type.item
        other = info.label.en if self.reader.language == "zh" else info.label.zh
        parts = [f"{other} ({info.path})", say(info.description)]
        if item is not None and item.fields:
            parts.append(say(HAS_SHEET).format(sheet=self.sheets.get(info.path, "")))
        elif item is not None:
            parts += [say(SEVERAL), "、".join(info.choices.get(w, w) for w in item.words)]
        elif info.unit:
            parts.append(say(UNIT) + info.unit)
        parts += list(info.bounds)
        if info.absent:
            parts.append(say(EMPTY_IS_NONE))
        elif info.type.absent:
            parts.append(say(NONE))
        if say(info.proof):
            parts.append(say(PROOF) + say(info.proof))
        return "\n".join(p for p in parts if p)[:2000]


def _wide(heading: str) -> int:
    return max(12, min(24, width(heading) + 2))


def _explain(sheet: Sheet, reader: Reader, place: str | None) -> None:
    sheet.raw.set_column(0, 0, 24)
    sheet.raw.set_column(1, 1, 90)
    sheet.text(0, 0, reader.say(TITLE), bold=True, font_size=14, text_wrap=False)
    label = SubmissionModel.declared["jurisdiction"].label
    sheet.text(1, 0, reader.say(label), bold=True)
    sheet.text(1, 1, place or "")
    for row, said in enumerate(HOW, 3):
        sheet.number(row, 0, row - 2)
        sheet.text(row, 1, reader.say(said))
    sheet.text(len(HOW) + 4, 1, reader.phrase("authority"))

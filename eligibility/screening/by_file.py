"""Rows read as project files are: by the reader of `assess`, with every fault it would tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from eligibility.errors import Diagnostic, Refused
from eligibility.language.located import parse
from eligibility.language.tree import Mapping as Tree
from eligibility.screening.headings import CODE, MATTERS, Target, fact_of, targets
from eligibility.screening.polars_door import pl
from eligibility.screening.python_rows import rows
from eligibility.screening.sheets import EMPTY_LIST, LIST_MARKS, Sheet
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Submission
from eligibility.submission.tables.headings import Fact, with_unit

Reader = Callable[[Tree], Submission]


@dataclass(frozen=True)
class Refusal:
    """Why a row was refused: the column and its value as far as they are known, and the reason."""

    row: int
    column: str
    value: str
    code: str
    reason: str


@dataclass
class _Writer:
    """A project file under way: one line for each value, so that a fault leads to its column."""

    lines: list[str] = field(default_factory=lambda: [""])
    origin: dict[int, tuple[str, str]] = field(default_factory=dict)

    def value(self, text: str, column: str) -> None:
        """A text, on the line that its faults will name."""
        self.origin[len(self.lines)] = (column, text)
        self.lines[-1] += json.dumps(text, ensure_ascii=False)

    def inside(self, marks: str, parts: Iterable[Callable[[], None]]) -> None:
        """Parts between brackets, each on a line of its own."""
        self.lines[-1] += marks[0]
        for index, part in enumerate(parts):
            self.lines[-1] += "," if index else ""
            self.lines.append("")
            part()
        self.lines[-1] += marks[1]

    def node(self, node: Any) -> None:
        """A mapping, a list, or (text, column)."""
        if isinstance(node, dict):
            self.inside("{}", [lambda k=k, v=v: self._entry(k, v) for k, v in node.items()])  # type: ignore[misc]
        elif isinstance(node, list):
            self.inside("[]", [lambda v=v: self.node(v) for v in node])  # type: ignore[misc]
        else:
            self.value(*node)

    def _entry(self, key: str, value: Any) -> None:
        self.lines[-1] += json.dumps(key, ensure_ascii=False) + ": "
        self.node(value)


@dataclass(frozen=True)
class Written:
    """A row as the text of a project file; `cells`: the column and text behind each of its lines.

    A line of JSON is its own text and has no columns.
    """

    text: str
    cells: Mapping[int, tuple[str, str]]


def written(sheet: Sheet, index: int, parcels: list[dict[str, Any]] | None) -> Written:
    """The project file that a row stands for."""
    if sheet.lines is not None:
        return Written(sheet.lines.texts[index].strip(), {})
    (row,) = rows(sheet.cells[index : index + 1])
    whole = _whole(sheet.targets, row)
    if parcels:
        whole.setdefault("land", {})["parcels"] = [
            _record("land.parcels", sheet.parcel_targets, item) for item in parcels
        ]
    writer = _Writer()
    writer.node(whole)
    return Written("\n".join(writer.lines), writer.origin)


def parcels_of(sheet: Sheet, places: list[int]) -> Mapping[int, list[dict[str, Any]]]:
    """The items that the second table holds for some rows, by their places in the sheet."""
    if sheet.parcels is None or not places:
        return {}
    code = next(t.heading for t in sheet.targets if t.path == CODE)
    theirs = next(t.heading for t in sheet.parcel_targets if t.path == CODE)
    wanted = sheet.cells[code].gather(places).cast(pl.String).str.strip_chars().to_list()
    there = sheet.parcels.filter(
        pl.col(theirs).cast(pl.String).str.strip_chars().is_in([w for w in wanted if w is not None])
    )
    by_code: dict[str, list[dict[str, Any]]] = {}
    for item in rows(there):
        by_code.setdefault(str(item[theirs]).strip(), []).append(item)
    return {p: by_code.get(w, []) for p, w in zip(places, wanted, strict=True) if w is not None}


def submission(row: Written, number: int, read: Reader) -> Submission | list[Refusal]:
    """The submission that a row stands for, or why it is refused (`number`: its row)."""
    try:
        return read(parse(row.text, f"row {number}.json"))
    except Refused as refused:
        told = [_refusal(d, row, number) for d in refused.diagnostics]
        return list(dict.fromkeys(told))


def _quoted(text: str, found: Diagnostic) -> str:
    place = found.place
    return text[place.column - 1 :][: place.width] if place is not None else ""


def rounded(row: Written, given: Submission) -> list[str]:
    """The values of a row that were rounded, each with its column."""
    found = []
    for line, said in re.findall(
        r"(?m)^line (\d+): (.* rounded to .*)$", "\n".join(given.warnings)
    ):
        column, _ = row.cells.get(int(line), ("", ""))
        found.append(f"{column}: {said}" if column else said)
    return found


def _refusal(found: Diagnostic, row: Written, number: int) -> Refusal:
    column, value = "", _quoted(row.text, found) if not row.cells else ""
    if found.place is not None:
        column, value = row.cells.get(found.place.line, (column, value))
    reason = re.sub(r" \(line \d+\)", "", found.message)
    return Refusal(
        number, column, value, found.code, reason + (f"; {found.help}" if found.help else "")
    )


def _whole(sheet_targets: list[Target], row: Mapping[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    findings: list[Any] = []
    for target in sheet_targets:
        cell = row[target.heading]
        if target.passed or target.ignored or _is_blank(cell):
            continue
        if target.path.startswith("review.findings["):
            findings.append(_finding(target, cell))
            continue
        if target.path == MATTERS:
            whole[MATTERS] = _words(target, cell)
            continue
        *sections, last = target.path.split(".")
        place = whole
        for section in sections:
            place = place.setdefault(section, {})
        place[last] = _cell(target.path, target, cell)
    if findings:
        whole.setdefault("review", {})["findings"] = findings
    return whole


def _finding(target: Target, cell: Any) -> dict[str, Any]:
    said = {True: "satisfied", False: "violated"}.get(cell, str(cell))
    provision = target.path[len("review.findings[") : -1]
    return {
        "provision": (provision, target.heading), "status": (said, target.heading),
        "by": ("table", target.heading),
    }  # fmt: skip


def _words(target: Target, cell: Any) -> list[tuple[str, str]]:
    """The words of a text, or of a list."""
    pieces = re.split(LIST_MARKS, cell) if isinstance(cell, str) else map(str, cell)
    return [(p.strip(), target.heading) for p in pieces if p.strip()]


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _cell(path: str, target: Target, cell: Any) -> Any:
    kind = catalogue().get(path) or fact_of(path, path).type
    if kind.item is None or isinstance(cell, dict):
        return _node(fact_of(path, path, target.unit), target.heading, cell)
    if isinstance(cell, str):
        if cell.strip() == EMPTY_LIST:
            return []
        if cell.strip().lower() in ("unknown", "未知"):
            return (cell, target.heading)
        return _words(target, cell)
    if not isinstance(cell, list):
        return (text_of(cell), target.heading)
    if kind.item.fields:
        fields = list(cell[0]) if cell and isinstance(cell[0], dict) else []
        inner = targets(fields, file=path, below=path)
        return [_record(path, inner, item) for item in cell]
    return [_node(Fact(path, kind.item), target.heading, item) for item in cell]


def _node(fact: Fact, heading: str, cell: Any) -> Any:
    if isinstance(cell, dict):
        return {k: _node(fact, heading, v) for k, v in cell.items()}
    if isinstance(cell, list):
        return [_node(fact, heading, v) for v in cell]
    return (with_unit(text_of(cell), fact), heading)


def _record(frame: str, inner: list[Target], item: Any) -> Any:
    if not isinstance(item, dict):
        return ("" if item is None else text_of(item), frame)
    found = {}
    for target in inner:
        cell = item.get(target.heading)
        if target.path in (CODE, "") or _is_blank(cell):
            continue
        found[target.path.removeprefix(f"{frame}[].")] = _cell(target.path, target, cell)
    return found


def text_of(cell: Any) -> str:
    """A cell as its own text; a number of a binary file as its shortest decimal."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):  # binary file: taken as its shortest decimal
        exact = Decimal(repr(cell))
        return f"{exact:f}" if exact.is_finite() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)

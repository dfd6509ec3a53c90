"""Reads the table of projects: each row a submission, with the wishes and the day of filing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from eligibility.allocation.columns import (
    AREA,
    DATE,
    KIND,
    KIND_LABELS,
    TEXT,
    TRUTH,
    Cells,
    Column,
    heading,
    taken,
    typed,
    with_unit,
)
from eligibility.allocation.table import read_table, text_of_node
from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest, refuse
from eligibility.language.tree import Mapping, Node, Scalar, is_null
from eligibility.language.tree import Sequence as Items
from eligibility.language.types import Kind
from eligibility.language.units import plain
from eligibility.submission.catalogue import dictionary, info_of
from eligibility.submission.facts import Submission
from eligibility.submission.read import JURISDICTIONS
from eligibility.submission.tables.headings import Fact, fact_of, target_of
from eligibility.submission.tables.headings import known as known_heading

WISHES: dict[str, Column] = {
    "wish.zones": Column("意向园区", TEXT, many=True),
    "wish.least": Column("最少用地", AREA, example="40 亩"),
    "wish.most": Column("最多用地", AREA, example="60 亩"),
    "wish.divisible": Column("可拆分", TRUTH, example="否"),
    "wish.kinds": Column("可用土地", KIND, False, True, KIND_LABELS, "存量用地、新增用地"),
    "filed_on": Column("申报日期", DATE, example="2026-03-15"),
}
CODE, NAME = "project.code", "project.name"
_ASKED = "land.quota_requested"
Reader = Callable[[Mapping], Submission]


@dataclass(frozen=True)
class Applicant:
    """A row of the pool: the submission it stands for, and what it wishes."""

    code: str
    submission: Submission
    least: int
    most: int
    divisible: bool
    zones: tuple[str, ...]
    kinds: tuple[str, ...]
    filed: str
    row: Mapping

    @property
    def name(self) -> str:
        """The name of the project, or its code."""
        found = self.submission.facts.get(NAME)
        return found if isinstance(found, str) else self.code


def read_pool(
    rows: Sequence[Mapping], uses: Iterable[str], read: Reader, faults: list[Diagnostic]
) -> list[Applicant]:
    """The applicants of a table. `uses`: the classes of land on offer, put to each of them."""
    cells = Cells(WISHES)
    offered = sorted(set(uses))
    found: dict[str, Applicant] = {}
    for row in rows:
        flat = _flat(row, cells)
        values, _ = cells.row(Mapping(row.source, row.start, row.end, flat), others=True)
        asked = _asked(flat)
        tree = _tree(row, flat, asked.get(_ASKED) or asked.get("wish.most"), offered)
        try:
            submission = read(tree)
        except Refused as refused:
            faults.extend(refused.diagnostics)
            continue
        applicant = _applicant(row, submission, values, cells)
        if applicant is None:
            continue
        if applicant.code in found:
            cells.tell(
                asked.get(CODE) or row, "E107", f"the project `{applicant.code}` stands twice"
            )
        found[applicant.code] = applicant
    faults.extend(cells.faults)
    return list(found.values())


def place_of(file: str) -> str:
    """The jurisdiction that the rows of a table name; `Refused` when they name none or several."""
    heads = ("jurisdiction", "适用地区")
    rows = read_table(file, typed_fact, [])
    named = {_place(text_of_node(row.get(h))) for row in rows for h in heads} - {""}
    if len(named) != 1:
        said = (
            "the rows name no jurisdiction"
            if not named
            else f"the rows name {', '.join(sorted(named))}"
        )
        refuse("E210", said, file=file, help="use --jurisdiction; a round is held under one text")
    return named.pop()


def _place(written: str) -> str:
    """A jurisdiction by its id, where its Chinese name was written."""
    return _PLACES.get(plain(written).removesuffix("市"), written)


def _applicant(
    row: Mapping, submission: Submission, values: dict[str, Any], cells: Cells
) -> Applicant | None:
    code = submission.facts.get(CODE)
    if not isinstance(code, str):
        cells.tell(
            row, "E202", "the row has no project.code (项目代码)", "every project needs its own"
        )
        return None
    stated = next(
        (v for p in (_ASKED, "land.total_area") if isinstance(v := submission.facts.get(p), int)),
        None,
    )
    most = taken(values, "wish.most", stated)
    least = taken(values, "wish.least", most)
    if not most or not least:
        cells.tell(
            row, "E202", f"the project `{code}` asks for no area", "fill in 最少用地 or 最多用地"
        )
        return None
    if least > most:
        cells.tell(
            row, "E208", f"the project `{code}` asks for at least more than it asks for at most"
        )
        return None
    filed = values.get("filed_on")
    return Applicant(
        code, submission, least, most, taken(values, "wish.divisible", otherwise=False),
        taken(values, "wish.zones", ()), taken(values, "wish.kinds", ()),
        filed.isoformat() if isinstance(filed, date) else "", row,
    )  # fmt: skip


Entries = list[tuple[Scalar, Node]]


def _flat(row: Mapping, cells: Cells) -> Entries:
    """The cells of a row under the paths of what they hold, sections laid flat."""
    found: Entries = []
    for head, node in row:
        if isinstance(node, Mapping) and head.text == "wish":
            for key, _ in node:
                if f"wish.{key.text}" not in WISHES:
                    help = nearest(key.text, [name.removeprefix("wish.") for name in WISHES])
                    cells.tell(key, "E201", f"`{key.text}` is no wish", help)
            found += [(_named(k, f"wish.{k.text}"), n) for k, n in node]
            continue
        if isinstance(node, Mapping) or is_null(node):
            found.append((head, node))
            continue
        try:
            known = heading(head.text, WISHES) or _fact(head.text)
        except Refused as refused:
            for fault in refused.diagnostics:
                cells.tell(head, fault.code, fault.message, fault.help)
            continue
        if known is None:
            labels = [i.label.zh for i in dictionary()] + [c.label for c in WISHES.values()]
            help = nearest(head.text, [*(i.path for i in dictionary()), *labels, *WISHES])
            cells.tell(head, "E201", f"`{head.text}` is no fact and no wish", help)
            continue
        path, unit = known
        found.append((_named(head, path), _unit(node, unit) if isinstance(node, Scalar) else node))
    return found


def _asked(flat: Entries) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for head, node in flat:
        found[head.text] = node
        if isinstance(node, Mapping) and head.text in ("land", "project"):
            found |= {f"{head.text}.{k.text}": n for k, n in node}
    return found


def _tree(row: Mapping, flat: Entries, asked: Node | None, offered: Sequence[str]) -> Mapping:
    """The submission of a row: what it states, the area asked for, the classes of land on offer."""
    root = Mapping(row.source, row.start, row.end, [])
    for head, node in flat:
        if head.text.startswith("wish.") or head.text == "filed_on":
            continue
        if isinstance(node, Mapping):
            entries: Entries = [
                (k, n) for k, n in node if (head.text, k.text) != ("land", "parcels")
            ]
            _section(root, head).entries.extend(entries)
        elif "." in head.text:
            section, _, name = head.text.partition(".")
            _section(root, _named(head, section)).entries.append(
                (_named(head, name), _listed(head.text, node))
            )
        else:
            root.entries.append((head, node))
    start = Scalar(row.source, row.start, row.start + 1, "land")
    land = _section(root, start)
    for name in ("quota_requested", "total_area"):
        if asked is not None and name not in land:
            land.entries.append((_named(start, name), asked))
    parcels: list[Node] = [_parcel(start, use) for use in offered]
    land.entries.append((_named(start, "parcels"), Items(row.source, row.start, row.end, parcels)))
    return root


def _section(root: Mapping, head: Scalar) -> Mapping:
    found = root.get(head.text)
    if not isinstance(found, Mapping):
        found = Mapping(root.source, head.start, head.end, [])
        root.entries.append((head, found))
    return found


def _parcel(at: Scalar, use: str) -> Mapping:
    return Mapping(at.source, at.start, at.end, [
        (_named(at, "id"), _named(at, use)), (_named(at, "proposed_use"), _named(at, use)),
    ])  # fmt: skip


def _named(at: Scalar, text: str) -> Scalar:
    return Scalar(at.source, at.start, at.end, text)


def _unit(node: Scalar, unit: str) -> Scalar:
    return Scalar(node.source, node.start, node.end, with_unit(node.text, unit), node.style)


def _listed(path: str, node: Node) -> Node:
    """A cell of several words as a list."""
    info = info_of(path)
    if info is None or info.type.kind is not Kind.LIST or not isinstance(node, Scalar):
        return node
    if node.text.strip().lower() in ("unknown", "未知"):
        return node
    words = node.text.replace(";", "、").replace("；", "、").strip("[] ").split("、")
    items: list[Node] = [
        Scalar(node.source, node.start, node.end, w.strip()) for w in words if w.strip()
    ]
    return Items(node.source, node.start, node.end, items)


def _fact(text: str) -> tuple[str, str] | None:
    """The fact that a heading names, as the desk reads it; `Refused` where its unit is wrong."""
    if text in ("note", "as_of") or not known_heading(text):
        return (text, "") if text in ("note", "as_of") else None
    target = target_of(text)
    return None if "[" in target.path else (target.path, target.unit)


def typed_fact(text: str) -> Fact | None:
    """How the cells of the table of projects under a heading are read."""
    wish = _wish(text)
    if wish is not None:
        return wish
    try:
        found = _fact(text)
    except Refused:
        return Fact(text, TEXT)
    if found is None:
        return None
    fact = fact_of(found[0], found[0], found[1])
    return Fact(fact.name, TEXT if found[0] in _HEADS else fact.type, fact.unit, fact.labels)


_HEADS = ("jurisdiction", "as_of", "note")
_PLACES = {zh: id for id, zh in JURISDICTIONS.items()}
_wish = typed(WISHES)

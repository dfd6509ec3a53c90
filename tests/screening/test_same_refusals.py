"""What `assess` refuses `screen` refuses, under the same code: bad cases as tables of one row."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from submission.cases import cases

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.errors import Refused
from eligibility.language.located import decode, parse
from eligibility.language.tree import plain
from eligibility.screening.run import Order, run
from eligibility.screening.table_files import table
from eligibility.submission.tables.headings import HEADS

DAY = "2026-06-30"
# One text of a list holds no mark at which a cell is split.
MARKS = "、;；\n"


def tree_of(case: dict[str, Any]) -> Any:
    """The case as plain values; None where its text is no tree at all, or says what JSON cannot."""
    try:
        tree = plain(parse(decode(case["text"].encode("utf-8", "surrogatepass"), "c"), "c.yaml"))
        json.dumps(tree, ensure_ascii=False).encode()
    except (Refused, UnicodeEncodeError):
        return None
    return tree if isinstance(tree, dict) and "round_to" not in case else None


def flat(tree: dict[str, Any]) -> dict[str, str] | None:
    """The cells of a row of CSV; None where the tree holds what no cell does."""
    found: dict[str, str] = {}
    for section, entry in tree.items():
        entries = {section: entry}
        if isinstance(entry, dict):
            entries = {f"{section}.{key}": value for key, value in entry.items()}
        elif section not in HEADS:
            return None  # a section is no column
        for path, value in entries.items():
            if section in ("expect", "note", "format") or path.startswith("review."):
                return None
            words = value if isinstance(value, list) else [value]
            if not all(isinstance(w, str) and w.strip() for w in words):
                return None
            if any(m in w for w in words for m in MARKS) or (not words and section == "matters"):
                return None
            found[path] = "、".join(words) if words else "[]"
    return found or None


BAD = [
    (name, tree) for name, case in cases()
    if case.get("want_errors") and (tree := tree_of(case)) is not None
]  # fmt: skip
CELLS = [(name, cells) for name, tree in BAD if (cells := flat(tree)) is not None]


def by_assess(tree: dict[str, Any]) -> set[str]:
    desk = Desk(as_of=DAY)
    text = json.dumps(tree, ensure_ascii=False)
    try:
        given = desk.read(parse(text, "row.json"))
        desk.decide(given)
    except Refused as refused:
        return {d.code for d in refused.diagnostics}
    return set()


def by_screen(source: Path) -> set[str]:
    setting, identity = setting_of(Desk(as_of=DAY), ())
    out = source.parent / "out.parquet"
    try:
        summary = run(Order(table([str(source)]), out, setting, identity))
    except Refused as refused:
        return {d.code for d in refused.diagnostics}
    assert summary.rows == summary.decided + summary.refused == 1
    if not summary.refused:
        return set()
    return set(pl.read_csv(f"{out}.refused.csv", infer_schema=False)["code"])


@pytest.mark.parametrize("tree", [t for _, t in BAD], ids=[n for n, _ in BAD])
def test_as_a_line_of_json(tmp_path: Path, tree: dict[str, Any]) -> None:
    given = {"jurisdiction": "yulin", **tree}
    source = tmp_path / "one.ndjson"
    source.write_text(json.dumps(given, ensure_ascii=False) + "\n", encoding="utf-8")
    wanted = by_assess(given)
    assert wanted
    assert by_screen(source) == wanted


@pytest.mark.parametrize("cells", [c for _, c in CELLS], ids=[n for n, _ in CELLS])
def test_as_a_row_of_cells(tmp_path: Path, cells: dict[str, str]) -> None:
    given = {"jurisdiction": "yulin", **cells}
    text = io.StringIO()
    csv.writer(text).writerows([list(given), list(given.values())])
    source = tmp_path / "one.csv"
    source.write_text(text.getvalue(), encoding="utf-8")
    assert by_screen(source) == by_assess(_nested(given))


def _nested(cells: dict[str, str]) -> dict[str, Any]:
    """The project file that the cells mean."""
    tree: dict[str, Any] = {}
    lists = {"project.industries", "ancillary.facilities", "zone.dominant_industries", "matters"}
    for path, text in cells.items():
        value: Any = text
        if path in lists and text != "unknown":
            value = [] if text == "[]" else text.split("、")
        *sections, last = path.split(".")
        place = tree
        for section in sections:
            place = place.setdefault(section, {})
        place[last] = value
    return tree


def test_enough_cases_are_tried() -> None:
    """The control: the corpus is not passed over, and a value that is fine is not refused."""
    assert len(BAD) > 60
    assert len(CELLS) > 40
    assert by_assess({"jurisdiction": "yulin", "land": {"total_area": "100 亩"}}) == set()

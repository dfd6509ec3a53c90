"""Tables as rows of located cells: CSV with headings, or a YAML list of rows; small ones.

Every cell knows its line and column, so that a fault is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.language.located import load, read_text
from eligibility.language.tree import Mapping, Node, Scalar, Sequence, Source

ROWS = "rows"


def read_table(path: str | Path) -> list[Mapping]:
    """The rows of a table: the list under `rows` of a YAML or JSON file, or the lines of a CSV."""
    if str(path).lower().endswith((".yaml", ".yml", ".json")):
        rows = load(path).get(ROWS)
        if not isinstance(rows, Sequence):
            refuse("E109", f"a table is a list under `{ROWS}`", file=str(path))
        faults = [r.fault("E109", "a row is keys with values") for r in rows.items
                  if not isinstance(r, Mapping)]  # fmt: skip
        if faults:
            raise Refused(faults)
        return [row for row in rows.items if isinstance(row, Mapping)]
    source = Source(str(path), read_text(path))
    lines = [line for line in _lines(source) if any(cell.text for cell in line)]
    if not lines:
        refuse("E102", "the table is empty", file=str(path))
    return _rows(source, lines)


def _rows(source: Source, lines: list[list[Scalar]]) -> list[Mapping]:
    heads, *rest = lines
    faults: list[Diagnostic] = []
    seen: set[str] = set()
    for head in heads:
        if head.text and head.text in seen:
            faults.append(head.fault("E107", f"the column `{head.text}` stands twice"))
        seen.add(head.text)
    faults += [
        cell.fault("E106", "a cell without a heading", "put texts with commas in quotes")
        for line in rest for cell in line[len(heads) :] if cell.text
    ]  # fmt: skip
    if faults:
        raise Refused(faults)
    return [
        Mapping(source, line[0].start, line[-1].end, [
            (head, cell) for head, cell in zip(heads, line, strict=False) if head.text and cell.text
        ])
        for line in rest
    ]  # fmt: skip


def _lines(source: Source) -> Iterator[list[Scalar]]:
    text, at = source.text, 0
    while at < len(text):
        line: list[Scalar] = []
        while True:
            cell, at = _cell(source, at)
            line.append(cell)
            if at >= len(text) or text[at] == "\n":
                at += 1
                break
            at += 1
        yield line


def _cell(source: Source, at: int) -> tuple[Scalar, int]:
    """The cell that begins here, and where its comma or line end is."""
    text, start = source.text, at
    if not text.startswith('"', at):
        while at < len(text) and text[at] not in ",\n":
            at += 1
        written = text[start:at].strip()
        bare = written[1:] if written[:2] in ("'=", "'+", "'-", "'@") else written
        return Scalar(source, start, max(at, start + 1), bare), at
    parts, at = [], at + 1
    while True:
        end = text.find('"', at)
        if end < 0:
            raise Refused([source.fault("E106", "a quote is never closed", start, start + 1)])
        parts.append(text[at:end])
        at = end + 1
        if not text.startswith('"', at):
            break
        parts.append('"')
        at += 1
    end = at
    while at < len(text) and text[at] not in ",\n":
        at += 1
    if text[end:at].strip():
        raise Refused([source.fault("E106", "text behind a closing quote", end, at)])
    return Scalar(source, start, at, "".join(parts).strip(), '"'), at


def text_of(node: Node | None) -> str:
    """The text of a cell; empty where there is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""

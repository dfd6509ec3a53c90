"""Frames made of facts as the interpreter takes them, to hold the columns to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import SCALES, days
from eligibility.screening.frames import Frames
from eligibility.screening.steps import HERE, ROW, TOP_ROW
from eligibility.submission.facts import Facts

LETTERS = {Kind.TRUTH: pl.Boolean}


def frames_of(
    facts: Sequence[Facts],
    needs: dict[str, set[str]],
    types: dict[str, Type],
    findings: Sequence[dict[str, bool]] | None = None,
) -> Frames:
    """The frames that an engine needs, one row for each set of facts."""
    tables = {TOP: _top(facts, needs.get(TOP, set()), types, findings or [{}] * len(facts))}
    for frame in sorted(needs, key=lambda f: f.count("[].")):
        if frame != TOP:
            tables[frame] = _list(frame, facts, needs[frame], types, tables)
    return Frames(tables)


def _top(facts: Any, names: Any, types: Any, findings: Any) -> Any:
    columns: dict[str, Any] = {HERE: pl.Series(range(len(facts)), dtype=pl.UInt32)}
    for name in names:
        base = name.partition("#")[0]
        if base.startswith("review.findings["):
            given = [f.get(base[16:-1]) for f in findings]
            columns[name] = pl.Series(given, dtype=pl.Boolean)
        elif base:
            values = [f.get(base) for f in facts]
            stated = [base in f.origins for f in facts]
            columns[name] = _column(name, values, stated, types[base])
    return pl.DataFrame(columns)


def _column(name: Any, values: Any, stated: Any, kind: Type) -> Any:
    mark = name.partition("#")[2]
    if mark == "none":
        return pl.Series([v is NONE for v in values], dtype=pl.Boolean)
    if mark == "given":
        known = [v is not UNKNOWN for v in values]
        return pl.Series([k and s for k, s in zip(known, stated, strict=True)], dtype=pl.Boolean)
    if mark == "written":
        texts = [v.written if isinstance(v, Label) and v.name is None else None for v in values]
        return pl.Series(texts, dtype=pl.String)
    return pl.Series([_plain(v, kind) for v in values], dtype=_dtype(kind))


def _plain(value: Any, kind: Type) -> Any:
    if value is NONE or value is UNKNOWN:
        return None
    if kind.kind is Kind.DATE:
        return days(value)
    if kind.kind in SCALES:
        scaled = value * SCALES[kind.kind]
        assert scaled.denominator == 1, value
        return int(scaled)
    return value.name if isinstance(value, Label) else value


def _dtype(kind: Type) -> Any:
    if kind.kind is Kind.TRUTH:
        return pl.Boolean
    return pl.String if kind.kind in (Kind.TEXT, Kind.ENUM, Kind.INDUSTRY) else pl.Int64


def _list(frame: Any, facts: Any, names: Any, types: Any, tables: Any) -> Any:
    *above, field = frame.split("[].")
    if above:
        parent = "[].".join(above)
        kind = types[parent].item.fields[field]
        owners = [(i, r, o) for i, (r, o) in enumerate(_records(parent, facts, types))]
        lists = [
            (i, r.fields.get(field, UNKNOWN) if r is not None else UNKNOWN, o) for i, r, o in owners
        ]
        tops = tables[parent][TOP_ROW].to_list()
    else:
        kind = types[frame]
        lists = [(i, f.get(frame), f.origins) for i, f in enumerate(facts)]
        tops = list(range(len(facts)))
    rows = [
        (i, item, origins)
        for i, value, origins in lists
        for item in ((None,) if value is UNKNOWN else () if value is NONE else value)
    ]
    item = kind.item
    columns: dict[str, Any] = {
        HERE: pl.Series(range(len(rows)), dtype=pl.UInt32),
        ROW: pl.Series([r[0] for r in rows], dtype=pl.UInt32),
        TOP_ROW: pl.Series([tops[r[0]] for r in rows], dtype=pl.UInt32),
        "#open": pl.Series([r[1] is None for r in rows], dtype=pl.Boolean),
    }
    for name in names:
        base = name.partition("#")[0]
        if not base or name in columns:
            continue
        if base == "word":
            values = [UNKNOWN if r[1] is None else r[1] for r in rows]
            inner, stated = item, [True] * len(rows)
        else:
            values = [UNKNOWN if r[1] is None else r[1].fields.get(base, UNKNOWN) for r in rows]
            inner = item.fields[base]
            stated = [r[1] is not None and f"{r[1].path}.{base}" in r[2] for r in rows]
        columns[name] = _column(name, values, stated, inner)
        if base == "word" and name.endswith("#written"):
            columns[name] = pl.Series(
                [
                    f"{frame}[?]" if r[1] is None else t
                    for r, t in zip(rows, columns[name].to_list(), strict=True)
                ],
                dtype=pl.String,
            )
    return pl.DataFrame(columns)


def _records(frame: Any, facts: Any, types: Any) -> Any:
    for f in facts:
        value = f.get(frame)
        if value is UNKNOWN:
            yield None, f.origins
        elif isinstance(value, tuple):
            for record in value:
                assert isinstance(record, Record)
                yield record, f.origins

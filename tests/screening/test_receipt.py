"""The day of receipt governs the same rules in columns as in `assess`, whatever its day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.files import ROOT
from screening.test_run import assessed, order

from eligibility.language.located import load
from eligibility.language.tree import plain
from eligibility.screening import answers
from eligibility.screening.ndjson import flattened
from eligibility.screening.run import run

DAYS = ["2005-01-01", "2012-07-01", "2020-01-01", "2021-09-01", "2023-05-01", "2024-11-05",
        "2025-06-30", "2026-02-28", "2026-06-30", "2026-07-01", None]  # fmt: skip
PLACES = ["chaoyang", "yingkou", "yulin"]


def rows(place: str) -> list[dict[str, Any]]:
    """Projects of the cases without a review, each received on each of the days."""
    found = []
    for path in sorted((ROOT / "cases" / place).glob("*.yaml")):
        tree = plain(load(path))
        if not isinstance(tree, dict) or "review" in tree:
            continue
        heads = ("as_of", "expect", "jurisdiction", "matters", "note")
        facts = {k: bare(v) for k, v in tree.items() if k not in heads}
        facts.get("project", {}).pop("code", None)
        for day in DAYS:
            review = {"review": {"received_on": day}} if day else {}
            found.append({"jurisdiction": place, **facts, **review})
    return found


def bare(node: Any) -> Any:
    """Values without their evidence."""
    if isinstance(node, dict):
        return bare(node["value"]) if "value" in node else {k: bare(v) for k, v in node.items()}
    return [bare(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("form", ["ndjson", "parquet"])
@pytest.mark.parametrize("place", PLACES)
def test_the_governing_day_is_that_of_assess(tmp_path: Path, place: str, form: str) -> None:
    given = rows(place)
    lines = [json.dumps(row, ensure_ascii=False) for row in given]
    source, out = tmp_path / f"a.{form}", tmp_path / "o.parquet"
    if form == "ndjson":
        source.write_text("\n".join(lines), encoding="utf-8")
    else:
        cells, held = flattened(lines)
        assert held.odd.sum() < len(lines) // 4
        day = pl.col("review.received_on").str.to_date()
        cells.filter(~held.odd).with_columns(day).write_parquet(source)
        given = [row for row, odd in zip(given, held.odd, strict=True) if not odd]
    summary = run(order(source, out))
    assert summary.decided == len(given)
    assert summary.by_file < len(given) // 4
    wanted = assessed(given)
    differ = set()
    for row in pl.read_parquet(out).iter_rows(named=True):
        names = [c.removeprefix("conclusion:") for c in row if c.startswith("conclusion:")]
        told = answers.of_assessment(wanted[row["row"]], names, ())
        assert {k: row[k] for k in told} == told, given[row["row"] - 1]
        differ.add((row["verdict"], row["decided_by"]))
    assert len(differ) > 1

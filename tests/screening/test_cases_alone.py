"""Each project of `cases/` as a table of its own, of one row: what `assess` says, `screen` says."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.files import ROOT
from screening.oracle import rulebook
from screening.test_run import assessed, order

from eligibility.language.located import load
from eligibility.language.tree import plain
from eligibility.screening.answer_columns import STATUS
from eligibility.screening.answers import of_assessment
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.run import run
from eligibility.screening.table_files import table

CASES = sorted(p for p in ROOT.glob("cases/*/*") if p.suffix in (".yaml", ".json"))
PARCELS = "land.parcels"
Cells = dict[str, str]


def tree_of(path: Path) -> dict[str, Any] | None:
    """A project file without what is no fact; None where it is no project of one pack."""
    tree = plain(load(path))
    for key in ("expect", "as_of", "matters"):
        tree.pop(key, None)
    return tree if isinstance(tree.get("jurisdiction"), str) else None


def cells_of(tree: dict[str, Any]) -> tuple[dict[str, Any], Cells, list[Cells]]:
    """What of a project file cells can say, as a file and as cells, and its parcels."""
    kept: dict[str, Any] = {"jurisdiction": tree["jurisdiction"]}
    cells: Cells = {"jurisdiction": tree["jurisdiction"]}
    parcels: list[Cells] = []
    for section, facts in tree.items():
        for name, given in facts.items() if isinstance(facts, dict) else ():
            value = given["value"] if isinstance(given, dict) and "value" in given else given
            path = f"{section}.{name}"
            if section == "review" and name != "received_on":
                continue
            if path == PARCELS:
                parcels = [{k: v for k, v in p.items() if isinstance(v, str)} for p in value]
                value = parcels
            elif isinstance(value, list) and all(isinstance(v, str) for v in value):
                cells[path] = "、".join(value) or "[]"
            elif isinstance(value, str):
                cells[path] = value
            else:
                continue
            kept.setdefault(section, {})[name] = value
    return kept, cells, parcels


def written(path: Path, rows: list[Cells]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def compared(source: Path, tree: dict[str, Any], parcels: Path | None = None) -> int:
    """How many statuses of the only row are those of `assess`; all of them, or it fails."""
    packs = rulebook().packs
    names = (tree["jurisdiction"], *packs[tree["jurisdiction"]].source.extends)
    rules = tuple(r.id for n in names for m in packs[n].matters.values() for r in m.rules)
    out = source.with_name("out.parquet")
    second = None if parcels is None else table([str(parcels)])
    summary = run(order(source, out, statuses=rules, parcels=second))
    wanted = assessed([tree])[1]
    assert (summary.decided, summary.refused) == ((0, 1) if wanted is None else (1, 0))
    if wanted is None:
        return 0
    told = pl.read_parquet(out).row(0, named=True)
    matters = [c.removeprefix("conclusion:") for c in told if c.startswith("conclusion:")]
    said = of_assessment(wanted, matters, rules)
    assert {name: told[name] for name in said} == said
    return sum(
        1 + v.count(SEPARATOR) for n, v in said.items() if n in told and v and n.startswith(STATUS)
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_each_case_is_what_assess_says(tmp_path: Path, form: str):
    counted: Counter[str] = Counter()
    for path in CASES:
        tree = tree_of(path)
        if tree is None:
            continue
        source, second = tmp_path / f"row.{form}", None
        if form == "ndjson":
            source.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        else:
            tree, cells, parcels = cells_of(tree)
            code = cells.setdefault("project.code", "P")
            tree.setdefault("project", {}).setdefault("code", code)
            written(source, [cells])
            if parcels:
                rows = [{"project.code": code, **p} for p in parcels]
                second = written(tmp_path / "parcels.csv", rows)
        counted["cases"] += 1
        counted["pairs"] += compared(source, tree, second)
        assert counted["pairs"], path
    print(form, dict(counted))
    assert counted["cases"] > 100

"""`explain TABLE --row N` explains the row that `screen` decides, and refuses what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.calling import call

SHARE = "yulin/ancillary-land/land-share"
DAY = ("--as-of", "2026-06-30")


def explained(source: Path, row: int, *more: str) -> Any:
    shown = call("explain", source, "--row", str(row), "--rule", SHARE, "--format", "json", *DAY,
                 *more)  # fmt: skip
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def steps(found: Any) -> dict[str, Any]:
    held: dict[str, Any] = {}
    waiting = list(found["rules"][0]["steps"])
    while waiting:
        step = waiting.pop()
        held[step["text"]] = step
        waiting += step["children"]
    return held


def test_each_fact_has_its_cell(source: Path) -> None:
    found = explained(source, 2, "--ignore", "note")
    assert found["rules"][0]["status"] == "violated"
    area = steps(found)["land.total_area"]
    assert area["value"] == "200000/3 m2"
    assert area["origin"]["file"] == f"{source}, row 2, column `项目总用地面积(亩)`"
    text = call("explain", source, "--row", "2", "--ignore", "note", "--rule", SHARE, *DAY).stdout
    assert "row 2, column `ancillary.land_area`\n" in text


@pytest.mark.parametrize("form", ["parquet", "ndjson", "arrow"])
def test_every_form_explains_the_same_row(source: Path, tmp_path: Path, form: str) -> None:
    want = steps(explained(source, 2, "--ignore", "note"))["ancillary.land_area"]["value"]
    cells = pl.read_csv(source, infer_schema=False).drop("note", "ancillary.facilities")
    path = tmp_path / f"a.{form}"
    if form == "parquet":
        cells.write_parquet(path)
    elif form == "arrow":
        cells.write_ipc(path)
    else:
        lines = [
            {"jurisdiction": r["jurisdiction"], "project": {"kind": r["project.kind"],
             "in_zone": r["project.in_zone"]}, "ancillary": {"land_area": r["ancillary.land_area"]},
             "land": {"total_area": f"{r['项目总用地面积(亩)']} 亩"}}
            for r in cells.to_dicts()
        ]  # fmt: skip
        path.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    assert steps(explained(path, 2))["ancillary.land_area"]["value"] == want


def test_a_row_that_screen_refuses_is_refused_with_its_cells(source: Path) -> None:
    shown = call("explain", source, "--row", "5", "--ignore", "note")
    assert shown.exit_code == 2
    assert "row 5, `ancillary.land_area`: `x` is not a number" in shown.stderr
    assert "row 5, `项目总用地面积(亩)`: `-3 亩` lies outside its bounds" in shown.stderr


def test_a_code_that_stands_twice_is_refused(source: Path) -> None:
    shown = call("explain", source, "--row", "7", "--ignore", "note")
    assert (shown.exit_code, "E107" in shown.stderr) == (2, True)


def test_a_row_that_is_not_there(source: Path) -> None:
    shown = call("explain", source, "--row", "8", "--ignore", "note")
    assert shown.exit_code == 2
    assert "the table has no row 8: it has 7" in shown.stderr


def test_a_table_without_a_row_and_a_file_with_columns(source: Path, tmp_path: Path) -> None:
    assert "name one of its rows (--row 1)" in call("explain", source).stderr
    project = tmp_path / "p.yaml"
    project.write_text("jurisdiction: yulin\n", encoding="utf-8")
    assert "are for tables" in call("explain", project, "--key", "a").stderr


def test_parcels_and_a_map(tmp_path: Path) -> None:
    source, parcels, names = (tmp_path / n for n in ("p.csv", "parcels.csv", "map.yaml"))
    source.write_text("代号,jurisdiction,project.kind,project.in_zone\n"
                      "A,chaoyang,industrial,yes\n", encoding="utf-8")  # fmt: skip
    parcels.write_text("project.code,id,current_use,proposed_use,plan_conforms\n"
                       "A,1,100101,0802,yes\nA,2,100101,0701,yes\n", encoding="utf-8")  # fmt: skip
    names.write_text("代号: project.code\n", encoding="utf-8")
    rule = "chaoyang/land-use-conversion/among-three-uses"
    shown = call("explain", source, "--row", "1", "--parcels", parcels, "--map", names, *DAY,
                 "--rule", rule, "--format", "json")  # fmt: skip
    assert shown.exit_code == 0, shown.output
    assert [r["status"] for r in json.loads(shown.stdout)["rules"]] == ["satisfied", "violated"]

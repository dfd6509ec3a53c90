"""`rules diff --projects`: whose verdict changes, over tables, files, folders, and revisions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

pytest.importorskip("z3")

from click.testing import CliRunner

from eligibility.commands import main
from eligibility.language.units import AREA_UNITS

ROOT = Path(__file__).resolve().parents[2]
NAMES, AREAS, MONEY = ("甲", "乙", "丙"), ("6.0", "2.0", "5.5"), ("5000", "8000", None)
WHOLE = ("100", "50", "80")


def rows() -> list[dict[str, Any]]:
    """Three projects as files: at 6 %, 4 % and 6.9 % of ancillary land."""
    return [
        {"as_of": "2026-03-31", "jurisdiction": "yulin", "matters": ["ancillary-land"],
         "project": {"name": name, "kind": "industrial", "in_zone": "yes",
                     **({"investment_total": f"{money} 万元"} if money else {})},
         "land": {"total_area": f"{whole} 亩"}, "consents": [],
         "ancillary": {"land_area": f"{area} 亩", "floor_area": "100 m2",
                       "facilities": ["office"]},
         "building": {"total_floor_area": "10000 m2"}}
        for name, area, money, whole in zip(NAMES, AREAS, MONEY, WHOLE, strict=True)
    ]  # fmt: skip


def cells() -> pl.DataFrame:
    """The same three as a table."""
    return pl.DataFrame({
        "project.name": NAMES, "as_of": ["2026-03-31"] * 3, "jurisdiction": ["yulin"] * 3,
        "matters": ["ancillary-land"] * 3, "project.kind": ["industrial"] * 3,
        "project.in_zone": ["yes"] * 3, "project.investment_total (万元)": MONEY,
        "land.total_area (亩)": WHOLE, "ancillary.land_area (亩)": AREAS,
        "ancillary.floor_area (m2)": ["100"] * 3, "building.total_floor_area (m2)": ["10000"] * 3,
        "ancillary.facilities": ["office"] * 3, "consents": ["[]"] * 3,
    })  # fmt: skip


def written(folder: Path, form: str) -> Path:
    """The projects in a file, or a folder, of this form."""
    path = folder / f"projects.{form}"
    if form == "ndjson":
        path.write_text("\n".join(json.dumps(row) for row in rows()), encoding="utf-8")
    elif form == "yaml":
        path.mkdir()
        for row in rows():
            (path / f"{row['project']['name']}.yaml").write_text(json.dumps(row), encoding="utf-8")
    else:
        {"csv": cells().write_csv, "parquet": cells().write_parquet,
         "xlsx": cells().write_excel}[form](path)  # fmt: skip
    return path


@pytest.fixture(scope="module")
def stricter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules with Yulin's cap at 5 % in place of 7 %."""
    folder = tmp_path_factory.mktemp("stricter") / "rules"
    shutil.copytree(ROOT / "rules", folder)
    file = folder / "yulin" / "ancillary-land.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{value: 7%", "{value: 5%", 1), encoding="utf-8")
    return folder


def compared(*words: str | Path) -> dict[str, Any]:
    told = CliRunner().invoke(main, ["rules", "diff", *map(str, words), "--format", "json"])
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found["projects"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "ndjson", "parquet", "yaml"])
def test_the_projects_of_a_table_flip_with_their_sums(form: str, stricter: Path, tmp_path: Path):
    file = written(tmp_path, form)
    found = compared(ROOT / "rules", stricter, "--pack", "yulin", "--projects", file)
    assert found["decided"] == 3
    flipped = {f["project"]: (f["before"], f["after"]) for f in found["flips"]}
    assert flipped == dict.fromkeys(("甲", "丙"), ("undetermined", "rejected"))
    assert all("YL-047" in f["provisions"] for f in found["flips"])
    (sums,) = found["sums"]
    assert (sums["projects"], sums["investment"]) == (2, 5000 * 10_000 * 100)
    assert sums["land"] == sum(f["land"] for f in found["flips"]) == 180 * AREA_UNITS["亩"]
    assert (sums["land_not_known"], sums["investment_not_known"]) == (0, 1)


def test_projects_of_a_jurisdiction_that_is_not_compared_are_counted(stricter: Path):
    given = [ROOT / "cases" / "anshun", ROOT / "cases" / "yulin"]
    projects = [word for path in given for word in ("--projects", path)]
    found = compared(ROOT / "rules", stricter, "--pack", "yulin", *projects)
    assert found["elsewhere"] == len(list(given[0].glob("*.yaml")))
    assert found["decided"] >= 12


def test_two_revisions_are_compared_over_a_table(tmp_path: Path):
    found = compared("HEAD", "HEAD", "--pack", "yulin", "--projects", written(tmp_path, "csv"))
    assert (found["decided"], found["flips"]) == (3, [])

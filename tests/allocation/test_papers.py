"""A plan as a page, a workbook and a Word file; what stands against those who wait."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from allocation.test_command import POOLS, run
from python_calamine import CalamineWorkbook

POOL = next(p for p in POOLS if p.parent.name == "langfang")
WORDS = (POOL / "projects.csv", "--land", POOL / "land.csv", "--quota", POOL / "quota.csv",
         "--as-of", "2026-04-01")  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the plan of one pool in every form and both languages."""
    folder = tmp_path_factory.mktemp("papers")
    for name, language in (
        ("zh.html", "zh"),
        ("en.html", "en"),
        ("zh.xlsx", "zh"),
        ("zh.docx", "zh"),
    ):
        files = ("--report", folder / name, "-o", folder / "plan.json")
        done = run(*WORDS, "--lang", language, *files, "--no-effects")
        assert done.returncode == 0, done.stderr
    return folder


def _svgs(page: str) -> list[ET.Element]:
    found = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    return [ET.fromstring(text) for text in found]  # noqa: S314  our own page


def test_the_page_draws_every_grant_in_its_parcel(written: Path) -> None:
    page = (written / "zh.html").read_text(encoding="utf-8")
    plan = json.loads((written / "plan.json").read_text(encoding="utf-8"))
    told = [svg.get("aria-label") or "" for svg in _svgs(page)]
    for code, pieces in plan["grants"].items():
        for piece in pieces:
            named = [t for t in told if t.startswith(f"{piece['parcel']} ")]
            assert len(named) == 1
            assert code in named[0]
            assert piece["area"] in named[0]


def test_a_bar_is_as_wide_as_its_land(written: Path) -> None:
    page = (written / "zh.html").read_text(encoding="utf-8")
    (bar,) = (s for s in _svgs(page) if (s.get("aria-label") or "").startswith("GA-01 "))
    widths = [
        r.get("width") for r in bar.iter("rect") if r.get("class") in ("tier-1", "tier-2", "left")
    ]
    assert widths == ["54.5%", "31.8%", "13.7%"]  # 60, 35 and 15 of the largest parcel's 110


@pytest.mark.parametrize("name", ["zh.html", "en.html"])
def test_the_page_asks_for_nothing_and_says_what_it_draws(written: Path, name: str) -> None:
    page = (written / name).read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert not re.search(r"<script|https?://|src=|@import", page)
    drawn = [s for s in _svgs(page) if s.get("aria-hidden") is None]
    assert drawn
    assert all(s.get("role") == "img" and s.get("aria-label") for s in drawn)


def test_the_workbook_holds_everyone(written: Path) -> None:
    book = CalamineWorkbook.from_path(written / "zh.xlsx")
    assert book.sheet_names == [
        "概要",
        "目标",
        "落实用地",
        "园区分布",
        "未落实及原因",
        "未进入",
        "增加指标",
    ]
    text = "\n".join(
        str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    )
    for number in range(1, 11):
        assert f"LF{number:02}" in text


def test_reasons_name_figures_and_those_who_stood_before(written: Path) -> None:
    done = run(*WORDS, "--lang", "zh", "--no-effects")
    for wanted in (
        "新增指标总量 150 亩，剩 25 亩，本项目至少要 50 亩",
        "合适的地块 BZ-01 已安排给 LF06 汽车座椅骨架",
        "同一层级中其 143 分，本项目 142 分（亩均税收 17 对 16）",
        "LF03 家具升级改造：不符合，不进入分配",
        "投资强度不低于省规定要求 [langfang/land-intensity/investment]",
        "加 --effects 计算",
    ):
        assert wanted in done.stdout, wanted


def test_a_project_that_did_not_enter_is_told_the_rules(written: Path) -> None:
    done = run(*WORDS, "--why", "LF03")
    assert done.returncode == 2
    assert "langfang/land-intensity/investment" in done.stderr
    assert run(*WORDS, "--why", "nobody").returncode == 2
    served = run(*WORDS, "--why", "LF01", "--lang", "zh")
    assert "LF01 柔性显示材料 已落实用地" in served.stdout


def test_an_open_conclusion_that_was_let_in_is_marked() -> None:
    pool = next(p for p in POOLS if p.parent.name == "anshun")
    words = (pool / "projects.csv", "--land", pool / "land.csv", "--quota", pool / "quota.csv",
             "--as-of", "2026-04-01", "--lang", "zh", "--no-effects")  # fmt: skip
    assert "经要求纳入" not in run(*words).stdout
    assert "提请研究，经要求纳入" in run(*words, "--include", "refer").stdout

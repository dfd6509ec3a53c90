"""The page of a screening: its counts, its histograms, its rows; its one script is named."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from house.calling import call
from report.papers import Page, page_of
from screening.planted import planted, write

from eligibility.language.pack import Words
from eligibility.report.reader import Reader
from eligibility.report.screened_figures import histograms
from eligibility.report.screened_page import About, to_page
from eligibility.screening.summary import Summary

DAY = ("--as-of", "2026-06-30")
NASTY = "<script>window.hit=1</script>\"><img src=x onerror=window.hit=2>{{7*7}}'"
SHARE = "national/ancillary-land/land-share"


def scripted(html: str) -> str:
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1]


def is_closed(page: Page, html: str) -> None:
    """One script, one style, both named by the page's own policy; nothing from outside."""
    assert page.tags.count("script") == 1
    names = {name for _, name, _ in page.attributes}
    assert not [n for n in names if n.startswith("on") or n in ("style", "src", "srcset", "href")]
    content = [v for tag, name, v in page.attributes if tag == "meta" and name == "content"]
    prints = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (page.style, scripted(html))
    ]
    assert content[0] == (
        f"default-src 'none'; style-src 'sha256-{prints[0]}'; script-src 'sha256-{prints[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"https?://", html)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("page")
    table, _ = planted(12_000, 40)
    source = write(table, folder / "a.csv")
    shown = call("screen", source, "-o", folder / "o.parquet", "--page", folder / "a.html", *DAY,
                 "--lang", "en")  # fmt: skip
    assert shown.exit_code == 0, shown.output
    html = (folder / "a.html").read_text(encoding="utf-8")
    return {"html": html, "folder": folder, "answer": pl.read_parquet(folder / "o.parquet")}


def test_it_holds_the_counts_and_is_closed(made: dict[str, Any]) -> None:
    page = page_of(made["html"])
    is_closed(page, made["html"])
    assert "12,000 rows in = 11,960 decided + 40 refused" in page.text
    answer = made["answer"]
    assert answer["verdict"].len() == 11_960
    for many in answer["verdict"].value_counts()["count"]:
        assert f"{many:,}" in page.text
    assert "E205" in page.text


def test_it_holds_the_worst_rows_and_says_so(made: dict[str, Any]) -> None:
    page = page_of(made["html"])
    assert "Holds 5,000 of 11,960 rows, the worst verdicts first." in page.text
    rows = re.findall(r'<tr data-verdict="(\w+)">', made["html"])
    assert len(rows) == 5_000
    rejected = (made["answer"]["verdict"] == "rejected").sum()
    assert Counter(rows)["rejected"] == min(rejected, 5_000)


def test_report_gives_the_same_page(made: dict[str, Any]) -> None:
    folder = made["folder"]
    shown = call("report", folder / "a.csv", "-o", folder / "r.html", *DAY, "--lang", "en")
    assert shown.exit_code == 0, shown.output
    assert (folder / "r.html").read_text(encoding="utf-8") == made["html"]
    assert "40 rows were refused" in shown.stderr
    assert not [p for p in folder.iterdir() if p.name.startswith("eligibility-")]


def test_figures_are_counted_by_their_distance_from_the_limit(tmp_path: Path) -> None:
    areas = ["0", "1", "6.99", "7", "7.01", "10", "14", "15", "50", None]
    source = tmp_path / "a.parquet"
    pl.DataFrame({
        "jurisdiction": ["national"] * 10, "project.kind": ["industrial"] * 10,
        "project.in_zone": ["yes"] * 10,
        "consents": ["[]"] * 10, "project.industry_class": ["II"] * 10,
        "land.total_area(亩)": [100] * 10, "ancillary.land_area(亩)": areas,
    }).write_parquet(source)  # fmt: skip
    shown = call("report", source, "-o", tmp_path / "a.html", *DAY, "--lang", "en")
    assert shown.exit_code == 0, shown.output
    page = page_of((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert "9 rows: 4 within the limit, 5 above it" in page.text


def test_histograms_draw_the_limit_in_the_middle() -> None:
    counted = Counter({"a|below|19": 4, "a|below|20": 2, "b|above|39": 1})
    first, second = histograms(counted, {"a": Words("甲", "A")}, Reader("en"))
    assert [(b.start, b.kept, b.height) for b in first.bars] == [(475, True, 80), (500, False, 40)]
    assert (first.says, first.sentence) == ("A", "6 rows: 4 within the limit, 2 above it")
    assert second.sentence == "1 rows: 1 reach the limit, 0 fall short"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_table_holds_is_text(language: Any) -> None:
    row = {"row": 1, NASTY: NASTY, "jurisdiction": NASTY, "verdict": "rejected",
           "decided_by": NASTY, "missing": NASTY, "reason": NASTY}  # fmt: skip
    summary = Summary(
        rows=1, verdicts=Counter(rejected=1), places=Counter({f"{NASTY}|rejected": 1}),
        zones=Counter({f"{NASTY}|rejected": 1}), deciding=Counter({NASTY: 1}),
        refusals=Counter({f"E201|{NASTY}": 1}), shown=[row],
    )  # fmt: skip
    about = About((NASTY,), date(2026, 6, 30), {}, {})
    html = to_page(summary, about, Reader(language))
    page = page_of(html)
    is_closed(page, html)
    assert page.tags.count("img") == 0
    assert page.text.count(NASTY) >= 8


def test_a_page_must_be_html(tmp_path: Path) -> None:
    shown = call("screen", tmp_path / "a.csv", "-o", tmp_path / "o.csv", "--page", "p.pdf")
    assert shown.exit_code == 2
    assert "must end in .html" in shown.stderr

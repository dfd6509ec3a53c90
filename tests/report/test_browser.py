"""The page in Chromium: by keyboard, on a phone, on paper; nothing runs, nothing leaves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from report.papers import ROOT, opinion_of
from screening.planted import planted, write

from eligibility.commands import main
from eligibility.language.pack import Language
from eligibility.report.to_html import to_html

CHROMIUM = shutil.which("chromium")
EXAMPLE = "cases/yulin/01-copper-at-seven-percent.yaml"
LARGE = "cases/chaoyang/13-vanadium-plant-eight-matters.yaml"
OPEN = "cases/yulin/04-appliances-consent-not-stated.yaml"
NASTY = '<script>window.hit=1</script>"><img src=http://127.0.0.1:9/x onerror=window.hit=2>'
PLANTED = (
    "<script>window.hit=3</script><img src='http://127.0.0.1:9/planted'>"
    "<link rel=stylesheet href='http://127.0.0.1:9/sheet'><p style='color:red' id=planted>x</p>"
)
Opener = Callable[[str], Any]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page; what it asked for stands in `page.asked`, what it said in `page.told`."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})

    def call(html: str) -> Any:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.asked, page.told = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.told.append(message.text))
        page.on("dialog", lambda dialog: page.told.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield call
    context.close()


def html_of(file: str, language: Language = "zh") -> str:
    return to_html(opinion_of(file, language, derived=True).paper)


def test_the_tree_opens_and_closes_by_keyboard(opened: Opener) -> None:
    page = opened(html_of(EXAMPLE))
    focused = "() => document.activeElement.matches('details.tree > summary')"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(focused):
            break
    assert page.evaluate(focused)
    is_open = "() => document.activeElement.parentElement.open"
    assert page.evaluate(is_open) is False
    page.keyboard.press("Enter")
    assert page.evaluate(is_open) is True
    page.keyboard.press("Tab")  # the first step of the tree is the next stop
    assert page.evaluate("() => document.activeElement.closest('details.tree') !== null")
    assert page.evaluate(is_open) is True
    page.keyboard.press("Space")
    assert page.evaluate(is_open) is False
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(is_open) is False


def test_on_paper_open_trees_are_printed_and_closed_ones_left_out(opened: Opener) -> None:
    page = opened(html_of(EXAMPLE))
    page.locator("details.tree > summary").first.click()
    page.emulate_media(media="print")
    trees = page.locator("details.tree")
    assert trees.first.is_visible()
    assert not trees.nth(1).is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator(".sign-here").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[([^\]]+)\]", paper))
    assert {tuple(round(float(n)) for n in size.split()) for size in sizes} == {(0, 0, 595, 842)}


@pytest.mark.parametrize("file", [EXAMPLE, LARGE, OPEN])
@pytest.mark.parametrize("width", [360, 1000])
def test_nothing_runs_off_the_screen(opened: Opener, file: str, width: int) -> None:
    page = opened(html_of(file))
    page.set_viewport_size({"width": width, "height": 800})
    for summary in page.locator("details.tree > summary").all():
        summary.click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_no_script_of_a_name_runs_and_no_request_leaves(opened: Opener, tmp_path: Path) -> None:
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    named = re.sub(r"(?m)^  name: 年产.*$", lambda _: f"  name: '{NASTY}'", text, count=1)
    path = tmp_path / "nasty.yaml"
    path.write_text(
        named.replace("evidence: 总平面图", f"evidence: '{NASTY}'", 1), encoding="utf-8"
    )
    page = opened(html_of(str(path)))
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hit") is None
    assert page.locator(".subject").inner_text() == NASTY
    assert page.asked == [page.url]
    assert page.told == []


def test_the_policy_stops_what_is_planted_in_the_page_itself(opened: Opener) -> None:
    page = opened(html_of(EXAMPLE).replace("</main>", f"{PLANTED}</main>"))
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hit") is None
    colour = "() => getComputedStyle(document.getElementById('planted')).color"
    assert page.evaluate(colour) != "rgb(255, 0, 0)"
    assert len([told for told in page.told if "Content Security Policy" in told]) >= 4


def screened(folder: Path, language: Language) -> str:
    """The page of a table, one of whose names is nasty."""
    table, _ = planted(600, 40)
    names = table["project.name"].to_list()
    names[7] = NASTY
    source = write(table.with_columns(pl.Series("project.name", names)), folder / "t.parquet")
    command = ["report", str(source), "-o", str(folder / "t.html"), "--lang", language,
               "--as-of", "2026-06-30"]  # fmt: skip
    shown = CliRunner().invoke(main, command)
    assert shown.exit_code == 0, shown.output
    return (folder / "t.html").read_text(encoding="utf-8")


def test_the_rows_of_a_table_are_searched(opened: Opener, tmp_path: Path) -> None:
    page = opened(screened(tmp_path, "en"))
    rows, told = page.locator("#rows tbody tr:visible"), page.locator("#told")
    assert rows.count() == 560
    assert told.inner_text() == "560 rows shown"
    page.locator("#words").press_sequentially("p12 yulin")
    page.wait_for_timeout(400)
    assert 0 < rows.count() < 30
    assert told.inner_text() == f"{rows.count()} rows shown"
    page.locator("#words").fill("")
    page.locator("#verdict").select_option("rejected")
    page.wait_for_timeout(400)
    assert 0 < rows.count() < 560
    assert set(page.locator("#rows tbody tr:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.verdict)")) == {"rejected"}  # fmt: skip
    assert page.locator("#search").is_visible()
    assert (page.asked, page.told) == ([page.url], [])
    assert page.evaluate("() => window.hit") is None


def test_no_other_script_runs_on_the_page_of_a_table(opened: Opener, tmp_path: Path) -> None:
    page = opened(screened(tmp_path, "zh").replace("</main>", f"{PLANTED}</main>"))
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hit") is None
    assert len([told for told in page.told if "Content Security Policy" in told]) >= 3


@pytest.mark.parametrize("width", [360, 1000])
def test_the_page_of_a_table_fits(opened: Opener, tmp_path: Path, width: int) -> None:
    page = opened(screened(tmp_path, "zh"))
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious_on_the_page_of_a_table(
    opened: Opener, tmp_path: Path, language: Language
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(screened(tmp_path, language))
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found]
    assert [g for g in grave if g[1] in ("serious", "critical")] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("file", [EXAMPLE, LARGE, OPEN])
def test_axe_finds_nothing_serious(opened: Opener, file: str, language: Language) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(html_of(file, language))
    page.locator("details.tree > summary").first.click()
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found]
    assert [g for g in grave if g[1] in ("serious", "critical")] == []

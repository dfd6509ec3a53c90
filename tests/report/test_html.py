"""The page says what the assessment says, escapes what was typed, and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from report.papers import CASES, ROOT, Page, opinion_of, page_of

from eligibility.report.compared import compared, figures
from eligibility.report.quantities import agrees, tells
from eligibility.report.to_html import to_html
from eligibility.report.wording import verdict

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "h5", "p",
    "span", "ul", "li", "nav", "a", "main", "section", "article", "table", "thead", "tbody", "tr",
    "th", "td", "dl", "dt", "dd", "div", "b", "code", "details", "summary", "svg", "rect", "circle",
    "line", "text", "footer",
}  # fmt: skip
EXAMPLE = "cases/yulin/01-copper-at-seven-percent.yaml"
NASTY = (
    "<script>window.hit=1</script>\"><img src=x onerror=window.hit=2></style></title>{{7*7}}&lt;'"
)


def made(file: str, language: str = "zh") -> str:
    return to_html(opinion_of(file, "en" if language == "en" else "zh", derived=True).paper)


@pytest.mark.parametrize("file", CASES[::3])
def test_the_page_says_what_the_assessment_says(file: str) -> None:
    case = opinion_of(file, derived=True)
    html = to_html(case.paper)
    page = page_of(html)
    assert verdict(case.assessment, "zh") in page.text
    marks = page.text.count("推导过程")
    findings = 0
    for result in case.assessment.matters:
        for found in result.findings:
            assert found.rule.id in page.text
            shown = figures(found)
            findings += result.conclusion != "not_applicable"
            if (
                shown is not None
                and result.conclusion != "not_applicable"
                and found.layer == "local"
                and found.status in ("satisfied", "violated")
                and any(map(tells, (shown.left_value, shown.right_value)))
                and agrees(shown, found.status == "satisfied")
            ):
                assert " ".join(compared(shown, "zh").split()) in page.text
    assert 0 < marks <= findings or not findings
    for path in case.assessment.missing:
        assert case.reader.fact(path) in page.text
    is_harmless(page, html)


def is_harmless(page: Page, html: str) -> None:
    """No script, no handler, no inline style, nothing from outside; its policy allows its style."""
    assert set(page.tags) <= ALLOWED
    names = {name for _, name, _ in page.attributes}
    assert not [n for n in names if n.startswith("on") or n in ("style", "src", "srcset")]
    assert all(value.startswith("#") for _, name, value in page.attributes if name == "href")
    policies = [v for tag, name, v in page.attributes if tag == "meta" and name == "content"]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        in policies
    )
    assert "url(" not in page.style
    assert "@import" not in page.style
    assert not re.search(r"https?://", html)


def test_the_same_answer_gives_the_same_page() -> None:
    assert made(EXAMPLE) == made(EXAMPLE)


def test_the_page_speaks_both_languages() -> None:
    assert '<html lang="zh-CN">' in made(EXAMPLE)
    english = made(EXAMPLE, "en")
    assert '<html lang="en">' in english
    assert "Derivation" in english


def test_what_a_submitter_typed_is_text(tmp_path: Path) -> None:
    path = tmp_path / "nasty.yaml"
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    quoted = "'" + NASTY.replace("'", "''") + "'"
    named = re.sub(r"(?m)^  name: 年产.*$", lambda _: f"  name: {quoted}", text, count=1)
    proved = named.replace("evidence: 总平面图", f"evidence: {quoted}", 1)
    assert proved.count("window.hit=1") == 2
    path.write_text(proved, encoding="utf-8")
    html = made(str(path))
    page = page_of(html)
    is_harmless(page, html)
    assert page.text.count(NASTY) >= 4


def test_figures_stand_on_a_scale_with_the_limit_marked() -> None:
    page = page_of(made(EXAMPLE))
    images = [v for tag, name, v in page.attributes if (tag, name) == ("svg", "aria-label")]
    assert any(label.startswith("配套设施建筑面积 7200 ㎡，应不超过 9000 ㎡") for label in images)
    places = {
        name: value
        for tag, name, value in page.attributes
        if tag in ("circle", "line") and name in ("cx", "x1")
    }
    assert places["x1"] == "80.0%"
    assert page.tags.count("line") == len(images)


def test_trees_and_marks_are_said_in_words_too() -> None:
    page = page_of(made("cases/yulin/04-appliances-consent-not-stated.yaml"))
    assert page.tags.count("summary") == page.tags.count("details")
    for word in ("成立 ", "不成立 ", "未知 ", "不涉及 "):
        assert word in page.text

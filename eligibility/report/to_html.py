"""Papers and pages, each one HTML file that asks for nothing: no link, no network.

A paper has no script; a page may have the one that its policy names. The one place that knows
Jinja2. Everything is escaped; the page's own policy forbids the rest.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from eligibility.language.pack import Language, Words
from eligibility.report.clauses import SIGN_WORDS, SIGNS
from eligibility.report.paper import Entries, Paper, Part, headline
from eligibility.report.phrases import phrase
from eligibility.report.to_text import printable

W = Words
WORDS = {
    "here": W("本件", "here"),
    "limit": W("限值", "limit"),
    "contents": W("目录", "contents"),
    "key": W("标记：", "Marks:"),
}
NEAR_AN_END = 300  # thousandths: there a label begins, or ends, at its place


def to_html(paper: Paper) -> str:
    """The text of the page."""
    say = paper.language
    css = _own("page.css")
    words = {key: w.in_language(say) for key, w in WORDS.items()}
    words["basis"] = phrase("basis", say) + ("：" if say == "zh" else ": ")
    words["derivation"] = phrase("derivation", say)
    page: str = _environment().from_string(_own("page.html.j2")).render(
        paper=paper,
        lang="zh-CN" if say == "zh" else "en",
        policy=policy(css),
        css=Markup(css),  # noqa: S704  our own style sheet, from this package
        signs=SIGNS,
        sign_words={mark: w.in_language(say) for mark, w in SIGN_WORDS.items()},
        words=words,
        marked=any(_has_entries(part) for part in paper.parts),
    )  # fmt: skip
    return "\n".join(_lines(page)) + "\n"


def page(template: str, language: Language, styles: Sequence[str], script: str, **more: Any) -> str:
    """The text of a page from its template, style sheets and script, all of this package."""
    css, run = "".join(map(_own, styles)), _own(script) if script else ""
    text: str = _environment().from_string(_own(template)).render(
        lang="zh-CN" if language == "zh" else "en",
        policy=policy(css, run),
        css=Markup(css),  # noqa: S704  as above
        script=Markup(run),  # noqa: S704  our own script, from this package
        **more,
    )  # fmt: skip
    return "\n".join(_lines(text)) + "\n"


def policy(css: str, script: str = "") -> str:
    """What the page may do: show itself, in the one style sheet (and script) of this hash."""
    scripts = f" script-src {_print(script)};" if script else ""
    return (
        f"default-src 'none'; style-src {_print(css)};{scripts} base-uri 'none'; form-action 'none'"
    )


def _print(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _own(name: str) -> str:
    return files("eligibility.report").joinpath(name).read_text(encoding="utf-8")


def _lines(page: str) -> Iterator[str]:
    """The lines that say something; the style sheet has no empty ones (its hash would change)."""
    yield from (line for line in page.split("\n") if line.strip())


def _has_entries(part: Part) -> bool:
    return any(isinstance(b, Entries) for b in part.blocks) or any(map(_has_entries, part.parts))


def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(percent=_percent, anchor=_anchor, kind=_kind, headline=headline)
    return made


def _shown(value: Any) -> Any:
    """A plain text without control characters; what is markup already stays."""
    return printable(" ".join(value.splitlines())) if type(value) is str else value


def _percent(thousandths: int) -> str:
    whole, tenths = divmod(thousandths, 10)
    return f"{whole}.{tenths}%"


def _anchor(thousandths: int) -> str:
    if thousandths < NEAR_AN_END:
        return "start"
    return "end" if thousandths > 1000 - NEAR_AN_END else "middle"


def _kind(block: object) -> str:
    return type(block).__name__

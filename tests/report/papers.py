"""The papers of every case, and what a Word file and a page say when they are read back."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx

from eligibility.commands.desk import Desk
from eligibility.evaluation.assessment import Assessment
from eligibility.language.pack import Language
from eligibility.report.clauses import trees
from eligibility.report.formal import formal
from eligibility.report.paper import Paper
from eligibility.report.reader import Reader
from eligibility.submission.facts import Submission

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(
    p.relative_to(ROOT).as_posix()
    for p in (ROOT / "cases").rglob("*")
    if p.suffix in {".yaml", ".json"}
)


@dataclass
class Case:
    """A case that was decided, with the reader of its report."""

    submission: Submission
    assessment: Assessment
    reader: Reader
    paper: Paper


@cache
def desk() -> Desk:
    """One desk for every case: rule sets are loaded once."""
    return Desk(engine="interpreter")


def opinion_of(file: str, language: Language = "zh", *, derived: bool = False) -> Case:
    """The opinion on one file."""
    submission = desk().read(file)
    assessment, derivations = desk().explain(submission)
    reader = replace(desk().reader(language), submission=submission)
    found = trees(assessment, derivations) if derived else {}
    return Case(submission, assessment, reader, formal(assessment, reader, submission, found))


@dataclass
class Read:
    """What stands in a Word file: everything, and the rows of its tables of findings."""

    text: str
    findings: list[list[str]]


def read_back(content: bytes) -> Read:
    """The text of a Word file, paragraphs and tables in their order."""
    document: Any = docx.Document(io.BytesIO(content))
    parts: list[str] = []
    findings: list[list[str]] = []
    for block in document.iter_inner_content():
        if not hasattr(block, "rows"):
            parts.append(block.text)
            continue
        rows = [[cell.text for cell in row.cells] for row in block.rows]
        parts += ["\n".join(row) for row in rows]
        if rows and len(rows[0]) == 4 and rows[0][0] in ("序号", "No."):
            findings += rows[1:]
    return Read("\n".join(parts), findings)


@dataclass
class Page(HTMLParser):
    """A page taken apart: its tags, its attributes, its text outside the style sheet."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    style: str = ""
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside if tag != self.inside else ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.style += data
        else:
            self.said.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.said))


def page_of(html: str) -> Page:
    """The page taken apart."""
    page = Page()
    page.feed(html)
    page.close()
    return page

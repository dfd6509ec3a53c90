"""Writes formal papers to Word and HTML files; their libraries are loaded on first use."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from eligibility.commands import console
from eligibility.errors import refuse
from eligibility.report.paper import Paper

SUFFIXES = (".docx", ".html", ".htm")
LIBRARIES = {"docx": "python-docx", "jinja2": "Jinja2"}


def is_paper(out: str | None) -> bool:
    """Whether a file of that name is to be a formal paper."""
    return out is not None and Path(out).suffix.lower() in SUFFIXES


def is_page(out: str) -> bool:
    """Whether a file of that name is to be a page."""
    return Path(out).suffix.lower() in SUFFIXES[1:]


def check(out: str) -> None:
    """Refuse a name that says neither Word nor HTML."""
    if not is_paper(out):
        raise click.UsageError(
            f"-o {out}: the name must end in .docx or .html (an opinion: .xlsx too)"
        )


def check_page(out: str) -> None:
    """Refuse a name that does not say HTML, and a page that nothing here can make."""
    if not is_page(out):
        raise click.UsageError(f"{out}: the name of the page must end in .html")
    with _needed(out):
        importlib.import_module("eligibility.report.to_html")


def write(paper: Paper, out: str) -> None:
    """Write the paper in the form that the file's name asks for, whole or not at all."""
    console.write_whole(Path(out), _content(paper, out))


def _content(paper: Paper, out: str) -> str | bytes:
    with _needed(out):
        if Path(out).suffix.lower() == ".docx":
            from eligibility.report.to_docx import to_docx

            return to_docx(paper)
        from eligibility.report.to_html import to_html

        return to_html(paper)


@contextmanager
def _needed(out: str) -> Iterator[None]:
    """Tell in a sentence which library is not installed."""
    try:
        yield
    except ImportError as missing:
        name = LIBRARIES.get((missing.name or "").partition(".")[0])
        if name is None:
            raise
        refuse(
            "E101",
            f"writing `{Path(out).name}` needs {name}, which is not installed",
            help='pip install "eligibility[desk]"',
        )

"""Writes formal papers to Word and HTML files; their libraries are loaded on first use."""

from __future__ import annotations

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


def check(out: str) -> None:
    """Refuse a name that says neither Word nor HTML."""
    if not is_paper(out):
        raise click.UsageError(
            f"-o {out}: the name must end in .docx or .html (an opinion: .xlsx too)"
        )


def write(paper: Paper, out: str) -> None:
    """Write the paper in the form that the file's name asks for, whole or not at all."""
    console.write_whole(Path(out), _content(paper, out))


def _content(paper: Paper, out: str) -> str | bytes:
    try:
        if Path(out).suffix.lower() == ".docx":
            from eligibility.report.to_docx import to_docx

            return to_docx(paper)
        from eligibility.report.to_html import to_html

        return to_html(paper)
    except ImportError as missing:
        name = LIBRARIES.get((missing.name or "").partition(".")[0])
        if name is None:
            raise
        refuse(
            "E101",
            f"writing `{Path(out).name}` needs {name}, which is not installed",
            help='pip install "eligibility[desk]"',
        )

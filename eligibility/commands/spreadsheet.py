"""Writes workbooks; the library is loaded on first use, and its absence told in a sentence."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.commands import console
from eligibility.commands.desk import Desk
from eligibility.commands.intake import Taken, is_table
from eligibility.errors import Diagnostic, refuse
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.assessment import Assessment


def is_workbook(out: str) -> bool:
    """Whether a file of that name is to be a workbook."""
    return Path(out).suffix.lower() == ".xlsx"


def check(out: str) -> None:
    """Refuse, before anything is decided, where no workbook can be written."""
    try:
        found = importlib.util.find_spec("xlsxwriter") is not None
    except ValueError:  # made unimportable
        found = False
    if not found:
        refuse(
            "E101", f"writing `{Path(out).name}` needs XlsxWriter, which is not installed",
            help='pip install "eligibility[desk]"',
        )  # fmt: skip


def write_template(
    paths: Collection[str] | None, language: Language, jurisdiction: str | None, out: str | None
) -> None:
    """Write the workbook to fill in."""
    if out is None or out == "-":
        raise click.UsageError("--format xlsx: name the workbook with -o projects.xlsx")
    check(out)
    from eligibility.report.reader import Reader
    from eligibility.report.template_xlsx import template_xlsx

    console.write_whole(Path(out), template_xlsx(paths, Reader(language), jurisdiction))


def write_results(
    done: Sequence[tuple[Taken, Assessment]],
    faults: Sequence[Diagnostic],
    desk: Desk,
    language: Language,
    out: str,
) -> None:
    """Write the workbook of results; with nothing decided and nothing refused, none."""
    from eligibility.report.results_xlsx import Result, to_xlsx

    results = [Result(t.submission, a) for t, a in done]
    told = list(dict.fromkeys(faults))
    console.write_whole(Path(out), to_xlsx(results, told, refused(told), desk.reader(language)))


def refused(faults: Sequence[Diagnostic]) -> int:
    """How many files and rows the faults refuse."""
    places = [f.place for f in faults if f.place is not None]
    return len({(p.file, p.line if is_table(p.file) else 0) for p in places})

"""`report`: the review opinion or the notice of what to supply, as a Word or HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, options, papers, spreadsheet, table_options
from eligibility.commands.desk import Desk
from eligibility.commands.intake import taken
from eligibility.errors import Diagnostic, Refused
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.report.paper import Paper
    from eligibility.submission.facts import Submission


@click.command(short_help="The review opinion, or the notice of what to supply: Word or HTML.")
@click.argument("file")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(dir_okay=False),
    metavar="OUT",
    help="The file to write, whole or not at all: a name that ends in .docx, .html or .xlsx.",
)
@click.option(
    "--kind",
    type=click.Choice(["opinion", "supplement"]),
    default="opinion",
    show_default=True,
    help="The review opinion, or the one-time notice of what to supply.",
)
@table_options.of_table
@options.lang
@options.deciding
def report(
    file: str,
    out: str,
    kind: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    **wishes: Any,
) -> None:
    """Write what an office signs or sends about a project FILE, or the page of a whole table.

    The opinion holds the project's data, the conclusion on each matter with its reasons, figures
    and articles, what is missing, duties with their days, readings of open terms, departures on
    record and the fingerprints of what was decided by which rules; every finding carries its rule.
    As HTML it is one file without any link, with the derivations to open. The notice lists what the
    applicant has to supply, by which document, under which article, and what it would settle.
    Where FILE is a table as `screen` reads it, the page (.html) holds the counts of its rows, where
    their figures lie beside the limits, and the rows to search.
    """
    columns = table_options.taken(wishes)
    if table_options.is_table(file, columns) and papers.is_page(out) and kind == "opinion":
        _page(file, out, language, columns | wishes | {"folder": folder, "office": office})
        return
    table_options.refuse_without_table(columns)
    if spreadsheet.is_workbook(out) and kind == "opinion":
        _workbook(Desk(folder=folder, office_file=office, **wishes), file, language, out)
        return
    papers.check(out)
    desk = Desk(folder=folder, office_file=office, **wishes)
    submission = desk.read(file)
    if kind == "supplement":
        paper = _notice(desk, submission, language)
    else:
        paper = _opinion(desk, submission, language, derived=not out.lower().endswith(".docx"))
    papers.write(paper, out)


def _page(file: str, out: str, language: Language, wishes: dict[str, Any]) -> None:
    """Screen the table aside, and write the page of it."""
    from tempfile import TemporaryDirectory

    from eligibility.commands.ordering import ordered, write_page
    from eligibility.screening.run import run

    papers.check_page(out)
    wishes |= {"statuses": (), "reasons": "none", "strict": False, "resume": False, "part": None,
               "only": None}  # fmt: skip
    with TemporaryDirectory(prefix="eligibility-", dir=Path(out).resolve().parent) as aside:
        answer = Path(aside) / "answer.parquet"
        with ordered((file,), answer, language, page=True, **wishes) as (order, desk):
            summary = run(order)
        write_page(out, summary, (file,), order, desk, language)
    if summary.refused:
        console.word(f"{file}: {summary.refused:,} rows were refused; `screen` tells each")


def _workbook(desk: Desk, file: str, language: Language, out: str) -> None:
    spreadsheet.check(out)
    faults: list[Diagnostic] = []
    done = [(one, desk.decide(one.submission)) for one in taken(desk, file, faults)]
    if faults:
        raise Refused(faults)
    spreadsheet.write_results(done, [], desk, language, out)


def _opinion(desk: Desk, submission: Submission, language: Language, *, derived: bool) -> Paper:
    from eligibility.report.clauses import trees
    from eligibility.report.formal import formal

    if not derived:
        assessment = desk.decide(submission)
        return formal(assessment, desk.reader(language), submission, {})
    assessment, derivations = desk.explain(submission)
    found = trees(assessment, derivations)
    return formal(assessment, desk.reader(language), submission, found)


def _notice(desk: Desk, submission: Submission, language: Language) -> Paper:
    from eligibility.analysis.asking import ask
    from eligibility.report.notice import notice

    asked = ask(*desk.asked(submission))
    return notice(desk.decide(submission), asked, desk.reader(language), submission)

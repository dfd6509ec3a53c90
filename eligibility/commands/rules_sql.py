"""`rules sql`: a rule set as one view that a database can run."""

from __future__ import annotations

from pathlib import Path

import click

from eligibility.commands import console, options
from eligibility.commands.desk import Desk

DIALECTS = ("duckdb", "postgres", "spark")


@click.command(short_help="A rule set as one SQL view.")
@click.argument("jurisdiction")
@click.option(
    "--dialect",
    type=click.Choice(DIALECTS),
    default="duckdb",
    show_default=True,
    help="The database that is to run it.",
)
@click.option(
    "--table",
    "name",
    default="projects",
    show_default=True,
    help="The table of projects; those of the lists are named after it.",
)
@click.option("--statuses", is_flag=True, help="With a column `status:<rule>` for every rule.")
@click.option("--as-of", metavar="DATE", help="Day of judgement. Default: today.")
@click.option(
    "--matter",
    "matters",
    multiple=True,
    metavar="NAME",
    help="A matter to decide, in place of those that the facts open. May be repeated.",
)
@click.option("--no-background", is_flag=True, help="Leave the national background rules out.")
@options.rules_folder
@options.office
@options.out
def sql(
    jurisdiction: str, dialect: str, name: str, statuses: bool, as_of: str | None,
    matters: tuple[str, ...], no_background: bool, folder: Path | None, office: Path | None,
    out: str | None,
) -> None:  # fmt: skip
    """Print the rules of JURISDICTION as one view over a table of projects and one for each list.

    In Spark the lists stand in the table of projects, as arrays. The comment at its head names the
    tables and columns that it reads: exact integers in the base units of the rules, with marks for
    what is known not to exist. Facts that are missing are NULL.
    """
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.timing import today
    from eligibility.screening.deciding import plan
    from eligibility.screening.view import view
    from eligibility.submission.catalogue import catalogue

    desk = Desk(folder=folder, office_file=office, as_of=as_of, matters=matters)
    book = desk.book(jurisdiction)
    day = desk.day or today()
    question = Question(day, matters, not no_background, desk.office)
    held = plan(book, book.packs[jurisdiction], question, day, day, catalogue())
    said = {path: origin.text for path, origin in desk.office.origins.items()}
    console.deliver(view(held, name, dialect, statuses=statuses, office=said), out)

"""`calendar`: the days on which a conclusion changes by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.errors import refuse
from eligibility.language.pack import Language
from eligibility.language.units import BadQuantity, Period

YEARS = 5


@click.command(short_help="The days on which a conclusion changes by itself.")
@click.argument("file")
@click.option(
    "--from",
    "since",
    metavar="DATE",
    help="The day from which on changes are looked for. Default: the day of judgement.",
)
@click.option(
    "--until",
    metavar="DATE",
    help=f"The last day that is looked at. Default: {YEARS} years after the first.",
)
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def calendar(
    file: str,
    since: str | None,
    until: str | None,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Say on which days a conclusion on a project FILE changes though its facts stay as they are.

    Two idle years are reached, a period of pre-registration ends, a text or a figure comes into
    force or goes out of it: each day is given with the rule that causes the change.
    """
    from eligibility.analysis.changes import changes
    from eligibility.evaluation.timing import today
    from eligibility.report import turning

    desk = Desk(folder=folder, office_file=office, **wishes)
    submission = desk.read(file)
    book, submission, question = desk.asked(submission)
    first = _day(since, "--from") or question.as_of or submission.as_of or today()
    last = _day(until, "--until") or _years_later(first)
    if last < first:
        refuse("E208", f"--until {last} lies before {first}")
    found = changes(book, submission, question, first, last)
    matters = {
        name: matter
        for place in (*book.packs[submission.jurisdiction or ""].source.extends,
                      submission.jurisdiction or "")
        for name, matter in book.packs[place].matters.items()
    }  # fmt: skip
    give(
        form,
        out,
        lambda: turning.document(found, matters, desk.reader(language), file, first, last),
        lambda: turning.to_json(found, file, first, last),
    )


def _day(text: str | None, option: str) -> date | None:
    from eligibility.submission.model.scalars import read_date

    if text is None:
        return None
    try:
        return read_date(text)
    except BadQuantity as bad:
        refuse(bad.code, f"{option}: {bad}", help=bad.help)


def _years_later(day: date) -> date:
    from eligibility.evaluation.days import later

    return later(day, Period(months=12 * YEARS), 1)

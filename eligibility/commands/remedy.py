"""`remedy`: the smallest changes that cure a verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.commands.proving import need_solver
from eligibility.language.pack import Language


@click.command(short_help="The smallest changes that would make a project approved.")
@click.argument("file")
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def remedy(
    file: str,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Say what would have to change for a project FILE to be approved.

    All smallest sets of changes are given, with exact figures, who can make each change and by
    which act, and what it rests on. Only what can be changed is: never an observed state or a day
    that has passed. Each set is decided again before it is shown; that no smaller one exists is
    proved. When there is none, the facts that forbid it are named. Needs the extra `prove`.
    """
    need_solver()
    from eligibility.analysis.remedying import remedy as cures
    from eligibility.report import remedies

    desk = Desk(folder=folder, office_file=office, **wishes)
    submission = desk.read(file)
    found = cures(*desk.asked(submission))
    reader = desk.reader(language)
    give(
        form,
        out,
        lambda: remedies.document(found, reader, file),
        lambda: remedies.to_json(found, file),
    )

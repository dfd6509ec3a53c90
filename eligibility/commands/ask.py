"""`ask`: what is still needed, and in what order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.language.pack import Language


@click.command(short_help="What is still needed: the facts that can change the verdict.")
@click.argument("file")
@click.option(
    "--by",
    "grouping",
    type=click.Choice(["fact", "document"]),
    default="fact",
    show_default=True,
    help="List the facts, or group them by the document that shows them, for one request.",
)
@click.option(
    "--interactive",
    is_flag=True,
    help="Ask for each fact in the terminal, and write the completed project file to -o.",
)
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def ask(
    file: str,
    grouping: str,
    interactive: bool,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Say what is still needed to decide a project FILE.

    Only facts that can still change the verdict are listed, the most decisive first: those that
    settle the most open conclusions alone. Each comes with the document that shows it. With
    --interactive they are asked for one after the other (`<` steps back, an empty answer leaves one
    open, `?` explains), and the completed file is written.
    """
    from eligibility.analysis.asking import ask as asking
    from eligibility.report import asking as written

    desk = Desk(folder=folder, office_file=office, **wishes)
    if interactive:
        from eligibility.commands.interview import Interview

        Interview(desk, file, language, out).run()
        return
    submission = desk.read(file)
    asked = asking(*desk.asked(submission))
    reader = desk.reader(language)
    give(
        form,
        out,
        lambda: written.document(asked, reader, submission, by_document=grouping == "document"),
        lambda: written.to_json(asked, submission),
    )

"""`compare`: what a resubmission changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eligibility.commands import options, papers
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.language.pack import Language
from eligibility.report.paper import paper_of


@click.command(short_help="What a resubmission changed: facts, conclusions, missing items.")
@click.argument("old")
@click.argument("new")
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def compare(
    old: str,
    new: str,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Compare two files of one project: the OLD submission and the NEW one.

    Both are decided, each on its own day (or on --as-of). The answer says which conclusions changed
    and by which rule, which facts changed, and which missing items have now been supplied or are
    still open. An output whose name ends in .docx or .html is a paper for the file.
    """
    from eligibility.report import comparison
    from eligibility.report.differences import compare as differences

    if old == new == "-":
        raise click.UsageError("only one of the two files can be standard input")
    desk = Desk(folder=folder, office_file=office, **wishes)
    before, after = _both(desk, old, new)
    if before.jurisdiction != after.jurisdiction:
        refuse(
            "E210",
            f"the files name two jurisdictions, `{before.jurisdiction}` and `{after.jurisdiction}`",
            help="use --jurisdiction to decide both by one",
        )
    changed = differences(desk.decide(before), before, desk.decide(after), after)
    if form == "text" and out is not None and papers.is_paper(out):
        document = comparison.document(changed, desk.reader(language))
        papers.write(paper_of(document, language, changed.new.as_of.isoformat()), out)
        return
    give(
        form,
        out,
        lambda: comparison.document(changed, desk.reader(language)),
        lambda: comparison.to_json(changed),
    )


def _both(desk: Desk, *names: str) -> list[Any]:
    """Both submissions, or the faults of both."""
    read, faults = [], list[Diagnostic]()
    for name in names:
        try:
            read.append(desk.read(name))
        except Refused as refused:
            faults.extend(refused.diagnostics)
    if faults:
        raise Refused(faults)
    return read

"""`facts`: the data dictionary."""

from __future__ import annotations

import click

from eligibility.commands import options
from eligibility.commands.answer import give, give_json
from eligibility.errors import nearest
from eligibility.language.pack import Language


@click.command(short_help="The data dictionary: every fact that a project file may state.")
@click.argument("pattern", required=False)
@options.formats("text", "json", "markdown", "schema")
@options.lang
@options.out
def facts(pattern: str | None, form: str, language: Language, out: str | None) -> None:
    """Print the data dictionary: every fact that a project file may state.

    For each fact its type, the units and bounds it takes, and the document that proves it. PATTERN
    narrows the list: part of a path or of a name (`parcel`, `投资`), or a path with `*`. A single
    match is shown in full.

    \b
      eligibility facts land
      eligibility facts 'land.parcels[].*'      (quoted, so that the shell leaves it alone)
      eligibility facts --format schema > project.schema.json      for editors that check YAML
    """  # noqa: D301  click reads the backspace
    from eligibility.report import dictionary as pages
    from eligibility.report.reader import Reader
    from eligibility.submission.catalogue import dictionary

    if form == "schema":
        if pattern:
            raise click.UsageError("the schema is of the whole submission; leave PATTERN out")
        from eligibility.submission.schema import json_schema

        give_json(json_schema(), out)
        return
    found = pages.matching(dictionary(), pattern)
    if not found:
        raise click.UsageError(_nothing(pattern or ""))
    reader = Reader(language)
    give(form, out, lambda: pages.document(found, reader), lambda: pages.to_json(found))


def _nothing(pattern: str) -> str:
    from eligibility.submission.catalogue import dictionary

    hint = nearest(pattern, [fact.path for fact in dictionary()])
    return f"no fact fits `{pattern}`" + (f"; {hint}" if hint else "")

"""`explain`: how each conclusion was derived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import options, table_options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.errors import nearest
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.assessment import Assessment
    from eligibility.submission.facts import Submission


@click.command(short_help="How each conclusion was derived, step by step.")
@click.argument("file")
@click.option(
    "--rule",
    metavar="ID",
    help="Only the derivation of this rule, or of the rules that encode this provision (YL-050).",
)
@click.option(
    "--why-not",
    is_flag=True,
    help="Only what failed or is open, with the smallest sets of conditions behind it.",
)
@click.option(
    "--firing",
    is_flag=True,
    help="In place of the derivation, the productions of durable-rules in their firing order.",
)
@click.option(
    "--row",
    type=click.IntRange(min=1),
    metavar="N",
    help="FILE is a table as `screen` reads it: explain its row N (the first is 1).",
)
@table_options.of_table
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def explain(
    file: str,
    rule: str | None,
    why_not: bool,
    firing: bool,
    row: int | None,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Explain how the conclusions on a project FILE, or on a row of a table, were derived.

    For each rule: the occasion, the condition, each operand with its value and where it came from
    (file, line and document, or the article of the text), the exception that was taken and those
    that were not, and what no longer needed to be evaluated.
    """
    from eligibility.report import tree, tree_json

    columns = table_options.taken(wishes)
    desk = Desk(folder=folder, office_file=office, **wishes)
    assessment, derivations = desk.explain(_submission(desk, file, row, columns), rule)
    if rule is not None and not derivations:
        raise click.UsageError(_no_such_rule(rule, assessment))
    reader = desk.reader(language)
    give(
        form,
        out,
        lambda: (
            tree.firing(assessment, reader)
            if firing
            else tree.document(assessment, derivations, reader, why_not=why_not)
        ),
        lambda: tree_json.to_json(assessment, derivations),
    )


def _submission(desk: Desk, file: str, row: int | None, columns: dict[str, Any]) -> Submission:
    if row is not None:
        return table_options.tabled([file], columns).row(row, desk.read)
    if table_options.is_table(file, columns):
        raise click.UsageError(f"{file} is a table: name one of its rows (--row 1)")
    table_options.refuse_without_table(columns)
    return desk.read(file)


def _no_such_rule(rule: str, assessment: Assessment) -> str:
    rules = [f.rule for m in assessment.matters for f in m.findings]
    ids = [r.id for r in rules]
    hint = nearest(rule, [*ids, *(p for r in rules for p in r.provisions)])
    hint = hint or ("applied were " + ", ".join(dict.fromkeys(ids)))
    return f"no rule `{rule}` was applied to this file; {hint}"

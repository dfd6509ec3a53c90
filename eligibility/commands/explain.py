"""`explain`: how each conclusion was derived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.errors import nearest
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.assessment import Assessment


@click.command(short_help="How each conclusion was derived, step by step.")
@click.argument("file")
@click.option("--rule", metavar="ID", help="Only the derivation of this rule.")
@click.option(
    "--why-not",
    is_flag=True,
    help="Only what failed or is open, with the fewest conditions that would have to change.",
)
@click.option(
    "--firing",
    is_flag=True,
    help="In place of the derivation, the productions of durable-rules in their firing order.",
)
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@options.out
def explain(
    file: str,
    rule: str | None,
    why_not: bool,
    firing: bool,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Explain how the conclusions on a project FILE were derived.

    For each rule: the occasion, the condition, each operand with its value and where it came from
    (file, line and document, or the article of the text), the exception that was taken and those
    that were not, and what no longer needed to be evaluated.
    """
    from eligibility.report import tree, tree_json

    desk = Desk(folder=folder, office_file=office, **wishes)
    assessment, derivations = desk.explain(desk.read(file), rule)
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


def _no_such_rule(rule: str, assessment: Assessment) -> str:
    ids = [f.rule.id for m in assessment.matters for f in m.findings]
    hint = nearest(rule, ids) or ("applied were " + ", ".join(dict.fromkeys(ids)))
    return f"no rule `{rule}` was applied to this file; {hint}"

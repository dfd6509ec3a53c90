"""`rules show`: one rule in full."""

from __future__ import annotations

from pathlib import Path

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.loading import entries, packs
from eligibility.language.pack import Language


@click.command(short_help="A rule with its expressions, figures, citation and examples.")
@click.argument("rule_id", metavar="ID")
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@options.out
def show(rule_id: str, form: str, language: Language, folder: Path | None, out: str | None) -> None:
    """Show the rule of that ID: what it asks, its expressions, figures, citation and examples.

    A provision's id (`YL-047`) or a part of a rule's id will do where it names one rule only.
    """
    from eligibility.report import rule_pages, rules_json
    from eligibility.report.reader import Reader

    book = packs(folder, None)
    listed = list(entries(book))
    found = [e for e in listed if e.rule.id == rule_id] or [
        e for e in listed if rule_id in e.rule.id or rule_id in e.rule.provisions
    ]
    if len(found) != 1:
        raise click.UsageError(_which(rule_id, [e.rule.id for e in (found or listed)], bool(found)))
    reader = Reader(language, {name: pack.source for name, pack in book.packs.items()})
    give(form, out, lambda: rule_pages.page(found[0], reader), lambda: rules_json.page(found[0]))


def _which(rule_id: str, ids: list[str], several: bool) -> str:
    from eligibility.errors import nearest

    if several:
        return f"`{rule_id}` names {len(ids)} rules: {', '.join(ids)}"
    hint = nearest(rule_id, ids)
    return f"no rule is called `{rule_id}`; {hint or 'see `rules list`'}"

"""`rules list`: the table of rules."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.loading import entries, packs
from eligibility.errors import nearest, refuse
from eligibility.language.pack import Force, Language, RuleKind


@click.command("list", short_help="The table of rules by jurisdiction and matter.")
@click.argument("words", nargs=-1)
@click.option("--jurisdiction", metavar="NAME", help="Only the rules of this jurisdiction.")
@click.option("--matter", metavar="NAME", help="Only the rules of this matter.")
@click.option("--kind", type=click.Choice(get_args(RuleKind)), help="Only rules of this kind.")
@click.option("--force", type=click.Choice(get_args(Force)), help="Only rules of this force.")
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@options.out
def list_rules(
    words: tuple[str, ...],
    jurisdiction: str | None,
    matter: str | None,
    kind: str | None,
    force: str | None,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """List the rules by jurisdiction and matter: id, kind, force, provisions, what each asks.

    WORDS narrow the list: every word must stand in the id, the provisions or the wording.
    """
    from eligibility.report import rule_pages, rules_json
    from eligibility.report.reader import Reader

    book = packs(folder, None if jurisdiction is None else [jurisdiction])
    found = [
        entry
        for entry in entries(book)
        if jurisdiction in (None, entry.rule.jurisdiction)
        and matter in (None, entry.rule.matter)
        and kind in (None, entry.rule.kind)
        and force in (None, entry.rule.force)
        and all(word.lower() in _text(entry) for word in words)
    ]
    if not found:
        _explain_nothing(matter, [entry.rule.matter for entry in entries(book)])
    give(
        form,
        out,
        lambda: rule_pages.listing(found, Reader(language)),
        lambda: rules_json.listing(found, book.digest),
    )


def _text(entry: object) -> str:
    from eligibility.report.rule_pages import Entry

    assert isinstance(entry, Entry)  # noqa: S101  INVARIANT: comes from `entries`
    rule = entry.rule
    about = entry.matter.about
    parts = (rule.id, *rule.provisions, rule.says.zh, rule.says.en, about.zh, about.en)
    return " ".join(parts).lower()


def _explain_nothing(matter: str | None, known: list[str]) -> None:
    if matter is not None and matter not in known:
        names = sorted(set(known))
        refuse(
            "E211",
            f"there is no matter `{matter}`",
            help=nearest(matter, names) or f"there are {', '.join(names)}",
        )

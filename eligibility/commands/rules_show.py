"""`rules show`: one rule as a page, or the pages of all rules as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.console import write_whole
from eligibility.errors import nearest
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.commands.rule_book import RuleBook
    from eligibility.report.reader import Reader


@click.command(short_help="A rule as a page: formula in words, figures, provisions, examples.")
@click.argument("rule_id", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="Write the pages of all rules to a folder.")
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    help="Write to this file and not to the screen; with --all: to this folder.",
)
def show(
    rule_id: str | None,
    everything: bool,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Show the rule of that ID as a page.

    The page tells what the rule says in both languages, its formula in words and as an expression,
    its figures and since when they hold, its provisions, its examples, and the cases beside the
    rules that it decided. A provision's id (`YL-047`) or a part of a rule's id will do where it
    names one rule only. With --all the pages of every text are written as <jurisdiction>.md.
    """
    from eligibility.commands.rule_book import RuleBook
    from eligibility.report import rule_page, rules_json
    from eligibility.report.reader import Reader

    if everything == (rule_id is not None):
        raise click.UsageError("give the ID of a rule, or --all with a folder (-o)")
    book = RuleBook(folder)
    reader = Reader(language, {name: pack.source for name, pack in book.book.packs.items()})
    if everything:
        _write(book, reader, out)
        return
    if out is not None and Path(out).is_dir():
        raise click.UsageError(f"`{out}` is a folder; -o names a file")
    listed = book.entries
    found = [e for e in listed if e.rule.id == rule_id] or [
        e for e in listed if str(rule_id) in e.rule.id or rule_id in e.rule.provisions
    ]
    if len(found) != 1:
        ids = [e.rule.id for e in (found or listed)]
        raise click.UsageError(_which(str(rule_id), ids, bool(found)))
    beside = book.beside(found[0])
    give(
        form,
        out,
        lambda: rule_page.page(found[0], reader, beside),
        lambda: rules_json.page(found[0], reader, beside),
    )


def pages(book: RuleBook, reader: Reader) -> dict[str, str]:
    """The Markdown of every text's rules by file name."""
    from eligibility.report.rule_page import page
    from eligibility.report.rule_pages import volume

    documents: dict[str, list[object]] = {}
    for entry in book.entries:
        document = page(entry, reader, book.beside(entry))
        documents.setdefault(entry.rule.jurisdiction, []).append(document)
    return {
        f"{name}.md": volume(name, found, reader)  # type: ignore[arg-type]
        for name, found in documents.items()
    }


def _write(book: RuleBook, reader: Reader, out: str | None) -> None:
    if out is None:
        raise click.UsageError("--all needs a folder to write to (-o)")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(book, reader).items():
        write_whole(folder / name, text)


def _which(rule_id: str, ids: list[str], several: bool) -> str:
    if several:
        return f"`{rule_id}` names {len(ids)} rules: {', '.join(ids)}"
    hint = nearest(rule_id, ids)
    return f"no rule is called `{rule_id}`; {hint or 'see `rules list`'}"

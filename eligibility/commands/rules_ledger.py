"""`rules ledger`: what became of every provision, and whether the citations hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.commands import console, exits, options
from eligibility.commands.answer import give
from eligibility.commands.loading import packs
from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.language.library import Rulebook
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.language.ledger import Ledger
    from eligibility.ledger.accounts import Account
    from eligibility.ledger.cited import Checked


@click.command(short_help="Every provision accounted for, and its citations checked.")
@click.argument("jurisdictions", nargs=-1, metavar="[JURISDICTION]...")
@click.option(
    "--check", is_flag=True, help="Exit with 3 when a provision or citation is not in order."
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Your own copies of the texts: look up every place and every figure in them.",
)
@click.option("--seal", is_flag=True, help="With --texts: note the digests of the places in them.")
@click.option("--places", is_flag=True, help="With --texts: print where each figure stands.")
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@options.out
def ledger(
    jurisdictions: tuple[str, ...],
    check: bool,
    texts: Path | None,
    seal: bool,
    places: bool,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Tell what became of every provision of the texts: encoded, data, open norm, authority's duty.

    The table counts provisions by standing, rules, and examples by status; echo rules, which ask
    one yes/no fact only, are named. With --texts each locator is looked up in your copies of the
    texts, and each figure must stand in its cited place as printed there (7%, 百分之七, 3个, 两年);
    what does not is a finding and exits with 3. --seal notes a digest of what stands at each
    provision's place beside the ledger; from then on other words there are a finding, too. --check
    exits with 3 also when the ledger itself is not in order. No copy of a text is kept or shown.
    """
    from eligibility.report import ledger_pages
    from eligibility.report.reader import Reader

    book = packs(folder, jurisdictions or None)
    names = [n for n in sorted(book.packs) if not jurisdictions or n in jurisdictions]
    accounts = _accounts(book, names)
    if seal and texts is None:
        raise click.UsageError("--seal needs --texts")
    checked = _checked(texts, accounts, book.folder, seal=seal) if texts is not None else None
    misplaced = _misplaced(accounts, checked or [])
    found = [d for one in accounts for d in one.findings] if check else []
    told = [*found, *misplaced]
    give(
        form,
        out,
        lambda: ledger_pages.document(accounts, checked, Reader(language), full=places),
        lambda: ledger_pages.to_json(accounts, checked, _shown(told)),
    )
    if form != "json" and told:
        _print(told)
    if told:
        sys.exit(exits.Exit.FINDINGS)


def _accounts(book: Rulebook, names: list[str]) -> list[Account]:
    """The account of each text; the faults of all ledgers at once."""
    from eligibility.language.ledger import load_ledger
    from eligibility.ledger.accounts import account
    from eligibility.submission.catalogue import catalogue

    ledgers: dict[str, Ledger] = {}
    faults: list[Diagnostic] = []
    for name in book.packs:
        try:
            ledgers[name] = load_ledger(name, book.folder)
        except Refused as refused:
            faults.extend(refused.diagnostics)
    if faults:
        raise Refused(faults)
    found = []
    for name in names:
        pack = book.packs[name]
        elsewhere = frozenset(id for base in pack.source.extends for id in ledgers[base].provisions)
        found.append(account(pack, ledgers[name], catalogue(), elsewhere))
    return found


def _checked(folder: Path, accounts: list[Account], rules: Path, *, seal: bool) -> list[Checked]:
    from eligibility.ledger.cited import check, read_texts
    from eligibility.ledger.prints import FILE, read_prints, written

    if not folder.is_dir():
        refuse("E101", f"`{folder}` is no folder of texts", help="--texts names a folder")
    texts = read_texts(folder)
    if not texts:
        refuse(
            "E101", f"`{folder}` holds no text with headings", help="put .txt or .md files there"
        )
    found = []
    for one in accounts:
        name = one.pack.jurisdiction
        sealed = {} if seal else read_prints(rules, name)
        checked = check(one.pack, one.ledger, texts, sealed)
        if seal and checked.seals:
            console.write_whole(rules / name / FILE, written(checked.seals))
        found.append(checked)
    return found


def _misplaced(accounts: list[Account], checked: list[Checked]) -> list[Diagnostic]:
    from eligibility.report.ledger_pages import findings

    known = {a.pack.jurisdiction: dict(a.ledger.provisions) for a in accounts}
    return [d for one in checked for d in findings(one, known[one.jurisdiction])]


def _print(told: list[Diagnostic]) -> None:
    from eligibility.report import diagnostics

    console.word(diagnostics.to_text(told, colour=console.colours(sys.stderr)).rstrip("\n"))


def _shown(told: list[Diagnostic]) -> list[dict[str, object]]:
    from eligibility.report import diagnostics, to_json

    return [to_json.diagnostic(d, diagnostics.one(d)) for d in told]

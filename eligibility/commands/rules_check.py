"""`rules check`: every fault of every rule file."""

from __future__ import annotations

import sys
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.classes import dataclass
from eligibility.commands import console, exits, options
from eligibility.commands.answer import give_json
from eligibility.commands.loading import packs
from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.language.library import SOURCE, jurisdictions, rules_folder
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Report:
    """What was found: faults (the files are refused) and advice (they are not)."""

    faults: list[Diagnostic] = field(default_factory=list)
    advice: list[Diagnostic] = field(default_factory=list)
    rules: int = 0
    matters: int = 0


@click.command(short_help="Check rule files: syntax, names, types, units.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Exit with 3 when there is advice, too.")
@options.formats("text", "json")
@options.lang
@options.rules_folder
@options.out
def check(
    paths: tuple[Path, ...],
    strict: bool,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Check rule files: every fault of every file at once, with its place and a way out.

    PATH is a folder of rule sets, the folder of one jurisdiction, or a single file of one; without
    it the built-in rules are checked. Faults (syntax, names, types, units) exit with 2. Advice (a
    rule outside the exact part of the language, a figure that nothing uses, a status without an
    example) is printed and exits with 0, or with 3 under --strict.
    """
    report = Report()
    for root, names, only in _targets(paths or (rules_folder(folder),)):
        _check(root, names, only, report)
    if form == "json":
        give_json(_content(report), out)
    else:
        _print(report, language, out)
    if report.faults:
        sys.exit(exits.Exit.BAD_INPUT)
    if strict and report.advice:
        sys.exit(exits.Exit.FINDINGS)


def _targets(paths: tuple[Path, ...]) -> Iterator[tuple[Path, list[str], Path | None]]:
    """For each path: the folder of rule sets, the jurisdictions, the one file to tell of."""
    for path in paths:
        if not path.exists():
            refuse("E101", f"`{path}` does not exist", file=str(path))
        home = path if path.is_dir() else path.parent
        if (home / SOURCE).is_file():
            yield home.parent, [home.name], None if path.is_dir() else path
        elif path.is_dir() and jurisdictions(path):
            yield path, list(jurisdictions(path)), None
        else:
            help = f"the folder of a jurisdiction holds a `{SOURCE}`"
            refuse("E101", f"`{path}` is no folder of rules and no file of one", help=help)


def _check(root: Path, names: list[str], only: Path | None, report: Report) -> None:
    from eligibility.allocation.policy import order_faults
    from eligibility.evaluation.soundness import advisories
    from eligibility.submission.catalogue import catalogue

    faults: dict[Diagnostic, None] = {}
    advice: dict[Diagnostic, None] = {}
    for name in names:
        try:
            book = packs(root, [name])
        except Refused as refused:
            faults |= dict.fromkeys(refused.diagnostics)
            continue
        matters = [m for m in book.packs[name].matters.values() if _concerns(m.file, only)]
        report.matters += len(matters)
        report.rules += sum(len(m.rules) for m in matters)
        advice |= dict.fromkeys(advisories(book.packs[name], catalogue()))
        faults |= dict.fromkeys(order_faults(book.packs[name], book.folder))
    report.faults += [d for d in faults if d.place is None or _concerns(d.place.file, only)]
    report.advice += [d for d in advice if d.place is None or _concerns(d.place.file, only)]


def _concerns(file: str, only: Path | None) -> bool:
    return only is None or Path(file).resolve() == only.resolve()


def _print(report: Report, language: Language, out: str | None) -> None:
    from eligibility.report import diagnostics
    from eligibility.report.phrases import phrase

    if report.faults:
        exits.tell(sorted(report.faults, key=Diagnostic.sort_key))
    text = diagnostics.to_text(
        sorted(report.advice, key=Diagnostic.sort_key),
        colour=out is None and console.colours(sys.stdout),
    )
    counts = {
        "rules": report.rules,
        "matters": report.matters,
        "faults": len(report.faults),
        "advice": len(report.advice),
    }
    summary = phrase("checked", language).format(**counts)
    console.deliver(text + ("\n" if text else "") + summary + "\n", out)


def _content(report: Report) -> object:
    from eligibility.report import diagnostics, to_json

    def shown(found: list[Diagnostic]) -> list[dict[str, object]]:
        ordered = sorted(found, key=Diagnostic.sort_key)
        return [to_json.diagnostic(d, diagnostics.one(d)) for d in ordered]

    return to_json.tagged(
        "check",
        rules=report.rules,
        matters=report.matters,
        errors=shown(report.faults),
        advice=shown(report.advice),
    )

"""`rules prove`: what holds of the rules for every possible submission."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.commands import console, exits, options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk
from eligibility.commands.loading import packs
from eligibility.commands.proving import need_solver
from eligibility.errors import Refused, nearest, refuse
from eligibility.language.library import jurisdictions, rules_folder, unknown_jurisdiction
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.analysis.finding import Proved
    from eligibility.language.library import Rulebook
    from eligibility.report.reader import Reader


@click.command(short_help="Prove what holds of the rules for every possible submission.")
@click.argument("names", nargs=-1, metavar="[PACK]...")
@click.option("--matter", "matters", multiple=True, metavar="NAME", help="Only this matter.")
@click.option("--save", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write each witness as a case file into this folder.")  # fmt: skip
@click.option("--check", is_flag=True, help="Exit with 3 when a finding is not accepted.")
@click.option("--accepted", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Known findings with their reasons. Default: accepted-findings.yaml beside the "
              "rules.")  # fmt: skip
@click.option("--length", type=click.IntRange(3, 50), default=3, show_default=True,
              help="Up to how many items lists of records are looked at.")  # fmt: skip
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@options.out
def prove(
    names: tuple[str, ...],
    matters: tuple[str, ...],
    save: Path | None,
    check: bool,
    accepted: Path | None,
    length: int,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Prove what holds of the rules of a PACK (a jurisdiction; all without one).

    Found are: rules that can never be satisfied, never be violated or never apply; rules implied
    by others; rules that cannot both hold; matters that nobody can pass; exceptions that overlap;
    gaps; and facts whose improvement makes a conclusion worse. Each finding comes with a submission
    that shows it, decided by the interpreter before it is shown. What could not be settled is a
    finding, too. Needs the extra `prove`.
    """
    need_solver()
    from eligibility.analysis.accepted import FILE, read_accepted, stale
    from eligibility.report import proofs

    root = rules_folder(folder)
    chosen = _chosen(names, root)
    book = packs(folder, chosen)
    known_file = accepted or root / FILE
    known = read_accepted(known_file) if accepted or known_file.is_file() else {}
    found = _proved(book, chosen, matters, length)
    keys = [f.key for one in found for f in one.findings]
    gone = () if matters else stale(known, keys, chosen)
    reader = Desk(folder=folder).reader(language)
    if save is not None:
        _save(found, save, reader)
    give(
        form,
        out,
        lambda: proofs.document(found, known, gone, reader),
        lambda: proofs.to_json(found, known, gone),
    )
    if check and any(key not in known for key in keys):
        sys.exit(exits.Exit.FINDINGS)


def _chosen(names: tuple[str, ...], root: Path) -> list[str]:
    """The jurisdictions named, by name or by folder; all when none is."""
    known = jurisdictions(root)
    found = [Path(name).name for name in names]
    faults = [unknown_jurisdiction(name, root) for name in found if name not in known]
    if faults:
        raise Refused(faults)
    return found or list(known)


def _proved(
    book: Rulebook, chosen: list[str], matters: tuple[str, ...], length: int
) -> list[Proved]:
    from eligibility.analysis.proving import prove as proofs
    from eligibility.evaluation.timing import today

    known = {m for name in chosen for m in book.packs[name].matters}
    for name in matters:
        if name not in known:
            refuse("E211", f"--matter: there is no matter `{name}`", help=nearest(name, known))
    found: list[Proved] = []
    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(chosen, label="prove", file=sys.stderr, hidden=hidden) as bar:
        for name in bar:
            found += proofs(book, name, today(), matters, length)
    return found


def _save(found: list[Proved], folder: Path, reader: Reader) -> None:
    """Each witness as a case file, named after its finding."""
    from eligibility.report.proofs import case_of
    from eligibility.submission.writing import to_yaml

    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        for finding in one.findings:
            for index, witness in enumerate(finding.witnesses, 1):
                name = re.sub(r"[^a-z0-9]+", "-", finding.key.lower()).strip("-")[:100]
                path = folder / f"{name}-{index}.yaml"
                console.write_whole(path, to_yaml(case_of(finding, witness, reader)))

"""`template`: an empty project file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eligibility.commands import console, options, spreadsheet
from eligibility.commands.answer import give_json
from eligibility.commands.loading import packs
from eligibility.errors import nearest, refuse
from eligibility.language.located import parse
from eligibility.language.pack import Language, Matter
from eligibility.language.tree import plain


@click.command(short_help="An empty project file to fill in.")
@click.option("--jurisdiction", metavar="NAME", help="Only the facts that its rules use.")
@click.option("--matter", "names", multiple=True, metavar="NAME", help="Only this matter's facts.")
@options.formats("yaml", "json", "xlsx")
@options.lang
@options.rules_folder
@options.out
def template(
    jurisdiction: str | None,
    names: tuple[str, ...],
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Print an empty project file: every fact with its name, its unit and its proving document.

    As xlsx it is a workbook with a row for each project, a sheet for parcels, drop-downs, and a
    sheet that explains. With a jurisdiction or matters, only the facts that their rules use. What
    stays empty is not known; `none` says that a thing does not exist, `[]` that a list is empty.

    \b
      eligibility template --jurisdiction yulin --matter ancillary-land -o project.yaml
      eligibility template --jurisdiction yulin --format xlsx -o projects.xlsx
    """  # noqa: D301  click reads the backspace
    from eligibility.submission.template import template as empty

    paths = _paths(folder, jurisdiction, names)
    if form == "xlsx":
        spreadsheet.write_template(paths, language, jurisdiction, out)
        return
    text = empty(paths, language=language, jurisdiction=jurisdiction)
    if form == "json":
        give_json(_content(text), out)
    else:
        console.deliver(text, out)


def _paths(
    folder: Path | None, jurisdiction: str | None, names: tuple[str, ...]
) -> list[str] | None:
    """The facts that the rules use; None for every fact there is."""
    if jurisdiction is None and not names:
        return None
    from eligibility.evaluation.plan import plan_matter
    from eligibility.submission.catalogue import catalogue

    book = packs(folder, None if jurisdiction is None else [jurisdiction])
    matters = [
        matter
        for name, pack in sorted(book.packs.items())
        for matter in pack.matters.values()
        if names or name == jurisdiction
    ]
    _refuse_unknown(names, matters)
    found = dict.fromkeys(["project.name", "project.code"])
    for matter in matters:
        if names and matter.name not in names:
            continue
        found |= dict.fromkeys(matter.opens_on)
        for rule in plan_matter(matter, catalogue()).rules:
            found |= dict.fromkeys(rule.facts)
    return list(found)


def _refuse_unknown(names: tuple[str, ...], matters: list[Matter]) -> None:
    known = sorted({matter.name for matter in matters})
    for name in names:
        if name not in known:
            help = nearest(name, known) or f"choose from {', '.join(known)}"
            refuse("E211", f"--matter: there is no matter `{name}`", help=help)


def _content(text: str) -> dict[str, Any]:
    """The project file itself, which `assess` reads back, under its format tag."""
    from eligibility.report.to_json import TEMPLATE

    return {"format": TEMPLATE, **_emptied(plain(parse(text, "template")))}


def _emptied(value: Any) -> Any:
    """The same mapping with null where nothing is filled in."""
    if isinstance(value, dict):
        return {key: _emptied(inner) for key, inner in value.items()}
    return None if value == "" else value

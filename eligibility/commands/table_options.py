"""The options that tell how a table of projects is read: its columns, its parcels, its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eligibility.errors import refuse
from eligibility.screening.forms import FORMS

if TYPE_CHECKING:
    from eligibility.screening.tabled import Tabled

F = TypeVar("F", bound=Callable[..., Any])
NAMES = ("parcels", "form_of_table", "naming", "keys", "ignored")


def of_table(command: F) -> F:
    """The options of every command that reads a table of projects."""
    options: Iterable[Callable[[F], F]] = (
        click.option(
            "--parcels",
            "parcels",
            metavar="TABLE",
            help="A second table with a row for each parcel, joined by `project.code`.",
        ),
        click.option(
            "--from",
            "form_of_table",
            type=click.Choice(list(dict.fromkeys(FORMS.values()))),
            help="Form of the table; else its name says.",
        ),
        click.option(
            "--map",
            "naming",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="A file of `heading: fact path`, for columns with other names.",
        ),
        click.option(
            "--key",
            "keys",
            multiple=True,
            metavar="COLUMN",
            help="A column to hand through to the answer. May be repeated.",
        ),
        click.option(
            "--ignore",
            "ignored",
            multiple=True,
            metavar="COLUMN",
            help="A column to leave out (`*`: all that name no fact). May be repeated.",
        ),
    )
    for option in reversed(list(options)):
        command = option(command)
    return command


def taken(wishes: dict[str, Any]) -> dict[str, Any]:
    """The values of these options, taken out of those of a command."""
    return {name: wishes.pop(name) for name in NAMES}


def is_table(file: str, given: dict[str, Any]) -> bool:
    """Whether a file is a table: by its name, by `--from`, as standard input with it, a pattern."""
    return bool(given["form_of_table"]) or Path(file).suffix.lower() in FORMS


def refuse_without_table(given: dict[str, Any]) -> None:
    """Refuse these options where no table is read."""
    if any(given.values()):
        raise click.UsageError("--parcels, --from, --map, --key and --ignore are for tables")


def tabled(names: Iterable[str], given: dict[str, Any]) -> Tabled:
    """The table of these files, with its parcels and what its columns are called."""
    try:
        from eligibility.screening.table_files import table
        from eligibility.screening.tabled import Tabled
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] != "polars":
            raise
        refuse(
            "E101", "reading tables of this kind needs Polars, which is not installed",
            help='pip install "eligibility[screen]"',
        )  # fmt: skip
    parcels = table([given["parcels"]]) if given["parcels"] else None
    named = _named(given["naming"])
    return Tabled(
        table(names, given["form_of_table"]), parcels, given["keys"], given["ignored"], named
    )


def _named(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    from eligibility.language.located import load
    from eligibility.language.tree import Scalar

    return {k.text: v.text for k, v in load(path) if isinstance(v, Scalar)}

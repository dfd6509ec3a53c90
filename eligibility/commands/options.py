"""Options that more than one command takes, and how an answer is given out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from eligibility.commands import console
from eligibility.language.pack import Language

F = TypeVar("F", bound=Callable[..., Any])


def _language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Language:
    if value is None:
        return console.language()
    return "zh" if value == "zh" else "en"


lang = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    callback=_language,
    help="Language of the answer. Default: zh where the locale is Chinese, else en.",
)
rules_folder = click.option(
    "--rules",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of rule sets to use in place of the built-in one.",
)
out = click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False),
    metavar="OUT",
    help="Write the answer to this file (whole or not at all), not to the screen.",
)
office = click.option(
    "--office",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The office's settings: adopted texts, provincial floors, assumptions, calendar days.",
)


def formats(*names: str) -> Callable[[F], F]:
    """The option `--format` with these choices; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(names)),
        default=names[0],
        show_default=True,
        help="Form of the answer.",
    )


def deciding(command: F) -> F:
    """The options of every command that decides."""
    return _deciding(command, engine)


def deciding_rows(command: F) -> F:
    """The options of a command that decides rows of tables, by an engine of its own."""
    return _deciding(command)


engine = click.option(
    "--engine",
    type=click.Choice(["durable", "interpreter"]),
    help="Who draws the conclusions. Default: durable, where it can be loaded.",
)


def _deciding(command: F, *engines: Callable[[F], F]) -> F:
    options: Iterable[Callable[[F], F]] = (
        click.option(
            "--as-of",
            metavar="DATE",
            help="Day of judgement; overrides the file's. Default: today.",
        ),
        click.option(
            "--jurisdiction", metavar="NAME", help="Whose rules decide; overrides the file's."
        ),
        click.option(
            "--matter",
            "matters",
            multiple=True,
            metavar="NAME",
            help="A matter to decide, in place of those that the facts open. May be repeated.",
        ),
        click.option(
            "--no-background",
            is_flag=True,
            help="Leave the national background rules out of the assessment.",
        ),
        *engines,
        click.option(
            "--round",
            "step",
            metavar="UNIT",
            help="Round values finer than the exact base unit to this unit, and list each.",
        ),
        rules_folder,
        office,
    )
    for option in reversed(list(options)):
        command = option(command)
    return command

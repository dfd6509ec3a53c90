"""The pages printed from the program; `python tests/house/pages.py` writes them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import click

from eligibility.codes import CODES
from eligibility.commands import main
from eligibility.commands.group import CONTEXT
from eligibility.commands.rule_book import RuleBook
from eligibility.commands.rules_show import pages
from eligibility.language.library import jurisdictions
from eligibility.report.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
README_LINES = 20
GROUPS = {
    "E1": "Reading a file",
    "E2": "A submission",
    "E3": "A rule file",
    "E4": "An expression: its form",
    "E5": "An expression: its names and kinds",
    "F6": "Findings of `rules check` and `rules test`",
    "F7": "Findings of `rules ledger`",
}


def errors_page() -> str:
    """`docs/errors.md`: every diagnostic code, by group."""
    lines = [
        "# Diagnostic codes",
        "",
        "Printed from `eligibility/codes.py` by `python tests/house/pages.py`. Codes that begin",
        "with E refuse an input (exit code 2, every fault at once, with file, line and column);",
        "those that begin with F are findings about rules (exit code 3).",
    ]
    for prefix, title in GROUPS.items():
        lines += ["", f"## {title}", "", "| code | what it says |", "| --- | --- |"]
        lines += [f"| {code} | {said} |" for code, said in CODES.items() if code.startswith(prefix)]
    return "\n".join(lines) + "\n"


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below `command` with the words that call it, groups included."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            if below is not None and not below.hidden:
                yield from commands(below, f"{path} {word}")


def help_text(command: click.Command, path: str) -> str:
    """What `path --help` prints, at a fixed width."""
    parent = None
    for word in path.split()[:-1]:
        parent = click.Context(click.Command(word), info_name=word, parent=parent)
    name = path.rsplit(" ", maxsplit=1)[-1]
    context = click.Context(command, info_name=name, parent=parent, **CONTEXT)
    context.terminal_width = 96
    return command.get_help(context)


def commands_page() -> str:
    """`docs/cli.md`: the help of every command."""
    lines = [
        "# The command line",
        "",
        "Printed from the program by `python tests/house/pages.py`. `eligibility …` and, in a",
        "checkout, `python cli.py …` are the same program.",
    ]
    for path, command in commands(main, "eligibility"):
        lines += ["", f"## {path}", "", "```text", help_text(command, path).rstrip(), "```"]
    return "\n".join(lines) + "\n"


def readme_output(command: str) -> str:
    """The beginning of what the README's first command prints, its setting-up left out."""
    words = shlex.split(command.rsplit("&&", maxsplit=1)[-1])[1:]
    environment = {"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    lines = shown.stdout.decode().splitlines()
    return "\n".join([*lines[:README_LINES], "…"]) + "\n"


def readme_page() -> str:
    """`README.md` with what its first command prints."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command = text.split("```bash\n")[1].split("```")[0]
    before, _, rest = text.partition("```text\n")
    return f"{before}```text\n{readme_output(command)}```{rest.partition('```')[2]}"


@cache
def rule_pages() -> dict[str, str]:
    """The pages of all rules by file name, as `rules show --all --lang zh` writes them."""
    book = RuleBook(ROOT / "rules")
    return pages(book, Reader("zh", {name: p.source for name, p in book.book.packs.items()}))


def rule_page(name: str) -> str:
    """`docs/rules/<jurisdiction>.md`."""
    return rule_pages()[f"{name}.md"]


PAGES: dict[str, Callable[[], str]] = {
    "docs/errors.md": errors_page,
    "docs/cli.md": commands_page,
    "README.md": readme_page,
    **{f"docs/rules/{n}.md": partial(rule_page, n) for n in jurisdictions(ROOT / "rules")},
}


def write() -> None:
    """Write every page that differs."""
    for name, page in PAGES.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()

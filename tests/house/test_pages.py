"""The printed pages are fresh, and nothing of the command line goes unsaid."""

from __future__ import annotations

import click
import pytest
from house.pages import GROUPS, PAGES, ROOT, commands

from eligibility.codes import CODES
from eligibility.commands import main


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_fresh(name: str) -> None:
    stored = (ROOT / name).read_text(encoding="utf-8")
    assert PAGES[name]() == stored, "run: python tests/house/pages.py"


def test_every_code_falls_into_a_group() -> None:
    assert [c for c in CODES if c[:2] not in GROUPS] == []


def test_every_command_and_option_has_a_help_text() -> None:
    silent = []
    for path, command in commands(main, "eligibility"):
        if not command.help:
            silent.append(path)
        options = [p for p in command.params if isinstance(p, click.Option)]
        silent += [f"{path} {option.opts[0]}" for option in options if not option.help]
    assert silent == []

"""Groups of commands that load a command's module only when the command is used."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from eligibility import __version__
from eligibility.commands import console, exits

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class LazyGroup(click.Group):
    """A group that knows its commands by `module:attribute` and imports them on use."""

    def __init__(self, name: str, lazy: Mapping[str, str], **settings: Any) -> None:
        super().__init__(name, context_settings=CONTEXT, **settings)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all commands, in the order in which they are declared."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in self.lazy:
            return None
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101  INVARIANT: the table names commands
        return command


class Program(LazyGroup):
    """The whole program: the group, its version, and the guard around everything it runs."""

    def __init__(self, name: str, lazy: Mapping[str, str], **settings: Any) -> None:
        version = click.version_option(
            __version__, "-V", "--version", prog_name=name, message="%(prog)s %(version)s"
        )
        super().__init__(name, lazy, callback=version(lambda: None), **settings)
        self.params = list(getattr(self.callback, "__click_params__", []))

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command line; never a traceback, never a text that the terminal refuses."""
        console.prepare()
        with exits.guarded():
            return super().main(*args, **settings)

"""The program as a whole: help, version, wrong usage, completion."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import __version__
from eligibility.commands import COMMANDS, main


def test_help_names_every_command(run: Any) -> None:
    shown = run("-h").output
    for name in COMMANDS:
        assert f"\n  {name} " in shown


@pytest.mark.parametrize(
    "name", [*COMMANDS, "rules list", "rules show", "rules check", "rules test"]
)
def test_every_command_explains_itself(run: Any, name: str) -> None:
    done = run(*name.split(), "-h")
    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: eligibility {name} ")


def test_the_version(run: Any) -> None:
    assert __version__ in run("--version").output


@pytest.mark.parametrize("words", [["nosuch"], ["assess"], ["assess", "--nosuch", "a.yaml"], []])
def test_wrong_usage_is_two(run: Any, words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_both_doors_are_one_program(program: Any) -> None:
    done = program("--version")
    assert done.returncode == 0
    assert done.stdout.decode() == f"eligibility {__version__}\n"


def test_completion_is_there_for_the_usual_shells() -> None:
    from click.shell_completion import get_completion_class

    for shell in ("bash", "zsh", "fish"):
        found = get_completion_class(shell)
        assert found is not None
        assert (
            "_ELIGIBILITY_COMPLETE"
            in found(main, {}, "eligibility", "_ELIGIBILITY_COMPLETE").source()
        )

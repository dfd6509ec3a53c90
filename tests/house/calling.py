"""The command line, called within the process of the test."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from eligibility.commands import main


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], prog_name="eligibility")

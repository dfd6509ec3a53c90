"""The README is short, its commands are real, and what it shows is what the program prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from house.files import ROOT
from house.pages import readme_output

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [text for language, text in BLOCKS if language == "bash"]


def test_the_readme_has_no_more_than_120_lines() -> None:
    assert len(README.splitlines()) <= 120


def test_two_commands_set_up_one_assesses_the_other_tests() -> None:
    first, second = COMMANDS
    assert "pip install" in first
    assert "cli.py assess cases/" in first
    assert "pip install" in second
    assert "-m pytest" in second


def test_what_the_first_command_prints_is_shown() -> None:
    shown = next(text for language, text in BLOCKS if language == "text")
    assert readme_output(COMMANDS[0]) == shown, "run: python tests/house/pages.py"


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("word", ["explain", "compare", "facts", "template", "rules"])
def test_a_command_that_the_readme_names_exists(word: str) -> None:
    assert word in README
    command = [sys.executable, "cli.py", *shlex.split(word), "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert shown.returncode == 0

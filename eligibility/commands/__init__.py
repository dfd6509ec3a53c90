"""The command line: one command, one file; only the module of the command in use is loaded."""

from __future__ import annotations

from eligibility.commands.group import Program

__all__ = ["main"]

# Command → module and attribute. The order is the order of the help page.
COMMANDS = {
    "assess": "eligibility.commands.assess:assess",
    "explain": "eligibility.commands.explain:explain",
    "compare": "eligibility.commands.compare:compare",
    "rules": "eligibility.commands.rules:rules",
    "facts": "eligibility.commands.facts:facts",
    "template": "eligibility.commands.template:template",
}
HELP = """Decide whether investment projects and land in Chinese development zones are eligible.

A project file (YAML or JSON) is held against the rules of its jurisdiction. The answer names the
conclusion, the rules that decided it, the figures compared and the article cited. The program
advises; the competent authority decides.

\b
  eligibility template --jurisdiction yulin > project.yaml   an empty project file
  eligibility assess project.yaml                            the conclusion and its grounds
  eligibility explain project.yaml                           how it was derived, step by step
"""

main = Program("eligibility", COMMANDS, help=HELP)

"""The command line: one command, one file; only the module of the command in use is loaded."""

from __future__ import annotations

import atexit
import gc

# Starting makes many objects that stay: to look for garbage among them takes a quarter of a run.
gc.set_threshold(100_000)
atexit.register(gc.freeze)

from eligibility.commands.group import Program  # noqa: E402  loads click

__all__ = ["main"]

# Command → module and attribute. The order is the order of the help page.
COMMANDS = {
    "assess": "eligibility.commands.assess:assess",
    "explain": "eligibility.commands.explain:explain",
    "ask": "eligibility.commands.ask:ask",
    "remedy": "eligibility.commands.remedy:remedy",
    "compare": "eligibility.commands.compare:compare",
    "report": "eligibility.commands.report:report",
    "replay": "eligibility.commands.replay:replay",
    "calendar": "eligibility.commands.calendar:calendar",
    "screen": "eligibility.commands.screen:screen",
    "allocate": "eligibility.commands.allocate:allocate",
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

EPILOG = """
Exit codes: 0 done, 1 could not be done, 2 wrong usage or bad input, 3 findings about rules; with
`assess --exit-code` also 4 undetermined, 5 rejected, 6 refer, 7 not applicable.

\b
Completion of commands and options, for the shell's start-up file:
  bash   eval "$(_ELIGIBILITY_COMPLETE=bash_source eligibility)"
  zsh    eval "$(_ELIGIBILITY_COMPLETE=zsh_source eligibility)"
  fish   _ELIGIBILITY_COMPLETE=fish_source eligibility | source
"""

main = Program("eligibility", COMMANDS, help=HELP, epilog=EPILOG)

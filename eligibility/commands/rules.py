"""`rules`: the rule set itself; each of its commands has its own file."""

from __future__ import annotations

from eligibility.commands.group import LazyGroup

COMMANDS = {
    "list": "eligibility.commands.rules_list:list_rules",
    "show": "eligibility.commands.rules_show:show",
    "check": "eligibility.commands.rules_check:check",
    "test": "eligibility.commands.rules_test:test",
    "prove": "eligibility.commands.rules_prove:prove",
    "diff": "eligibility.commands.rules_diff:diff",
    "ledger": "eligibility.commands.rules_ledger:ledger",
    "sql": "eligibility.commands.rules_sql:sql",
}

rules = LazyGroup(
    "rules",
    COMMANDS,
    short_help="The rule set: list it, show a rule, check it, test it.",
    help="The rule set: list it, show a rule with its figures and citation, check it, test it.",
)

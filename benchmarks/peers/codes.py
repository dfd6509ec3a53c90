"""The job for engines of two-valued conditions: each rule as cases in order, and what is left.

The conditions test themselves what is missing, so that nothing hangs on what an engine makes of
`null`. `OPEN`: it is unknown whether the rule applies, but it is satisfied if it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from peers.job import (
    APPROVED,
    OFF,
    REJECTED,
    RULES,
    SATISFIED,
    UNDETERMINED,
    UNKNOWN,
    VIOLATED,
    Expression,
    columns_of,
)

FAILS, UNSURE, HOLDS, NOT_ON, OPEN = range(5)
WORDS = (VIOLATED, UNKNOWN, SATISFIED, OFF, UNKNOWN)


@dataclass(frozen=True)
class Cases:
    """The code of the first condition that holds, else the code that is left."""

    listed: tuple[tuple[Expression, int], ...]
    left: int


def all_cases() -> list[Cases]:
    """The cases of every rule."""
    return [_cases(when, must) for when, must in RULES]


def apart(cases: Cases) -> list[tuple[Expression, int]]:
    """The same for engines without an order: of these conditions one holds or none."""
    found, before = [], []
    for condition, code in cases.listed:
        if code != cases.left:
            found.append((_joined("and", [*before, condition]), code))
        before.append(("not", condition))
    return found


def answered(codes: list[int]) -> list[str]:
    """The statuses and the verdict that the codes of a record stand for."""
    statuses = [WORDS[code] for code in codes]
    if FAILS in codes:
        return [*statuses, REJECTED]
    return [*statuses, UNDETERMINED if UNSURE in codes else APPROVED]


def _cases(when: Expression | None, must: Expression) -> Cases:
    if when is None and must != _flat(must):
        return Cases(
            ((_surely(must, answer=True), HOLDS), (_surely(must, answer=False), FAILS)), UNSURE
        )
    decided = ((_missing(must), UNSURE), (must, HOLDS))
    if when is None:
        return Cases(decided, FAILS)
    unsure = _missing(when)
    told: tuple[tuple[Expression, int], ...] = ((unsure, UNSURE), (("not", when), NOT_ON))
    if columns_of(when) == columns_of(must):
        return Cases((*told, (must, HOLDS)), FAILS)
    return Cases(((_joined("and", [unsure, _known(must), must]), OPEN), *told, *decided), FAILS)


def _flat(must: Expression) -> Expression:
    """The expression itself unless a part of it can decide it while another is unknown."""
    inner = must[1] if must[0] == "not" else must
    return () if inner[0] in ("and", "or") else must


def _surely(expression: Expression, *, answer: bool) -> Expression:
    """The condition under which an expression is known to be true, or known to be false."""
    operation, *parts = expression
    if operation == "not":
        return _surely(parts[0], answer=not answer)
    if operation in ("and", "or"):
        joined = "and" if (operation == "and") is answer else "or"
        return (joined, *(_surely(part, answer=answer) for part in parts))
    return ("and", _known(expression), expression if answer else ("not", expression))


def _known(expression: Expression) -> Expression:
    return _joined("and", [("known", name) for name in columns_of(expression)])


def _missing(expression: Expression) -> Expression:
    return _joined("or", [("missing", name) for name in columns_of(expression)])


def _joined(operation: str, conditions: list[Expression]) -> Expression:
    found = conditions[-1]
    for condition in reversed(conditions[:-1]):
        found = (operation, condition, found)
    return found

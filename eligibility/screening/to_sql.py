"""Column expressions as one SQL query, built as a tree and written by sqlglot in any dialect.

The query reads the columns that `screen` itself uses (exact integers, `#none` beside them). What
is used more than once is computed once, in a step of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eligibility.screening.columns import Col
from eligibility.screening.sql_joined import Joined
from eligibility.screening.sql_nested import Nested
from eligibility.screening.sql_operations import Dialect
from eligibility.screening.sqlglot_door import exp


def query(
    outputs: Mapping[str, Col], name: str, answer: Callable[[exp.Select], exp.Select],
    dialect: Dialect,
) -> exp.Select:  # fmt: skip
    """The query whose result `answer` makes of the outputs, which are columns of the rows.

    `name` is the table of the rows; where lists are tables, theirs have the list's path behind it.
    """
    made = (Nested if dialect.nested else Joined)(outputs, name, dialect)
    return made.whole(answer(made.select()))


def text(statement: exp.Expr, dialect: Dialect) -> str:
    """A statement as the dialect writes it."""
    return str(statement.sql(dialect=dialect.name, pretty=True, copy=False))

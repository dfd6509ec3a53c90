"""The names of columns on the way from a table to its answer, and the words in them."""

from __future__ import annotations

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening.polars_door import pl

# The columns of an answer; the first parts of `conclusion:<matter>` and `status:<rule>`.
NUMBER, VERDICT, DECIDED_BY, MISSING_FACTS = "row", "verdict", "decided_by", "missing"
CONCLUSION, STATUS = "conclusion:", "status:"
# What is told beside the verdict and the statuses.
COLUMNS = frozenset({NUMBER, "jurisdiction", "conclusion", DECIDED_BY, MISSING_FACTS})
# Flags that an answer is made of: by matter, by rule, by fact.
OPENED, COUNTS, DECIDED, REPORTED = "opened:", "counts:", "decided:", "reported:"
MISSING, AGAIN, UNDETERMINED = "missing:", "#again", "#undetermined"
# By rule, whose missing facts the interpreter has to tell: of its outcome, of its duties.
UNCLEAR, OWING = "unclear:", "owing:"
# The words of an answer, as numbers beside one list of them.
CONCLUSIONS = pl.Enum(WORST_FIRST)
STATUS_WORDS = ("not_applicable", "satisfied", "violated", "unknown")
STATUSES = pl.Enum(STATUS_WORDS)

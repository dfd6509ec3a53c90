"""What rows still miss, told by the interpreter where the columns say too many facts."""

from __future__ import annotations

from eligibility.errors import Place
from eligibility.evaluation.assessment import Assessment
from eligibility.screening.answer_columns import BLURRED, MISSING_FACTS
from eligibility.screening.answers import unnumbered
from eligibility.screening.by_interpreter import Row, rows
from eligibility.screening.combinations import SEPARATOR
from eligibility.screening.engine import Decided
from eligibility.screening.polars_door import pl
from eligibility.screening.setting import Setting
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, OpenNormFinding, Review, Submission

NOWHERE = Place("", 1, 1)


def settled(setting: Setting, place: str, decided: Decided, table: pl.DataFrame) -> pl.DataFrame:
    """The answers with the interpreter's missing facts where the columns say too many."""
    if decided.undetermined.len() == 0 or not decided.missing[BLURRED].any():
        return table
    blurred = decided.undetermined.filter(decided.missing[BLURRED])
    told = [
        SEPARATOR.join(sorted({unnumbered(p) for p in _assessed(setting, place, row).missing}))
        for row in rows(decided.frames.only(blurred), catalogue())
    ]
    held = table[MISSING_FACTS].to_list()
    for index, missing in zip(blurred.to_list(), told, strict=True):
        held[index] = missing
    return table.with_columns(pl.Series(MISSING_FACTS, held, dtype=pl.Categorical))


def _assessed(setting: Setting, place: str, row: Row) -> Assessment:
    findings = tuple(
        OpenNormFinding(p, "satisfied" if v else "violated", "", None, "", NOWHERE)
        for p, v in row.findings.items()
    )
    given = Facts(row.values, row.origins)
    review = Review(received_on=row.received_on, findings=findings)
    return setting.assess(Submission("", place, (), None, given, review))

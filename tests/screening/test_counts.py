"""Short columns and long ones are counted in two ways, with one result."""

from __future__ import annotations

import polars as pl
import pytest

from eligibility.screening import summary
from eligibility.screening.answer_columns import CONCLUSIONS
from eligibility.screening.polars_door import alike, of_columns
from eligibility.screening.screening import Screened
from eligibility.screening.summary import counted

WAYS = [("short", 10**6), ("long", 0)]

VERDICTS = [
    ("each its own", ["approved", "rejected", "approved"], [None, "refer", "refer"],
     {"approved": 2, "rejected": 1}, {"m|refer": 2}),
    ("no row", [], [], {}, {}),
    ("nothing assessed", ["not_applicable"], [None], {"not_applicable": 1}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("way", "least"), WAYS)
@pytest.mark.parametrize(("note", "verdicts", "of_matter", "want", "by_matter"), VERDICTS)
def test_conclusions_are_counted(
    way: str, least: int, note: str, verdicts: list[str], of_matter: list[str | None],
    want: dict[str, int], by_matter: dict[str, int], monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    monkeypatch.setattr(summary, "_MANY", least)
    columns = {"verdict": verdicts, "conclusion:m": of_matter}
    table = pl.DataFrame(columns, schema=dict.fromkeys(columns, CONCLUSIONS))
    found = counted(table, None, Screened(table))
    assert (found.verdicts, found.conclusions) == (want, by_matter), (way, note)
    assert found.rows == len(verdicts)


@pytest.mark.parametrize("height", [0, 1, 9])
def test_columns_that_stand_already(height: int):
    no = alike(height, value=False).alias("no")
    assert (no.dtype, no.to_list()) == (pl.Boolean, [False] * height)
    table = of_columns([no, no.alias("again")])
    assert (table.columns, table.height) == (["no", "again"], height)

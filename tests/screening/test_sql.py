"""The view that `rules sql` prints gives the embedded engine's conclusions, run by DuckDB."""

from __future__ import annotations

from typing import Any

import pytest
from screening.oracle import DAY, drawn_findings, rulebook
from screening.tables import frames_of
from screening.test_columns import PACKS, draw

from eligibility.evaluation.assess import Question
from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.screening.deciding import plan
from eligibility.screening.engine import CONCLUSION, OPENED, Engine
from eligibility.screening.view import DIALECTS, reads, view
from eligibility.submission.catalogue import catalogue

duckdb = pytest.importorskip("duckdb")


def compare(jurisdiction: str, matters: tuple[str, ...], count: int) -> tuple[int, int]:
    """How many conclusions were compared, and how many rows need `assess` to be exact."""
    book = rulebook()
    question = Question(as_of=DAY, matters=matters)
    held = plan(book, book.packs[jurisdiction], question, DAY, DAY, catalogue())
    engine = Engine(held)
    needs = engine.needs()
    for frame, names in reads(held).items():
        needs.setdefault(frame, set()).update(names)
    facts = draw(jurisdiction, count)
    frames = frames_of(facts, needs, catalogue(), drawn_findings(engine, len(facts), 1))
    decided = engine.decide(frames).conclusions.to_dict(as_series=False)
    base = duckdb.connect()
    for frame, rows in frames.tables.items():
        name = f"projects:{frame}" if frame else "projects"
        base.register("held", rows)
        base.execute(f'create table "{name}" as select * from held')  # noqa: S608
        base.unregister("held")
    base.execute(view(held, "projects", "duckdb"))
    found = base.execute('select * from projects_verdicts order by "#i"')
    names = [column[0] for column in found.description]
    compared = inexact = 0
    for index, values in enumerate(found.fetchall()):
        row = dict(zip(names, values, strict=True))
        if not row["exact"]:
            inexact += 1
            continue
        for matter in held.matters:
            wanted = None
            if decided[OPENED + matter.name][index]:
                wanted = next(
                    w for w in WORST_FIRST if decided[f"{CONCLUSION}{matter.name}|{w}"][index]
                )
            assert row[f"conclusion:{matter.name}"] == wanted, (index, matter.name)
            compared += 1
    return compared, inexact


@pytest.mark.parametrize(
    ("jurisdiction", "matter"),
    [("yulin", "ancillary-land"), ("chaoyang", "land-use-conversion"), ("langfang", "new-park")],
)
def test_a_matter(jurisdiction: Any, matter: Any):
    compared, inexact = compare(jurisdiction, (matter,), 60)
    assert compared > 10
    assert inexact < 60


@pytest.mark.slow
@pytest.mark.parametrize("jurisdiction", PACKS)
def test_a_whole_pack(jurisdiction: Any):
    compared, _ = compare(jurisdiction, (), 150)
    assert compared > 100


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_written(dialect: Any):
    book = rulebook()
    question = Question(as_of=DAY, matters=("ancillary-land",))
    text = view(
        plan(book, book.packs["yulin"], question, DAY, DAY, catalogue()), "projects", dialect
    )
    assert "CREATE OR REPLACE VIEW" in text
    assert ("INT128" in text or "HUGEINT" in text) == (dialect == "duckdb")

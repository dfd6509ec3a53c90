"""The view that `rules sql` prints gives the interpreter's statuses, in each database it is for."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from screening.agreement import Held, cases, compare, drawn, said
from screening.databases import database
from screening.oracle import DAY, rulebook
from screening.test_columns import PACKS

from eligibility.backends import engine
from eligibility.commands import main
from eligibility.evaluation.assess import Question
from eligibility.screening.deciding import plan
from eligibility.screening.sql_operations import DIALECTS, OPERATIONS
from eligibility.screening.steps import CROSSING, ordered
from eligibility.screening.view import expressions, named_statuses, view
from eligibility.submission.catalogue import catalogue

# Rows drawn for each pack: together more than 200,000 pairs of a row and a rule.
MANY = 320


@cache
def many(jurisdiction: str) -> Held:
    """The rows that every database is held to, with what the interpreter says of them."""
    return drawn(jurisdiction, MANY)


@pytest.fixture(scope="module", params=DIALECTS)
def base(request: Any):
    """Each database, started once."""
    with database(request.param) as found:
        yield request.param, found


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def quick(request: Any):
    """Those that start quickly."""
    with database(request.param) as found:
        yield request.param, found


@pytest.mark.parametrize(
    ("jurisdiction", "matter"),
    [("yulin", "ancillary-land"), ("chaoyang", "land-use-conversion"), ("langfang", "new-park")],
)
def test_a_matter(quick: Any, jurisdiction: Any, matter: Any):
    dialect, running = quick
    counted = compare(running, dialect, drawn(jurisdiction, 60, matters=(matter,)))
    assert counted["pairs"] > 50
    assert counted["exact rows"] > 0
    assert counted["differs"] == 0, counted


@pytest.mark.slow
class TestWholePacks:
    """Every rule of every pack, at length, in every database."""

    def test_drawn(self, base: Any):
        dialect, running = base
        pairs = 0
        for jurisdiction in PACKS:
            counted = compare(running, dialect, many(jurisdiction))
            pairs += counted["pairs"]
            assert counted["differs"] == 0, (jurisdiction, counted)
        print(dialect, pairs, "pairs")
        assert pairs > 200_000

    def test_cases(self, base: Any):
        dialect, running = base
        compared: Counter[str] = Counter()
        for _, rows in cases():
            compared += compare(running, dialect, rows)
        assert compared["rows"] > 80
        assert compared["differs"] == 0, compared

    @pytest.mark.parametrize("jurisdiction", PACKS)
    def test_durable_rules_says_the_same(self, jurisdiction: Any):
        """A sample: it takes its time."""
        rows, durable = drawn(jurisdiction, 12), engine("durable")
        for submission, wanted in zip(rows.submissions, rows.wanted, strict=True):
            assert said(rows.plan, submission, Question(as_of=DAY), durable) == wanted


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_are_as_long_as_the_database_takes(dialect: Any):
    """PostgreSQL cuts a name at 63 bytes without a word: longer ones end in a digest."""
    most = DIALECTS[dialect].longest_name
    for jurisdiction in PACKS:
        names = list(named_statuses(made(jurisdiction), DIALECTS[dialect]).values())
        assert len(set(names)) == len(names)
        assert most is None or max(len(n.encode()) for n in names) <= most


def test_every_operation_of_every_pack_is_known():
    for jurisdiction in PACKS:
        met = {node.op for node in ordered(expressions(made(jurisdiction), statuses=True).values())}
        assert met <= {*OPERATIONS, *CROSSING}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_written(dialect: Any):
    text = view(made("yulin", "ancillary-land"), "projects", dialect, statuses=True)
    assert "CREATE OR REPLACE VIEW" in text
    assert ("INT128" in text or "HUGEINT" in text) == (dialect == "duckdb")
    assert "\0" not in text


@pytest.mark.parametrize(
    ("column", "value"), [("land.total_area", -1), ("project.kind", "'castle'")]
)
def test_a_value_that_assess_refuses_gets_no_verdict(column: Any, value: Any):
    rows = drawn("yulin", 12, matters=("ancillary-land",))
    text = view(rows.plan, "projects", "duckdb", statuses=True)
    row = rows.frames.tables[""].to_dicts()[0]
    assert column in row
    row_table = f'(select * replace ({value} as "{column}") from projects)'  # noqa: S608
    spoiled = text.replace('"projects"', row_table)
    with database("duckdb") as found:
        answers = found.view(spoiled, rows.frames, rows.outputs)
    assert {(a["verdict"], a["exact"], a["conclusion:ancillary-land"]) for a in answers} == {
        (None, False, None)
    }


def made(jurisdiction: str, *matters: str) -> Any:
    """A plan of a pack."""
    book, question = rulebook(), Question(as_of=DAY, matters=matters)
    return plan(book, book.packs[jurisdiction], question, DAY, DAY, catalogue())


def test_the_command_prints_it(tmp_path: Any):
    office = tmp_path / "office.yaml"
    office.write_text("facts:\n  land.total_area: 60 亩\n", encoding="utf-8")
    words = ["rules", "sql", "yulin", "--matter", "ancillary-land", "--as-of", str(DAY)]
    words += ["--dialect", "postgres", "--table", "plots"]
    plain = CliRunner().invoke(main, words)
    with_statuses = CliRunner().invoke(main, [*words, "--statuses", "--office", str(office)])
    assert plain.exit_code == with_statuses.exit_code == 0
    assert 'CREATE OR REPLACE VIEW "plots_verdicts" AS' in plain.output
    assert "status:" not in plain.output
    assert "-- the office states `land.total_area: 60 亩`" in with_statuses.output
    assert 'AS "status:yulin/ancillary-land/land-share"' in with_statuses.output

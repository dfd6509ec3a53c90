"""Whole screenings: nothing lost, the same refusals as `assess`, resumed runs give the same bytes."""

# ruff: noqa: E501, S311  tables as they are written

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any, Never

import polars as pl
import pytest
from click.testing import CliRunner
from house.files import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from screening.oracle import rulebook

from eligibility.commands import main
from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.conclude import Interpreter
from eligibility.language.located import load, parse
from eligibility.language.tree import plain
from eligibility.screening import answers
from eligibility.screening import run as running
from eligibility.screening.ndjson import flattened
from eligibility.screening.run import Order, run
from eligibility.screening.table_files import table
from eligibility.strategies.for_submissions import submissions

DAY = date(2026, 6, 30)
PACKS = sorted(rulebook().packs)
SPOILED = ["unknown", "none", "-1 亩", "7", "abc", "2026-02-30", "1/3", "yes", "0", " 7 % ", "1,000 亩",
           "３ 亩", "＝", None, True, 12, 0.07]  # fmt: skip
CSV = """project.code,jurisdiction,项目总用地面积(亩),ancillary.land_area,project.kind,project.in_zone,ancillary.facilities,note
A,yulin,100,7亩,industrial,是,office、canteen,ok
B,yulin,100,16 亩,industrial,yes,hotel,=1+1
C,chaoyang,50,,industrial,否,,
D,nowhere,1,,industrial,,[],
E,yulin,-3,x,industrial,maybe,office,
F,yulin,3,1亩,industrial,是,office,
F,yulin,3,1亩,industrial,是,office,
"""


def order(source: Any, out: Any, **more: Any) -> Order:
    desk = Desk(as_of=DAY.isoformat(), jurisdiction=more.pop("jurisdiction", None))
    setting, identity = setting_of(desk, more.pop("statuses", ()))
    return Order(table([str(source)]), out, setting, identity, **more)


def rows_of_projects(count: int, packs: list[str], seed: int = 3) -> list[dict]:
    """Project files of some packs, some of them spoiled."""
    rng = random.Random(seed)
    found: list[dict] = []
    for jurisdiction in packs:

        @settings(max_examples=count, database=None, deadline=None, derandomize=True,
                  suppress_health_check=list(HealthCheck), phases=[Phase.generate])  # fmt: skip
        @given(submissions(rulebook().packs[jurisdiction]))
        def collect(one: Any) -> None:
            one.pop("as_of", None)
            _spoil(one, rng)
            found.append(one)

        collect()
    return found


def _spoil(node: Any, rng: Any) -> None:
    for key, value in list(node.items()):
        if isinstance(value, dict):
            _spoil(value, rng)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _spoil(item, rng)
        elif isinstance(value, str) and rng.random() < 0.01:
            node[key] = rng.choice(SPOILED)


def assessed(rows: Any):
    """What `assess` says of each row: an assessment, or None where it refuses."""
    desk = Desk(as_of=DAY.isoformat())
    found = {}
    for number, row in enumerate(rows, 1):
        try:
            read = desk.read(parse(json.dumps(row, ensure_ascii=False), f"{number}.json"))
            book, *_ = desk.asked(read)
            found[number] = assess(book, read, Question(DAY), Interpreter())
        except Refused:
            found[number] = None
    return found


def check_equal(source: Any, out: Any, wanted: Any):
    run(order(source, out))
    told = {row["row"]: row for row in pl.read_parquet(out).iter_rows(named=True)}
    assert set(told) == {n for n, a in wanted.items() if a is not None}
    for number, row in told.items():
        names = [c.removeprefix("conclusion:") for c in row if c.startswith("conclusion:")]
        for column, value in answers.of_assessment(wanted[number], names, ()).items():
            assert row[column] == value, (number, column)


class TestTheSameAsAssess:
    """Every row that one refuses the other refuses, and the answers are the same."""

    @pytest.mark.parametrize(
        ("count", "packs"),
        [(8, ["national", "yulin"]), pytest.param(300, PACKS, marks=pytest.mark.slow)],
    )
    def test_lines_of_json_and_parquet(self, tmp_path: Any, count: Any, packs: Any):
        rows = rows_of_projects(count, packs)
        source = tmp_path / "rows.ndjson"
        source.write_text(
            "\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8"
        )
        wanted = assessed(rows)
        check_equal(source, tmp_path / "out.parquet", wanted)
        cells, lines = flattened(source.read_text(encoding="utf-8").splitlines())
        assert not lines.odd.any()
        cells.write_parquet(tmp_path / "rows.parquet")
        check_equal(tmp_path / "rows.parquet", tmp_path / "out2.parquet", wanted)

    def test_all_cases(self, tmp_path: Any):
        files = sorted(ROOT.glob("cases/*/*.yaml"))
        trees = [plain(load(p)) for p in files]
        for tree in trees:
            for key in ("expect", "as_of", "matters"):
                tree.pop(key, None)
        trees = [t for t in trees if isinstance(t.get("jurisdiction"), str)]
        source = tmp_path / "cases.ndjson"
        source.write_text(
            "\n".join(json.dumps(t, ensure_ascii=False) for t in trees), encoding="utf-8"
        )
        wanted = assessed(trees)
        codes = [t.get("project", {}).get("code") for t in trees]
        for number, code in enumerate(codes, 1):
            if code is not None and codes.count(code) > 1:
                wanted[number] = None
        assert sum(a is not None for a in wanted.values()) > 50
        check_equal(source, tmp_path / "out.parquet", wanted)


class TestNothingLost:
    """Rows in are rows decided and refused, each refusal with its column, value and reason."""

    def test_refusals(self, tmp_path: Any):
        source, out = tmp_path / "a.csv", tmp_path / "out.csv"
        source.write_text(CSV, encoding="utf-8")
        summary = run(order(source, out, keys=("note",)))
        assert (summary.rows, summary.decided, summary.refused) == (7, 3, 4)
        refused = pl.read_csv(tmp_path / "out.csv.refused.csv", infer_schema=False)
        assert refused["row"].to_list() == ["4", "5", "5", "5", "6", "7"]
        assert refused["code"].to_list() == ["E210", "E202", "E205", "E202", "E107", "E107"]
        assert "项目总用地面积(亩)" in refused["column"].to_list()

    def test_formulas_are_neutralised_and_come_back(self, tmp_path: Any):
        source, out = tmp_path / "a.csv", tmp_path / "out.csv"
        source.write_text(CSV, encoding="utf-8")
        run(order(source, out, keys=("note",)))
        assert ",'=1+1," in out.read_text(encoding="utf-8")
        again = next(iter(table([str(out)]).chunks(10))).cells
        assert "=1+1" in again["note"].to_list()

    def test_strict_refuses_the_whole_run(self, tmp_path: Any):
        source, out = tmp_path / "a.csv", tmp_path / "out.csv"
        source.write_text(CSV, encoding="utf-8")
        with pytest.raises(Refused):
            run(order(source, out, ignored=("note",), strict=True))
        assert not out.exists()

    def test_an_unknown_column_is_refused_with_advice(self, tmp_path: Any):
        source = tmp_path / "a.csv"
        source.write_text("project.knd\nindustrial\n", encoding="utf-8")
        with pytest.raises(Refused) as refused:
            run(order(source, tmp_path / "o.csv", jurisdiction="yulin"))
        assert "project.kind" in refused.value.diagnostics[0].help

    def test_a_unit_of_another_kind_in_the_heading_is_refused(self, tmp_path: Any):
        source = tmp_path / "a.csv"
        source.write_text("land.total_area(万元)\n3\n", encoding="utf-8")
        with pytest.raises(Refused) as refused:
            run(order(source, tmp_path / "o.csv", jurisdiction="yulin"))
        assert refused.value.diagnostics[0].code == "E204"

    def test_overlapping_delays_are_refused(self, tmp_path: Any):
        source, out = tmp_path / "a.ndjson", tmp_path / "o.parquet"
        delays = [{"since": "2024-01-01", "until": "2024-06-01"}, {"since": "2024-05-31"}]
        lines = [
            {"jurisdiction": "national", "land": {"parcels": [{"id": "1", "delays": d}]}}
            for d in (delays, [delays[0], {"since": "2024-06-01"}])
        ]
        source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        assert run(order(source, out)).refused == 1
        wanted = assessed(lines)
        assert [wanted[1] is None, wanted[2] is None] == [True, False]

    def test_a_table_without_names_or_codes(self, tmp_path: Any):
        source, out = tmp_path / "a.csv", tmp_path / "o.csv"
        source.write_text("project.kind\nindustrial\n", encoding="utf-8")
        assert run(order(source, out, jurisdiction="yulin")).decided == 1

    def test_a_truncated_parquet_leaves_no_answer(self, tmp_path: Any):
        source, out = tmp_path / "a.parquet", tmp_path / "out.parquet"
        pl.DataFrame({"project.kind": ["industrial"] * 5000}).write_parquet(source)
        source.write_bytes(source.read_bytes()[:-20])
        with pytest.raises(Refused):
            run(order(source, out, jurisdiction="yulin"))
        assert not out.exists()

    def test_parcels_in_a_second_table(self, tmp_path: Any):
        source, parcels, out = (tmp_path / n for n in ("p.csv", "parcels.csv", "out.parquet"))
        source.write_text("project.code,jurisdiction,project.kind,project.in_zone\n"
                          "A,chaoyang,industrial,yes\nB,chaoyang,industrial,yes\n", encoding="utf-8")  # fmt: skip
        parcels.write_text("project.code,id,current_use,proposed_use,plan_conforms\n"
                           "A,1,100101,0802,yes\nA,2,100101,0701,yes\n", encoding="utf-8")  # fmt: skip
        rule = "chaoyang/land-use-conversion/among-three-uses"
        run(order(source, out, parcels=table([str(parcels)]), statuses=(rule,)))
        found = pl.read_parquet(out)
        assert found[f"status:{rule}"].to_list()[0] == "satisfied; violated"
        assert found["conclusion:land-use-conversion"].to_list() == ["rejected", None]


class TestResuming:
    """An interrupted run goes on from its last finished part."""

    def test_the_same_bytes(self, tmp_path: Any):
        source = tmp_path / "a.parquet"
        rows = 300
        pl.DataFrame({
            "project.code": [f"P{i}" for i in range(rows)],
            "project.kind": ["industrial"] * rows, "project.in_zone": [i % 3 > 0 for i in range(rows)],
            "land.total_area(亩)": [i + 1 for i in range(rows)],
            "ancillary.land_area(亩)": [i * 0.08 for i in range(rows)],
        }).write_parquet(source)  # fmt: skip
        whole, cut = tmp_path / "whole.parquet", tmp_path / "cut.parquet"
        run(order(source, whole, jurisdiction="yulin", chunk=50))
        for stop in (1, 3, 5):
            done = []

            def interrupted(rows: Any, done: Any = done, stop: Any = stop) -> None:
                done.append(rows)
                if len(done) == stop:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                run(order(source, cut, jurisdiction="yulin", chunk=50), interrupted)
            assert not cut.exists()
            run(order(source, cut, jurisdiction="yulin", chunk=50, resume=True))
            assert cut.read_bytes() == whole.read_bytes()
            cut.unlink()

    def test_another_table_is_refused(self, tmp_path: Any):
        source, out = tmp_path / "a.csv", tmp_path / "o.parquet"
        source.write_text(CSV, encoding="utf-8")

        def stop(_: Any) -> Never:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(order(source, out, ignored=("note",), chunk=2), stop)
        source.write_text(CSV.replace("100", "101"), encoding="utf-8")
        with pytest.raises(Refused, match="another table"):
            run(order(source, out, ignored=("note",), chunk=2, resume=True))


def test_the_command_tells_its_summary(tmp_path: Any):
    source, out = tmp_path / "a.csv", tmp_path / "out.ndjson"
    source.write_text(CSV, encoding="utf-8")
    arguments = ["screen", str(source), "-o", str(out), "--as-of", "2026-06-30", "--ignore", "note"]
    told = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert told.exit_code == 0, told.output
    content = json.loads(told.stdout)
    assert content["format"] == "eligibility.screening/1"
    assert content["rows"] == content["decided"] + content["refused"] == 7
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    assert running.MOST_ROWS >= 10_000

"""The commands of the analysis: what they print, what they write, how they end."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eligibility.commands import main

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
CONSENT = CASES / "yulin" / "04-appliances-consent-not-stated.yaml"
TEXTILE = CASES / "yulin" / "10-textile-consent-came-later.yaml"
DAY_BEFORE = CASES / "langfang" / "02-xianghe-robot-day-before.yaml"

needs_solver = pytest.mark.skipif(
    importlib.util.find_spec("z3") is None, reason="z3 is not installed"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return


def run(*args: str | Path, **settings: Any) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], **settings)


def answer(*args: str | Path) -> Any:
    result = run(*args, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_ask_names_the_fact_and_its_document():
    found = answer("ask", CONSENT)
    assert found["format"] == "eligibility.ask/1"
    assert [w["fact"] for w in found["needed"]] == ["consents"]
    assert found["needed"][0]["settles"] == ["ancillary-land"]
    assert found["possible"] == ["rejected", "approved"]
    text = run("ask", CONSENT, "--by", "document", "--lang", "zh").stdout
    assert "政府或部门同意文件" in text


def test_ask_needs_nothing_where_the_verdict_stands():
    assert answer("ask", TEXTILE)["needed"] == []


def test_an_interview_reads_units_steps_back_and_writes_the_file(tmp_path: Path):
    source = tmp_path / "p.yaml"
    kept = [
        x
        for x in CONSENT.read_text(encoding="utf-8").splitlines()
        if "land_area" not in x or "dorm" in x
    ]
    source.write_text("\n".join(kept) + "\n", encoding="utf-8")
    out = tmp_path / "done.yaml"
    answers = "8 元\n12 亩\n<\n8 亩\n"
    result = run("ask", source, "--interactive", "-o", out, input=answers)
    assert result.exit_code == 0, result.output
    assert "is not an area" in result.stderr
    written = out.read_text(encoding="utf-8")
    assert "land_area: 8 亩" in written
    assert "12 亩" not in written
    assert run("assess", out).exit_code == 0


def test_an_interview_counts_what_is_left_and_takes_none_for_an_empty_list(tmp_path: Path):
    out = tmp_path / "done.yaml"
    result = run("ask", CONSENT, "--interactive", "--lang", "zh", "-o", out, input="无\n")
    assert "[1] 同意文件" in result.stdout
    assert "consents: []" in out.read_text(encoding="utf-8")


def test_an_interview_can_be_stopped(tmp_path: Path):
    out = tmp_path / "done.yaml"
    result = run("ask", CONSENT, "--interactive", "-o", out, input="q\n")
    assert result.exit_code == 0
    assert out.is_file()


def test_the_calendar_names_the_day_and_the_rule():
    found = answer("calendar", DAY_BEFORE)
    (change,) = found["changes"]
    assert (change["day"], change["before"], change["after"]) == (
        "2026-04-01",
        "approved",
        "rejected",
    )
    assert [r["id"] for r in change["rules"]] == ["langfang/idle-land/key-check"]
    assert answer("calendar", DAY_BEFORE, "--until", "2026-03-31")["changes"] == []


def test_a_calendar_that_ends_before_it_begins_is_refused():
    assert run("calendar", DAY_BEFORE, "--until", "2020-01-01").exit_code == 2
    assert run("calendar", DAY_BEFORE, "--until", "soon").exit_code == 2


@needs_solver
def test_remedy_gives_every_smallest_cure_with_who_can_make_it():
    found = answer("remedy", TEXTILE)
    assert (found["target"], found["size"]) == ("approved", 1)
    changes = {c["changes"][0]["fact"]: c["changes"][0] for c in found["cures"]}
    assert changes["ancillary.land_area"]["to"] == "14 亩"
    assert changes["consents"]["who"] == "municipal_government"
    text = run("remedy", TEXTILE).stdout
    assert "-6 mu" in text
    assert "reduce the area" in text


@needs_solver
def test_remedy_says_what_an_added_consent_raises_and_must_name():
    case = CASES / "yulin" / "03-engine-parts-county-consent.yaml"
    found = answer("remedy", case)
    (consent,) = [c for cure in found["cures"] for c in cure["changes"] if c["fact"] == "consents"]
    assert consent["names"] == [{"fact": "consents[1].land_cap", "least": "10%"}]
    assert [(r["rule"].rpartition("/")[2], r["before"], r["after"]) for r in consent["raises"]] == [
        ("land-share", "2800 m2", "6000 m2"),
        ("floor-share", "4500 m2", "9000 m2"),
    ]
    text = run("remedy", case, "--lang", "zh").stdout
    assert "用地上限可提高：4.2 亩（2800 ㎡） → 9 亩（6000 ㎡）" in text
    assert "其中写明同意的用地比例上限的，不得低于10%" in text
    assert "恰在限上的值：57142.857143 m2" in text


@needs_solver
def test_remedy_says_what_would_have_to_turn_out_true():
    found = answer("remedy", CONSENT)
    (cure,) = found["cures"]
    assert (found["size"], cure["changes"], cure["verdict"]) == (0, [], "approved")
    (assumed,) = cure["assumes"]
    assert assumed["fact"] == "consents"
    (consent,) = assumed["value"]  # one consent, which names no figure
    assert {k: consent[k] for k in consent if k != "dated"} == {
        "kind": "ancillary_increase",
        "issuer": "municipal_government",
    }
    assert assumed["names"] == [{"fact": "consents[0].land_cap", "least": "10%"}]


@needs_solver
def test_remedy_names_the_facts_that_forbid_it():
    found = answer("remedy", CASES / "langfang" / "11-longhe-taken-back-left-lying.yaml")
    assert found["cures"] == []
    facts = {f["fact"] for f in found["forbidden"]["facts"]}
    assert "land.parcels[0].use_after_take_back" in facts


@needs_solver
def test_remedy_names_the_default_rule_that_may_be_departed_from(tmp_path: Path):
    case = CASES / "anshun" / "pingba-outside-refer.yaml"
    found = answer("remedy", case)
    assert (found["verdict"], found["cures"]) == ("refer", [])
    assert found["departures"] == ["anshun/siting/gather-in-zone"]
    copy = tmp_path / "departed.yaml"
    told = "".join(
        f"    - {{rule: {rule}, by: 科室, on: 2026-01-05, reason: 试, document: 试}}\n"
        for rule in found["departures"]
    )
    text = case.read_text(encoding="utf-8")
    assert "review:" not in text
    copy.write_text(f"{text.rstrip()}\nreview:\n  departures:\n{told}", encoding="utf-8")
    assert answer("assess", copy)["verdict"] in ("approved", "conditional")
    assert "review.departures" in run("remedy", case).stdout
    assert answer("remedy", TEXTILE)["departures"] == []


@pytest.mark.parametrize(
    "command", [("remedy", TEXTILE), ("rules", "prove"), ("rules", "diff", "HEAD")]
)
def test_without_the_solver_one_sentence_says_what_to_install(
    command: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda n: None if n == "z3" else real(n))
    result = run(*command)
    assert result.exit_code == 1
    assert "pip install 'eligibility[prove]'" in result.stderr
    assert "Traceback" not in result.output


@needs_solver
def test_prove_saves_witnesses_that_pass_as_cases(tmp_path: Path):
    empty = tmp_path / "none.yaml"
    empty.write_text("accepted: []\n", encoding="utf-8")
    saved = tmp_path / "cases"
    result = run("rules", "prove", "yulin", "--save", saved, "--accepted", empty, "--check")
    assert result.exit_code == 3
    assert list(saved.glob("*.yaml"))
    assert run("rules", "test", saved).exit_code == 0


@needs_solver
def test_the_findings_of_the_packs_are_accepted_with_a_reason():
    result = run("rules", "prove", "--check")
    assert result.exit_code == 0, result.stdout


@needs_solver
def test_an_acceptance_without_a_reason_is_refused(tmp_path: Path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("accepted:\n  - finding: x\n", encoding="utf-8")
    assert run("rules", "prove", "yulin", "--accepted", bad).exit_code == 2
    assert run("rules", "prove", "nowhere").exit_code == 2


@needs_solver
def test_diff_says_which_way_a_figure_moves_a_matter(tmp_path: Path):
    for name in ("yulin", "national"):
        for file in (ROOT / "rules" / name).glob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            if file.name == "ancillary-land.yaml" and name == "yulin":
                text = text.replace("land_cap_raised: {value: 15%", "land_cap_raised: {value: 12%")
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / file.name).write_text(text, encoding="utf-8")
    two = ("--pack", "yulin", "--pack", "national")
    found = answer("rules", "diff", ROOT / "rules", tmp_path, *two, "--projects", CASES / "yulin")
    (matter,) = found["matters"]
    assert (matter["matter"], matter["direction"]) == ("ancillary-land", "stricter")
    assert (matter["worse"]["before"], matter["worse"]["after"]) == ("approved", "rejected")
    assert matter["changes"][0]["name"] == "land_cap_raised"
    assert found["projects"]["decided"] >= 12
    assert {f["after"] for f in found["projects"]["flips"]} <= {"rejected", "undetermined"}


@needs_solver
def test_a_revision_that_is_none_is_refused():
    assert run("rules", "diff", "no-such-revision").exit_code == 2

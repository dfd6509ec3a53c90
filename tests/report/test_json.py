"""The JSON of an assessment: the shape of the contract, section 4."""

from __future__ import annotations

import json

from eligibility.evaluation.assessment import Assessment
from eligibility.report.to_json import assessment as as_json
from eligibility.report.to_json import dumps

# Names of the contract; more keys may be added, none may go.
TOP = {
    "format", "program", "file", "submission", "rulebook", "as_of", "jurisdiction", "engine",
    "verdict", "advisory", "matters", "matters_not_assessed", "missing", "assumptions", "warnings",
}  # fmt: skip
MATTER = {"matter", "kind", "conclusion", "decided_by", "duties", "rules"}
RULE = {
    "id", "provisions", "kind", "force", "status", "subject", "citation", "says", "comparison",
    "assumptions", "missing",
}  # fmt: skip


def test_every_name_of_the_contract_is_there(assessment: Assessment) -> None:
    got = as_json(assessment, "en")
    assert got.keys() >= TOP
    assert got["matters"][0].keys() >= MATTER
    rule = got["matters"][0]["rules"][2]
    assert rule.keys() >= RULE
    assert rule["citation"] == {"source": "yulin", "locator": "五、(十八)"}
    assert rule["comparison"] == {
        "left": "5000 m2", "operator": "<=", "right": "14000/3 m2", "margin": "-1000/3 m2",
    }  # fmt: skip
    assert got["format"] == "eligibility.assessment/1"
    assert got["advisory"] == ["the text bears no date"]
    assert got["assumptions"][0].keys() >= {"id", "says", "value"}


def test_it_holds_no_binary_floating_point(assessment: Assessment) -> None:
    def refuse(text: str) -> float:
        raise AssertionError(text)

    json.loads(dumps(as_json(assessment, "zh")), parse_float=refuse)


def test_ascii_only_says_the_same(assessment: Assessment) -> None:
    content = as_json(assessment, "zh")
    assert dumps(content, ascii_only=True).isascii()
    assert json.loads(dumps(content, ascii_only=True)) == json.loads(dumps(content))

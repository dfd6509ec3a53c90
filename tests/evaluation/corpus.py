"""Reads the corpus of evaluation: small rule sets, a submission, and what must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.inference import Engine
from eligibility.evaluation.office import Office, read_office
from eligibility.language.library import load_packs, load_vocabulary
from eligibility.language.located import parse
from eligibility.submission.catalogue import catalogue
from eligibility.submission.read import Known, read_submission

CORPUS = Path(__file__).parents[1] / "corpus" / "evaluate"
KEYS = {
    "note",
    "rules",
    "head",
    "source",
    "national",
    "vocabulary",
    "given",
    "office",
    "background",
    "asked",
    "want",
    "want_errors",
}
WANTS = {
    "verdict",
    "conclusion",
    "statuses",
    "missing",
    "duties",
    "advisory",
    "margin",
    "comparison",
    "decided_by",
    "assumptions",
    "other_transition",
    "notes",
    "not_assessed",
    "layers",
    "possible",
}


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case with its name."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):  # noqa: S506
            yield f"{path.stem}: {case['note']}", case


def run(case: dict[str, Any], folder: Path, engine: Engine | None = None) -> Assessment:
    """The assessment of a case."""
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    _write(folder / "testland", case.get("source", ""), case)
    if "national" in case:
        _write(folder / "national", "", {**case["national"], "matters": case["national"]})
    if "vocabulary" in case:
        _dump(folder / "testland" / "vocabulary.yaml", case["vocabulary"])
    rulebook = load_packs(catalogue(), ["testland"], folder)
    text = yaml.safe_dump({"as_of": "2026-06-30", **case["given"]}, allow_unicode=True)
    submission = read_submission(
        parse(text.replace("'", '"'), "case.yaml"),
        known=Known(("testland",), vocabulary=lambda name: load_vocabulary(name, folder)),
        jurisdiction="testland",
    )
    asked = tuple(case.get("asked", ()))
    background = case.get("background", "yes") == "yes"
    question = Question(matters=asked, background=background, office=_office(case, folder))
    return assess(rulebook, submission, question, engine)


def _office(case: dict[str, Any], folder: Path) -> Office:
    if "office" not in case:
        return Office()
    _dump(folder / "office.yaml", case["office"])
    return read_office(folder / "office.yaml")


def _write(home: Path, source: Any, case: dict[str, Any]) -> None:
    home.mkdir()
    base = {
        "jurisdiction": home.name, "title": {"zh": "文件", "en": "text"}, "status": "adopted",
        "transition": "by_judgement",
    }  # fmt: skip
    if home.name == "testland" and "national" in case:
        base["extends"] = ["national"]
    _dump(home / "source.yaml", {**base, **(source or {})})
    head = {
        "matter": "siting", "kind": "compliance", "subject": "project",
        "about": {"zh": "事", "en": "matter"}, "cite": "一", "opens_on": ["project.kind"],
    }  # fmt: skip
    matter = {**head, **case.get("head", {})}
    rules = [_rule(home.name, matter["matter"], rule) for rule in case["rules"]]
    _dump(home / f"{matter['matter']}.yaml", {**matter, "rules": rules})


def _rule(place: str, matter: str, rule: dict[str, Any]) -> dict[str, Any]:
    base = {"provisions": ["T-1"], "force": "binding", "says": {"zh": "说明", "en": "says"}}
    return {**base, **rule, "id": f"{place}/{matter}/{rule['id']}"}


def _dump(path: Path, content: Any) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(re.sub(r"'(\d+)'", r"\1", text), encoding="utf-8")


def told(answer: Assessment) -> dict[str, Any]:
    """What a case may want, as plain words."""
    findings = [f for m in answer.matters for f in m.findings]
    names = {f: _name(f) for f in findings}
    compared = [f for f in findings if f.comparison is not None]
    return {
        "verdict": answer.verdict,
        "conclusion": next((m.conclusion for m in answer.matters), "none"),
        "statuses": {names[f]: f.status for f in findings},
        "possible": {names[f]: sorted(f.possible) for f in findings},
        "layers": {names[f]: f.layer for f in findings},
        "missing": list(answer.missing),
        "duties": [f"{d.id} {d.due}" if d.due else d.id for m in answer.matters for d in m.duties],
        "advisory": [w.en for w in answer.advisory],
        "decided_by": [i.rpartition("/")[2] for m in answer.matters for i in m.decided_by],
        "assumptions": {a.id: a.value for a in answer.assumptions},
        "margin": {names[f]: f.comparison.margin for f in compared if f.comparison},
        "comparison": {
            names[f]: f"{f.comparison.left} {f.comparison.operator} {f.comparison.right}"
            for f in compared
            if f.comparison
        },
        "other_transition": [list(pair) for pair in answer.other_transition],
        "notes": {names[f]: f.note.en for f in findings if f.note},
        "not_assessed": [n.matter for n in answer.not_assessed],
    }


def _name(finding: Any) -> str:
    slug = finding.rule.id.rpartition("/")[2]
    layer = "national " if finding.rule.jurisdiction == "national" else ""
    return f"{layer}{slug}" + (f" of {finding.subject}" if finding.subject else "")


def check(case: dict[str, Any], folder: Path, engine: Engine | None = None) -> None:
    """Fail unless the case comes out as it wants; a case that wants nothing fails."""
    if "want_errors" in case:
        with pytest.raises(Refused) as refused:
            run(case, folder, engine)
        assert [d.code for d in refused.value.diagnostics] == case["want_errors"]
        return
    assert case.get("want"), "the case expects nothing"
    assert set(case["want"]) <= WANTS, f"unknown wants {set(case['want']) - WANTS}"
    found = told(run(case, folder, engine))
    for key, wanted in case["want"].items():
        part = found[key]
        if isinstance(wanted, dict):
            part = {name: part.get(name) for name in wanted}
        assert part == wanted, f"{key}: wanted {wanted}, found {found[key]}"

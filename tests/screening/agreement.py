"""Views held to the interpreter: facts drawn or of `cases/`, every status and conclusion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from house.files import ROOT
from screening.oracle import DAY, NOWHERE, drawn_findings, fits, rulebook, stated
from screening.tables import frames_of

from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.conclude import Interpreter
from eligibility.screening.answer_columns import CONCLUSION
from eligibility.screening.answers import of_assessment
from eligibility.screening.columns import TOP
from eligibility.screening.deciding import Plan, plan
from eligibility.screening.engine import Engine
from eligibility.screening.frames import Frames
from eligibility.screening.sql_operations import DIALECTS
from eligibility.screening.view import EXACT, STATUS, expressions, named_statuses, view
from eligibility.screening.view_head import reads
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, OpenNormFinding, Review, Submission
from eligibility.submission.read import read_submission


@dataclass
class Held:
    """Rows of one jurisdiction on one day, and what the interpreter says of each.

    `again`: the rules that a row leaves to the interpreter, so that its `exact` is false.
    """

    plan: Plan
    frames: Frames
    wanted: list[dict[str, Any]]
    again: list[set[str]]
    submissions: list[Submission]
    outputs: dict[str, Any] = field(repr=False, default_factory=dict)


def held(
    jurisdiction: str, day: date, facts: list[Facts], findings: Any, matters: Any = ()
) -> Held:
    """The rows, with what the interpreter says."""
    book, question = rulebook(), Question(as_of=day, matters=matters)
    made = plan(book, book.packs[jurisdiction], question, day, day, catalogue())
    running, outputs = Engine(made), expressions(made, statuses=True)
    needs = running.needs()
    for frame, names in reads(outputs).items():
        needs.setdefault(frame, set()).update(names)
    if callable(findings):
        findings = findings(running)
    frames = frames_of(facts, needs, catalogue(), findings)
    submissions = []
    for given, answers in zip(facts, findings, strict=True):
        review = Review(findings=tuple(
            OpenNormFinding(p, "satisfied" if v else "violated", "x", None, "", NOWHERE)
            for p, v in answers.items()
        ))  # fmt: skip
        submissions.append(Submission("drawn", jurisdiction, (), None, given, review))
    wanted = [said(made, s, question, Interpreter()) for s in submissions]
    return Held(made, frames, wanted, _again(running, frames), submissions, outputs)


def said(made: Plan, submission: Submission, question: Question, engine: Any) -> dict[str, Any]:
    """What an engine of `assess` says: verdict, conclusions and statuses."""
    rules = [e.id for m in made.matters for e in m.rules]
    assessment = assess(rulebook(), submission, question, engine)
    return of_assessment(assessment, [m.name for m in made.matters], rules)


def _again(running: Engine, frames: Frames) -> list[set[str]]:
    first = running.first.run(frames)
    found: list[set[str]] = [set() for _ in range(frames.height)]
    for entry in running.plan.entries().values():
        frame, name = entry.columns.frame, entry.column("recheck")
        if name not in first[frame].columns:
            continue
        tops = frames[frame]["#i" if frame == TOP else "#top"]
        for top in tops.filter(first[frame][name]).to_list():
            found[top].add(entry.id)
    return found


def drawn(jurisdiction: str, count: int, seed: int = 1, matters: Any = ()) -> Held:
    """Facts on and around the figures of a pack, with holes."""
    from screening.test_columns import draw

    facts = draw(jurisdiction, count)
    return held(jurisdiction, DAY, facts, lambda e: drawn_findings(e, len(facts), seed), matters)


@cache
def cases() -> list[tuple[str, Held]]:
    """The projects of `cases/`, those of one jurisdiction together, all judged on one day."""
    by_place: dict[str, list[tuple[Facts, dict[str, bool]]]] = {}
    for path in sorted(ROOT.glob("cases/*/*.yaml")):
        try:
            given = read_submission(path, vocabulary=lambda j: rulebook().packs[j].vocabulary)
        except Refused:
            continue
        if fits(given.facts):
            said = {f.provision: f.status == "satisfied" for f in given.review.findings}
            by_place.setdefault(given.jurisdiction, []).append((stated(given.facts), said))
    return [
        (place, held(place, DAY, [f for f, _ in rows], [s for _, s in rows]))
        for place, rows in sorted(by_place.items())
    ]


def compare(base: Any, dialect: str, rows: Held) -> Counter[str]:
    """How many pairs were compared; under `differs` how many the database says otherwise.

    A rule that a row leaves to the interpreter may be `unknown` where it is not, and what rests on
    it `undetermined`; nothing may be decided otherwise.
    """
    name_of = named_statuses(rows.plan, DIALECTS[dialect])
    text = view(rows.plan, "projects", dialect, statuses=True)
    found = {row["#i"]: row for row in base.view(text, rows.frames, rows.outputs)}
    assert sorted(found) == list(range(rows.frames.height))
    counted: Counter[str] = Counter()
    for index, (wanted, again) in enumerate(zip(rows.wanted, rows.again, strict=True)):
        told = found[index]
        counted["rows"] += 1
        counted["exact rows"] += told[EXACT]
        counted["differs"] += told[EXACT] != (not again)
        for column, value in wanted.items():
            rule = column.removeprefix(STATUS)
            if column.startswith(STATUS):
                counted["pairs"] += 1 if value is None else 1 + value.count(";")
                agree = _agree(told[name_of[rule]], value, "unknown", wide=rule in again)
            elif column == "verdict" or column.startswith(CONCLUSION):
                counted["conclusions"] += 1
                agree = _agree(told[column], value, "undetermined", wide=not told[EXACT])
            else:
                continue
            if not agree:
                counted["differs"] += 1
                counted[f"{column}: {told[name_of.get(rule, column)]} for {value}"] += 1
    return counted


def _agree(told: str | None, wanted: str | None, open_: str, *, wide: bool) -> bool:
    if not wide or told is None or wanted is None:
        return told == wanted
    pairs = list(zip(told.split("; "), wanted.split("; "), strict=False))
    return told.count(";") == wanted.count(";") and all(a in (b, open_) for a, b in pairs)

"""Holds the columns to the interpreter: facts drawn, both sides decided, every cell compared."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from screening.tables import frames_of

from eligibility.errors import Place
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.evaluation.conclude import Interpreter
from eligibility.language.library import load_packs
from eligibility.language.values import NONE, Record
from eligibility.screening.answer_columns import CONCLUSION, OPENED, VERDICT
from eligibility.screening.columns import TOP, and_
from eligibility.screening.columns_facts import SCALES
from eligibility.screening.columns_frames import on_top
from eligibility.screening.deciding import plan
from eligibility.screening.engine import Engine
from eligibility.screening.to_polars import Program, program
from eligibility.submission.catalogue import catalogue, info_of
from eligibility.submission.facts import Facts, OpenNormFinding, Origin, Review, Submission

DAY = date(2026, 6, 30)
NOWHERE = Place("drawn", 1, 1)
QUESTION = Question(as_of=DAY)


@cache
def rulebook():
    """Every pack, loaded once."""
    return load_packs(catalogue(), None)


@cache
def engine(jurisdiction: str) -> Engine:
    """The engine of a jurisdiction."""
    book = rulebook()
    return Engine(plan(book, book.packs[jurisdiction], QUESTION, DAY, DAY, catalogue()))


def flags(running: Engine) -> Program:
    """Each conclusion that a matter may come to, and the rules that decide it."""
    found = {}
    for name, (opened, _, concluded) in running.plan.conclusions().items():
        for conclusion, col in concluded.each.items():
            found[f"{CONCLUSION}{name}|{conclusion}"] = on_top(col)
        for rule, col in concluded.decided_by.items():
            found[f"{rule}|decides"] = on_top(and_(opened, col))
    return program(found)


def fits(facts: Facts) -> bool:
    """Whether every ratio and rate is a whole number of a column's parts (others go by file)."""

    def whole(value: Any, kind: Any) -> bool:
        if isinstance(value, Fraction) and kind.kind in SCALES:
            return (value * SCALES[kind.kind]).denominator == 1
        if isinstance(value, tuple):
            return all(whole(v, kind.item) for v in value)
        if isinstance(value, Record):
            return all(whole(v, kind.fields[k]) for k, v in value.fields.items())
        return True

    return all(whole(v, catalogue()[p]) for p, v in facts.values.items())


def stated(facts: Facts) -> Facts:
    """The facts with an origin for each `none` that only a file can say."""
    more: dict[str, Origin] = {}

    def note(value: Any) -> None:
        for record in value if isinstance(value, tuple) else ():
            if isinstance(record, Record):
                for name, field in record.fields.items():
                    info = info_of(f"{record.path}.{name}")
                    if field is NONE and (info is None or not info.absent):
                        more[f"{record.path}.{name}"] = Origin("none", NOWHERE)
                    note(field)

    for value in facts.values.values():
        note(value)
    return Facts(facts.values, {**facts.origins, **more})


def drawn_findings(running: Engine, count: int, seed: int) -> list[dict[str, bool]]:
    """Findings on open norms, some left out."""
    rng = random.Random(seed)  # noqa: S311  (draws, no secrets)
    head = "review.findings["
    names = [n[len(head) : -1] for n in sorted(running.needs()[TOP]) if n.startswith(head)]
    return [{n: rng.random() < 0.5 for n in names if rng.random() < 0.5} for _ in range(count)]


def differences(
    jurisdiction: str, facts: list[Facts], seed: int = 0, running: Engine | None = None
) -> tuple[int, Counter[str]]:
    """How many pairs were compared, and what differed."""
    running = running or engine(jurisdiction)
    findings = drawn_findings(running, len(facts), seed)
    frames = frames_of(facts, running.needs(), catalogue(), findings)
    decided = running.decide(frames)
    columns = decided.conclusions.to_dict(as_series=False)
    columns |= flags(running).run(decided.frames)[TOP].to_dict(as_series=False)
    tables = {f: t.to_dict(as_series=False) for f, t in decided.frames.tables.items()}
    found: Counter[str] = Counter()
    pairs = 0
    for row, (given, answers) in enumerate(zip(facts, findings, strict=True)):
        review = Review(findings=tuple(
            OpenNormFinding(p, "satisfied" if v else "violated", "x", None, "", NOWHERE)
            for p, v in answers.items()
        ))  # fmt: skip
        submission = Submission("drawn", jurisdiction, (), None, given, review)
        assessment = assess(rulebook(), submission, QUESTION, Interpreter())
        pairs += _compare(running, assessment, columns, tables, row, found)
    return pairs, found


def _compare(running: Any, assessment: Any, columns: Any, tables: Any, row: Any, found: Any) -> int:
    pairs = 1
    matters = {m.matter.name: m for m in assessment.matters}
    if columns[VERDICT][row] != assessment.verdict:
        found["verdict"] += 1
    for name in (n.removeprefix(OPENED) for n in columns if n.startswith(OPENED)):
        if columns[OPENED + name][row] != (name in matters):
            found[f"opened {name}"] += 1
            continue
        if name not in matters:
            continue
        matter = matters[name]
        pairs += 1
        told = [w for w in WORST_FIRST if columns[f"{CONCLUSION}{name}|{w}"][row]]
        if told != [matter.conclusion] or columns[CONCLUSION + name][row] != matter.conclusion:
            found[f"conclusion {name}"] += 1
        ids = {f.rule.id for f in matter.findings}
        if {i for i in ids if columns.get(f"{i}|decides", [False] * (row + 1))[row]} != set(
            matter.decided_by
        ):
            found[f"decided_by {name}"] += 1
        pairs += _statuses(running, matter, tables, row, found)
    return pairs


def _statuses(running: Any, matter: Any, tables: Any, row: Any, found: Any) -> int:
    entries = running.plan.entries()
    by_rule: dict[str, list[frozenset[str]]] = {}
    for finding in matter.findings:
        by_rule.setdefault(finding.rule.id, []).append(finding.possible)
    for rule, wanted in by_rule.items():
        entry = entries.get(rule)
        if entry is None:
            continue
        table = tables[entry.columns.frame]
        at = (
            [row]
            if entry.columns.frame == TOP
            else [i for i, t in enumerate(table["#top"]) if t == row]
        )
        told = []
        for index in at:
            off, holds, fails = (table[entry.column(p)][index] for p in ("off", "holds", "fails"))
            if entry.plan.rule.kind == "prohibition":
                holds, fails = fails, holds
            flags = {"not_applicable": off, "satisfied": holds, "violated": fails}
            told.append(frozenset(s for s, here in flags.items() if here))
        if (told or [frozenset({"not_applicable"})]) != wanted:
            found[rule] += 1
    return sum(map(len, by_rule.values()))

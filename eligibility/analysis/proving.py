"""What is proved of the rules of one matter, over every possible submission.

A partial submission is decided only where each of its completions is, and alike: so what no whole
submission reaches, none that lacks facts reaches either. Whole ones are all that is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

import z3

from eligibility.analysis.bench import Bench, bench, day_of
from eligibility.analysis.finding import Kind, ProofFinding, Proved
from eligibility.analysis.gaps import gaps, overlaps
from eligibility.analysis.matter_terms import Applied, speaks
from eligibility.analysis.monotony import broken
from eligibility.analysis.solving import Unsettled, Untranslatable
from eligibility.analysis.space import LENGTH
from eligibility.analysis.terms import either, negation
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.conclude import RANK
from eligibility.language.library import Rulebook
from eligibility.language.pack import Matter, Pack, Rule, Words

LONGER = 12
_BY_LENGTH = frozenset({"never_applies", "never_satisfied", "never_violated", "impassable"})
_PASSES = (RANK["approved"], RANK["conditional"])


def prove(
    book: Rulebook, jurisdiction: str, day: date, matters: Iterable[str] = (), length: int = LENGTH
) -> Iterator[Proved]:
    """What is found about each matter of a jurisdiction (or about some of them)."""
    pack = book.packs[jurisdiction]
    chosen = set(matters)
    for name, matter in sorted(pack.matters.items()):
        if matter.rules and (not chosen or name in chosen):
            yield prove_matter(book, pack, matter, day, length)


def prove_matter(book: Rulebook, pack: Pack, matter: Matter, day: date, length: int) -> Proved:
    """What is found about one matter.

    What short lists forbid, longer ones may allow: where something was found that no submission can
    do, it is asked again with lists of `LONGER` items, and only what still holds is told.
    """
    first = _proved(book, pack, matter, day, length)
    if length >= LONGER or not any(f.kind in _BY_LENGTH for f in first.findings):
        return first
    again = _proved(book, pack, matter, day, LONGER)
    if again.unsettled > first.unsettled:
        return first
    return replace(again, questions=first.questions + again.questions, length=LONGER)


def _proved(book: Rulebook, pack: Pack, matter: Matter, day: date, length: int) -> Proved:
    try:
        table = bench(book, pack, matter, day_of(pack, matter, day), length)
    except Untranslatable as failed:
        told = _finding(pack, matter, "unsettled", (), Words(str(failed), str(failed)))
        return Proved(pack.jurisdiction, matter.name, (told,), 1, 1, length)
    found: list[ProofFinding] = []
    rules = [rule for rule in matter.rules if speaks(rule, table.part)]
    for rule in rules:
        found += _asked(table, (rule.id,), partial(_of_rule, table, rule))
        found += _asked(table, (rule.id,), partial(_redundant, table, rule, rules))
    for one, other in combinations(_binding(rules), 2):
        pair = (one.id, other.id)
        found += _asked(table, pair, partial(_conflict, table, one, other))
    found += _asked(table, (), partial(_impassable, table))
    for about, question in (*overlaps(table), *gaps(table), *broken(table)):
        found += _asked(table, about, question)
    unsettled = sum(f.kind == "unsettled" for f in found)
    return Proved(pack.jurisdiction, matter.name, tuple(found), table.questions, unsettled, length)


def _asked(
    table: Bench, rules: tuple[str, ...], question: Callable[[], Iterable[ProofFinding]]
) -> list[ProofFinding]:
    """What a question brings; one that stays open is a finding, too."""
    try:
        return list(question())
    except (Unsettled, Untranslatable) as open_:
        said = Words(f"未能判定：{open_}", f"not settled: {open_}")
        return [_finding(table.pack, table.matter, "unsettled", rules, said)]


def _finding(
    pack: Pack, matter: Matter, kind: Kind, rules: tuple[str, ...], says: Words, *witnesses: Any
) -> ProofFinding:
    kept = tuple(w for w in witnesses if w is not None)
    return ProofFinding(kind, pack.jurisdiction, matter.name, rules, says, kept)


def _binding(rules: list[Rule]) -> list[Rule]:
    return [
        r for r in rules
        if r.kind in ("requirement", "prohibition") and r.force in ("binding", "default")
    ]  # fmt: skip


def _any(found: list[Applied], part: str) -> Any:
    return either(*(getattr(one, part) for one in found))


def status_of(answer: Assessment, rule: str) -> set[str]:
    """The statuses that a rule takes in an assessment."""
    return {f.status for m in answer.matters for f in m.findings if f.rule.id == rule}


def _of_rule(table: Bench, rule: Rule) -> Iterator[ProofFinding]:
    """A rule that never applies, is never satisfied, is never violated."""
    own, ids = table.of(rule.id), (rule.id,)
    if not table.holds(_any(own, "applies")):
        yield _finding(table.pack, table.matter, "never_applies", ids, rule.says)
        return
    satisfied = table.holds(_any(own, "satisfied"))
    violated = table.holds(_any(own, "violated"))
    if not satisfied:
        seen = table.witness(lambda a: "violated" in status_of(a, rule.id), _any(own, "violated"))
        yield _finding(table.pack, table.matter, "never_satisfied", ids, rule.says, seen)
    if not violated:
        seen = table.witness(lambda a: "satisfied" in status_of(a, rule.id), _any(own, "satisfied"))
        yield _finding(table.pack, table.matter, "never_violated", ids, rule.says, seen)


def _redundant(table: Bench, rule: Rule, rules: list[Rule]) -> Iterator[ProofFinding]:
    """A rule that is violated only where another, as strong as it, is violated as well."""
    binding = _binding(rules)
    if rule not in binding:
        return
    others = [
        r for r in binding if r is not rule and (rule.force == "default" or r.force == "binding")
    ]
    own = _any(table.of(rule.id), "violated")
    rest = either(*(_any(table.of(r.id), "violated") for r in others))
    if not others or not table.holds(own) or table.holds(own, negation(rest)):
        return
    needed = _fewest(table, own, others)
    seen = table.witness(lambda a: "violated" in status_of(a, rule.id), own)
    yield _finding(
        table.pack, table.matter, "redundant", (rule.id, *(r.id for r in needed)), rule.says, seen
    )


def _fewest(table: Bench, own: Any, others: list[Rule]) -> list[Rule]:
    """Of the rules that imply one, those that cannot be done without."""
    kept = list(others)
    for rule in others:
        rest = [r for r in kept if r is not rule]
        truth = either(*(_any(table.of(r.id), "violated") for r in rest))
        if not table.holds(own, negation(truth)):
            kept = rest
    return kept


def _conflict(table: Bench, one: Rule, other: Rule) -> Iterator[ProofFinding]:
    a, b = table.of(one.id)[:1], table.of(other.id)[:1]
    apply = (_any(a, "applies"), _any(b, "applies"))
    if not table.holds(*apply) or table.holds(_any(a, "satisfied"), _any(b, "satisfied")):
        return
    if not table.holds(_any(a, "satisfied")) or not table.holds(_any(b, "satisfied")):
        return  # one of them alone can never be satisfied: that is the finding
    seen = table.witness(
        lambda x: "violated" in status_of(x, one.id) | status_of(x, other.id), *apply
    )
    says = Words(f"{one.says.zh}；{other.says.zh}", f"{one.says.en}; {other.says.en}")
    yield _finding(table.pack, table.matter, "conflict", (one.id, other.id), says, seen)


def _impassable(table: Bench) -> Iterator[ProofFinding]:
    if table.holds(z3.Or([table.rank == rank for rank in _PASSES])):
        return
    if not table.holds(table.rank > RANK["conditional"]):
        return  # it never concerns anybody: its rules say so themselves
    seen = table.witness(
        lambda a: a.verdict in ("rejected", "refer"), table.rank > RANK["conditional"]
    )
    yield _finding(table.pack, table.matter, "impassable", (), table.matter.about, seen)

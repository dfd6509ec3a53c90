"""Exceptions that overlap, figures that leave days or keys out, cases that no rule speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, pairwise
from typing import Any

import z3

from eligibility.analysis import terms as m
from eligibility.analysis.bench import Bench, Question
from eligibility.analysis.finding import ProofFinding
from eligibility.analysis.matter_terms import speaks, translator_of
from eligibility.analysis.terms import either, negation
from eligibility.analysis.to_z3 import Translator
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.plan import RulePlan
from eligibility.language import nodes as n
from eligibility.language import types as t
from eligibility.language.nodes import Node
from eligibility.language.pack import Definition, Parameter, Words
from eligibility.language.to_text import to_text

TODAY = n.Name("as_of")
_DUTIES = ("requirement", "prohibition")


def overlaps(table: Bench) -> Iterator[Question]:
    """For each definition with several exceptions: whether two hold at once and differ.

    Asked of every rule that uses the definition, where it applies; told once.
    """
    told: set[tuple[str, int, int]] = set()
    for plan in table.part.plan.rules:
        if not speaks(plan.rule, table.part):
            continue
        for name in dict.fromkeys(e.definition for e in plan.exceptions):
            definition = table.matter.definitions[name]
            if not isinstance(definition, Definition):
                continue
            for one, other in combinations(range(len(definition.exceptions)), 2):
                yield (plan.rule.id,), partial(_overlap, table, plan, definition, one, other, told)


def _overlap(
    table: Bench, plan: RulePlan, definition: Definition, one: int, other: int,
    told: set[tuple[str, int, int]],
) -> Iterator[ProofFinding]:  # fmt: skip
    if (definition.name, one, other) in told:
        return
    translator, here = _inside(table, plan)
    applies = either(*(a.applies for a in table.of(plan.rule.id)[:1]))
    first, second = definition.exceptions[one], definition.exceptions[other]
    whens = [translator.truth(first.when), translator.truth(second.when)]
    values = [translator.value(first.value), translator.value(second.value)]
    differ = values[0] != values[1] if z3.is_bool(values[0]) else negation(m.same(*values))
    table.solver.add(*table.space.axioms)
    found = table.witness(_taken(definition.name, one), here, applies, *whens, differ)
    if found is not None:
        told.add((definition.name, one, other))
        a, b = (e.says or Words(to_text(e.when), to_text(e.when)) for e in (first, second))
        says = Words(f"{a.zh}；{b.zh}", f"{a.en}; {b.en}")
        yield ProofFinding(
            "overlap", table.pack.jurisdiction, table.matter.name, (plan.rule.id,), says, (found,),
            detail=f"{definition.name} {one + 1}, {other + 1}",
        )  # fmt: skip


def _taken(definition: str, index: int) -> Callable[[Assessment], bool]:
    return lambda answer: any(
        e.definition == definition and e.index == index and e.taken
        for m in answer.matters for f in m.findings for e in f.exceptions
    )  # fmt: skip


def _inside(table: Bench, plan: RulePlan) -> tuple[Translator, Any]:
    """A translator with the rule's item bound to the first one, and that there is such an item."""
    translator = translator_of(table.part, table.space, table.setting)
    rule, here = plan.rule, m.TRUE
    if rule.items is not None and rule.variable is not None:
        kind = translator.types.type_of(rule.items).item or t.TEXT
        pairs = translator.listing(rule.items)
        if pairs:
            item, here = pairs[0]
            translator.bind(rule.variable, item, kind)
    return translator, here


def gaps(table: Bench) -> Iterator[Question]:
    """Days without a figure, keys without an entry, cases without a rule."""
    for plan in table.part.plan.rules:
        for parameter in plan.parameters:
            yield (plan.rule.id,), partial(_days, table, plan, parameter)
        if speaks(plan.rule, table.part):
            for node in plan.nodes:
                if isinstance(node, n.Lookup) and not _guarded(node, plan.nodes):
                    yield (plan.rule.id,), partial(_keys, table, plan, node)
    yield (), partial(_cases, table)


def _days(table: Bench, plan: RulePlan, parameter: Parameter) -> Iterator[ProofFinding]:
    spans = sorted((v.in_force for v in parameter.values), key=lambda s: str(s.since or ""))
    for before, after in pairwise(spans):
        if before.until is None or after.since is None:
            continue
        if (after.since - before.until).days > 1:
            said = f"{before.until} … {after.since}"
            says = Words(f"{parameter.id} 在 {said} 之间没有施行中的数值",
                         f"{parameter.id} has no value in force between {said}")  # fmt: skip
            yield ProofFinding(
                "gap", table.pack.jurisdiction, table.matter.name, (plan.rule.id,), says,
                detail=f"{parameter.name} {said}",
            )  # fmt: skip


def _guarded(node: n.Lookup, nodes: tuple[Node, ...]) -> bool:
    """Whether the rule asks somewhere whether the key is in the table."""
    return any(
        isinstance(other, n.Compare) and other.operator in ("in", "not in")
        and other.left == node.key and other.right == node.table
        for other in nodes
    )  # fmt: skip


def _keys(table: Bench, plan: RulePlan, node: n.Lookup) -> Iterator[ProofFinding]:
    translator, here = _inside(table, plan)
    key, rows = translator.value(node.key), translator.value(node.table)
    known = either(*(m.same(key, m.Number(table.space.code(word))) for word in rows))
    applies = either(*(one.applies for one in table.of(plan.rule.id)[:1]))
    found = table.witness(_applies(plan.rule.id), here, applies, key.exists, negation(known))
    if found is not None:
        text = to_text(node)
        says = Words(f"{text} 没有该项", f"{text} has no such entry")
        yield ProofFinding(
            "gap", table.pack.jurisdiction, table.matter.name, (plan.rule.id,), says, (found,),
            detail=text,
        )  # fmt: skip


def _applies(rule: str) -> Callable[[Assessment], bool]:
    return lambda answer: any(
        f.rule.id == rule and f.status != "not_applicable"
        for r in answer.matters
        for f in r.findings
    )


def _conjuncts(node: Node | None) -> list[Node]:
    if node is None:
        return []
    if isinstance(node, n.Junction) and node.operator == "and":
        return [part for operand in node.operands for part in _conjuncts(operand)]
    return [node]


def _cases(table: Bench) -> Iterator[ProofFinding]:
    """Rules that tell cases apart by the same facts, and a case that none of them speaks of."""
    rules = [r for r in table.matter.rules if speaks(r, table.part) and r.kind in _DUTIES]
    whens = {r.id: _conjuncts(r.when) for r in rules}
    for one, other in combinations(rules, 2):
        if one.items != other.items:
            continue
        common = [c for c in whens[one.id] if c in whens[other.id]]
        rest = [[c for c in whens[r.id] if c not in common] for r in (one, other)]
        if not all(rest) or not _opposed(*rest):
            continue
        plan = next(p for p in table.part.plan.rules if p.rule is one)
        translator, here = _inside(table, plan)
        gates = [translator.truth(c) for c in common]
        deciding = [a for a in table.applied if a.rule.decides] or table.applied
        nothing = [negation(a.applies) for a in deciding]
        found = table.witness(lambda a: a.verdict == "not_applicable", here, *gates, *nothing)
        if found is not None:
            says = Words(f"{one.says.zh}；{other.says.zh}", f"{one.says.en}; {other.says.en}")
            yield ProofFinding(
                "gap",
                table.pack.jurisdiction,
                table.matter.name,
                (one.id, other.id),
                says,
                (found,),
            )


def _opposed(one: list[Node], other: list[Node]) -> bool:
    """Whether two sets of conditions compare one quantity with figures, in opposite directions."""
    for a in one:
        for b in other:
            both = isinstance(a, n.Compare) and isinstance(b, n.Compare) and a.left == b.left
            if isinstance(a, n.Compare) and isinstance(b, n.Compare) and both and a.left != TODAY:
                down, up = ("<", "<="), (">", ">=")
                if (a.operator in down and b.operator in up) or (
                    a.operator in up and b.operator in down
                ):
                    return True
    return False

"""What `rules check` says beyond faults: inexact rules, unused figures, missing examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from eligibility.errors import Diagnostic
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import Matter, Pack, Rule, nodes_of
from eligibility.language.types import QUANTITIES, Kind, Type

_SPLIT = frozenset({Kind.TRUTH, Kind.ENUM, Kind.TEXT, Kind.INDUSTRY})


def advisories(pack: Pack, facts: Mapping[str, Type]) -> Iterator[Diagnostic]:
    """Advisory findings about a pack that has no fault."""
    for matter in pack.matters.values():
        for rule in matter.rules:
            yield from _inexact(matter, rule, facts)
            yield from _without_example(rule)
        yield from _unused(matter)


def inexact_facts(matter: Matter, rule: Rule, facts: Mapping[str, Type]) -> tuple[str, ...]:
    """Quantities and dates that stand more than once in a rule (with the definitions it uses)."""
    counted: Counter[str] = Counter()
    roots = [r for r in (rule.condition, rule.when, rule.not_needed) if r is not None]
    bound = {rule.variable: rule.items} if rule.variable and rule.items else {}
    for root in roots:
        for path in _occurrences(matter, root):
            counted[path] += 1
    return tuple(sorted(p for p, k in counted.items() if k > 1 and _is_quantity(p, facts, bound)))


def _occurrences(matter: Matter, node: Node) -> Iterator[str]:
    for part in n.walk(node):
        if not isinstance(part, n.Name):
            continue
        definition = matter.definitions.get(part.path)
        if definition is None:
            yield part.path
        else:
            for inner in nodes_of(definition):
                yield from _occurrences(matter, inner)


def _is_quantity(path: str, facts: Mapping[str, Type], bound: dict[str, Node]) -> bool:
    kind = facts.get(path)
    head, _, tail = path.partition(".")
    source = bound.get(head)
    if kind is None and isinstance(source, n.Name):
        items = facts.get(source.path)
        kind = items.item.fields.get(tail) if items is not None and items.item is not None else None
    return kind is not None and kind.kind in QUANTITIES | {Kind.DATE}


def _inexact(matter: Matter, rule: Rule, facts: Mapping[str, Type]) -> Iterator[Diagnostic]:
    twice = inexact_facts(matter, rule, facts)
    if twice:
        named = ", ".join(f"`{path}`" for path in twice)
        yield Diagnostic(
            "F601", f"`{rule.id}`: {named} stands more than once; `unknown` may be said too often",
            rule.place,
        )  # fmt: skip


def _without_example(rule: Rule) -> Iterator[Diagnostic]:
    wanted = {"satisfied", "violated", "unknown"}
    if rule.when is not None or rule.items is not None or rule.not_needed is not None:
        wanted.add("not_applicable")
    lacking = sorted(wanted - {e.status for e in rule.examples})
    if lacking:
        yield Diagnostic(
            "F604", f"`{rule.id}` has no example that is {' or '.join(lacking)}", rule.place
        )


def _of_duties(rule: Rule) -> list[Node | None]:
    return [part for duty in rule.duties for part in (duty.unless, duty.due)]


def _unused(matter: Matter) -> Iterator[Diagnostic]:
    roots = [
        part for r in matter.rules
        for part in (r.condition, r.when, r.not_needed, r.items, *_of_duties(r))
        if part is not None
    ]  # fmt: skip
    used: set[str] = set()
    waiting = list(roots)
    while waiting:
        for node in n.walk(waiting.pop()):
            if isinstance(node, n.Name) and node.path not in used:
                used.add(node.path)
                definition = matter.definitions.get(node.path)
                waiting.extend(nodes_of(definition) if definition is not None else [])
    for name, item in [*matter.parameters.items(), *matter.definitions.items()]:
        own = item.place.file == matter.file
        if name not in used and own:
            yield Diagnostic("F603", f"no rule uses `{name}`", item.place)

"""What is written differently in two versions of a matter: rules, figures, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from eligibility.evaluation.plan import reach
from eligibility.language.nodes import Name, Node
from eligibility.language.pack import Definition, FilteredList, Matter, Parameter, Rule
from eligibility.language.to_text import to_text

Item = TypeVar("Item")
What = Literal["rule", "figure", "definition", "matter"]


@dataclass(frozen=True)
class RuleChange:
    """One thing that is written differently: its part, and how it was and is written."""

    what: What
    name: str
    part: str
    before: str
    after: str


def rule_changes(old: Matter | None, new: Matter | None) -> tuple[RuleChange, ...]:
    """The differences of two versions of a matter; of a new or gone one its rules."""
    rules = [{r.id: r for r in m.rules} if m is not None else {} for m in (old, new)]
    used = {name for m in (old, new) if m is not None for name in _used(m)}
    figures = [_kept(m.parameters, used) if m is not None else {} for m in (old, new)]
    definitions = [_kept(m.definitions, used) if m is not None else {} for m in (old, new)]
    return (
        *_between("rule", rules[0], rules[1], _rule),
        *_between("figure", figures[0], figures[1], _figure),
        *_between("definition", definitions[0], definitions[1], _definition),
        *(_of_matter(old, new) if old is not None and new is not None else ()),
    )


def _used(matter: Matter) -> Iterator[str]:
    """The names that the rules of a matter reach."""
    for rule in matter.rules:
        yield from (node.path for node in reach(matter, rule) if isinstance(node, Name))


def _kept(named: Mapping[str, Item], used: set[str]) -> dict[str, Item]:
    return {name: item for name, item in named.items() if name in used}


def _of_matter(old: Matter, new: Matter) -> Iterator[RuleChange]:
    for part in ("kind", "subject", "refers_to_law"):
        before, after = str(getattr(old, part)), str(getattr(new, part))
        if before != after:
            yield RuleChange("matter", new.name, part, before, after)


def _between(
    what: What, old: Mapping[str, Item], new: Mapping[str, Item],
    parts: Callable[[Item], dict[str, str]],
) -> Iterator[RuleChange]:  # fmt: skip
    for name in dict.fromkeys((*old, *new)):
        before = parts(old[name]) if name in old else {}
        after = parts(new[name]) if name in new else {}
        if not before or not after:
            word = "added" if not before else "removed"
            yield RuleChange(what, name, word, _whole(before), _whole(after))
            continue
        for part in dict.fromkeys((*before, *after)):
            if before.get(part) != after.get(part):
                yield RuleChange(what, name, part, before.get(part, ""), after.get(part, ""))


def _whole(parts: dict[str, str]) -> str:
    return "; ".join(f"{name}: {text}" for name, text in parts.items() if text)


def _maybe(node: Node | None) -> str:
    return to_text(node) if node is not None else ""


def _rule(rule: Rule) -> dict[str, str]:
    duties = (f"{d.id} unless {_maybe(d.unless)} due {_maybe(d.due)}" for d in rule.duties)
    return {
        rule.kind: to_text(rule.condition),
        "force": rule.force,
        "when": _maybe(rule.when),
        "each": f"{rule.variable} in {_maybe(rule.items)}" if rule.items is not None else "",
        "not_needed": _maybe(rule.not_needed),
        "duties": "; ".join(duties),
        "in_force": f"{rule.in_force.since or ''} – {rule.in_force.until or ''}".strip(" –"),
        "governs_over": " ".join(rule.governs_over),
        "provisions": " ".join(rule.provisions),
    }


def _figure(parameter: Parameter) -> dict[str, str]:
    return {
        "value": "; ".join(
            f"{v.written} ({v.in_force.since or '…'} – {v.in_force.until or '…'})"
            if v.in_force.since or v.in_force.until else v.written
            for v in parameter.values
        ),
        "type": str(parameter.type),
    }  # fmt: skip


def _definition(definition: Definition | FilteredList) -> dict[str, str]:
    if isinstance(definition, FilteredList):
        source = f"{definition.variable} in {to_text(definition.source)}"
        return {"each": source, "where": to_text(definition.where)}
    exceptions = (f"{to_text(e.value)} when {to_text(e.when)}" for e in definition.exceptions)
    return {"value": to_text(definition.value), "except": "; ".join(exceptions)}

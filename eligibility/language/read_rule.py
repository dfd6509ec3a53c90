"""One rule of a matter file."""

from __future__ import annotations

from eligibility.classes import dataclass
from eligibility.language.check import Scope
from eligibility.language.nodes import Node
from eligibility.language.pack import KIND_OF_KEY, Citation, Duty, Example, Reading, Rule, Words
from eligibility.language.reading import (
    Faults,
    expression,
    in_force,
    mapping,
    text,
    texts,
    word,
    words,
)
from eligibility.language.scope import Naming
from eligibility.language.tree import Mapping, Scalar, Sequence
from eligibility.language.tree import Node as Tree
from eligibility.language.types import Kind

_KEYS = (
    "id", "provisions", "cite", "force", "each", "when", *KIND_OF_KEY, "says", "not_needed",
    "duties", "readings", "in_force", "governs_over", "because", "mark", "examples", "note",
)  # fmt: skip
_FORCES = ("binding", "default", "target", "encouraged", "discretion")
_NO_WORDS = Words("", "")
_STATUSES = ("satisfied", "violated", "unknown", "not_applicable")


@dataclass(frozen=True)
class Home:
    """The matter that a rule stands in: jurisdiction, matter, and the citation used by default."""

    jurisdiction: str
    matter: str
    cite: Citation


def read_rule(faults: Faults, tree: Tree, naming: Naming, home: Home) -> Rule | None:
    """A checked rule, or None after a fault that leaves nothing to go on with."""
    node = mapping(faults, tree, "a rule")
    if node is None:
        return None
    faults.keys(node, _KEYS, ("id", "provisions", "force", "says"))
    kinds = [key for key in KIND_OF_KEY if node.get(key) is not None]
    if len(kinds) != 1:
        said = "has none of" if not kinds else f"has {' and '.join(kinds)}; it takes one of"
        faults.tell(node, "E304", f"the rule {said} require, forbid, permit, prefer, aim")
        return None
    scope = naming.scope()
    each = naming.each(node.get("each"), scope)
    condition = naming.condition(node.get(kinds[0]), f"what stands behind `{kinds[0]}`", scope)
    route = mapping(faults, node.get("not_needed"), "not_needed")
    _kind_fits(faults, node, kinds[0])
    if route is not None:
        faults.keys(route, ("when", "route"), ("when", "route"))
    locator = node.get("cite")
    rule = Rule(
        id=_id(faults, node, home),
        matter=home.matter,
        jurisdiction=home.jurisdiction,
        provisions=texts(faults, node.get("provisions"), "provisions"),
        cite=Citation(home.jurisdiction, text(faults, locator, "cite")) if locator else home.cite,
        kind=KIND_OF_KEY[kinds[0]],
        force=word(faults, node.get("force"), "force", _FORCES),  # type: ignore[arg-type]
        condition=condition,
        says=words(faults, node.get("says"), "says") or _NO_WORDS,
        when=_optional(node.get("when"), naming, scope),
        variable=each[0] if each else None,
        items=each[1] if each else None,
        not_needed=_optional(route.get("when") if route else None, naming, scope),
        route=words(faults, route.get("route"), "route") if route else None,
        duties=_duties(faults, node.get("duties"), naming, scope),
        readings=_readings(faults, node.get("readings")),
        in_force=in_force(faults, node.get("in_force")),
        governs_over=texts(faults, node.get("governs_over"), "governs_over"),
        governs_because=words(faults, node.get("because"), "because"),
        mark=word(faults, node.get("mark"), "mark", ("verified", "unverified"))  # type: ignore[arg-type]
        if node.get("mark") is not None
        else None,
        examples=_examples(faults, node.get("examples")),
        texts=_texts(node, kinds[0]),
        place=node.place,
    )
    naming.bound_in(node, scope)
    return rule


def _kind_fits(faults: Faults, node: Mapping, kind: str) -> None:
    if node.get("not_needed") is not None and kind != "permit":
        faults.tell(node, "E303", "only a permission can be `not_needed`")


def _id(faults: Faults, node: Mapping, home: Home) -> str:
    found = text(faults, node.get("id"), "id")
    expected = f"{home.jurisdiction}/{home.matter}/"
    if found and not found.startswith(expected):
        at = node.get("id")
        faults.tell(at or node, "E306", f"`{found}` does not begin with `{expected}`")
    return found


def _optional(tree: Tree | None, naming: Naming, scope: Scope) -> Node | None:
    if tree is None:
        return None
    return naming.condition(tree, "`when`", scope)


def _texts(node: Mapping, kind: str) -> dict[str, str]:
    found = {key: node.get(key) for key in ("each", "when", kind)}
    return {key: value.text for key, value in found.items() if isinstance(value, Scalar)}


def _items(faults: Faults, tree: Tree | None, what: str) -> list[Mapping]:
    if tree is None:
        return []
    if not isinstance(tree, Sequence):
        faults.tell(tree, "E303", f"{what} must be a list")
        return []
    found = [mapping(faults, item, f"each of {what}") for item in tree.items]
    return [item for item in found if item is not None]


def _duties(faults: Faults, tree: Tree | None, naming: Naming, scope: Scope) -> tuple[Duty, ...]:
    found = []
    for node in _items(faults, tree, "duties"):
        faults.keys(node, ("id", "says", "unless", "due"), ("id", "says"))
        due_tree = node.get("due")
        due = expression(faults, due_tree, "due") if due_tree is not None else None
        if due is not None:
            kind = naming.check(due_tree, due, scope=scope)
            if kind is not None and kind.kind is not Kind.DATE:
                faults.tell(node, "E504", f"`due` must be a date, and this is a {kind}")
        says = words(faults, node.get("says"), "says")
        unless = _optional(node.get("unless"), naming, scope)
        found.append(Duty(text(faults, node.get("id"), "id"), says or _NO_WORDS, unless, due))
    return tuple(found)


def _readings(faults: Faults, tree: Tree | None) -> tuple[Reading, ...]:
    found = []
    for node in _items(faults, tree, "readings"):
        faults.keys(node, ("id", "says"), ("id", "says"))
        says = words(faults, node.get("says"), "says")
        found.append(Reading(text(faults, node.get("id"), "id"), says or _NO_WORDS))
    return tuple(found)


def _examples(faults: Faults, tree: Tree | None) -> tuple[Example, ...]:
    found = []
    for node in _items(faults, tree, "examples"):
        faults.keys(node, ("note", "given", "status", "subject"), ("note", "given"))
        status = node.get("status")
        if status is None:
            faults.tell(node, "E308", "an example states its `status:`")
            continue
        found.append(
            Example(
                text(faults, node.get("note"), "note"),
                node.get("given"),
                word(faults, status, "status", _STATUSES),
                text(faults, node.get("subject"), "subject") or None,
                node.place,
            )
        )
    return tuple(found)

"""The office's settings: adopted texts, assumptions, and facts such as the provincial floors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from eligibility.errors import Refused, nearest
from eligibility.language.located import load
from eligibility.language.reading import Faults, day, mapping, text
from eligibility.language.tree import Mapping as Tree
from eligibility.language.tree import Scalar
from eligibility.language.units import BadQuantity
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import AssumptionOverride, Origin
from eligibility.submission.model.given import Context
from eligibility.submission.model.scalars import read_scalar

_KEYS = ("adopted", "assumptions", "facts", "note")


@dataclass(frozen=True)
class Adopted:
    """The adopted text of a jurisdiction: its number and date."""

    number: str
    date: date | None


@dataclass(frozen=True)
class Office:
    """An office's settings. `facts` fill in what a submission does not state (floors, say)."""

    adopted: Mapping[str, Adopted] = field(default_factory=dict, hash=False)
    assumptions: tuple[AssumptionOverride, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, hash=False)


def read_office(path: str | Path) -> Office:
    """The settings of a file; `Refused` with every fault."""
    root = load(path)
    faults = Faults()
    faults.keys(root, _KEYS)
    facts, origins = _facts(faults, root)
    office = Office(_adopted(faults, root), _assumptions(faults, root), facts, origins)
    if faults.found:
        raise Refused(faults.found)
    return office


def _adopted(faults: Faults, root: Tree) -> dict[str, Adopted]:
    found = {}
    for key, entry in mapping(faults, root.get("adopted"), "adopted") or ():
        node = mapping(faults, entry, "an adopted text")
        if node is not None:
            faults.keys(node, ("number", "date"), ("number", "date"))
            number = text(faults, node.get("number"), "number")
            found[key.text] = Adopted(number, day(faults, node.get("date")))
    return found


def _assumptions(faults: Faults, root: Tree) -> tuple[AssumptionOverride, ...]:
    found = []
    for key, entry in mapping(faults, root.get("assumptions"), "assumptions") or ():
        node = mapping(faults, entry, "an assumption")
        if node is None:
            continue
        faults.keys(node, ("value", "by", "on", "reason"), ("value", "reason"))
        value, by, reason = (
            text(faults, node.get(name), name) for name in ("value", "by", "reason")
        )
        on = day(faults, node.get("on"))
        found.append(AssumptionOverride(key.text, value, by or "office", on, reason, key.place))
    return tuple(found)


def _facts(faults: Faults, root: Tree) -> tuple[dict[str, Any], dict[str, Origin]]:
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    known = catalogue()
    for key, node in mapping(faults, root.get("facts"), "facts") or ():
        kind = known.get(key.text)
        if kind is None or kind.item is not None or not isinstance(node, Scalar):
            faults.tell(key, "E201", f"`{key.text}` is no single fact", nearest(key.text, known))
            continue
        try:
            values[key.text] = read_scalar(node.text, kind, {}, Context())
            origins[key.text] = Origin(node.text, node.place)
        except BadQuantity as error:
            faults.tell(node, error.code, str(error), error.help)
    return values, origins

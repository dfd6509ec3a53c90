"""The office's settings: adopted texts, assumptions, facts such as provincial floors, workdays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Refused, nearest
from eligibility.evaluation.assessment import Adopted
from eligibility.evaluation.days import PUBLISHED, Workdays
from eligibility.language.located import load
from eligibility.language.reading import Faults, day, mapping, text, texts
from eligibility.language.tree import Mapping as Tree
from eligibility.language.tree import Scalar, Sequence
from eligibility.language.units import BadQuantity
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import AssumptionOverride, Origin
from eligibility.submission.model.given import Context
from eligibility.submission.model.scalars import read_scalar

_YEAR = re.compile(r"(19|20|21)\d\d")
_KEYS = ("adopted", "assumptions", "facts", "calendar", "note")


@dataclass(frozen=True)
class Office:
    """An office's settings. `facts` fill in what a submission does not state (floors, say).

    `calendar`: working days beside the published ones.
    """

    adopted: Mapping[str, Adopted] = field(default_factory=dict, hash=False)
    assumptions: tuple[AssumptionOverride, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, hash=False)
    calendar: Workdays = PUBLISHED


def read_office(path: str | Path) -> Office:
    """The settings of a file; `Refused` with every fault."""
    return office_of(load(path))


def office_of(root: Tree) -> Office:
    """The settings of a text that was read already."""
    faults = Faults()
    faults.keys(root, _KEYS)
    facts, origins = _facts(faults, root)
    adopted, assumptions = _adopted(faults, root), _assumptions(faults, root)
    office = Office(adopted, assumptions, facts, origins, _calendar(faults, root))
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


def _calendar(faults: Faults, root: Tree) -> Workdays:
    """`calendar: {workdays: [dates], holidays: [dates], years: [years stated whole]}`."""
    node = mapping(faults, root.get("calendar"), "calendar")
    if node is None:
        return PUBLISHED
    faults.keys(node, ("workdays", "holidays", "years", "note"))
    worked, free = _days(faults, node, "workdays"), _days(faults, node, "holidays")
    for both in sorted(worked & free):
        faults.tell(node, "E303", f"{both} is listed as a workday and as a holiday")
    years = set()
    for said in texts(faults, node.get("years"), "years"):
        if _YEAR.fullmatch(said):
            years.add(int(said))
        else:
            faults.tell(node, "E303", f"`{said}` is no year", "write it as 2027")
    return Workdays(worked, free, frozenset(years))


def _days(faults: Faults, node: Tree, key: str) -> frozenset[date]:
    listed = node.get(key)
    items = listed.items if isinstance(listed, Sequence) else []
    if listed is not None and not isinstance(listed, Sequence):
        faults.tell(listed, "E303", f"{key} must be a list of dates", "[2027-02-17, 2027-02-18]")
    found = [day(faults, item) for item in items]
    return frozenset(one for one in found if one is not None)

"""Findings that are known and accepted, each with its reason; read from and written to one file.

accepted:
  - finding: "redundant national/idle-land: take-back + not-started"
    reason: the fee and the take-back name their own article
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eligibility.errors import Refused
from eligibility.language.located import load
from eligibility.language.reading import Faults, mapping, text
from eligibility.language.tree import Sequence

FILE = "accepted-findings.yaml"


def read_accepted(path: Path) -> dict[str, str]:
    """The reasons by the findings' names. `Refused` when an entry lacks either."""
    root, faults = load(path), Faults()
    faults.keys(root, ("accepted", "note"), ("accepted",))
    found: dict[str, str] = {}
    listed = root.get("accepted")
    for item in listed.items if isinstance(listed, Sequence) else ():
        entry = mapping(faults, item, "an accepted finding")
        if entry is None:
            continue
        faults.keys(entry, ("finding", "reason"), ("finding", "reason"))
        name = text(faults, entry.get("finding"), "finding")
        reason = text(faults, entry.get("reason"), "reason")
        if not reason.strip():
            faults.tell(entry, "E303", f"`{name}` is accepted without a reason")
        found[name] = reason
    if faults.found:
        raise Refused(faults.found)
    return found


def stale(accepted: Iterable[str], found: Iterable[str], places: Iterable[str]) -> tuple[str, ...]:
    """Accepted findings about these jurisdictions that are no longer found."""
    now, about = set(found), tuple(f" {place}/" for place in places)
    return tuple(name for name in accepted if name not in now and any(p in name for p in about))

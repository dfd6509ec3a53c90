"""Which fact each column of a table holds: by path, by Chinese label, by a map; with its unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.language.types import Kind, Type
from eligibility.screening.cells import QUANTITIES, Fact, factor
from eligibility.submission.catalogue import FactInfo, dictionary

JURISDICTION, RECEIVED, CODE, NAME = (
    "jurisdiction", "review.received_on", "project.code", "project.name",
)  # fmt: skip
_HEADS: dict[str, str] = {
    "适用地区": JURISDICTION, JURISDICTION: JURISDICTION,
    "受理日期": RECEIVED, RECEIVED: RECEIVED,
}  # fmt: skip
_FINDING = re.compile(r"review\.findings\[([^\]]+)\]")
_UNIT = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]$")


@dataclass(frozen=True)
class Target:
    """What a column holds: a fact (`path` with `[]` for a list's items), or something of the head.

    `passed`: it is handed through to the answer as it stands.
    """

    heading: str
    path: str
    unit: str = ""
    passed: bool = False
    ignored: bool = False


def targets(
    headings: Iterable[str], *, file: str, below: str = "", named: Mapping[str, str] | None = None,
    keys: Iterable[str] = (), ignored: Iterable[str] = (),
) -> list[Target]:  # fmt: skip
    """What each column holds; `Refused` with every heading that is unknown or stands twice.

    `below` is the list whose items the rows are (`land.parcels`); `named` maps headings to paths.
    """
    faults: list[Diagnostic] = []
    found: list[Target] = []
    taken: dict[str, str] = {}
    for heading in headings:
        if heading in keys:
            found.append(Target(heading, "", passed=True))
            continue
        if heading in ignored or "*" in ignored and not _known(heading, below, named or {}):
            found.append(Target(heading, "", ignored=True))
            continue
        try:
            target = _target(heading, below, named or {})
        except Refused as refused:
            faults += refused.diagnostics
            continue
        if target.path in taken:
            said = f"`{heading}` and `{taken[target.path]}` are both `{target.path}`"
            faults.append(Diagnostic("E107", said, help="leave one of the two columns out"))
        taken[target.path] = heading
        found.append(target)
    if faults:
        raise Refused(
            Diagnostic(d.code, f"{file}: {d.message}", d.place, d.source_line, d.help)
            for d in faults
        )
    return found


def _known(heading: str, below: str, named: Mapping[str, str]) -> bool:
    try:
        _target(heading, below, named)
    except Refused:
        return False
    return True


def _target(heading: str, below: str, named: Mapping[str, str]) -> Target:
    clean = unicodedata.normalize("NFKC", named.get(heading, heading)).strip()
    found = _path(clean, below)
    unit = ""
    if found is None:
        split = _UNIT.match(clean)
        if split:
            found, unit = _path(split[1], below), split[2].strip()
    if found is None:
        raise Refused([Diagnostic("E201", f"`{heading[:60]}` is no fact", help=_advice(clean, below))])
    path, kind = found
    if unit and (kind is None or kind.kind not in QUANTITIES or factor(kind, unit) is None):
        what = kind if kind is not None else "this"
        said = f"`{heading}`: `{unit}` is no unit of {what}"
        raise Refused([Diagnostic("E204", said, help="put a unit of its kind in the heading")])
    return Target(heading, path, unit)


def _path(text: str, below: str) -> tuple[str, Type | None] | None:
    """The path that a heading names, with its type."""
    if not below and text in _HEADS:
        return _HEADS[text], None
    if not below and _FINDING.fullmatch(text):
        return text, Type(Kind.TRUTH)
    if below and text in (CODE, "项目代码"):
        return CODE, None
    for info in _infos():
        if below:
            inner = info.path.removeprefix(f"{below}[].")
            named = info.path.startswith(f"{below}[].") and "[]" not in inner
            if named and text in (inner, info.path, info.label.zh):
                return info.path, info.type
        elif "[]" not in info.path and text in (info.path, info.label.zh):
            return info.path, info.type
    return None


def _infos() -> tuple[FactInfo, ...]:
    return dictionary()


def _advice(text: str, below: str) -> str:
    paths = [i.path.removeprefix(f"{below}[].") if below else i.path for i in _infos()]
    labels = [i.label.zh for i in _infos()]
    near = nearest(text.partition("(")[0], [p for p in paths if "[]" not in p] + labels)
    return near or "see `eligibility facts`; pass it through with --key, or leave it out with --ignore"


def fact_of(path: str, name: str, unit: str = "") -> Fact:
    """How the cells of a fact are read; `name` is its column in its frame."""
    info = _by_path().get(path)
    if info is None:
        return Fact(name, Type(Kind.TRUTH), unit)
    return Fact(name, info.type, unit, info.choices, info.absent)


def _by_path() -> dict[str, FactInfo]:
    return {info.path: info for info in _infos()}

"""Which fact each column of a table holds: by path, by label, by a map; with its unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.language import units
from eligibility.language.types import QUANTITIES, Kind, Type, list_of
from eligibility.language.units import BadQuantity
from eligibility.submission.catalogue import FactInfo, dictionary
from eligibility.submission.model import SubmissionModel
from eligibility.submission.model.review import ReviewPart

JURISDICTION, RECEIVED, CODE, NAME = (
    "jurisdiction", "review.received_on", "project.code", "project.name",
)  # fmt: skip
PARCEL, AS_OF, MATTERS, FILE_NO = "land.parcels[].id", "as_of", "matters", "review.file_no"
# What a row may say beside facts.
HEADS: dict[str, Type] = {
    JURISDICTION: Type(Kind.TEXT), FILE_NO: Type(Kind.TEXT), AS_OF: Type(Kind.DATE),
    RECEIVED: Type(Kind.DATE), MATTERS: list_of(Type(Kind.TEXT)),
}  # fmt: skip
_FINDING = re.compile(r"review\.findings\[([^\]]+)\]")
_UNIT = re.compile(r"^(.*?)\s*[(\[【]([^()\[\]【】]+)[)\]】]$", re.DOTALL)
_UNIT_SAID = re.compile(r"^(?:单位[:]?|unit:?)\s*", re.IGNORECASE)
# What may stand in brackets behind a label, or around it, without saying anything about its unit.
HINTS = frozenset({
    "必填", "选填", "可不填", "是/否", "是或否", "日期", "多选", "单选", "下拉选择", "required",
    "optional", "yes/no", "date", "年-月-日", "年月日", "yyyy-mm-dd",
})  # fmt: skip
MEASURE_WORDS = frozenset("个家人项件次户名座条处年天")
_MARKS = "*★☆※"
# So many headings are kept with what they mean, for the next table that has them.
_MOST_HEADINGS = 4096
# Other names of these in use.
_ALSO: dict[str, tuple[str, ...]] = {
    RECEIVED: ("受理日期", "收件日期", "收件日"), FILE_NO: ("受理编号", "收件编号"),
    AS_OF: ("判断日", "判定日"), JURISDICTION: ("适用地区",),
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """What a column of cells is to be read as. `absent`: missing means that there is none."""

    name: str
    type: Type
    unit: str = ""
    labels: Mapping[str, str] | None = None
    absent: bool = False


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
        if heading in ignored or ("*" in ignored and not known(heading, below, named)):
            found.append(Target(heading, "", ignored=True))
            continue
        try:
            target = target_of(heading, below, named)
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


def known(heading: str, below: str = "", named: Mapping[str, str] | None = None) -> bool:
    """Whether a heading names a fact."""
    return _split(_said(heading, named), below)[0] is not None


def target_of(heading: str, below: str = "", named: Mapping[str, str] | None = None) -> Target:
    """What a column of that heading holds; `Refused` when that is not to be told."""
    return _target(heading, _said(heading, named), below)


def _said(heading: str, named: Mapping[str, str] | None) -> str:
    return (named or {}).get(heading, heading)


@lru_cache(_MOST_HEADINGS)
def _target(heading: str, said: str, below: str) -> Target:
    """What a column holds; `said`: the name by which it goes."""
    found, unit, clean = _split(said, below)
    shown = " ".join(heading.split())[:60]
    if found is None:
        raise Refused([Diagnostic("E201", f"`{shown}` is no fact", help=_advice(clean, below))])
    path, kind = found
    if kind is not None and kind.kind is Kind.COUNT and unit in MEASURE_WORDS:
        unit = ""
    if unit and not fits(kind, unit):
        what = kind if kind is not None else "this"
        said = f"`{shown}`: `{unit}` is no unit of {what}"
        raise Refused([Diagnostic("E204", said, help="put a unit of its kind in the heading")])
    return Target(heading, path, unit)


def _split(said: str, below: str) -> tuple[tuple[str, Type | None] | None, str, str]:
    """The fact that a heading names, the unit that it puts behind, the label alone."""
    clean = _plain(said)
    found, unit = _path(clean, below), ""
    while found is None and (split := _UNIT.match(clean)):
        clean, inside = _plain(split[1]), _UNIT_SAID.sub("", split[2].strip())
        found = _path(clean, below)
        if inside.lower() not in HINTS:
            unit = unit or inside
    return found, unit, clean


def fits(kind: Type | None, unit: str) -> bool:
    """Whether a unit is one of a kind of quantity."""
    if kind is None or kind.kind not in QUANTITIES:
        return False
    if kind.kind is Kind.AREA:
        return unit in units.AREA_UNITS
    if kind.kind is Kind.MONEY:
        return unit in units.MONEY_UNITS
    if kind.kind is Kind.RATIO:
        return unit in ("%", "‰")
    if kind.kind is Kind.COUNT:
        return False
    try:
        return units.parse_rate(f"1 {unit}") > 0
    except BadQuantity:
        return False


def _plain(heading: str) -> str:
    """A heading without what only decorates it: marks, hints in front, line ends."""
    clean = unicodedata.normalize("NFKC", heading).strip().strip(_MARKS).strip()
    return clean.removesuffix(":").strip()


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _path(text: str, below: str) -> tuple[str, Type | None] | None:
    """The path that a heading names, with its type."""
    if not below and _FINDING.fullmatch(text):
        return text, Type(Kind.TRUTH)
    return _names(below).get(_key(text))


@cache
def _names(below: str) -> Mapping[str, tuple[str, Type | None]]:
    """Every name of every column: paths, and labels in Chinese and English."""
    found: dict[str, tuple[str, Type | None]] = {}
    shorter: dict[str, tuple[str, Type | None]] = {}
    for info in dictionary():
        inner = info.path.removeprefix(f"{below}[].") if below else info.path
        if "[]" in inner or (below and inner == info.path):
            continue
        for name in (info.path, info.label.zh, info.label.en):
            found.setdefault(_key(name), (info.path, info.type))
        shorter.setdefault(_key(inner), (info.path, info.type))
    for name, entry in shorter.items():
        found.setdefault(name, entry)
    joins = (CODE, PARCEL) if below.startswith("land.parcels[].") else (CODE,)
    for path in joins if below else ():
        for name in (path, *_labels(path)):
            found[_key(name)] = (path, None)
    if not below:
        for path, mark in _heads().items():
            for name in (path, *mark):
                found.setdefault(_key(name), (path, None))
    return found


def _labels(path: str) -> tuple[str, str]:
    label = next(info.label for info in dictionary() if info.path == path)
    return label.zh, label.en


def _heads() -> dict[str, tuple[str, ...]]:
    """What a row may say beside facts, with its labels."""
    own, review = SubmissionModel.declared, ReviewPart.declared
    marks = {name: own[name].label for name in (JURISDICTION, AS_OF, MATTERS)}
    marks |= {path: review[path.partition(".")[2]].label for path in (RECEIVED, FILE_NO)}
    return {p: (label.zh, label.en, *_ALSO.get(p, ())) for p, label in marks.items()}


def _advice(text: str, below: str) -> str:
    names = [name for name in _written_names(below) if name]
    near = nearest(text.partition("(")[0], names)
    return (
        near or "see `eligibility facts`; pass it through with --key, or leave it out with --ignore"
    )


def _written_names(below: str) -> list[str]:
    infos: list[FactInfo] = [i for i in dictionary() if not below or i.path.startswith(below)]
    paths = [i.path.removeprefix(f"{below}[].") if below else i.path for i in infos]
    return [p for p in paths if "[]" not in p] + [i.label.zh for i in infos]


def fact_of(path: str, name: str, unit: str = "") -> Fact:
    """How the cells of a fact are read; `name` is its column in its frame."""
    info = _by_path().get(path)
    if info is None:
        return Fact(name, HEADS.get(path, Type(Kind.TRUTH)), unit)
    return Fact(name, info.type, unit, info.choices, info.absent)


@cache
def _by_path() -> dict[str, FactInfo]:
    return {info.path: info for info in dictionary()}


def with_unit(text: str, fact: Fact) -> str:
    """The text of a cell with the unit of its heading, where it has none of its own."""
    if not fact.unit or fact.type.kind not in QUANTITIES:
        return text
    try:
        _, own = units.split_number(text)
    except BadQuantity:
        return text
    joined = "" if fact.unit in ("%", "‰") else " "
    return text if own else f"{text.strip()}{joined}{fact.unit}"

"""The land of a plan drawn: each zone and parcel as a bar of what each tier holds; the quotas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from eligibility.classes import dataclass
from eligibility.report.allocated_shown import Shown, area, units
from eligibility.report.allocated_words import KINDS

WHOLE = 1000  # thousandths
MOST_PARCELS = 200  # so many are drawn one by one
COLOURS = 6  # tiers that have a colour of their own
ROOM = 45  # thousandths: a piece so wide holds its text
Part = tuple[str, int, str]  # its look, its area, its text


@dataclass(frozen=True)
class Piece:
    """A part of a bar in thousandths: its look, where it begins, how wide it is, its text."""

    of: str
    start: int
    width: int
    text: str


@dataclass(frozen=True)
class Bar:
    """A bar with what it is of, what it says in words, and its pieces."""

    label: str
    note: str
    sentence: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Zone:
    """A zone: its land in all, and its parcels."""

    whole: Bar
    parcels: tuple[Bar, ...]


def zones(shown: Shown) -> tuple[Zone, ...]:
    """Every zone of a plan, the largest as wide as the page."""
    tier = {p["code"]: p["tier"] for p in shown.problem["projects"]}
    held = defaultdict[str, list[tuple[str, int]]](list)
    for code, pieces in shown.plan["grants"].items():
        for piece in pieces:
            held[piece["parcel"]].append((code, units(piece["area"])))
    by_zone = defaultdict[str, list[str]](list)
    for id, parcel in sorted(shown.parcels.items()):
        by_zone[parcel["zone"]].append(id)
    sizes = {id: units(p["area"]) for id, p in shown.parcels.items()}
    widest = max((sum(sizes[id] for id in ids) for ids in by_zone.values()), default=1)
    largest = max(sizes.values(), default=1)
    drawn = len(shown.parcels) <= MOST_PARCELS
    found = []
    for name, ids in sorted(by_zone.items()):
        given = defaultdict[int, int](int)
        for code, size in (one for id in ids for one in held[id]):
            given[tier[code]] += size
        whole = sum(sizes[id] for id in ids)
        parts = [(_look(t), size, str(t)) for t, size in sorted(given.items())]
        bars = (_parcel(shown, id, held[id], tier, largest) for id in ids if drawn)
        found.append(Zone(_zone(shown, name, parts, whole, widest), tuple(bars)))
    return tuple(found)


def _zone(shown: Shown, name: str, parts: Sequence[Part], whole: int, widest: int) -> Bar:
    left = whole - sum(size for _, size, _ in parts)
    told = [f"{shown.say('tier', tier=text)} {area(size)}" for _, size, text in parts]
    told += [f"{shown.say('h_left')} {area(left)}"]
    return Bar(name, area(whole), shown.listed([f"{name} {area(whole)}", *told]),
               tuple(_pieces([*parts, ("left", left, "")], widest)))  # fmt: skip


def _parcel(
    shown: Shown, id: str, held: Sequence[tuple[str, int]], tier: dict[str, int], largest: int
) -> Bar:
    parcel = shown.parcels[id]
    size = units(parcel["area"])
    parts = [(_look(tier[code]), given, code) for code, given in held]
    left = size - sum(given for _, given in held)
    told = [f"{shown.project(code)} {area(given)}" for code, given in held]
    told += [f"{shown.say('h_left')} {area(left)}"] if left else []
    note = f"{shown.word(KINDS[parcel['kind']])} {area(size)}"
    sentence = shown.listed([f"{id} {note}", *told])
    return Bar(id, note, sentence, tuple(_pieces([*parts, ("left", left, "")], largest)))


def quotas(shown: Shown) -> tuple[Bar, ...]:
    """Each quota of new land: what is taken and left; stock land used raises that of its zone."""
    used, total = shown.used, shown.problem["total"]
    found = [] if total is None else [(shown.say("h_total"), sum(used.values()), units(total), 0)]
    for name, zone in sorted(shown.problem["zones"].items()):
        found.append((name, used[name], units(zone["area"]), shown.raised(name)))
    widest = max((whole + raised for _, _, whole, raised in found), default=1) or 1
    return tuple(_quota(shown, *one, widest) for one in found)


def _quota(shown: Shown, name: str, used: int, whole: int, raised: int, widest: int) -> Bar:
    words = {"used": area(used), "area": area(whole), "left": area(whole + raised - used)}
    note = shown.say("quota_raised" if raised else "quota_used", raised=area(raised), **words)
    beyond = max(used - whole, 0)
    own = [("used", min(used, whole), ""), ("left", max(whole - used, 0), ""),
           ("raised-used", beyond, ""), ("raised", raised - beyond, "")]  # fmt: skip
    return Bar(name, note, shown.listed([name, note]), tuple(_pieces(own, widest)))


def _pieces(parts: Sequence[Part], whole: int) -> Iterator[Piece]:
    """The parts side by side; each ends where the next begins, so that nothing is rounded away."""
    done = 0
    for look, size, text in parts:
        start, end = WHOLE * done // whole, WHOLE * (done + size) // whole
        done += size
        if end > start:
            wide = end - start >= ROOM + 9 * max(len(text) - 2, 0)
            yield Piece(look, start, end - start, text if wide else "")


def _look(tier: int) -> str:
    return f"tier-{(tier - 1) % COLOURS + 1}"

"""What the stored multipliers of a plan prove, in whole numbers: a part of the check of plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

SCALE = 2**40
Record = Mapping[str, Any]
Pieces = Mapping[str, list[tuple[str, int]]]


class Rows:
    """The rows of a plan's problem, and those that keep what earlier levels reached."""

    def __init__(
        self, projects: Mapping[str, Record], parcels: Mapping[str, Record],
        fits: Mapping[str, list[Record]], pins: Pieces, total: int | None,
        zones: Mapping[str, tuple[int, Fraction, bool]], unit: int,
    ) -> None:  # fmt: skip
        self.projects, self.parcels, self.fits, self.pins = projects, parcels, fits, pins
        self.unit, self.ratios = unit, {z: ratio for z, (_, ratio, _) in zones.items()}
        self.left = {id: p["area"] for id, p in parcels.items()}
        new, room = 0, {z: size * ratio.denominator for z, (size, ratio, _) in zones.items()}
        for parcel, size in (g for grants in pins.values() for g in grants):
            kind, zone = parcels[parcel]["kind"], parcels[parcel]["zone"]
            self.left[parcel] -= size if parcels[parcel]["divisible"] else parcels[parcel]["area"]
            new += size * (kind == "new")
            if zone in room:
                ratio = self.ratios[zone]
                room[zone] += size * {"new": -ratio.denominator, "stock": ratio.numerator}.get(
                    kind, 0
                )
        self.limits = {f"quota:{z}": size // unit for z, size in room.items()}
        self.limits |= {"quota": (total - new) // unit} if total is not None else {}
        self.kept: dict[str, int] = {}

    def keep(self, level: str, value: int) -> None:
        """What a level reached is kept from now on."""
        self.kept[level] = value

    def bound(self, level: str, multipliers: Mapping[str, int]) -> int:
        """The whole number that no plan exceeds on a level, as far as the multipliers prove it."""
        m = {name: value for name, value in multipliers.items() if value > 0}
        whole = sum(v * self._limit(name) for name, v in m.items())
        whole += sum(max(gain, 0) * upper for gain, upper in self._gains(level, m))
        return whole // SCALE

    def _limit(self, name: str) -> int:
        if name in self.kept:
            return -self.kept[name]
        head, _, which = name.partition(":")
        if head == "parcel":
            return self.left[which] // self.unit if self.parcels[which]["divisible"] else 1
        return (
            {"project": 1, "least": 0, "most": 0}[head]
            if head in ("project", "least", "most")
            else self.limits[name]
        )

    def _gains(self, level: str, m: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """What each column still gains beyond its rows, and how often it can be taken."""
        for code, project in self.projects.items():
            if code in self.pins:
                continue
            tier = f"tier:{project['tier']}"
            worth = project["points"] * (SCALE * (level == tier) + m.get(tier, 0))
            least, most = m.get(f"least:{code}", 0), m.get(f"most:{code}", 0)
            if project["divisible"]:
                yield (
                    worth
                    - least * (project["least"] // self.unit)
                    + most * (project["most"] // self.unit),
                    self._open(level, project),
                )
                own, worth = least - most, 0
            for parcel in self.fits[code]:
                left, cut = self.left[parcel["id"]], parcel["divisible"]
                size = (
                    parcel["area"]
                    if not cut
                    else self.unit
                    if project["divisible"]
                    else project["least"]
                )
                if left <= 0 or (not project["divisible"] and size > left):
                    continue
                amount = size // self.unit
                gain = worth + (
                    own * amount if project["divisible"] else -m.get(f"project:{code}", 0)
                )
                gain -= m.get(f"parcel:{parcel['id']}", 0) * (amount if cut else 1)
                gain -= amount * self._charge(level, m, parcel)
                many = (
                    min(project["most"], left) // self.unit if project["divisible"] and cut else 1
                )
                yield gain, many * self._open(level, project)

    def _open(self, level: str, project: Record) -> int:
        """Later tiers do not count at a tier, unless stock land that they use raises a quota."""
        early = level.startswith("tier:") and project["tier"] > int(level[5:])
        helps = early and any(
            q["kind"] == "stock" and self.ratios.get(q["zone"]) and self.left[q["id"]] > 0
            and (project["divisible"] or not q["divisible"]
                 or project["least"] <= self.left[q["id"]])
            for q in self.fits[project["code"]]
        )  # fmt: skip
        return int(helps or not early)

    def _charge(self, level: str, m: Mapping[str, int], parcel: Record) -> int:
        """What one unit of a parcel costs in quotas and in land to be spared."""
        kind, zone = parcel["kind"], parcel["zone"]
        spared = f"spare:{kind}"
        charge = SCALE * (level == spared) + (m.get(spared, 0) if spared in self.kept else 0)
        ratio = self.ratios.get(zone, Fraction(0))
        if kind == "new":
            charge += m.get("quota", 0) + m.get(f"quota:{zone}", 0) * ratio.denominator
        elif kind == "stock":
            charge -= m.get(f"quota:{zone}", 0) * ratio.numerator
        return charge

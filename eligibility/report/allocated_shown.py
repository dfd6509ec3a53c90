"""One plan in one language: the words for its tiers, projects, pieces of land and quotas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.language.units import parse_area
from eligibility.report.allocated_words import KINDS, SAID
from eligibility.submission.writing import number

Plan = Mapping[str, Any]


class Shown:
    """A plan to be shown; `says`: what the rules that it names ask, by rule."""

    def __init__(self, plan: Plan, says: Mapping[str, Words], language: Language) -> None:
        self.plan, self.says, self.language = plan, says, language
        self.problem: Plan = plan["problem"]
        self.reasons: dict[str, Plan] = {r["code"]: r for r in plan["reasons"]}
        self.projects = {p["code"]: p for p in self.problem["projects"]}
        self.parcels = {p["id"]: p for p in self.problem["parcels"]}
        self.used = defaultdict[str, int](int)  # new land by zone
        self.revived = defaultdict[str, int](int)  # stock land by zone
        self.left = {id: units(p["area"]) for id, p in self.parcels.items()}
        self.on = defaultdict[str, list[str]](list)
        for code, pieces in plan["grants"].items():
            for piece in pieces:
                self._count(code, piece)

    def _count(self, code: str, piece: Mapping[str, str]) -> None:
        parcel, size = self.parcels[piece["parcel"]], units(piece["area"])
        self.left[piece["parcel"]] -= size
        self.on[piece["parcel"]].append(code)
        self.used[parcel["zone"]] += size * (parcel["kind"] == "new")
        self.revived[parcel["zone"]] += size * (parcel["kind"] == "stock")

    def say(self, key: str, **named: Any) -> str:
        """Words of plans, filled in."""
        return SAID[key].in_language(self.language).format(**named)

    def word(self, of: Words) -> str:
        """The words in the plan's language."""
        return of.in_language(self.language)

    def listed(self, texts: Sequence[str]) -> str:
        """The first text, and what follows from it."""
        first, *rest = texts
        if self.language == "zh":
            return f"{first}：{'，'.join(rest)}" if rest else first
        return f"{first}: {', '.join(rest)}" if rest else first

    def joined(self, texts: Sequence[str]) -> str:
        """Several names in one sentence."""
        return ("、" if self.language == "zh" else ", ").join(texts)

    def rule(self, id: str) -> str:
        """What a rule asks, with its id behind."""
        said = self.says.get(id)
        return f"{self.word(said)} [{id}]" if said is not None else id

    def tier(self, number: int) -> str:
        """What a tier is of."""
        rule = self.problem["tiers"][number - 1]["rule"]
        if not rule:
            return self.say("rest") if number > 1 else self.say("all")
        return self.rule(rule)

    def project(self, code: str) -> str:
        """A project by its code and name."""
        name = self.projects.get(code, self.reasons.get(code, {})).get("name")
        return f"{code} {name}" if name and name != code else code

    def pieces(self, grants: Sequence[Mapping[str, str]]) -> str:
        """Pieces of land with their zone and kind."""
        found = []
        for piece in grants:
            parcel = self.parcels[piece["parcel"]]
            kind = self.word(KINDS[parcel["kind"]])
            found.append(self.say("piece", **piece, zone=parcel["zone"], kind=kind))
        return self.joined(found)

    def quota(self, name: str) -> str:
        """A quota by its zone and figure; with what stock land used in the zone adds to it."""
        zone = name.partition(":")[2]
        if not zone:
            return self.say("quota_all", area=self.problem["total"])
        own = self.problem["zones"][zone]
        key = "quota_zone_more" if self.raised(zone) else "quota_zone"
        return self.say(key, zone=zone, area=own["area"], more=area(self.raised(zone)))

    def raised(self, zone: str) -> int:
        """What the stock land used in a zone adds to its quota."""
        over, _, under = self.problem["zones"][zone]["ratio"].partition("/")
        return self.revived[zone] * int(over) // int(under or 1)

    def quota_left(self, name: str) -> int:
        """What is left of a quota."""
        zone = name.partition(":")[2]
        if not zone:
            return units(self.problem["total"]) - sum(self.used.values())
        return units(self.problem["zones"][zone]["area"]) + self.raised(zone) - self.used[zone]


def units(text: str) -> int:
    """An area of a plan in base units."""
    return int(parse_area(text))


def area(size: int) -> str:
    """An area as people write it."""
    return number(size, Kind.AREA)

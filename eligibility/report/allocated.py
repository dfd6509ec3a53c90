"""A plan for the desk: tiers with bound and gap, who got what, a reason for everyone else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.language.units import parse_area
from eligibility.report.allocated_words import BECAUSE, CHANGES, KINDS, MISFITS, SAID, STANDINGS
from eligibility.report.view import Document, Line, Section, Table
from eligibility.submission.writing import number

Plan = Mapping[str, Any]
BAR = 20  # the length of a zone's land as a bar
Say = Callable[[Words], str]


def document(plan: Plan, says: Mapping[str, Words], language: Language) -> Document:
    """The whole plan; `says`: what the rules of the tiers ask, by rule."""
    shown = _Shown(plan, says, language)
    sections = [
        shown.tiers(), shown.grants(), shown.spread(), shown.waiting(), shown.out(), shown.effects()
    ]  # fmt: skip
    return Document(
        shown.say("heading"), "strong", shown.opening(),
        tuple(s for s in sections if s is not None), (shown.say("ties"), shown.say("advice")),
    )  # fmt: skip


class _Shown:
    """One plan shown in one language."""

    def __init__(self, plan: Plan, says: Mapping[str, Words], language: Language) -> None:
        self.plan, self.says, self.language = plan, says, language
        self.problem: Plan = plan["problem"]
        self.names = {p["code"]: p["name"] for p in self.problem["projects"]}
        self.parcels = {p["id"]: p for p in self.problem["parcels"]}

    def say(self, key: str, **named: Any) -> str:
        return SAID[key].in_language(self.language).format(**named)

    def word(self, of: Words) -> str:
        return of.in_language(self.language)

    def opening(self) -> tuple[str, ...]:
        held, stated = self.plan["grants"], self.problem
        return (
            self.say("place", place=stated["jurisdiction"], day=stated["as_of"],
                     seed=stated["seed"]),
            self.say("served", served=len(held), entered=len(stated["projects"]),
                     all=len(self.plan["reasons"])),
            *(self.say("advisory", why=w[self.language]) for w in self.plan.get("advisory", ())),
        )  # fmt: skip

    def tier(self, number: int) -> str:
        rule = self.problem["tiers"][number - 1]["rule"]
        if not rule:
            return self.say("rest") if number > 1 else self.say("all")
        said = self.says.get(rule)
        return f"{self.word(said)} [{rule}]" if said is not None else rule

    def tiers(self) -> Section:
        rows = []
        for level in self.plan["levels"]:
            head, _, which = level["name"].partition(":")
            named = (
                self.tier(int(which))
                if head == "tier"
                else self.say("spared", kind=self.word(KINDS[which]))
            )
            own = [
                p for p in self.problem["projects"] if head == "tier" and p["tier"] == int(which)
            ]
            served = (
                f"{sum(p['code'] in self.plan['grants'] for p in own)}/{len(own)}" if own else "–"
            )
            value, bound = level["value"], level["bound"]
            sure = "best" if value == bound else "claimed" if level["optimal"] else "gap"
            shown = [
                str(n) if head == "tier" else self.land(-n) for n in (value, bound, bound - value)
            ]
            rows.append(
                (
                    which if head == "tier" else "",
                    named,
                    served,
                    *shown[:2],
                    self.say(sure, gap=shown[2].lstrip("-")),
                )
            )
        heads = tuple(
            self.say(k) for k in ("h_tier", "h_rule", "h_served", "h_value", "h_bound", "h_gap")
        )
        return Section(self.say("levels"), (Table(heads, tuple(rows)),))

    def land(self, units: int) -> str:
        """An area of so many of the plan's units."""
        return number(units * parse_area(self.plan["unit"]), Kind.AREA)

    def grants(self) -> Section | None:
        rows = [
            (str(r["place_in_line"]), self.project(r["code"]), str(r["tier"]), str(r["points"]),
             self.pieces(r["grants"]), self.say("promised") if r["promised"] else "")
            for r in self.plan["reasons"] if r["outcome"] == "granted"
        ]  # fmt: skip
        heads = tuple(
            self.say(k) for k in ("h_line", "h_project", "h_tier", "h_points", "h_land", "h_note")
        )
        return Section(self.say("granted"), (Table(heads, tuple(rows)),)) if rows else None

    def spread(self) -> Section | None:
        """The land of each zone by tier, what is left of it, and a bar of both."""
        tiers = range(1, len(self.problem["tiers"]) + 1)
        whole: dict[str, int] = defaultdict(int)
        given: dict[tuple[str, int], int] = defaultdict(int)
        for parcel in self.parcels.values():
            whole[parcel["zone"]] += int(parse_area(parcel["area"]))
        of_tier = {p["code"]: p["tier"] for p in self.problem["projects"]}
        for code, pieces in self.plan["grants"].items():
            for piece in pieces:
                zone = self.parcels[piece["parcel"]]["zone"]
                given[zone, of_tier[code]] += int(parse_area(piece["area"]))
        rows = []
        for zone, area in sorted(whole.items()):
            parts = [given[zone, tier] for tier in tiers]
            bar = "".join(str(t) * (BAR * a // area) for t, a in zip(tiers, parts, strict=True))
            shown = [number(a, Kind.AREA) if a else "–" for a in (*parts, area - sum(parts))]
            rows.append((zone, *shown, bar.ljust(BAR, "·")))
        named = [self.say("tier", tier=tier) for tier in tiers]
        heads = (self.say("h_zone"), *named, self.say("h_left"), self.say("h_bar"))
        return Section(self.say("spread"), (Table(heads, tuple(rows)),)) if rows else None

    def project(self, code: str) -> str:
        name = self.names.get(code)
        return f"{code} {name}" if name and name != code else code

    def pieces(self, grants: Sequence[Mapping[str, str]]) -> str:
        return "; ".join(
            f"{g['parcel']} {g['area']} ({self.parcels[g['parcel']]['zone']}, "
            f"{self.word(KINDS[self.parcels[g['parcel']]['kind']])})"
            for g in grants
        )

    def waiting(self) -> Section | None:
        lines = [
            Line(self.say("waits", project=self.project(r["code"]), line=r["place_in_line"],
                          tier=r["tier"], points=r["points"]), "open", tuple(self.reasons(r)))
            for r in self.plan["reasons"] if r["outcome"] in ("waits", "no_land_fits")
        ]  # fmt: skip
        return Section(self.say("waiting"), tuple(lines)) if lines else None

    def reasons(self, r: Plan) -> list[Line]:
        found = []
        if r["outcome"] == "no_land_fits":
            told = ", ".join(f"{self.word(MISFITS[k])} {n}" for k, n in r["misfits"].items())
            found.append(Line(self.say("no_land", why=told)))
        else:
            quotas = [b for b in r["blocked"] if b.startswith("quota")]
            taken = [b.removeprefix("parcel:") for b in r["blocked"] if b.startswith("parcel:")]
            found += [Line(self.say("quota_full", quota=self.quota(q))) for q in quotas]
            if taken:
                found.append(Line(self.say("taken", parcels="、".join(taken[:8]))))
            if r["last"]:
                because = self.word(BECAUSE[r["because"]])
                found.append(
                    Line(self.say("last", project=self.project(r["last"]), because=because))
                )
            if r["behind"] and r["because"] != "fit":
                some = "、".join(self.project(c) for c in r["behind"][:5])
                found.append(Line(self.say("behind", projects=some, count=len(r["behind"]))))
        found += [Line(self.say("open_tier", rule=rule)) for rule in r.get("open_tiers", ())]
        if r.get("cut_by"):
            found.append(Line(self.say("cut", rule=r["cut_by"])))
        return found

    def quota(self, name: str) -> str:
        zone = name.partition(":")[2]
        if not zone:
            return self.say("quota_all", area=self.problem["total"])
        return self.say("quota_zone", zone=zone, area=self.problem["zones"][zone]["area"])

    def out(self) -> Section | None:
        lines = [
            Line(f"{r['code']}: {self.word(STANDINGS[r['standing']])}", "bad",
                 (*map(Line, r["rules"]),
                  *(Line(self.say("missing", fact=m)) for m in r["missing"])))
            for r in self.plan["reasons"] if r["outcome"] == "not_eligible"
        ]  # fmt: skip
        return Section(self.say("out"), tuple(lines)) if lines else None

    def effects(self) -> Section | None:
        rows = [
            (self.quota(e["quota"]), f"+{e['more']} 亩",
             " · ".join(f"{n:+d}" for n in e["served"]), " · ".join(f"{n:+d}" for n in e["points"]))
            for e in self.plan.get("effects", ())
        ]  # fmt: skip
        heads = tuple(
            self.say(k) for k in ("h_quota", "h_more", "h_served_by_tier", "h_points_by_tier")
        )
        return Section(self.say("effects"), (Table(heads, tuple(rows)),)) if rows else None


def why_document(
    plan: Plan, code: str, changes: Sequence[Mapping[str, Any]], language: Language
) -> Document:
    """What would have admitted one project."""
    shown = _Shown(plan, {}, language)
    reason = next(r for r in plan["reasons"] if r["code"] == code)
    lines = []
    for change in changes:
        named = shown.quota(change["of"]) if change["kind"] == "quota" else change["of"]
        lines.append(
            Line(
                CHANGES[change["kind"]].in_language(language).format(of=named, more=change["more"])
            )
        )
    if not lines:
        lines.append(Line(shown.say("nothing_helps")))
    said = shown.reasons(reason) if reason["outcome"] in ("waits", "no_land_fits") else []
    return Document(
        shown.say("why", project=shown.project(code)), "strong", (),
        (Section(shown.say("why_not"), tuple(said)), Section(shown.say("smallest"), tuple(lines))),
        (shown.say("advice"),),
    )  # fmt: skip


def audit_document(
    faults: Sequence[str],
    bounds: Sequence[tuple[str, int, int, str]],
    file: str,
    language: Language,
) -> Document:
    """What a check of a plan found."""
    if faults:
        section = Section(
            SAID["faults"].in_language(language), tuple(Line(f, "bad") for f in faults)
        )
        return Document(
            SAID["bad_plan"].in_language(language).format(file=file), "bad", (), (section,)
        )
    rows = tuple(
        (name, str(value), str(bound), SAID[f"bound_{word}"].in_language(language))
        for name, value, bound, word in bounds
    )
    heads = tuple(
        SAID[k].in_language(language) for k in ("h_level", "h_value", "h_bound", "h_proof")
    )
    section = Section(SAID["bounds"].in_language(language), (Table(heads, rows),))
    return Document(
        SAID["good_plan"].in_language(language).format(file=file), "good", (), (section,)
    )
